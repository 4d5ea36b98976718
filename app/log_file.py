"""The log file: bounded in size, for this account alone, without secrets."""

import copy
import faulthandler
import logging
import logging.handlers
import os
import queue
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path

from app.engine.redact import clean

LOG_NAME = "spool.log"
_CRASH_NAME = "crash.txt"
_LAST_CRASH_NAME = "last-crash.txt"
_MOST_BYTES = 1_000_000
_OLDER = 2  # files kept beside the newest
# A pipe that nobody reads is refused, not waited for.
_CREATE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_PLAIN = logging.Formatter()


def say_on_stderr(*, verbose: bool) -> None:
    """Write warnings to stderr, and with `verbose` all that happens; of others' only warnings."""
    said = logging.StreamHandler()
    said.setLevel(logging.INFO if verbose else logging.WARNING)
    said.setFormatter(CleanFormatter(_FORMAT))
    logging.basicConfig(level=logging.WARNING, handlers=[said])
    for ours in ("app", "__main__"):
        logging.getLogger(ours).setLevel(logging.INFO)


class CleanFormatter(logging.Formatter):
    """Takes secrets out of every line, those of a traceback too."""

    def format(self, record: logging.LogRecord) -> str:
        return "\n".join(clean(line) for line in super().format(record).splitlines())


class LogFile(logging.handlers.RotatingFileHandler):
    """Where it cannot be written, it is silent."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_MOST_BYTES, backupCount=_OLDER, encoding="utf-8", delay=True
        )
        self.setFormatter(CleanFormatter(_FORMAT))

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, _CREATE | os.O_APPEND, 0o600)
        return os.fdopen(descriptor, "a", encoding=self.encoding, errors="backslashreplace")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging names it
        """A full disk must not be the end of anything."""


class _Handing(logging.handlers.QueueHandler):
    """Leaves the cleaning to the thread that writes."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        handed = copy.copy(record)
        handed.msg, handed.args = record.getMessage(), None
        if record.exc_info:
            # A traceback holds whatever its frames held, and a widget that another thread lets
            # go of is destroyed there.
            handed.exc_text = _PLAIN.formatException(record.exc_info)
            handed.exc_info = None
        return handed


@contextmanager
def log_file(folder: Path) -> Iterator[None]:
    """Have everything that is logged written to a file, by a thread, while this lasts."""
    records: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    file = LogFile(folder / LOG_NAME)
    listener = logging.handlers.QueueListener(records, file)
    handler = _Handing(records)
    root = logging.getLogger()
    root.addHandler(handler)
    listener.start()
    try:
        yield
    finally:
        root.removeHandler(handler)
        listener.stop()
        with suppress(OSError):  # a full disk
            file.close()


@contextmanager
def crash_file(folder: Path) -> Iterator[bool]:
    """Have a hard crash of this process leave a trace; whether the last run left one.

    A process that was killed from outside leaves none.
    """
    trace = folder / _CRASH_NAME
    try:
        # On Windows, exceptions that are handled leave traces as well.
        crashed = trace.exists() and trace.stat().st_size > 0 and sys.platform != "win32"
        if crashed:
            trace.replace(folder / _LAST_CRASH_NAME)
        descriptor = os.open(trace, _CREATE | os.O_TRUNC, 0o600)
    except OSError:
        yield False
        return
    with os.fdopen(descriptor, "w") as file:
        faulthandler.enable(file)
        try:
            yield crashed
        finally:
            faulthandler.disable()
