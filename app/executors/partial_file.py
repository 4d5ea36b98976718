"""What has come of a file whose size and hash are known, on disk and ready to be continued."""

import hashlib
import logging
import os
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

log = logging.getLogger(__name__)

_BUFFER = 64 * 1024  # as much as a killed process may lose
_BLOCK = 1024 * 1024
_SYNCED_AT_ONCE = 32 * 1024 * 1024  # bytes, at least


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
        self._unsynced = 0  # bytes
        self._syncing: threading.Thread | None = None

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
        self._unsynced += len(data)
        if self._unsynced >= _SYNCED_AT_ONCE and not self._is_syncing():
            self._begin_to_sync()

    def settle(self) -> None:
        """Nobody has it open when this returns."""
        if self._syncing is not None:
            self._syncing.join()

    def drop(self) -> None:
        """Remove it; from now on it begins at its first byte."""
        self.settle()
        self._forget()
        self.path.unlink(missing_ok=True)

    def _is_syncing(self) -> bool:
        return self._syncing is not None and self._syncing.is_alive()

    def _begin_to_sync(self) -> None:
        """Have the disk keep up, or all would have to wait for it at the end."""
        assert self._file is not None
        self._unsynced = 0
        descriptor = os.dup(self._file.fileno())
        self._syncing = threading.Thread(
            target=_synced, args=(descriptor,), name="partial-file", daemon=True
        )
        self._syncing.start()

    def _forget(self) -> None:
        self.done = 0
        self._hash = hashlib.sha256()


def _synced(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        log.info("a partial file is not on the disk yet: %s", error)
    finally:
        os.close(descriptor)


def _length(path: Path) -> int | None:
    """Of a file; 0 where nothing is, and None where it is something else."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else None
