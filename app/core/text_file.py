"""Text out of files of unknown kind."""

import codecs
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_READ = 64 * 1024 * 1024
"""Bytes read of one file."""

_SAMPLE = 64 * 1024
_PIECE = 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = b"\t\n\r\f\x1b"
_CONTROLS = bytes(code for code in range(32) if code not in _TEXT_CONTROLS) + b"\x7f"


class NotTextError(ValueError):
    """The file holds something else than text."""


@dataclass(frozen=True, slots=True)
class FileBytes:
    """The beginning of a file, and whether there was more."""

    data: bytes
    truncated: bool


def read_bytes(path: Path, limit: int = MAX_READ) -> FileBytes:
    """At most `limit` bytes of a regular file; `OSError` for anything else.

    A pipe or a device would never end.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError("not a regular file")
    with path.open("rb") as file:
        data = file.read(limit + 1)
    return FileBytes(data[:limit], len(data) > limit)


def pieces(data: bytes) -> Iterator[str]:
    """The text, in whichever of the usual encodings it is, about a megabyte at a time.

    Decoded in one go, a long text would hold up every other thread. `NotTextError` where it is
    none.
    """
    start, encoding = _form(data)
    yield from _decoded(data, start, encoding, "replace")


def decode(data: bytes) -> str:
    """All of the text at once; for short ones."""
    return "".join(pieces(data))


def _form(data: bytes) -> tuple[int, str]:
    """Where the text begins, and its encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return len(mark), encoding
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return 0, _unmarked_utf16(sample)
    if _has_too_many_controls(sample):
        raise NotTextError("control characters")
    return 0, "utf-8" if _is_utf8(data) else "cp1252"


def _is_utf8(data: bytes) -> bool:
    """Whether it is, but for a last character that the limit may have cut off."""
    try:
        for _ in _decoded(data, 0, "utf-8", "strict", is_whole=False):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _decoded(
    data: bytes, start: int, encoding: str, errors: str, *, is_whole: bool = True
) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for begin in range(start, len(data), _PIECE):
        is_last = is_whole and begin + _PIECE >= len(data)
        yield decoder.decode(data[begin : begin + _PIECE], is_last)


def _unmarked_utf16(sample: bytes) -> str:
    """UTF-16 shows itself by zeros in nearly every second byte and hardly any between them."""
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    raise NotTextError("zero bytes")


def _has_too_many_controls(sample: bytes) -> bool:
    kept = sample.translate(None, delete=_CONTROLS)
    return (len(sample) - len(kept)) * 50 > len(sample)
