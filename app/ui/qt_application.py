"""Qt's application object, and the moment its window can be seen."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import __version__

log = logging.getLogger(__name__)


class QtApplication(QApplication):
    """Tells when it is asked to quit, by the session's end for example, instead of quitting."""

    def __init__(self) -> None:
        super().__init__(["spool"])
        self.setApplicationName("Spool")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("spool")
        self.setQuitOnLastWindowClosed(False)
        self.quit_asked: Callable[[], None] = self.quit

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.quit_asked()
            return True
        return super().event(event)


class FirstPaint(QObject):
    """Calls `then` once the window has been painted for the first time."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._painted)
        return False

    def _painted(self) -> None:
        log.info("window painted")
        self._then()
