"""A wish to stop that is heard at once, also by a thread that waits for the network."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Stopped(BaseException):
    """It was wished. Nobody on the way out may take it for an error and go on."""


class StopSign:
    """Set once, from any thread; one thread works under it."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._cut: Callable[[], object] | None = None

    @property
    def is_set(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        with self._lock:
            self._event.set()
            if self._cut is not None:
                self._cut()

    def check(self) -> None:
        """Raise `Stopped` if it is set."""
        if self._event.is_set():
            raise Stopped

    def wait(self, seconds: float) -> None:
        """Sit out this time, or raise `Stopped` as soon as it is set."""
        if self._event.wait(max(seconds, 0.0)):
            raise Stopped

    @contextmanager
    def cutting(self, cut: Callable[[], object]) -> Iterator[None]:
        """While in here, `cut` is called when it is set: it ends what the thread waits for."""
        with self._lock:
            self._cut = cut
        try:
            self.check()
            yield
        finally:
            with self._lock:
                self._cut = None

    def unless_set(self, get: Callable[[], T], put_back: Callable[[T], object]) -> T:
        """What `get` returns or raises, or `Stopped` as soon as it is set.

        Looking up a name or connecting cannot be broken off, so that is done by a thread that is
        left alone then; what it still gets is put back.
        """
        future: Future[T] = Future()

        def run() -> None:
            try:
                got = get()
            except BaseException as error:  # noqa: BLE001  whoever waits has it to handle
                if future.set_running_or_notify_cancel():
                    future.set_exception(error)
                return
            if future.set_running_or_notify_cancel():
                future.set_result(got)
            else:
                put_back(got)

        with self.cutting(future.cancel):
            threading.Thread(target=run, name="errand", daemon=True).start()
            try:
                return future.result()
            except CancelledError:
                raise Stopped from None
