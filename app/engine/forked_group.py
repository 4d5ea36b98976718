"""A child that a template has forked, with all that it starts.

It is no child of this process, so that nobody here can wait for it. A handle tells when it has
ended, and kills nobody else; its number alone does not where the template, too, has ended.
"""

import os
import select
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Protocol

from app.engine.lifeline import HasFile

_TO_GROUP = 4  # PIDFD_SIGNAL_PROCESS_GROUP, of Linux 6.9 and later


@dataclass(frozen=True, slots=True)
class Forked:
    """What `subprocess.Popen` tells of one."""

    pid: int
    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]


class Keeper(Protocol):
    """The template, which keeps each of its children, once ended, until it is asked for."""

    @property
    def is_there(self) -> bool: ...

    def reap(self, pid: int) -> int:
        """Wait for one that has been killed, and tell its exit code."""


class ForkedGroup:
    """A forked child with all that it starts, as `ProcessGroup` has them."""

    def __init__(self, keeper: Keeper, process: Forked) -> None:
        self.process = process
        self._keeper = keeper
        self._handle = os.pidfd_open(process.pid)
        self._lock = threading.Lock()
        self._reaped = False

    def kill(self) -> None:
        """End the process and all it started, at once. Harmless when it has ended."""
        with self._lock:
            if not self._reaped:
                self._kill()

    def reap(self) -> int:
        """End what is left of it, wait, and tell its exit code. Call it once.

        The code is unknown where the template has ended before.
        """
        with self._lock:
            self._kill()
            is_readable(self._handle, None)
            code = self._keeper.reap(self.process.pid)
            self._reaped = True
            os.close(self._handle)
        return code

    def _kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if not _signal_group(self._handle) and self._has_number():
                os.killpg(self.process.pid, signal.SIGKILL)

    def _has_number(self) -> bool:
        """Whether nobody else can have got it: it runs, or it is still kept."""
        return not is_readable(self._handle, 0) or self._keeper.is_there


def is_readable(stream: int | HasFile, seconds: float | None) -> bool:
    """Whether there is something to read, or the end, in so many seconds; None: wait for that."""
    poll = select.poll()
    poll.register(stream, select.POLLIN)
    return bool(poll.poll(None if seconds is None else seconds * 1000))


def _signal_group(handle: int) -> bool:
    """Kill the process's group, whoever has its number now; False if the system cannot."""
    try:
        signal.pidfd_send_signal(handle, signal.SIGKILL, None, _TO_GROUP)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return True
