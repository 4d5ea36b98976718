"""Errors that nobody expected: into the log, and before the person's eyes."""

import asyncio
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from app.ui.desktop.crash_dialog import CrashDialog

log = logging.getLogger(__name__)

_MINIMIZED = Qt.WindowState.WindowMinimized
_MOST_LINES = 200
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReports(QObject):
    """Shows at most one dialog at a time, and the same error only once; counts the others.

    `clean` takes secrets out of a line.
    """

    def __init__(
        self,
        window: QWidget,
        clean: Callable[[str], str],
        post: Callable[[Callable[[], None]], None],
        open_log_folder: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clean = clean
        self._post = post
        self._open_log_folder = open_log_folder
        self._known: set[str] = set()
        self._dialog: CrashDialog | None = None

    def install(self) -> None:
        """Hear of every error of this process that reaches the top, and of Qt's complaints."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread
        qInstallMessageHandler(_take_from_qt)

    def take(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """An error that came to the top, on any thread."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            return
        # Only what `log` is given may be shown or kept: this must not fail itself.
        log.critical("unexpected error", exc_info=(kind, error or kind(), trace))
        frames = traceback.extract_tb(trace)
        place = f"{kind.__name__} {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
        lines = traceback.format_exception(kind, error, trace, limit=-50)
        self._post(partial(self._show, place or "".join(lines), "".join(lines)))

    def take_from_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """An error of a task that nobody waits for."""
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.take(type(error), error, error.__traceback__)
        else:
            log.error("asyncio: %s", context.get("message"))

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        self.take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _show(self, place: str, text: str) -> None:
        if self._dialog is not None:
            self._dialog.count_another()
            return
        if place in self._known:
            return
        self._known.add(place)
        if self._window.isMinimized():
            # Some desktops would not let it come back while the dialog is open.
            self._window.setWindowState(self._window.windowState() & ~_MINIMIZED)
        dialog = self._dialog = CrashDialog(
            self._window, self._presentable(text), self._open_log_folder
        )
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._dialog = None

    def _presentable(self, text: str) -> str:
        """Without secrets, and without the name of the account."""
        lines = text.replace(str(Path.home()), "~").splitlines()[-_MOST_LINES:]
        return "\n".join(map(self._clean, lines))


def _take_from_qt(level: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    log.log(_QT_LEVELS.get(level, logging.WARNING), "Qt: %s", message)
