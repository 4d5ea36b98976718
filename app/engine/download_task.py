"""One run of one download, as its parent drives it: tries, waits, pauses, cancels."""

import logging
import threading
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from time import monotonic, sleep

from app.core.download import (
    Activity,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Stage,
)
from app.core.errors import ErrorCode
from app.core.executor import Archive, LogListener, UpdateListener
from app.engine.archive import is_archived, nothing_archived
from app.engine.attempt import Ending, Mailbox, leased_attempt
from app.engine.child_pool import ChildPool, PoolClosed
from app.engine.child_process import Child
from app.engine.failures import Failure, classify
from app.engine.protocol import Answer, Command, DownloadJob, Verdict
from app.engine.proxy import blamed
from app.engine.retrying import Tries, seconds_to_next_try
from app.engine.staging import Staging

log = logging.getLogger(__name__)

_REMOVE_TRIES = 20
_BETWEEN_REMOVES = 0.005  # seconds
_KILLED_IN = frozenset({Stage.RESOLVING, Stage.PROCESSING})  # nothing would be damaged there


class _Wish(StrEnum):
    PAUSE = "pause"
    CANCEL = "cancel"
    ABANDON = "abandon"


_STRENGTH = {wish: strength for strength, wish in enumerate(_Wish)}
"""Which wish holds against which."""


