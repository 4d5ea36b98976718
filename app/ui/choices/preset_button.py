"""Chooses among the presets."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.core.choices import Choices
from app.ui.preferences import Preferences
from app.ui.preset_names import preset_name
from app.ui.translation import translate
from app.ui.widgets import ChoiceButton


class PresetButton(ChoiceButton):
    """The preset for what is downloaded next; what is chosen here holds for the whole window."""

    chosen = Signal()  # by the person, here
    editor_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        menu = QMenu(parent)
        super().__init__(menu, translate("PresetButton", "Preset"))
        self.setObjectName("preset")
        self.setMinimumHeight(32)
        self._preferences = preferences
        self._choices: Choices | None = None
        menu.setAccessibleName(self.tr("Preset"))
        menu.aboutToShow.connect(self._fill)
        preferences.changed.connect(self._show)
        self._fill()
        self._show()

    def show_choices(self, choices: Choices) -> None:
        """Say which preset these are, or that they are none of them."""
        self._choices = choices
        self._show()

    def _show(self) -> None:
        usual = preset_name(self._preferences.settings.preset)
        self.show_choice(self.tr("Own choice") if self._is_own() else usual)

    def _is_own(self) -> bool:
        return self._choices not in (None, self._preferences.settings.choices)

    def _fill(self) -> None:
        menu, settings = self.menu(), self._preferences.settings
        menu.clear()
        group = QActionGroup(menu)
        for preset in settings.presets:
            action = menu.addAction(preset_name(preset.name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(preset.name == settings.preset and not self._is_own())
            action.setData(preset.name)
            group.addAction(action)
        group.triggered.connect(lambda action: self._choose(str(action.data())))
        menu.addSeparator()
        editing = menu.addAction(self.tr("Edit presets…"))
        editing.setObjectName("edit_presets")
        editing.triggered.connect(self.editor_wanted)

    def _choose(self, name: str) -> None:
        self._preferences.change(preset=name)
        self._choices = None
        self._show()
        self.chosen.emit()
