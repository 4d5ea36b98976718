"""Has ECS spare the task of a worker that is busy when it has fewer run, or newer ones."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Protocol

log = logging.getLogger(__name__)

MINUTES = 15
"""How long ECS spares the task if it hears nothing more: a worker that is gone holds up nobody."""

_RENEW = 300.0  # seconds
_IDLE = 10.0  # seconds; between two downloads nothing changes
_AGAIN = 30.0  # seconds after which a call that failed is tried again
_LONGEST = 7200.0  # seconds; under a queue that never runs dry an update would wait for ever
_OPEN = 60.0  # seconds after that in which ECS may stop what it wants gone
_LAST = 1.0  # seconds


class Agent(Protocol):
    """ECS's agent beside the worker."""

    def protect(self, minutes: int) -> str:
        """Have the task be spared so long, 0: no more. Why it was not done; empty if it was."""


class Plan:
    """What is to be told when. Pure but for what it was told; times are a clock's."""

    def __init__(self) -> None:
        self._is_protected = False  # as far as the agent was told
        self._told = float("-inf")
        self._failed = float("-inf")
        self._ends = float("inf")  # when a protection has lasted long enough
        self._open_until = float("-inf")

    def due(self, *, is_busy: bool, idle_since: float) -> float | None:
        """When something is to be told next; None while nothing changes."""
        if is_busy and self._is_protected:
            wanted = min(self._told + _RENEW, self._ends)
        elif is_busy:
            wanted = self._open_until
        elif self._is_protected:
            wanted = idle_since + _IDLE
        else:
            return None
        return max(wanted, self._failed + _AGAIN)

    def protects(self, now: float, *, is_busy: bool) -> bool:
        """Whether the task is to be spared, if that is told now."""
        return is_busy and now < self._ends

    def note(self, now: float, *, protects: bool, is_done: bool) -> None:
        """The agent was told so, and did it or not."""
        if not is_done:
            self._failed = now
            return
        if protects and not self._is_protected:
            self._ends = now + _LONGEST
        elif not protects:
            self._open_until = now + _OPEN if now >= self._ends else now
            self._ends = float("inf")
        self._is_protected, self._told, self._failed = protects, now, float("-inf")


class Protection:
    """Between `start` and `stop`, a thread that tells the agent. Without one it does nothing.

    What the agent answers costs no download anything; it is logged once, until it changes. A worker
    that is never idle is not spared for a minute every two hours: what ECS stops then hands its
    downloads back, and they go on elsewhere.
    """

    def __init__(self, agent: Agent | None, clock: Callable[[], float] = monotonic) -> None:
        self._agent = agent
        self._clock = clock
        self._plan = Plan()
        self._news = threading.Condition()
        self._running = 0
        self._idle_since = float("-inf")
        self._is_over = False
        self._trouble = ""
        self._thread = threading.Thread(target=self._run, name="protection", daemon=True)

    def start(self) -> None:
        if self._agent is not None:
            self._thread.start()

    def stop(self) -> None:
        """Say nothing more: the task ends, which no protection holds up."""
        with self._news:
            self._is_over = True
            self._news.notify()
        if self._thread.ident is not None:
            self._thread.join(_LAST)

    @contextmanager
    def while_busy(self) -> Iterator[None]:
        """A download runs meanwhile. It waits for no answer."""
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)

    def _count(self, by: int) -> None:
        with self._news:
            self._running += by
            self._idle_since = self._clock()
            self._news.notify()

    def _run(self) -> None:
        while self._wait_until_due():
            with self._news:
                is_busy = self._running > 0
            self._tell(is_busy)

    def _wait_until_due(self) -> bool:
        """False at the end."""
        with self._news:
            while not self._is_over:
                due = self._plan.due(is_busy=self._running > 0, idle_since=self._idle_since)
                now = self._clock()
                if due is not None and due <= now:
                    return True
                self._news.wait(None if due is None else due - now)
            return False

    def _tell(self, is_busy: bool) -> None:
        assert self._agent is not None
        protects = self._plan.protects(self._clock(), is_busy=is_busy)
        try:
            trouble = self._agent.protect(MINUTES if protects else 0)
        except Exception:
            log.exception("the agent cannot be told in an unforeseen way")
            trouble = self._trouble or "unforeseen"
        else:
            self._say_once(trouble)
        self._trouble = trouble
        self._plan.note(self._clock(), protects=protects, is_done=not trouble)

    def _say_once(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            log.warning("ECS may end this task while it is busy; tried again: %s", trouble)
        elif self._trouble and not trouble:
            log.info("ECS hears again whether this task is busy")
