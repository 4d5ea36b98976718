"""What closing the window comes to."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.ui.desktop.hand_over import Handing, HandOver
from app.ui.desktop.quit_dialog import QuitDialog
from app.ui.desktop.standing import Standing
from app.ui.desktop.tray import Tray

_MINIMIZED = Qt.WindowState.WindowMinimized


class Quitting(QObject):
    """Asks before what runs is stopped; only once, and never when the session ends.

    What runs in the service goes on there, so that nothing is asked for its sake.
    """

    def __init__(
        self, window: QWidget, standing: Callable[[], Standing], tray: Tray, hand_over: HandOver
    ) -> None:
        super().__init__(window)
        self._window = window
        self._standing = standing
        self._tray = tray
        self._hand_over = hand_over
        self._is_final = False
        self._dialog: QuitDialog | None = None
        hand_over.possible_changed = self._offer

    def make_final(self) -> None:
        """Ask no more: the system ends the program, or the person has answered."""
        self._is_final = True

    def may_close(self) -> bool:
        """Whether the window may close now; else a question has been opened."""
        standing = self._standing()
        if self._is_final or not standing.here or self._dialog:
            return True
        self._bring_to_light()
        in_cloud = standing.running - standing.here
        dialog = self._dialog = QuitDialog(
            self._window, standing.here, in_cloud=in_cloud, has_tray=self._tray.is_there
        )
        dialog.finished.connect(self._answered)
        dialog.keep_wanted.connect(self._tray.hide_window)
        dialog.quit_wanted.connect(self._quit)
        dialog.hand_over_wanted.connect(lambda: self._hand_over.begin(self._show_handing))
        self._offer()
        dialog.open()
        return False

    def _bring_to_light(self) -> None:
        if not self._window.isVisible() or self._window.isMinimized():
            # Not showNormal, which would make a large window small.
            self._window.setWindowState(self._window.windowState() & ~_MINIMIZED)
            self._window.show()
            self._window.raise_()
            self._window.activateWindow()

    def _offer(self) -> None:
        if self._dialog:
            rows = self._hand_over.rows() if self._hand_over.is_possible else []
            self._dialog.offer(len(rows))

    def _show_handing(self, handing: Handing) -> None:
        if self._dialog and handing.is_over:
            self._dialog.end()
        elif self._dialog:
            self._dialog.show_handing(handing)

    def _answered(self) -> None:
        self._hand_over.stop()
        self._dialog = None

    def _quit(self) -> None:
        self.make_final()
        self._window.close()
