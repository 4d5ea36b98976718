"""Qt's application object, and the moment its window can be seen."""

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from app import __version__

log = logging.getLogger(__name__)


class QtApplication(QApplication):
    """Tells when it is asked to quit, by the session's end for example, instead of quitting.

    It also tells what macOS asks it to open, which is no argument there.
    """

    def __init__(self) -> None:
        super().__init__(["spool"])
        self.setApplicationName("Spool")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("spool")
        self.setQuitOnLastWindowClosed(False)
        self.quit_asked: Callable[[], None] = self.quit
        self._open: Callable[[Sequence[str]], None] | None = None
        self._to_open: list[str] = []

    def open_by(self, take: Callable[[Sequence[str]], None]) -> None:
        """Give it whole paths of files, and links: from now on, and those since the start."""
        self._open = take
        self._hand_over()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.quit_asked()
            return True
        if isinstance(event, QFileOpenEvent):
            encoded = QUrl.ComponentFormattingOption.FullyEncoded
            self._to_open.append(event.file() or event.url().toString(encoded))
            # Each of several files comes by itself, and all were opened at once.
            QTimer.singleShot(0, self, self._hand_over)
            return True
        return super().event(event)

    def _hand_over(self) -> None:
        if self._open is not None and self._to_open:
            items, self._to_open = self._to_open, []
            self._open(items)


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
