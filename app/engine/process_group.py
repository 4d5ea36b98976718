"""A process that ends together with everything it started.

On POSIX it leads a process group of its own, which is killed. On Windows it lives in a
job object that is terminated, and that the system terminates should this process die.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    from app.engine.windows_job import Job

log = logging.getLogger(__name__)

_NICENESS = 10
if sys.platform == "win32":
    _CREATION_FLAGS = (
        subprocess.CREATE_NO_WINDOW
        | subprocess.CREATE_NEW_PROCESS_GROUP
        | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    )
else:
    _CREATION_FLAGS = 0


class ProcessGroup:
    """One child process with pipes on all three standard streams, or with its input as given."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        stdin: int = subprocess.PIPE,
    ) -> None:
        self.process = subprocess.Popen(
            list(arguments),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(sys.executable).anchor,
            env=dict(environment),
            close_fds=True,
            process_group=0,
            creationflags=_CREATION_FLAGS,
        )
        if sys.platform == "win32":
            self._job = Job.of(self.process)
        self._lock = threading.Lock()
        self._reaped = False
        _be_nice(self.process.pid)

    def kill(self) -> None:
        """End the process and all it started, at once. Harmless when it has ended."""
        with self._lock:
            if not self._reaped:
                self._kill()

    def reap(self) -> int:
        """End what is left of it, wait, and tell its exit code. Call it once."""
        with self._lock:
            # The group may outlive its leader: ffmpeg, whose parent was killed. Until the leader
            # is waited for, nobody else can get its number.
            self._kill()
            code = self.process.wait()
            self._reaped = True
        return code

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._job.terminate()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def kill_own_group() -> None:
    """End this process and all it started, at once."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _be_nice(pid: int) -> None:
    """Let the window go first. This works only within a session: Linux shares the processor out
    between sessions before it looks at niceness, so children have a group but no session."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)
