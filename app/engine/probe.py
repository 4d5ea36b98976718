"""One look at a link, as its parent drives it."""

import logging
from dataclasses import replace

from app.core.download import DownloadRequest
from app.core.errors import ErrorCode
from app.core.executor import Archive, ProbeListener, ProbeUpdate
from app.engine.archive import is_archived, nothing_archived
from app.engine.attempt import Ending, Mailbox, leased_attempt
from app.engine.child_pool import ChildPool, PoolClosed
from app.engine.child_process import Child
from app.engine.failures import Failure, classify
from app.engine.protocol import Answer, Command, ProbeJob

log = logging.getLogger(__name__)


class ProbeTask:
    """What a link is. `run` blocks until it is known; `stop` returns at once, from any thread.

    The listener is called on the thread of `run`, and not any more once it was stopped.
    """

    def __init__(
        self,
        pool: ChildPool,
        probe_id: str,
        request: DownloadRequest,
        on_update: ProbeListener,
        archive: Archive = nothing_archived,
    ) -> None:
        self._pool = pool
        self._job = ProbeJob(probe_id, request)
        self._on_update = on_update
        self._archive = archive
        self._stopped = False
        self._told = False
        self._mailbox = Mailbox()

    def stop(self) -> None:
        """End it; nothing more is answered."""
        self._stopped = True
        self._mailbox.nudge()
        self._pool.wake()

    def run(self) -> None:
        """Find out. Never raises."""
        try:
            last = self._look()
        except PoolClosed:
            last = self._failed(Failure(ErrorCode.INTERRUPTED))
        except Exception as error:
            log.exception("a probe ended in an unforeseen way")
            last = self._failed(classify(error))
        self._tell(last)

    def _look(self) -> ProbeUpdate:
        outcome = self._try_once()
        again = isinstance(outcome, Failure) and outcome.code.is_transient
        if again and not self._told and not self._stopped:
            outcome = self._try_once()
        return self._failed(outcome) if isinstance(outcome, Failure) else outcome

    def _try_once(self) -> ProbeUpdate | Failure:
        job = Command(probe=self._job)
        outcome = leased_attempt(self._pool, job, self._mailbox, self._take, self._ending)
        if outcome is None:
            return Failure(ErrorCode.CANCELED)
        if isinstance(outcome, Failure):
            return outcome
        return outcome.failure or outcome.probe or Failure(ErrorCode.INTERNAL)

    def _ending(self) -> Ending | None:
        return Ending.KILL if self._stopped else None

    def _take(self, _child: Child, answer: Answer) -> None:
        if answer.probe is not None and not answer.last:
            self._tell(answer.probe)

    def _tell(self, update: ProbeUpdate) -> None:
        if update.video is not None and is_archived(self._archive, update.video.media_key):
            update = replace(update, video=replace(update.video, archived=True))
        if not self._stopped:
            self._told = True
            self._on_update(replace(update, id=self._job.id))

    def _failed(self, failure: Failure) -> ProbeUpdate:
        return ProbeUpdate(self._job.id, last=True, error=failure.code, detail=failure.detail)
