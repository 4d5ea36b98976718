"""One look at a link, as its parent drives it."""

import logging
from dataclasses import replace

from app.core.download import DownloadRequest
from app.core.errors import ErrorCode
from app.core.executor import ProbeListener, ProbeUpdate
from app.engine.attempt import Ending, Mailbox, attempt
from app.engine.child_pool import ChildPool, NoChild, PoolClosed
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
    ) -> None:
        self._pool = pool
        self._job = ProbeJob(probe_id, request)
        self._on_update = on_update
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
        try:
            child = self._pool.lease(lambda: self._stopped)
        except NoChild as error:
            return Failure(ErrorCode.INTERNAL, f"The engine does not start. {error}".strip())
        if child is None:
            return Failure(ErrorCode.CANCELED)
        try:
            timeout = self._pool.options.socket_timeout
            outcome = attempt(
                child, Command(probe=self._job), self._mailbox, self._take, self._ending, timeout
            )
        finally:
            self._pool.give_back(child)
        if isinstance(outcome, Failure):
            return outcome
        return outcome.failure or outcome.probe or Failure(ErrorCode.INTERNAL)

    def _ending(self) -> Ending | None:
        return Ending.KILL if self._stopped else None

    def _take(self, answer: Answer) -> None:
        if answer.probe is not None and not answer.last:
            self._tell(answer.probe)

    def _tell(self, update: ProbeUpdate) -> None:
        if not self._stopped:
            self._told = True
            self._on_update(replace(update, id=self._job.id))

    def _failed(self, failure: Failure) -> ProbeUpdate:
        return ProbeUpdate(self._job.id, last=True, error=failure.code, detail=failure.detail)
