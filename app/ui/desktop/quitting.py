"""What closing the window comes to."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.ui.desktop.quit_dialog import QuitDialog
from app.ui.desktop.tray import Tray

_MINIMIZED = Qt.WindowState.WindowMinimized


class Quitting(QObject):
    """Asks before what runs is stopped; only once, and never when the session ends."""

    def __init__(self, window: QWidget, running: Callable[[], int], tray: Tray) -> None:
        super().__init__(window)
        self._window = window
        self._running = running
        self._tray = tray
        self._is_final = False
        self._dialog: QuitDialog | None = None

    def make_final(self) -> None:
        """Ask no more: the system ends the program, or the person has answered."""
        self._is_final = True

    def may_close(self) -> bool:
        """Whether the window may close now; else a question has been opened."""
        number = self._running()
        if self._is_final or not number or self._dialog:
            return True
        if not self._window.isVisible() or self._window.isMinimized():
            # Not showNormal, which would make a large window small.
            self._window.setWindowState(self._window.windowState() & ~_MINIMIZED)
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()
        dialog = self._dialog = QuitDialog(self._window, number, has_tray=self._tray.is_there)
        dialog.finished.connect(self._answered)
        dialog.keep_wanted.connect(self._tray.hide_window)
        dialog.quit_wanted.connect(self._quit)
        dialog.open()
        return False

    def _answered(self) -> None:
        self._dialog = None

    def _quit(self) -> None:
        self.make_final()
        self._window.close()
