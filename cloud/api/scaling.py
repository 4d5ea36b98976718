"""Beside the API, what has as many workers run as there is work for, also from none."""

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import Protocol, Self

from cloud.store.runs import Stats
from cloud.store.scripts import StoreAway

log = logging.getLogger(__name__)

_PERIOD = 30.0  # seconds
_BETWEEN = 5.0  # seconds between two looks at whether there is a worker
_LAST = 1.0  # seconds for a look that is under way at the end


class CannotWake(Exception):  # noqa: N818  its text is all there is to say
    """It was not done. The message is a sentence for the operator."""


class Workers(Protocol):
    """Where workers can be begun. Both are called in one thread."""

    def wake(self) -> bool:
        """Have one worker be wanted where none is; whether it was so. `CannotWake`."""

    def close(self) -> None:
        """Nothing more will be asked."""


class Scaling:
    """Between `with` and its end a thread that shows the counts, and sees to it that what is queued
    finds a worker. Redis and ECS may be away meanwhile: then nothing is shown."""

    def __init__(
        self,
        stats: Callable[[], Stats],
        show: Callable[[Stats], None] | None,
        workers: Workers | None,
        period: float = _PERIOD,
        between: float = _BETWEEN,
    ) -> None:
        self._stats = stats
        self._show = show
        self._workers = workers
        self._period = period
        self._between = between
        self._nudged = threading.Event()
        self._closing = threading.Event()
        self._trouble = ""  # what was said last, since it is said once
        self._thread = threading.Thread(target=self._run, name="scaling", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._nudged.set()
        self._thread.join(_LAST)

    def nudge(self) -> None:
        """There is something new to do. Any thread may say so, and waits for nothing."""
        self._nudged.set()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._tick()
            self._rest()
        if self._workers is not None:
            self._workers.close()

    def _tick(self) -> None:
        try:
            stats = self._stats()
            if self._show is not None:
                self._show(stats)
        except StoreAway:
            return  # no figures are better than wrong ones
        except Exception:
            log.exception("the counts cannot be shown")
            return
        if stats.wanting:
            self._wake()

    def _rest(self) -> None:
        """Until the next tick in its turn; who submits meanwhile does not wait for that.

        What is wanted then is shown at once as well: a metric that still says that nothing is would
        take the worker away again.
        """
        end = monotonic() + self._period
        while (left := end - monotonic()) > 0 and self._nudged.wait(left):
            self._nudged.clear()
            if self._closing.is_set():
                return
            self._tick()
            self._closing.wait(self._between)

    def _wake(self) -> None:
        if self._workers is None:
            return
        try:
            is_woken = self._workers.wake()
        except CannotWake as error:
            self._say_once(str(error))
            return
        except Exception:
            log.exception("a worker was not called in an unforeseen way")
            return
        self._say_once("")
        if is_woken:
            log.info("a worker is called, since there was none")

    def _say_once(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            log.warning("no worker can be called, which is tried again: %s", trouble)
        elif self._trouble and not trouble:
            log.info("workers can be called again")
        self._trouble = trouble