class DownloadTask:
    """One run. `run` blocks until it has ended; the other calls return at once, from any thread.

    The listeners and the archive are called on the thread of `run`. The last update is PAUSED or
    final.
    """

    def __init__(
        self,
        pool: ChildPool,
        download_id: str,
        run: int,
        request: DownloadRequest,
        on_update: UpdateListener,
        on_log: LogListener,
        archive: Archive = nothing_archived,
    ) -> None:
        self._pool = pool
        self._request = request
        self._on_update = on_update
        self._on_log = on_log
        self._archive = archive
        self._picture = DownloadUpdate(download_id, run, 0, DownloadState.RUNNING)
        self._wish: _Wish | None = None
        self._wish_lock = threading.Lock()
        self._mailbox = Mailbox()
        self._failure: Failure | None = None

    @property
    def failure(self) -> Failure | None:
        """Why the last try failed, once the run has ended FAILED."""
        return self._failure if self._picture.state is DownloadState.FAILED else None

    def pause(self) -> None:
        """Stop so that a later run goes on from here."""
        self._make(_Wish.PAUSE)

    def cancel(self) -> None:
        """Stop and remove what has been fetched."""
        self._make(_Wish.CANCEL)

    def abandon(self) -> None:
        """Stop at once and touch nothing: what has been fetched is somebody else's now."""
        self._make(_Wish.ABANDON)

    def run(self) -> None:
        """Do it, with as many tries as the options grant. Never raises."""
        try:
            last = self._tries()
        except PoolClosed:
            last = replace(self._picture, state=DownloadState.PAUSED)
        except Exception as error:
            log.exception("a download ended in an unforeseen way")
            last = self._failed(classify(error))
        if self._wish is _Wish.CANCEL and last.state is not DownloadState.COMPLETED:
            last = self._canceled(last)
        self._tell(last)

    def _make(self, wish: _Wish) -> None:
        with self._wish_lock:
            if self._wish is None or _STRENGTH[wish] > _STRENGTH[self._wish]:
                self._wish = wish
        self._mailbox.nudge()
        self._pool.wake()

    def _tries(self) -> DownloadUpdate:
        """One try after another, until one ends it or there are no more.

        They are counted from the last one that got further than those before it.
        """
        tries, interruptions = Tries(), 0
        while True:
            self._tell(self._begun())
            outcome = self._try_once()
            if isinstance(outcome, DownloadUpdate):
                return outcome
            tries = tries.after(self._picture.progress.fraction or 0.0)
            interruptions += outcome.code is ErrorCode.INTERRUPTED
            seconds = self._seconds_to_next_try(outcome, tries.count)
            if interruptions > 1 or seconds is None:
                return self._failed(outcome)
            if not self._wait(outcome, seconds):
                return self._paused()

    def _try_once(self) -> DownloadUpdate | Failure:
        job = Command(download=DownloadJob(self._picture.id, self._picture.run, self._request))
        outcome = leased_attempt(self._pool, job, self._mailbox, self._take, self._ending)
        if isinstance(outcome, Failure) and self._wish is None:
            # A child that fell silent could not say so itself.
            options = self._pool.options
            outcome = blamed(outcome, options.proxy, options.socket_timeout)
        return self._paused() if outcome is None else self._outcome(outcome)

    def _ending(self) -> Ending | None:
        if self._wish is None:
            return None
        at_once = self._wish is not _Wish.PAUSE or self._picture.progress.stage in _KILLED_IN
        return Ending.KILL if at_once else Ending.ASK

    def _outcome(self, outcome: Answer | Failure) -> DownloadUpdate | Failure:
        """What ends the run, or why another try may be worth it."""
        if isinstance(outcome, Answer):
            if outcome.update is not None:
                ended = self._joined(outcome.update)
                if ended.state is DownloadState.COMPLETED:
                    return ended
                self._picture = replace(self._picture, progress=ended.progress)
                if ended.state is DownloadState.PAUSED:
                    return self._paused()
            outcome = outcome.failure or Failure(ErrorCode.INTERNAL, "An answer without meaning")
        return self._paused() if self._wish is not None else outcome

    def _seconds_to_next_try(self, failure: Failure, count: int) -> float | None:
        stage = self._picture.progress.stage
        return seconds_to_next_try(failure, count, self._pool.options.tries, stage)

    def _wait(self, failure: Failure, seconds: float) -> bool:
        """Sit out the time until the next try and show it; False if a wish ended it."""
        end = monotonic() + seconds
        while self._wish is None and (left := end - monotonic()) > 0:
            progress = replace(
                self._picture.progress,
                activity=Activity.WAITING,
                seconds_left=left,
                bytes_per_second=None,
            )
            waiting = replace(self._picture, progress=progress)
            self._tell(replace(waiting, error=failure.code, detail=failure.detail))
            self._mailbox.wait(min(left, 1.0))
        return self._wish is None

    def _take(self, child: Child, answer: Answer) -> None:
        if answer.asks:
            child.tell(Verdict(answer.asks, is_archived(self._archive, answer.asks)))
        if answer.log:
            self._on_log(self._picture.id, answer.log)
        if answer.update is not None and not answer.last:
            self._tell(self._joined(answer.update))

    def _joined(self, new: DownloadUpdate) -> DownloadUpdate:
        """The new picture, with what only an earlier try knew, and no bar that goes back."""
        old = self._picture
        fractions = [f for f in (old.progress.fraction, new.progress.fraction) if f is not None]
        return replace(
            new,
            id=old.id,
            run=old.run,
            progress=replace(new.progress, fraction=max(fractions, default=None)),
            title=new.title or old.title,
            uploader=new.uploader or old.uploader,
            thumbnail=new.thumbnail or old.thumbnail,
            duration=old.duration if new.duration is None else new.duration,
            media_key=new.media_key or old.media_key,
            format_label=new.format_label or old.format_label,
        )

    def _tell(self, update: DownloadUpdate) -> None:
        self._picture = replace(update, seq=self._picture.seq + 1)
        self._on_update(self._picture)

    def _begun(self) -> DownloadUpdate:
        """How a try starts: what is known is kept, what went wrong before is over."""
        at_rest = replace(self._picture.progress.at_rest, stage=Stage.RESOLVING)
        return replace(self._picture, progress=at_rest, error=None, detail="")

    def _paused(self) -> DownloadUpdate:
        return replace(
            self._picture,
            state=DownloadState.PAUSED,
            progress=self._picture.progress.at_rest,
            error=None,
            detail="",
        )

    def _failed(self, failure: Failure) -> DownloadUpdate:
        self._failure = failure
        return replace(
            self._picture,
            state=DownloadState.FAILED,
            progress=self._picture.progress.at_rest,
            error=failure.code,
            detail=failure.detail,
        )

    def _canceled(self, update: DownloadUpdate) -> DownloadUpdate:
        discard(self._picture.id, self._request)
        return replace(
            update,
            state=DownloadState.CANCELED,
            progress=self._picture.progress.at_rest,
            error=ErrorCode.CANCELED,
            detail="",
        )


def discard(download_id: str, request: DownloadRequest) -> None:
    """Remove what has been fetched of a download that does not run."""
    staging = Staging(Path(request.folder), download_id)
    for _ in range(_REMOVE_TRIES):
        if _is_removed(staging):
            return
        # A process that has just been killed may still hold or finish a file.
        sleep(_BETWEEN_REMOVES)
    log.warning("the staging folder of %s could not be removed", download_id)


def _is_removed(staging: Staging) -> bool:
    try:
        staging.remove()
    except OSError:
        return False
    return True
