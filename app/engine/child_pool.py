"""Warm child processes: leased for a job each, recycled, replaced."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import monotonic

from app.engine.child_process import Child
from app.engine.child_start import child_command
from app.engine.child_template import ChildTemplate
from app.engine.chosen_engine import version_of
from app.engine.options import EngineOptions
from app.engine.trust import Trust

log = logging.getLogger(__name__)

_JOBS_EACH = 200
_MEMORY_EACH = 250_000_000  # bytes
_QUIET = 120.0  # seconds until all but one are let go
_START_LIMIT = 60.0  # seconds
_START_TRIES = 3
_CLOSE_LIMIT = 10.0  # seconds


class PoolClosed(Exception):  # noqa: N818  it is no error
    """There are no children any more."""


class NoChild(Exception):  # noqa: N818  what is missing is the message
    """A child cannot be started; the message holds its last words."""


class ChildPool:
    """Keeps children warm: `warm` from the start and beside those leased, at most `size` idle.

    After two quiet minutes there are `warm` again. A child that was killed or died is replaced at
    once, and no lease begins with one whose options have changed since. Where children of a newer
    engine do not start or keep dying, those with the bundled one take their place at once, and
    `on_distrust` is told, from any thread, which engine it was and what it last said. Every method
    may be called from any thread.
    """

    def __init__(
        self,
        options: EngineOptions,
        *,
        size: int = 1,
        warm: int = 1,
        python: Sequence[str] | None = None,
        jobs_each: int = _JOBS_EACH,
    ) -> None:
        self.options = options
        self.on_distrust: Callable[[str, str], None] = lambda _engine, _words: None
        self._trust = Trust()
        self._size = size
        self._warm = warm
        self._python = tuple(python or child_command())
        self._jobs_each = jobs_each
        self._template = ChildTemplate(self._python)
        self._starting: set[Child] = set()
        self._idle: list[Child] = []
        self._leased: set[Child] = set()
        self._leaving: set[Child] = set()
        self._waiting = 0
        self._failed_starts = 0
        self._last_words = ""
        self._last_used = monotonic()
        self._closed = False
        self._changed = threading.Condition()
        self._keeper = threading.Thread(target=self._keep, name="child-pool", daemon=True)
        self._keeper.start()

    def lease(self, given_up: Callable[[], bool] = lambda: False) -> Child | None:
        """A warm child, waiting for one if need be; None once `given_up`, after a `wake`.

        `PoolClosed` when there will be none, `NoChild` when none can be started.
        """
        with self._changed:
            self._waiting += 1
            self._changed.notify_all()
            try:
                return self._next_idle(given_up)
            finally:
                self._waiting -= 1
                self._last_used = monotonic()

    def give_back(self, child: Child) -> None:
        """End a lease. Whatever became of the child is seen to."""
        with self._changed:
            self._leased.discard(child)
            self._last_used = monotonic()
            if child.is_gone or self._closed:
                if child.is_gone and not child.was_ended and self._trust.died(child.options.engine):
                    self._distrust(child)
                self._changed.notify_all()
                return
            self._trust.came_back(child.options.engine)
            is_worn = child.jobs >= self._jobs_each or child.memory > _MEMORY_EACH
            if is_worn or self._is_outdated(child):
                self._let_go(child)
            else:
                self._idle.append(child)
            self._changed.notify_all()

    def wake(self) -> None:
        """Have waiting leases look again whether they are given up."""
        with self._changed:
            self._changed.notify_all()

    def resize(self, size: int) -> None:
        """Keep at most this many idle from now on."""
        with self._changed:
            self._size = size
            self._changed.notify_all()

    def set_options(self, options: EngineOptions) -> None:
        """Start every job from now on with these; what runs already ends with its own."""
        with self._changed:
            if options == self.options:
                return
            self._renew(options)

    def close(self) -> None:
        """End all children at once, whatever they do, and wait for it."""
        with self._changed:
            self._closed = True
            left = [*self._starting, *self._idle, *self._leased, *self._leaving]
            self._changed.notify_all()
        for child in left:
            child.kill()
        self._keeper.join(_CLOSE_LIMIT)
        for child in left:
            if not child.join(_CLOSE_LIMIT):
                log.error("child %d does not end", child.pid)
        self._template.close()

    def _next_idle(self, given_up: Callable[[], bool]) -> Child | None:
        while True:
            if given_up():
                return None
            if self._closed:
                raise PoolClosed
            while self._idle:
                child = self._idle.pop()  # the one used last: its memory is the warmest
                if not child.is_gone:
                    self._leased.add(child)
                    return child
            if self._failed_starts >= _START_TRIES:
                self._failed_starts = 0
                self._changed.notify_all()  # for whoever else waits it is tried again
                raise NoChild(self._last_words)
            self._changed.wait()

    def _keep(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                self._let_go_surplus()
                if not self._is_one_missing():
                    self._changed.wait(self._rest())
                    continue
            self._start_one()

    def _start_one(self) -> None:
        options = self.options
        try:
            forked = self._template.fork(options, lambda: self._closed)
            if forked is None and self._closed:
                return
            child = Child(self._python, options, self._child_changed, forked)
        except (OSError, RuntimeError) as error:  # RuntimeError: no more threads
            log.exception("no child process can be started")
            with self._changed:
                self._start_failed(str(error))
            return
        with self._changed:
            if self._is_outdated(child) and not child.is_gone:
                self._let_go(child)
            elif not child.is_warm and not child.is_gone:
                self._starting.add(child)
            if not self._closed:
                return
        child.kill()
        child.join(_CLOSE_LIMIT)

    def _child_changed(self, child: Child) -> None:
        with self._changed:
            self._starting.discard(child)
            self._leaving.discard(child)
            if child.is_gone:
                if child in self._idle:
                    self._idle.remove(child)
                if not child.is_warm and not self._closed and not self._is_outdated(child):
                    log.error("child %d ended before it was ready", child.pid)
                    self._start_failed(child.last_words)
                    if self._trust.did_not_start(child.options.engine):
                        self._distrust(child)
                    if child.is_forked:
                        self._template.distrust()
            elif self._is_outdated(child):
                self._let_go(child)
            else:
                self._failed_starts = 0
                self._trust.started(child.options.engine)
                self._idle.append(child)
            self._changed.notify_all()

    def _renew(self, options: EngineOptions) -> None:
        self.options = options
        self._failed_starts = 0
        for child in self._starting:
            self._leaving.add(child)
            child.kill()
        self._starting.clear()
        while self._idle:
            self._let_go(self._idle.pop())
        self._changed.notify_all()

    def _distrust(self, child: Child) -> None:
        """Do without the newer engine from now on."""
        engine = child.options.engine
        if self.options.engine != engine:
            return
        log.error("the engine %s is not used any more", version_of(engine))
        self._renew(replace(self.options, engine=""))
        # Not here: whoever is told may wait for the disk.
        told = (engine, child.last_words)
        threading.Thread(target=self.on_distrust, args=told, name="distrust", daemon=True).start()

    def _is_outdated(self, child: Child) -> bool:
        return child.options is not self.options

    def _start_failed(self, last_words: str) -> None:
        self._failed_starts += 1
        self._last_words = last_words
        self._changed.notify_all()

    def _is_one_missing(self) -> bool:
        there = len(self._starting) + len(self._idle) + len(self._leased)
        needed = len(self._leased) + self._waiting
        if self._failed_starts:
            # Where children do not start, only who waits for one makes it worth trying.
            return self._failed_starts < _START_TRIES and there < needed
        return there < max(needed, min(self._size, needed + self._warm))

    def _let_go_surplus(self) -> None:
        now = monotonic()
        busy = bool(self._leased) or bool(self._waiting)
        quiet = not busy and now - self._last_used >= _QUIET
        while len(self._idle) > (self._warm if quiet else max(self._warm, self._size)):
            self._let_go(self._idle.pop(0))
        for child in self._starting:
            if now - child.born > _START_LIMIT:
                child.kill()

    def _let_go(self, child: Child) -> None:
        self._leaving.add(child)
        child.retire()

    def _rest(self) -> float | None:
        """Seconds until there may be something to do without anything having happened."""
        if self._starting:
            return _START_LIMIT
        return _QUIET if len(self._idle) > self._warm else None
