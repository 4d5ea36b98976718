"""Makes, changes and removes presets."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.choices import Preset
from app.core.settings import MAX_PRESETS
from app.ui.choices import preset_changes
from app.ui.choices.choices_editor import ChoicesEditor
from app.ui.choices.preset_changes import NameFault, Presets
from app.ui.form import Form, PageArea, close_button, show_checked
from app.ui.preferences import Preferences
from app.ui.preset_names import preset_name
from app.ui.translation import QT_TRANSLATE_NOOP, translate
from app.ui.widgets import PlainLabel, plain_button


class PresetsDialog(QDialog):
    """A list of presets and an editor of the current one; every change counts at once."""

    def __init__(self, parent: QWidget, preferences: Preferences) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.setObjectName("presets")
        self.setWindowTitle(self.tr("Presets"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = PresetList()
        self.name = QLineEdit()
        self.name.setObjectName("preset_name")
        self.name.setMinimumHeight(32)
        self.fault = PlainLabel(tone="failed", wrap=True)
        self.fault.setObjectName("preset_fault")
        self.usual = QCheckBox(self.tr("Use for new downloads"))
        self.usual.setObjectName("preset_usual")
        self.editor = ChoicesEditor()
        self.restoring = QPushButton(self.tr("Restore the original presets"))
        self.restoring.setObjectName("preset_restore")
        self.restoring.setAutoDefault(False)
        self._lay_out()
        self._wire()
        self.list.names.ensurePolished()  # a list laid out undressed keeps those heights
        self._show_presets()
        names = [one.name for one in self._presets]
        usual = preferences.settings.preset
        self.list.names.setCurrentRow(names.index(usual) if usual in names else 0)

    @property
    def _presets(self) -> Presets:
        return self._preferences.settings.presets

    @property
    def _place(self) -> int:
        return max(0, self.list.names.currentRow())

    def _rename(self, text: str) -> None:
        fault = preset_changes.name_fault(text, self._presets, self._place)
        self.fault.setText(translate("PresetName", _FAULTS[fault]) if fault else "")
        self.fault.setVisible(fault is not None)
        shown = preset_name(self._presets[self._place].name)
        presets = preset_changes.renamed(self._presets, self._place, text)
        if fault is None and presets[self._place].name != shown:
            is_usual = self.usual.isChecked()
            usual = presets[self._place].name if is_usual else self._preferences.settings.preset
            self._preferences.change(presets=presets, preset=usual)
            self._show_presets()

    def _make_usual(self, on: bool) -> None:
        if on:
            self._preferences.change(preset=self._presets[self._place].name)
            self._show_presets()

    def _edit(self) -> None:
        choices = self.editor.choices()
        changed = preset_changes.changed(self._presets, self._place, choices)
        self._preferences.change(presets=changed)

    def _add(self) -> None:
        self._insert(Preset(self.tr("New preset")))

    def _duplicate(self) -> None:
        one = self._presets[self._place]
        self._insert(Preset(preset_name(one.name), one.choices))

    def _insert(self, preset: Preset) -> None:
        place = self._place + 1
        self._change(preset_changes.added(self._presets, place, preset), place)
        self.name.setFocus()
        self.name.selectAll()

    def _delete(self) -> None:
        if len(self._presets) > 1:
            row = (*self._presets[: self._place], *self._presets[self._place + 1 :])
            self._change(row, self._place)

    def _move(self, by: int) -> None:
        if 0 <= self._place + by < len(self._presets):
            row = preset_changes.moved(self._presets, self._place, by)
            self._change(row, self._place + by)

    def _restore(self) -> None:
        self._change(preset_changes.restored(self._presets), 0)

    def _change(self, presets: Presets, place: int) -> None:
        usual = self._preferences.settings.preset
        if all(one.name != usual for one in presets):
            usual = presets[0].name
        self._preferences.change(presets=presets, preset=usual)
        self._show_presets()
        self.list.names.setCurrentRow(min(place, len(presets) - 1))
        self._show_current()

    def _show_presets(self) -> None:
        usual = self._preferences.settings.preset
        self.list.show_presets(self._presets, usual)
        is_usual = self._presets[self._place].name == usual
        show_checked(self.usual, is_usual)
        self.usual.setEnabled(not is_usual)

    def _show_current(self) -> None:
        preset = self._presets[self._place]
        self.list.show_what_can_be_done()
        self.name.setText(preset_name(preset.name))
        self.fault.hide()
        self.editor.show_choices(preset.choices)
        self._show_presets()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        middle = QHBoxLayout()
        column.addLayout(middle, 1)
        middle.setSpacing(12)
        middle.addWidget(self.list, 2)
        area = PageArea(self.tr("The chosen preset"))
        middle.addWidget(area, 3)
        right = QVBoxLayout(area.page)
        right.setContentsMargins(8, 0, 12, 0)
        form = Form()
        right.addWidget(form)
        form.add(self.tr("Name"), self.name, self.fault)
        form.add_wide(self.usual)
        right.addSpacing(8)
        right.addWidget(self.editor)
        self.editor.align(form)
        right.addStretch(1)
        bottom = QHBoxLayout()
        column.addLayout(bottom)
        bottom.addWidget(self.restoring)
        bottom.addStretch(1)
        bottom.addWidget(close_button(self))
        self.resize(720, 560)

    def _wire(self) -> None:
        self.list.names.currentRowChanged.connect(self._show_current)
        self.list.adding.clicked.connect(self._add)
        self.list.duplicating.clicked.connect(self._duplicate)
        self.list.deleting.clicked.connect(self._delete)
        self.list.delete_wanted.connect(self._delete)
        self.list.raising.clicked.connect(lambda: self._move(-1))
        self.list.lowering.clicked.connect(lambda: self._move(+1))
        self.name.textEdited.connect(self._rename)
        self.usual.toggled.connect(self._make_usual)
        self.editor.changed.connect(self._edit)
        self.restoring.clicked.connect(self._restore)


class PresetList(QWidget):
    """The names, and buttons for what can be done with the current one."""

    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.names = QListWidget()
        self.names.setObjectName("presets_list")
        self.names.setAccessibleName(self.tr("Presets"))
        self.adding = self._button(self.tr("New preset"), "plus", "preset_add")
        self.duplicating = self._button(self.tr("Duplicate"), "copy-plus", "preset_duplicate")
        self.deleting = self._button(self.tr("Delete"), "trash-2", "preset_delete")
        self.raising = self._button(self.tr("Move up"), "arrow-up", "preset_up")
        self.lowering = self._button(self.tr("Move down"), "arrow-down", "preset_down")
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (self.adding, self.duplicating, self.deleting):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.raising)
        buttons.addWidget(self.lowering)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.names, 1)
        column.addLayout(buttons)
        deleting = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.names)
        deleting.setContext(Qt.ShortcutContext.WidgetShortcut)
        deleting.activated.connect(self.delete_wanted)

    def show_presets(self, presets: Presets, usual: str) -> None:
        """Show their names, and which one is the usual one."""
        blocked = self.names.blockSignals(True)
        while self.names.count() > len(presets):
            self.names.takeItem(self.names.count() - 1)
        while self.names.count() < len(presets):
            self.names.addItem("")
        for place, preset in enumerate(presets):
            name = preset_name(preset.name)
            words = self.tr("{0} (default)") if preset.name == usual else "{0}"
            self.names.item(place).setText(words.format(name))
        self.names.blockSignals(blocked)
        self.show_what_can_be_done()

    def show_what_can_be_done(self) -> None:
        """Offer what fits the current one."""
        count, place = self.names.count(), self.names.currentRow()
        self.adding.setEnabled(count < MAX_PRESETS)
        self.duplicating.setEnabled(count < MAX_PRESETS)
        self.deleting.setEnabled(count > 1)
        self.raising.setEnabled(place > 0)
        self.lowering.setEnabled(place < count - 1)

    def _button(self, label: str, sign: str, name: str) -> QPushButton:
        button = plain_button("", label, sign)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button


_FAULTS: dict[NameFault, str] = {
    NameFault.EMPTY: QT_TRANSLATE_NOOP("PresetName", "A preset needs a name."),
    NameFault.TOO_LONG: QT_TRANSLATE_NOOP("PresetName", "This name is too long."),
    NameFault.TAKEN: QT_TRANSLATE_NOOP("PresetName", "Another preset has this name."),
}
