"""What has come of a file whose size and hash are known, on disk and ready to be continued."""

import hashlib
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_BUFFER = 64 * 1024  # as much as a killed process may lose
_BLOCK = 1024 * 1024


class TooMuch(Exception):  # noqa: N818  it is what came
    """There is more than was promised; nothing of it was written."""


class PartialFile:
    """Its bytes are hashed as they are written, and those of an earlier run once more from disk."""

    def __init__(self, path: Path, size: int, sha256: str) -> None:
        self.path = path
        self.size = size
        self.done = 0  # bytes
        self._sha256 = sha256
        self._hash = hashlib.sha256()
        self._file: BinaryIO | None = None

    @property
    def is_whole(self) -> bool:
        return self.done == self.size

    @property
    def is_right(self) -> bool:
        """Whether it is the file that was promised."""
        return self.is_whole and self._hash.hexdigest() == self._sha256

    def take_up(self, check: Callable[[], None]) -> None:
        """Learn what lies there. `check` is called now and then while it is read."""
        length = _length(self.path)
        if length == self.done:
            return
        self._forget()
        if length is None or length > self.size:
            self.path.unlink(missing_ok=True)
            return
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                check()
                self._hash.update(block)
                self.done += len(block)

    @contextmanager
    def appending(self) -> Iterator[None]:
        """While in here, it can be written to."""
        try:
            with self.path.open("ab", _BUFFER) as self._file:
                yield
        finally:
            self._file = None

    def write(self, data: bytes) -> None:
        assert self._file is not None
        if len(data) > self.size - self.done:
            raise TooMuch
        self._file.write(data)
        self._hash.update(data)
        self.done += len(data)

    def drop(self) -> None:
        """Remove it; from now on it begins at its first byte."""
        self._forget()
        self.path.unlink(missing_ok=True)

    def _forget(self) -> None:
        self.done = 0
        self._hash = hashlib.sha256()


def _length(path: Path) -> int | None:
    """Of a file; 0 where nothing is, and None where it is something else."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else None
