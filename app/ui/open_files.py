"""Opens files, folders and pages with the programs of the system."""

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices

log = logging.getLogger(__name__)


def open_page(address: str) -> bool:
    """Open an http or https link in the browser; nothing else is ever opened this way."""
    url = QUrl(address)
    return url.scheme() in ("http", "https") and QDesktopServices.openUrl(url)


def open_path(path: str) -> bool:
    """Open a file or a folder; False if it is not there or nothing opens it."""
    return Path(path).exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def show_in_folder(path: str) -> bool:
    """Open the folder with the file selected, or at least the folder."""
    if not Path(path).exists():
        return open_path(str(Path(path).parent))
    if sys.platform == "win32":
        arguments = ["/select,", str(Path(path))]
        return bool(QProcess.startDetached("explorer", arguments)[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", path])[0])
    return _show_by_file_manager(path) or open_path(str(Path(path).parent))


def _show_by_file_manager(path: str) -> bool:
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    name = "org.freedesktop.FileManager1"
    service = bus.interface()
    is_there = service.isServiceRegistered(name).value() if service else False
    activatable = service.activatableServiceNames().value() if service else []
    if not is_there and name not in activatable:
        return False
    url = bytes(QUrl.fromLocalFile(path).toEncoded().data()).decode()
    message = QDBusMessage.createMethodCall(
        name, "/org/freedesktop/FileManager1", name, "ShowItems"
    )
    message.setArguments([[url], ""])
    bus.asyncCall(message)
    return True
