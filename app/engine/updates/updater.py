"""The engine's updates as the application sees them: when to look, and what is in use."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, time

from app.core.engine_updates import EngineListener, EngineStanding, UpdateEnd, UpdateStep
from app.core.settings import Settings
from app.engine.child_process import Child
from app.engine.child_start import child_command
from app.engine.chosen_engine import bundled_solver, bundled_version, version_of
from app.engine.options import EngineOptions
from app.engine.protocol import Answer, Command, EngineJob, EngineUpdate
from app.engine.updates.shelf import Record, Shelf

log = logging.getLogger(__name__)

EVERY = 24 * 3600.0
"""Seconds between two looks that nobody asked for."""
AGAIN = 3600.0
"""Seconds until the next such look where the feed was not to be had."""

_LONGEST = 1800.0  # seconds that a look may take


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an updater needs of the application."""

    post: Callable[[Callable[[], None]], None]  # runs it on the window's thread
    options: Callable[[], EngineOptions]  # as they are now: the proxy counts for this, too
    use: Callable[[str], None]  # takes the folder of the engine for all that starts from now on


class EngineUpdater:
    """`EngineUpdates` for the window; its work is done in threads and in a child of its own.

    `start` may be called late: until then nothing is done, and nothing is known.
    """

    def __init__(self, shelf: Path, key: Path, settings: Settings, around: Surroundings) -> None:
        self.standing = EngineStanding()
        self._shelf = Shelf(shelf)
        self._key = key
        self._settings = settings
        self._around = around
        self._listeners: list[EngineListener] = []
        self._thread: ThreadPoolExecutor | None = None
        self._child: Child | None = None
        self._next_look = 0.0  # by the clock of `monotonic`
        self._looks_by_hand: bool | None = None  # None: it does not look
        self._is_asked = False  # by hand, while it looks by itself
        self._is_closed = False
        self._distrusted: set[str] = set()  # folders: not used again, also where no disk takes it

    def engine(self) -> str:
        """The folder of the engine that is chosen, to begin with; quick."""
        record = self._shelf.read()
        return self._shelf.path(record.place)

    def start(self) -> None:
        """Find out, not on this thread, which engines there are."""
        self._soon(self._look_up)

    def listen(self, listener: EngineListener) -> None:
        self._listeners.append(listener)

    def stop_listening(self, listener: EngineListener) -> None:
        if listener in self._listeners:
            self._listeners.remove(listener)

    def check(self) -> None:
        if not self._looks_by_hand and not self._is_closed:
            self._show(replace(self.standing, step=UpdateStep.LOOKING, end=None, found=""))
            self._begin(by_hand=True)

    def go_back(self) -> None:
        self._soon(self._go_back)

    def look(self) -> None:
        """To be called now and then: looks for a newer one where it is time to."""
        if self._settings.engine_updates and monotonic() >= self._next_look:
            self._next_look = monotonic() + AGAIN
            self._begin(by_hand=False)

    def follow(self, settings: Settings) -> None:
        """Settings have changed."""
        self._settings = settings

    def distrust(self, engine: str, words: str) -> None:
        """The engine in this folder does not work: go back to the one before. From any thread."""
        self._around.post(lambda: self._soon(self._roll_back, engine, words))

    def close(self) -> None:
        """End what is under way; it leaves the engine as it was."""
        self._is_closed = True
        if (child := self._child) is not None:
            child.kill()
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)

    # On the window's thread

    def _begin(self, *, by_hand: bool) -> None:
        if self._looks_by_hand is not None:
            self._is_asked = self._is_asked or by_hand
            return
        self._looks_by_hand = by_hand
        self._soon(self._update, self._settings.engine_feed, by_hand)

    def _ended(self) -> None:
        self._looks_by_hand = None
        if self._is_asked:
            self._is_asked = False
            self._begin(by_hand=True)

    def _soon(self, work: Callable[..., object], *given: object) -> None:
        if self._is_closed:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine-updates")
        self._thread.submit(_logged, work, *given)

    def _show(self, standing: EngineStanding) -> None:
        if self._is_closed:
            return
        self.standing = standing
        for listener in tuple(self._listeners):
            listener(standing)

    # On the thread of the updates

    def _tell(self, **news: object) -> None:
        self._around.post(lambda: self._show(replace(self.standing, **news)))  # type: ignore[arg-type]  # any field

    def _look_up(self, **news: object) -> Record:
        """Tell what there is. What is not newer than the bundled one is not used any more."""
        record, bundled = self._shelf.read(), bundled_version()
        engine = self._shelf.engine(record, bundled)
        if engine in self._distrusted:
            engine = ""
        self._around.use(engine)
        used = version_of(engine) if engine else bundled
        solver = record.solver if engine else bundled_solver()
        self._tell(bundled=bundled, used=used, solver=solver, looked=record.looked, **news)
        return record

    def _go_back(self) -> None:
        self._shelf.change(Record.gone_back)
        self._look_up(end=None, failed="", found="")

    def _roll_back(self, engine: str, words: str) -> None:
        def without(record: Record) -> Record:
            is_chosen = self._shelf.path(record.place) == engine
            return record.rolled_back() if is_chosen else record.with_bad(version_of(engine))

        log.error("the engine %s does not work here: %s", version_of(engine), words[-500:])
        self._distrusted.add(engine)
        try:
            self._shelf.change(without)
        finally:
            self._look_up(failed=version_of(engine), end=None)

    def _update(self, feed: str, by_hand: bool) -> None:
        news: EngineUpdate | None = None
        try:
            # Where the clock was put back, the last look lies ahead.
            if by_hand or abs(time() - self._shelf.read().looked) >= EVERY:
                news = EngineUpdate(end=UpdateEnd.FAILED, reason="its child does not start")
                news = self._ask_child(
                    EngineJob(str(self._shelf.folder), str(self._key), feed, by_hand)
                )
        finally:
            end = news.end if news else None
            if news:
                log.info("a look for a newer engine: %s %s %s", end, news.found, news.reason)
            found = news.found if news else self.standing.found
            self._look_up(step=None, end=end or self.standing.end, found=found)
            self._around.post(self._ended)

    def _ask_child(self, job: EngineJob) -> EngineUpdate:
        """Have it done by a child with the bundled engine, which works, whatever is chosen."""
        heard = threading.Event()
        last = EngineUpdate(end=UpdateEnd.FAILED, reason="its child ended")

        def take(answer: Answer | None) -> None:
            nonlocal last
            if answer is not None and (news := answer.engine_update) is not None:
                if news.end is not None:
                    last = news
                elif not self._is_closed:
                    self._tell(step=news.step, end=None, found=news.found)
            if answer is None or answer.last:
                heard.set()

        options = replace(self._around.options(), engine="", rate_file="")
        child = self._child = Child(child_command(), options, lambda _child: None)
        try:
            child.begin(Command(engine=job), take)
            if self._is_closed:
                child.kill()
            if not heard.wait(_LONGEST):
                child.kill()
        finally:
            self._child = None
            child.retire()
        return last


def _logged(work: Callable[..., object], *given: object) -> None:
    try:
        work(*given)
    except Exception:
        log.exception("the engine's updates do not go on")
