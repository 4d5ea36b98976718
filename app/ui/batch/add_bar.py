"""Where links are added, and how they are to be downloaded."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPalette,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from app.ui.batch.offer import Offer, offer_of
from app.ui.choices.preset_button import PresetButton
from app.ui.icons import icon
from app.ui.preferences import Preferences
from app.ui.widgets import ChoiceButton, from_home, left_to_right

_LONG = 2000


class AddField(QLineEdit):
    """One line; a paste of several lines or of files is handed over whole."""

    pasted = Signal(object)  # an Offer

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(False)  # the whole window takes them

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self._paste)
        menu.popup(event.globalPos())

    def _paste(self) -> None:
        offer = offer_of(QGuiApplication.clipboard().mimeData())
        if fits_in_a_line(offer):
            self.paste()
        else:
            self.pasted.emit(offer)


def fits_in_a_line(offer: Offer) -> bool:
    """Whether a paste is for the field itself rather than a list to add."""
    # Not of the clipboard: it may hold very much, which comes anew each time it is asked for.
    return not offer.files and len(offer.text) < _LONG and len(offer.text.split()) <= 1


class AddBar(QWidget):
    """The field, the preset, the folder, and the button that adds."""

    entered = Signal(object)  # an Offer
    folder_wanted = Signal()
    folder_to_open = Signal(str)
    presets_wanted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.field = AddField()
        self.field.setObjectName("add_field")
        self.field.setAccessibleName(self.tr("Links to add"))
        self.field.setPlaceholderText(self.tr("Paste or drop links, text or lists…"))
        self.field.setClearButtonEnabled(False)
        self.preset = PresetButton(preferences, self)
        self.folder = ChoiceButton(QMenu(self), self.tr("Folder"))
        self.folder.setObjectName("folder")
        self.add_button = QPushButton(
            icon("plus", QPalette.ColorRole.HighlightedText), " " + self.tr("Add")
        )
        self.add_button.setObjectName("add")
        self.add_button.setProperty("kind", "primary")
        self.add_button.setAccessibleName(self.tr("Add the links"))
        self.add_button.setIconSize(QSize(18, 18))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        self.field.setFixedHeight(38)
        for button in (self.preset, self.folder, self.add_button):
            button.setFixedHeight(38)
            row.addWidget(button)
        self._fill_folder_menu(self.folder.menu())
        self._show_folder()
        self.preset.editor_wanted.connect(self.presets_wanted)
        self.field.returnPressed.connect(self._enter)
        self.field.pasted.connect(self.entered)
        self.add_button.clicked.connect(self._enter)
        preferences.changed.connect(self._show_folder)

    def _enter(self) -> None:
        text = self.field.text().strip()
        if not text:
            self.field.setFocus()
            return
        self.field.clear()
        self.entered.emit(Offer(text))

    def _fill_folder_menu(self, menu: QMenu) -> None:
        menu.setAccessibleName(self.tr("Folder"))
        choose = menu.addAction(icon("folder"), self.tr("Choose a folder…"))
        choose.triggered.connect(self.folder_wanted)
        usual = menu.addAction(self.tr("Use the usual folder"))
        usual.triggered.connect(lambda: self._preferences.change(folder=""))
        menu.addSeparator()
        opening = menu.addAction(icon("external-link"), self.tr("Open this folder"))
        opening.triggered.connect(lambda: self.folder_to_open.emit(self._preferences.folder))

    def _show_folder(self) -> None:
        folder = self._preferences.folder
        self.folder.show_choice(left_to_right(short_folder(folder)), folder)


def short_folder(folder: str) -> str:
    """A folder as it fits on a button: below the home folder with ~, else its last parts."""
    text = from_home(folder)
    return text if len(text) <= 26 else "…" + text[-25:]
