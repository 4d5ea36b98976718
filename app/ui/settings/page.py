"""What the pages of the settings have in common."""

from collections.abc import Callable

from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QPushButton, QSizePolicy

from app.core.settings import Settings
from app.ui.form import Form, show_checked
from app.ui.preferences import Preferences
from app.ui.widgets import named_button


class Page(Form):
    """A form over the settings: what is changed in it counts at once."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences

    @property
    def settings(self) -> Settings:
        return self._preferences.settings

    def change(self, **values: object) -> None:
        """Take new values for some settings."""
        self._preferences.change(**values)

    def check_box(self, setting: str, words: str, hint: str = "") -> QCheckBox:
        """A row that switches a setting on and off."""
        box = QCheckBox(words)
        box.setObjectName(f"setting_{setting}")
        show_checked(box, getattr(self.settings, setting))
        box.toggled.connect(lambda on: self.change(**{setting: on}))
        self.add_wide(box, hint)
        return box

    def choose_file(self, title: str, chosen: Callable[[str], None]) -> None:
        """Ask for a file that is there."""
        self._ask(title, QFileDialog.FileMode.ExistingFile, chosen)

    def choose_folder(self, title: str, chosen: Callable[[str], None], start: str) -> None:
        """Ask for a folder."""
        self._ask(title, QFileDialog.FileMode.Directory, chosen, start)

    def _ask(
        self,
        title: str,
        mode: QFileDialog.FileMode,
        chosen: Callable[[str], None],
        start: str = "",
    ) -> None:
        dialog = QFileDialog(self, title, start or QDir.homePath())
        dialog.setObjectName("choose_dialog")
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(chosen)
        dialog.open()


def line_edit(name: str, text: str = "", *, fixed: bool = False) -> QLineEdit:
    """A field of one line; `fixed` for what is chosen elsewhere and only shown here."""
    field = QLineEdit(text)
    field.setObjectName(name)
    field.setMinimumHeight(32)
    field.setReadOnly(fixed)
    return field


def button(words: str, name: str) -> QPushButton:
    """A button that Enter in a field does not press."""
    made = named_button(words, name)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made
