"""Keeps the computer from sleeping while something needs it."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

log = logging.getLogger(__name__)


class Awake:
    """Holds the system's lock exactly as long as it is wanted, on a thread of its own.

    The system drops the lock when this process ends, however it ends.
    """

    def __init__(self) -> None:
        self._wanted = False
        self._closed = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def want(self, wanted: bool) -> None:
        """Hold the lock from now on, or let it go at once; returns at once."""
        with self._changed:
            if wanted == self._wanted or self._closed:
                return
            self._wanted = wanted
            self._changed.notify()
        if wanted and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="awake", daemon=True)
            self._thread.start()

    def close(self, timeout: float = 2.0) -> None:
        """Let it go for good."""
        with self._changed:
            self._wanted, self._closed = False, True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(timeout)

    def _run(self) -> None:
        while self._wait_until(wanted=True):
            with _lock():
                self._wait_until(wanted=False)

    def _wait_until(self, *, wanted: bool) -> bool:
        """Whether it came to that; False once all is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._wanted is wanted or self._closed)
            return not self._closed


def _adapter() -> Any:
    """The class by which wakepy speaks to a Linux desktop. Elsewhere it cannot be imported."""
    if sys.platform != "linux":
        return None
    from app.ui.desktop.inhibiting import InOurName

    return InOurName


@contextmanager
def _lock() -> Iterator[None]:
    if sys.platform == "darwin":
        # The system's own program ends with the process that it is told of.
        command = ["/usr/bin/caffeinate", "-i", "-w", str(os.getpid())]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL) as holding:
            yield
            holding.terminate()
        return
    from wakepy import keep

    with keep.running(on_fail="pass", dbus_adapter=_adapter()) as mode:
        log.info("kept awake: %s", mode.active)
        yield
    log.info("may sleep")
