"""What is sent: bytes that can be read from anywhere, with their type and their ETag."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

_BLOCK = 64 * 1024
_COUNTER = 8  # bytes of a block that hold its number
_INVERTED = bytes(255 - value for value in range(256))


@dataclass(frozen=True, slots=True)
class Body:
    """`size` bytes; `read(start, stop)` gives those of a range."""

    content_type: str
    size: int
    etag: str
    read: Callable[[int, int], bytes]

    @classmethod
    def of(cls, data: bytes, content_type: str) -> "Body":
        """What is in memory already."""
        return cls(content_type, len(data), _etag(data), lambda start, stop: data[start:stop])

    @classmethod
    def of_text(cls, text: str, content_type: str) -> "Body":
        return cls.of(text.encode(), f"{content_type}; charset=utf-8")

    @classmethod
    def of_file(cls, path: Path, content_type: str) -> "Body":
        """A file that does not change; its name stands for its content."""

        def read(start: int, stop: int) -> bytes:
            with path.open("rb") as file:
                file.seek(start)
                return file.read(stop - start)

        return cls(content_type, path.stat().st_size, _etag(path.name.encode()), read)

    @classmethod
    def generated(cls, name: str, size: int, content_type: str) -> "Body":
        """The bytes of `generated_bytes`, made while they are sent."""
        return cls(
            content_type,
            size,
            _etag(f"{name}-{size}".encode()),
            lambda start, stop: _generated(name, start, min(stop, size)),
        )

    def changed(self) -> "Body":
        """As many other bytes, under another ETag."""
        return replace(
            self,
            etag=_etag(self.etag.encode()),
            read=lambda start, stop: self.read(start, stop).translate(_INVERTED),
        )


def generated_bytes(name: str, size: int) -> bytes:
    """The same bytes for the same name, no two 64 KB blocks of them alike."""
    return _generated(name, 0, size)


def _generated(name: str, start: int, stop: int) -> bytes:
    filling = _filling(name)
    first = start // _BLOCK
    blocks = b"".join(
        number.to_bytes(_COUNTER, "big") + filling for number in range(first, -(-stop // _BLOCK))
    )
    return blocks[start - first * _BLOCK : stop - first * _BLOCK]


@lru_cache(maxsize=256)
def _filling(name: str) -> bytes:
    return random.Random(name).randbytes(_BLOCK - _COUNTER)


def _etag(data: bytes) -> str:
    return f'"{hashlib.sha256(data).hexdigest()[:16]}"'
