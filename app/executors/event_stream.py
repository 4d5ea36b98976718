"""Server-sent events out of bytes, as the HTML standard reads them."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

LARGEST = 4 * 1024 * 1024
"""Bytes of the largest event, and of the longest line."""

_LONGEST_ID = 200  # characters


class StreamTooLarge(ValueError):  # noqa: N818  it is what the stream is
    """A line or an event is larger than any that is meant."""


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event. `id` is empty where it came without one, or with one that cannot be sent back."""

    kind: str
    data: str
    id: str = ""


class EventParser:
    """Takes a stream in as it arrives, in pieces of any size.

    What is left when the stream ends is a part of an event, and is none.
    """

    def __init__(self, largest: int = LARGEST) -> None:
        self._largest = largest
        self._line = bytearray()
        self._is_first_line = True
        self._after_cr = False
        self._begin()

    def feed(self, chunk: bytes) -> Iterator[ServerEvent | None]:
        """The events that are whole now; None for a comment or a word about the connection."""
        if not chunk:
            return
        news = chunk.removeprefix(b"\n") if self._after_cr else chunk
        self._after_cr = chunk.endswith(b"\r")
        for piece in news.splitlines(keepends=True):
            self._line += piece
            if piece[-1:] in (b"\n", b"\r"):
                yield from self._end_line()
            elif len(self._line) > self._largest:
                raise StreamTooLarge("line")

    def _begin(self) -> None:
        self._kind = ""
        self._id = ""
        self._data: list[bytes] = []
        self._size = 0

    def _end_line(self) -> Iterator[ServerEvent | None]:
        line = bytes(self._line).rstrip(b"\r\n")
        self._line.clear()
        if self._is_first_line:
            self._is_first_line = False
            line = line.removeprefix(codecs.BOM_UTF8)
        if line:
            yield from self._take(line)
        else:
            yield from self._dispatch()

    def _take(self, line: bytes) -> Iterator[None]:
        self._size += len(line) + 1
        if self._size > self._largest:
            raise StreamTooLarge("event")
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._data.append(value)
        elif name == b"event":
            self._kind = _text(value)
        elif name == b"id":
            self._id = _id(value)
        elif name in (b"", b"retry"):
            yield None

    def _dispatch(self) -> Iterator[ServerEvent]:
        if self._data:
            yield ServerEvent(self._kind or "message", _text(b"\n".join(self._data)), self._id)
        self._begin()


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _id(value: bytes) -> str:
    text = value.decode("ascii", "replace")
    return text if len(text) <= _LONGEST_ID and text.isascii() and text.isprintable() else ""
