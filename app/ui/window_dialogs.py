"""Opens the dialogs of the window; what they are made of is imported when they are first wanted."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.ui.dialogs import AboutDialog, ShortcutsDialog
from app.ui.look import Look
from app.ui.open_files import FileOpener
from app.ui.preferences import Preferences
from app.ui.services import Services


class WindowDialogs:
    """Every dialog is opened over the window and stops nothing."""

    def __init__(
        self, window: QWidget, services: Services, preferences: Preferences, look: Look
    ) -> None:
        self._window = window
        self._services = services
        self._preferences = preferences
        self._look = look
        self._files = FileOpener(services.post)

    def settings(self, page: str = "") -> None:
        """The settings, at one of their pages."""
        from app.ui.settings.settings_dialog import SettingsDialog

        parts = (self._services, self._preferences, self._look)
        SettingsDialog(self._window, *parts).open_at(page)

    def presets(self) -> None:
        """The named choices."""
        from app.ui.choices.presets_dialog import PresetsDialog

        PresetsDialog(self._window, self._preferences).open()

    def shortcuts(self, keys: Iterable[tuple[str, str]]) -> None:
        """Every key there is."""
        ShortcutsDialog(self._window, keys).open()

    def about(self) -> None:
        """What Spool is."""
        AboutDialog(self._window).open()

    def log_folder(self) -> None:
        """The folder of the log, in the system's file manager."""
        self._files.open(self._services.log_folder, lambda: None)
