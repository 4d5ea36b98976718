"""Where a video goes: the folder, and the name of its file."""

from pathlib import PurePosixPath

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from app.core.naming import MAX_TEMPLATE, TemplateFault, fault_of, literal
from app.ui.batch.add_bar import short_folder
from app.ui.form import Form
from app.ui.icons import icon
from app.ui.preferences import Preferences
from app.ui.widgets import ChoiceButton, PlainLabel, left_to_right


class Destination(QObject):
    """Two rows of a form. An empty name, or one nobody touched, is what the settings make of it."""

    changed = Signal()  # another name was typed
    folder_wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._is_own = False
        self._is_taken = False
        self._usual = ""
        self.folder = ChoiceButton(QMenu(parent), self.tr("Folder"))
        self.folder.setObjectName("single_folder")
        self.folder.setMinimumHeight(32)
        self.name = QLineEdit()
        self.name.setObjectName("file_name")
        self.name.setMaxLength(MAX_TEMPLATE + 50)
        self.name.setMinimumHeight(32)
        self.ending = PlainLabel(tone="dim")
        self.words = PlainLabel(tone="dim", wrap=True)
        self.words.setObjectName("file_name_words")
        self._fill(self.folder.menu())
        self.name.textEdited.connect(self._edited)
        self.name.editingFinished.connect(self._finished)
        preferences.changed.connect(self._show_folder)
        self._show_folder()
        self._say()

    def add_to(self, form: Form) -> None:
        """Put the rows at the end of a form."""
        form.add(self.tr("Folder"), self.folder)
        form.add(self.tr("File name"), self.name, self.words, self.ending)

    def naming(self) -> str:
        """The template for the request."""
        own = self.name.text().strip()
        return literal(own) if self._is_own and own else self._preferences.settings.naming

    def fault(self) -> TemplateFault | None:
        """Why the name cannot be."""
        return fault_of(self.naming()) if self._is_own and self.name.text().strip() else None

    def forget(self) -> None:
        """Begin anew, for another video."""
        self._is_own = self._is_taken = False
        self._usual = ""
        self.name.clear()
        self.ending.setText("")
        self._say()

    def show_name(self, file_name: str, *, is_taken: bool) -> None:
        """Show the name the file would get; what a person typed stays."""
        path = PurePosixPath(file_name)
        self.ending.setText(path.suffix)
        self._is_taken = is_taken
        if not self._is_own:
            self._usual = file_name.removesuffix(path.suffix)
            self.name.setText(self._usual)
            self.name.setCursorPosition(0)
        self.name.setPlaceholderText(self._usual)
        self._say()

    def _edited(self, text: str) -> None:
        self._is_own = bool(text.strip())
        self._is_taken = False
        self._say()
        self.changed.emit()

    def _finished(self) -> None:
        if not self._is_own and not self.name.text():
            self.name.setText(self._usual)

    def _say(self) -> None:
        fault = self.fault()
        words = self._fault_words(fault) if fault else ""
        folder = self._own_folder()
        if not words and self._is_taken:
            words = self.tr("There is a file of this name: this one gets a number.")
        elif not words and folder:
            words = self.tr("A slash makes a folder: the file goes into “{0}”.").format(folder)
        self.words.set_tone("failed" if fault else "paused")
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.name.setAccessibleDescription(words)

    def _own_folder(self) -> str:
        """The folder that a slash in the typed name makes."""
        name = self.name.text().strip().replace("\\", "/")
        return left_to_right(name.rpartition("/")[0]) if self._is_own else ""

    def _fault_words(self, fault: TemplateFault) -> str:
        match fault:
            case TemplateFault.TOO_LONG:
                return self.tr("This name is too long.")
            case TemplateFault.TOO_DEEP:
                return self.tr("These are too many folders, one inside the other.")
            case _:
                return self.tr("This name would lead out of the folder.")

    def _fill(self, menu: QMenu) -> None:
        menu.setAccessibleName(self.tr("Folder"))
        choose = menu.addAction(icon("folder"), self.tr("Choose a folder…"))
        choose.triggered.connect(self.folder_wanted)
        usual = menu.addAction(self.tr("Use the usual folder"))
        usual.triggered.connect(lambda: self._preferences.change(folder=""))

    def _show_folder(self) -> None:
        folder = self._preferences.folder
        self.folder.show_choice(left_to_right(short_folder(folder)), folder)
