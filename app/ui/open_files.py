"""Opens files, folders and pages with the programs of the system."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QDesktopServices


def open_page(address: str) -> bool:
    """Open an http or https link in the browser; nothing else is ever opened this way."""
    url = QUrl(address)
    return url.scheme() in ("http", "https") and QDesktopServices.openUrl(url)


class FileOpener:
    """Opens files and folders, and calls `failed` for what is gone or has no program.

    The disk is looked at in a thread: one that does not answer, such as a network folder that
    went away, would hold up the window for as long.
    """

    def __init__(self, post: Callable[[Callable[[], None]], None]) -> None:
        self._post = post

    def open(self, path: str, failed: Callable[[], None]) -> None:
        """Open a file or a folder."""
        self._with_first_there((path,), _open, failed)

    def show_in_folder(self, path: str, failed: Callable[[], None]) -> None:
        """Open the folder with the file selected, or at least the folder."""

        def show(found: str) -> bool:
            return _show(found) if found == path else _open(found)

        self._with_first_there((path, str(Path(path).parent)), show, failed)

    def _with_first_there(
        self, paths: Sequence[str], act: Callable[[str], bool], failed: Callable[[], None]
    ) -> None:
        def finish(found: str | None) -> None:
            if found is None or not act(found):
                failed()

        def look() -> None:
            found = next((path for path in paths if Path(path).exists()), None)
            self._post(partial(finish, found))

        # A thread of its own each time, and none that the end of the program waits for.
        Thread(target=look, name="open", daemon=True).start()


def _open(path: str) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def _show(path: str) -> bool:
    if sys.platform == "win32":
        return bool(QProcess.startDetached("explorer", ["/select,", str(Path(path))])[0])
    if sys.platform == "darwin":
        return bool(QProcess.startDetached("open", ["-R", path])[0])
    return _show_by_file_manager(path) or _open(str(Path(path).parent))


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
