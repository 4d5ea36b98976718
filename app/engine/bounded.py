"""What a site sends beside a video has an end, also where the site knows none."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from app.core.errors import ErrorCode

MOST_BYTES = 64 * 1024 * 1024
MOST_SECONDS = 600.0

_PIECE = 1024 * 1024


def bounded(response: Any, error: Callable[[str], Any]) -> Any:
    """The response, which raises such an error instead of being read on and on.

    For pages, pictures and subtitles: they would fill the memory or the disk.
    """
    read: Callable[[Any, int], bytes] = type(response).read
    left, end = MOST_BYTES, monotonic() + MOST_SECONDS

    def piece(itself: Any, size: int) -> bytes:
        nonlocal left
        data = read(itself, size)
        left -= len(data)
        if left < 0 or monotonic() > end:
            endless = error("What the site sends does not end")
            endless.kind = ErrorCode.UNSUPPORTED
            raise endless
        return data

    def read_bounded(itself: Any, size: int | None = None) -> bytes:
        if size is not None and size >= 0:
            return piece(itself, size)
        return b"".join(iter(lambda: piece(itself, _PIECE), b""))

    # By its class and not by itself: one that holds a method of its own is not closed when it is
    # let go of, and the site goes on sending to nobody.
    response.__class__ = type("Bounded", (type(response),), {"read": read_bounded})
    return response
