"""One claimed download, from its claim to the end of the run."""

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from app.core.download import (
    Activity,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Progress,
    Remark,
    Stage,
)
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask
from app.engine.failures import Failure, classify
from app.engine.retrying import Tries, seconds_to_next_try
from cloud.files import Files
from cloud.store.runs import Claim, Ending, Outcome, RunStore
from cloud.store.scripts import StoreAway
from cloud.worker.publishing import publish
from cloud.worker.reporter import News, Reporter
from cloud.worker.workplace import Workplace, size_of

log = logging.getLogger(__name__)

_BETWEEN_FINISHES = 0.5  # seconds
_BETWEEN_LOOKS = 2.0  # seconds, at how large it is by now
_ALMOST = 0.99  # of the whole, while it is brought to its place
_TOO_LARGE = Failure(ErrorCode.TOO_LARGE, "It is larger than the service allows")
_TOO_LONG = Failure(ErrorCode.TOO_LARGE, "It takes longer than the service allows")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one download may take."""

    bytes: int
    seconds: float
    tries: int


@dataclass(frozen=True, slots=True)
class Tools:
    """What every run of a worker shares."""

    store: RunStore
    pool: ChildPool
    files: Files
    workplace: Workplace
    bounds: Bounds


class _Stopped(Exception):  # noqa: N818  it is no error
    """The run is to end here."""


class Runner:
    """The run of one claim. `run` blocks until it is over; `hand_back` may come from any thread."""

    def __init__(self, claim: Claim, tools: Tools) -> None:
        self.is_engine_broken = False  # whether it could not even begin
        self._claim = claim
        self._tools = tools
        self._lock = threading.Lock()
        self._task: DownloadTask | None = None
        self._asked: News | None = None  # of the owner, or that it is lost
        self._is_closing = False
        self._is_away = False
        self._changed = threading.Event()
        self._failure: Failure | None = None  # a bound that was passed
        self._began = self._looked = monotonic()
        self._picture = replace(claim.before, state=DownloadState.RUNNING, error=None, detail="")
        self._reached: float | None = None  # in this run, whose bar does not go back
        self._folder: Path | None = None
        self._reporter = Reporter(tools.store, claim, self._told, self._look)

    def run(self) -> DownloadState | None:
        """Do it, say how it ended, and answer how the download stands then: None if nobody heard
        it, or if it was not ours any more. Nothing is left behind that another run could meet.
        """
        with self._reporter:
            try:
                ending = self._ending()
            except Exception as error:
                log.exception("a run ended in an unforeseen way")
                ending = self._failed(classify(error))
            try:
                state = self._finish(ending) if self._asked is not News.LOST else None
            except StoreAway:
                log.warning("nobody heard how a run ended: another will go on with it")
                return None
        self._clean_up(state, ending)
        return state

    def hand_back(self) -> None:
        """Stop soon, so that another worker may go on."""
        with self._lock:
            self._is_closing = True
        self._changed.set()
        self._stop()

    def _ending(self) -> Ending:
        try:
            self._folder = self._tools.workplace.take(self._claim)
        except OSError as error:
            return self._failed(classify(error))
        request = replace(self._claim.request, folder=str(self._folder))
        while True:
            last, failure = self._attempt(request)
            if self._failure is not None:
                return self._failed(self._failure)
            if last.state is DownloadState.COMPLETED:
                return self._completed(last)
            if last.state is DownloadState.FAILED:
                if failure is not None and failure.is_ours:
                    self.is_engine_broken = True
                    return self._stopped()  # another worker may be able to
                return self._failed(_seen_from_here(failure, last.detail))
            if last.state is DownloadState.PAUSED and self._goes_on():
                continue
            return self._stopped()

    def _attempt(self, request: DownloadRequest) -> tuple[DownloadUpdate, Failure | None]:
        """One try, by the engine's own rules; what it ended with."""
        last: list[DownloadUpdate] = []

        def take(update: DownloadUpdate) -> None:
            last[:] = [update]
            if update.state is DownloadState.RUNNING:
                self._show(update)

        claim = self._claim
        task = DownloadTask(self._tools.pool, claim.id, claim.run, request, take, _no_log)
        with self._lock:
            self._task = task
        self._stop()  # what was asked before there was a task
        task.run()
        return last[-1], task.failure

    def _show(self, update: DownloadUpdate) -> None:
        before = self._picture
        fractions = (self._reached, update.progress.fraction)
        self._reached = max((one for one in fractions if one is not None), default=None)
        self._picture = replace(
            update,
            progress=replace(update.progress, fraction=self._reached),
            title=update.title or before.title,
            uploader=update.uploader or before.uploader,
            thumbnail=update.thumbnail or before.thumbnail,
            duration=before.duration if update.duration is None else update.duration,
        )
        self._reporter.show(self._picture)

    def _told(self, news: News) -> None:
        with self._lock:
            if news in (News.AWAY, News.BACK):
                self._is_away = news is News.AWAY
            else:
                self._asked = news
        log.info("a run is told: %s", news)
        self._changed.set()
        self._stop()

    def _stop(self) -> None:
        """Have the task do what is wanted of the run."""
        with self._lock:
            task, asked = self._task, self._asked
            wants_rest = asked is News.PAUSE or self._is_closing or self._is_away
        if task is None:
            return
        if asked is News.LOST:
            task.abandon()
        elif asked is News.CANCEL or self._failure is not None:
            task.cancel()
        elif wants_rest:
            task.pause()

    def _look(self) -> None:
        """See to it that it keeps within its bounds."""
        now = monotonic()
        if self._folder is None or self._failure or now - self._looked < _BETWEEN_LOOKS:
            return
        self._looked = now
        bounds = self._tools.bounds
        announced = self._picture.progress.total_bytes or 0
        if max(announced, size_of(self._folder)) > bounds.bytes:
            self._failure = _TOO_LARGE
        elif now - self._began > bounds.seconds:
            self._failure = _TOO_LONG
        self._stop()

    def _goes_on(self) -> bool:
        """Where only the store was away: wait for it, and tell whether the run is still ours."""
        while True:
            with self._lock:
                if self._asked or self._is_closing:
                    return False
                if not self._is_away:
                    return True
                self._changed.clear()
            self._changed.wait()

    def _stopped(self) -> Ending:
        at_rest = self._picture.progress.at_rest
        paused = replace(self._picture, state=DownloadState.PAUSED, progress=at_rest)
        if self._asked is News.CANCEL:
            return self._with_budget(Outcome.CANCELED, paused)
        outcome = Outcome.PAUSED if self._asked is News.PAUSE else Outcome.RELEASE
        return self._with_budget(outcome, paused)

    def _with_budget(self, outcome: Outcome, update: DownloadUpdate) -> Ending:
        """An ending that costs no try."""
        return Ending(outcome, update, tries=self._claim.tries, furthest=self._claim.furthest)

    def _failed(self, failure: Failure) -> Ending:
        stage = self._picture.progress.stage
        reached = self._picture.progress.fraction or 0.0
        tries = Tries(self._claim.tries, self._claim.furthest).after(reached)
        delay = seconds_to_next_try(failure, tries.count, self._tools.bounds.tries, stage)
        told = replace(self._picture, error=failure.code, detail=failure.detail)
        if delay is None:
            failed = replace(told, state=DownloadState.FAILED, progress=told.progress.at_rest)
            return Ending(Outcome.FAILED, failed, 0.0, tries.count, tries.furthest)
        waiting = replace(
            told.progress, activity=Activity.WAITING, bytes_per_second=None, seconds_left=delay
        )
        update = replace(told, progress=waiting)
        return Ending(Outcome.RETRY, update, delay, tries.count, tries.furthest)

    def _completed(self, last: DownloadUpdate) -> Ending:
        assert self._folder is not None
        main = self._folder / last.file_name

        def step(done: int, size: int) -> None:
            with self._lock:
                wanted = self._asked in (None, News.PAUSE) and not self._is_closing
            if not wanted:
                raise _Stopped
            fraction = max(_ALMOST, self._picture.progress.fraction or 0.0)
            moving = Progress(Stage.TRANSFERRING, Activity.MOVING, min(fraction, 0.999), done, size)
            self._show(replace(last, state=DownloadState.RUNNING, progress=moving))

        try:
            if main.stat().st_size > self._tools.bounds.bytes:  # quicker than the looks at it
                return self._failed(_TOO_LARGE)
            kept = publish(self._tools.files, self._claim, main, step)
        except _Stopped:
            return self._stopped()
        except OSError as error:
            failure = classify(error)
            is_unknown = failure.code is ErrorCode.INTERNAL
            return self._failed(replace(failure, code=ErrorCode.NETWORK) if is_unknown else failure)
        update = replace(
            last,
            title=last.title or self._picture.title,
            file_name=main.name,
            size=kept[0].size,
            sha256=kept[0].sha256,
            remark=None if last.remark is Remark.ALREADY_HERE else last.remark,
        )
        return replace(self._with_budget(Outcome.COMPLETED, update), files=kept)

    def _finish(self, ending: Ending) -> DownloadState | None:
        """Say how it ended, however long nobody hears it; None if it was not ours any more.

        `StoreAway` where there is no more time: then it may have been heard or not.
        """
        while True:
            try:
                return self._tools.store.finish(self._claim, ending)
            except StoreAway:
                if self._is_closing:
                    raise
                self._changed.clear()
                self._changed.wait(_BETWEEN_FINISHES)

    def _clean_up(self, state: DownloadState | None, ending: Ending) -> None:
        log.info("a run ended: %s", state or "not ours any more")
        if state is None:
            with suppress(OSError):  # a sweep finds what no download names
                self._tools.files.delete([one.key for one in ending.files])
            self._leave_to_others()
        elif state.is_final:
            self._tools.workplace.leave(self._claim)

    def _leave_to_others(self) -> None:
        """What lies here is the next run's, unless there will be none."""
        with suppress(StoreAway):
            if self._tools.store.orphans([(self._claim.ref, 0)]):
                self._tools.workplace.drop(self._claim)


def _seen_from_here(failure: Failure | None, detail: str) -> Failure:
    """Why a try failed. The proxy is the worker's own: what it refuses, nobody may fetch."""
    if failure is None:
        return Failure(ErrorCode.INTERNAL, detail)
    if failure.code is ErrorCode.PROXY:
        return Failure(
            ErrorCode.FORBIDDEN, "The link leads to an address that is not public", most_tries=1
        )
    return failure


def _no_log(_download_id: str, _line: str) -> None:
    """What the engine says is not kept here: it holds addresses."""
