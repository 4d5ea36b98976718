"""What the window remembers of how it was left."""

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_SEEN = 80  # pixels of a window's upper edge that must be on a screen to take hold of it
_SIZE = (1100, 760)


class WindowState:
    """A small file of its own; an empty path remembers nothing."""

    def __init__(self, path: str) -> None:
        self._file = QSettings(path, QSettings.Format.IniFormat) if path else None

    def text(self, name: str) -> str:
        """A word that was kept, or nothing."""
        return str(self._file.value(name, "")) if self._file else ""

    def data(self, name: str) -> QByteArray:
        """What a widget has packed; empty if there is none."""
        found = self._file.value(name) if self._file else None
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep(self, values: dict[str, str | QByteArray]) -> None:
        """Write values down."""
        if self._file:
            for name, value in values.items():
                self._file.setValue(name, value)
            self._file.sync()

    def place(self, window: QWidget) -> None:
        """Give a window the size and the place it had, where that can still be seen."""
        window.resize(*_SIZE)
        geometry = self.data("geometry")
        if not geometry.isEmpty() and window.restoreGeometry(geometry):
            mend(window)


def mend(window: QWidget) -> None:
    """Bring a window back whose screen has gone or has become smaller."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if window.isMaximized() or window.isFullScreen() or not screens:
        return
    frame = window.geometry()
    edge = QRect(frame.left(), frame.top(), frame.width(), 1)
    if any(screen.intersected(edge).width() >= _SEEN for screen in screens):
        return
    room = screens[0]
    window.resize(frame.size().boundedTo(room.size()))
    frame = window.geometry()
    frame.moveCenter(room.center())
    window.move(frame.topLeft())
