"""One limit of speed for all downloads together, over all processes, that may change at any moment.

A small file holds two numbers: the limit in bytes per second, 0 for none, and the moment (of the
clock that all processes of a boot share) up to which the line is spoken for. Who has fetched a
block pushes that moment on by the time it may take, and waits for it. So whoever is active gets
all that the others leave, and nobody has to know how many they are.
"""

import contextlib
import logging
import math
import mmap
import os
import struct
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Self

from app.engine.file_lock import lock, unlock

log = logging.getLogger(__name__)

_NUMBERS = struct.Struct("=dd")
_CREDIT = 0.25  # seconds that were not used and may be caught up on
_LONGEST = 3_600.0  # seconds; nobody can have spoken for more, so it is another boot's clock
_BLOCK = 64 * 1024  # bytes that have arrived by the time a stream is first heard of
_SLICE = 0.25  # seconds between two looks at the limit


class SharedRate:
    """The limit, for the one who sets it. Every call may come from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def holds(self, limit: float) -> bool:
        """Whether this is what is granted; not so where the file is gone or damaged."""
        try:
            content = self._path.read_bytes()
        except OSError:
            return False
        return len(content) == _NUMBERS.size and _NUMBERS.unpack(content)[0] == max(0.0, limit)

    def set(self, limit: float) -> None:
        """Grant this many bytes per second from now on, 0 for any number.

        `OSError` where that cannot be written down; then it is as it was.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            lock(descriptor)
            # In its place and not in a new file, since others look into this one.
            file.seek(0)
            file.write(_NUMBERS.pack(max(0.0, limit), monotonic()))
            if os.fstat(descriptor).st_size != _NUMBERS.size:
                file.truncate(_NUMBERS.size)


class Throttle:
    """Holds a download back as the limit wants it, between `with` and its end.

    `wait` takes seconds and answers whether the download is to stop, then at once.
    """

    def __init__(self, path: str, wait: Callable[[float], bool]) -> None:
        self._path = path
        self._wait = wait
        self._opened = contextlib.ExitStack()
        self._numbers: mmap.mmap | None = None
        self._descriptor = -1
        self._stream = ""
        self._done = 0.0

    def __enter__(self) -> Self:
        if self._path:
            try:
                self._open()
            except (OSError, ValueError) as error:  # ValueError: it is damaged
                log.warning("there is no limit of speed: its file cannot be used: %s", error)
        return self

    def __exit__(self, *_: object) -> None:
        self._numbers = None
        self._opened.close()

    def took(self, stream: str, done: float) -> None:
        """A stream has this many bytes by now: wait until the next ones may come."""
        is_same = stream == self._stream and done >= self._done
        count = done - self._done if is_same else min(done, _BLOCK)
        self._stream, self._done = stream, done
        if self._numbers is None or not count:
            return
        # Not under the lock: where there is no limit, this costs nothing.
        if limit := _limit_in(self._numbers):
            self._sit_out(self._numbers, limit, self._spoken_for(self._numbers, count))

    def _open(self) -> None:
        self._descriptor = os.open(self._path, os.O_RDWR)
        self._opened.callback(os.close, self._descriptor)
        if (size := os.fstat(self._descriptor).st_size) != _NUMBERS.size:
            raise ValueError(f"{size} bytes long")
        self._numbers = self._opened.enter_context(mmap.mmap(self._descriptor, size))

    def _spoken_for(self, numbers: mmap.mmap, count: float) -> float:
        """The moment up to which the line is, now that this many bytes have come over it."""
        try:
            lock(self._descriptor)
        except OSError:  # held for very long: a little too much may come, for once
            return monotonic()
        try:
            limit, until = _NUMBERS.unpack_from(numbers)
            now = monotonic()
            if not until <= now + _LONGEST:
                until = now
            if 0 < limit < math.inf:
                until = max(until, now - _CREDIT) + count / limit
                _NUMBERS.pack_into(numbers, 0, limit, until)
            return float(until)
        finally:
            unlock(self._descriptor)

    def _sit_out(self, numbers: mmap.mmap, limit: float, until: float) -> None:
        while (left := until - monotonic()) > 0 and _limit_in(numbers) == limit:
            if self._wait(min(left, _SLICE)):
                return


def _limit_in(numbers: mmap.mmap) -> float:
    (limit,) = struct.unpack_from("=d", numbers)
    return float(limit) if 0 < limit < math.inf else 0.0
