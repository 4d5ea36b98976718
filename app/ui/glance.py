"""A window that is opened only to see whether it opens."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, qVersion
from PySide6.QtGui import QGuiApplication, QImageReader
from PySide6.QtNetwork import QSslSocket
from PySide6.QtWidgets import QWidget

from app.core import wire
from app.core.glance import Glance
from app.ui.qt_application import FirstPaint


def glance(window: QWidget, file: str, open_window: Callable[[], None]) -> None:
    """Open it; where a file is named, write down there what was seen, and close it once painted."""
    if file:
        # Before those of the window itself, so that all that begins with the first paint has begun.
        FirstPaint(window, partial(_write_and_close, window, Path(file)))
    open_window()


def _write_and_close(window: QWidget, file: Path) -> None:
    seen = Glance(
        qt=qVersion(),
        qt_path=QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath),
        platform=QGuiApplication.platformName(),
        tls=QSslSocket.supportsSsl(),
        pictures=tuple(kind.toStdString() for kind in QImageReader.supportedImageFormats()),
    )
    file.write_bytes(wire.to_line(seen))
    window.close()
