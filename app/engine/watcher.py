"""Who follows a download while yt-dlp is at it."""

from collections.abc import Callable
from typing import Any, Protocol

from app.core.download import Remark
from app.engine.redact import clean

Info = dict[str, Any]


class Watcher(Protocol):
    """Follows one download; whatever it raises ends it."""

    def check(self) -> None:
        """Between two steps."""

    def chosen(self, info: Info) -> bool:
        """The formats are chosen. False: fetch only what is to lie beside the file."""

    def stream(self, info: Info) -> None:
        """This stream is about to be fetched."""

    def downloading(self, event: Info) -> None: ...

    def processing(self, event: Info) -> None: ...

    def remark(self, remark: Remark) -> None:
        """It will complete, yet not as it was wished."""

    def log(self, line: str) -> None:
        """One line, cleaned of secrets."""


class CleanLogger:
    """yt-dlp's messages, each cleaned of secrets."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def debug(self, message: str) -> None:
        self._write(clean(message))

    def warning(self, message: str) -> None:
        self._write(clean(f"WARNING: {message}"))

    def error(self, message: str) -> None:
        self._write(clean(message))
