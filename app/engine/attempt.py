"""One job in the hands of one child: followed to its last answer, or ended before."""

import logging
import queue
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from time import monotonic

from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool, NoChild
from app.engine.child_process import Child
from app.engine.failures import Failure
from app.engine.protocol import Answer, Command

log = logging.getLogger(__name__)

_ANSWER_LIMIT = 1.0  # seconds that a child may take to end its job by itself
_SILENCE = 3  # socket timeouts without a word
_LOST_CHILDREN = 3  # that were dead before their job began


class Ending(StrEnum):
    """How a job is to be ended before its time."""

    ASK = "ask"  # so that what it has is sound; killed only if there is no answer
    KILL = "kill"


class NotBegun(Exception):  # noqa: N818  the job is not to blame
    """The child was dead before it had heard of its job."""


class Mailbox:
    """Where a task hears of its children, and of what its owner wants."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[tuple[Child, Answer | None] | None] = queue.SimpleQueue()

    def nudge(self) -> None:
        """Have whoever waits look up."""
        self._queue.put(None)

    def deliver(self, child: Child, answer: Answer | None) -> None:
        self._queue.put((child, answer))

    def wait(self, seconds: float) -> tuple[Child, Answer | None] | None:
        """The next delivery; None when nudged, or when nothing came in time."""
        try:
            return self._queue.get(timeout=max(seconds, 0.0))
        except queue.Empty:
            return None


def leased_attempt(
    pool: ChildPool,
    job: Command,
    mailbox: Mailbox,
    take: Callable[[Child, Answer], None],
    ending: Callable[[], Ending | None],
) -> Answer | Failure | None:
    """`attempt` by the pool's next child; None if the job was to end before there was one.

    A child that died while it had nothing to do is no attempt. `PoolClosed` when there are none
    any more.
    """
    for _ in range(_LOST_CHILDREN):
        try:
            child = pool.lease(lambda: ending() is not None)
        except NoChild as error:
            said = f"The engine does not start. {error}".strip()
            return Failure(ErrorCode.INTERNAL, said, is_ours=True)
        if child is None:
            return None
        timeout = child.options.socket_timeout
        try:
            return attempt(child, job, mailbox, partial(take, child), ending, timeout)
        except NotBegun:
            log.info("child %d was gone before its job began", child.pid)
        finally:
            pool.give_back(child)
    return Failure(ErrorCode.INTERRUPTED, "The engine ends before it begins")


def attempt(
    child: Child,
    job: Command,
    mailbox: Mailbox,
    take: Callable[[Answer], None],
    ending: Callable[[], Ending | None],
    socket_timeout: float,
) -> Answer | Failure:
    """Have a child do a job. The answer is its last; a failure if it died or fell silent.

    `ending` is asked again whenever the mailbox is nudged. Whatever is raised on the way, the
    child is not at work any more when this ends; `NotBegun` where it never was.
    """
    course = _Course(child, job, mailbox, socket_timeout)
    try:
        return course.followed(take, ending)
    except BaseException:
        child.kill()
        child.join(_ANSWER_LIMIT)
        raise


class _Course:
    """What has become of a job so far."""

    def __init__(self, child: Child, job: Command, mailbox: Mailbox, socket_timeout: float) -> None:
        self._child = child
        self._job = job
        self._mailbox = mailbox
        self._silence = _SILENCE * socket_timeout
        self._heard = 0.0  # when the last answer had been taken
        self._asked: float | None = None  # since when it is to end by itself
        self._has_begun = False
        self._was_killed = False
        self._was_silent = False

    def followed(
        self, take: Callable[[Answer], None], ending: Callable[[], Ending | None]
    ) -> Answer | Failure:
        child = self._child
        child.begin(self._job, lambda answer: self._mailbox.deliver(child, answer))
        self._heard = monotonic()
        while True:
            self._end_if_due(ending())
            delivery = self._mailbox.wait(self._rest())
            if delivery is None or delivery[0] is not child:
                continue
            answer = delivery[1]
            if answer is None:
                return self._gone()
            self._has_begun = True
            if _is_foreign(answer, self._job):
                log.warning("child %d answers to another job", child.pid)
            else:
                take(answer)
                if answer.last:
                    return answer
            self._heard = monotonic()  # not before: who takes it may have to look something up

    def _end_if_due(self, how: Ending | None) -> None:
        now = monotonic()
        if how is Ending.ASK and self._asked is None:
            self._child.stop()
            self._asked = now
        is_late = self._asked is not None and now - self._asked >= _ANSWER_LIMIT
        if how is Ending.KILL or is_late:
            self._was_killed = True
            self._child.kill()
        if now - self._heard >= self._silence:
            log.warning("child %d says nothing any more", self._child.pid)
            self._was_silent = True
            self._child.kill()

    def _rest(self) -> float:
        """Seconds until there may be something to do without anything being heard."""
        now = monotonic()
        rest = self._heard + self._silence - now
        if self._asked is not None:
            rest = min(rest, self._asked + _ANSWER_LIMIT - now)
        return rest if rest > 0 else self._silence

    def _gone(self) -> Failure:
        if self._was_silent:
            return Failure(ErrorCode.TIMEOUT, "The engine fell silent and was ended")
        if not self._has_begun and not self._was_killed:
            raise NotBegun
        last_line = self._child.last_words.rpartition("\n")[2]
        return Failure(ErrorCode.INTERRUPTED, f"The engine ended unexpectedly. {last_line}".strip())


def _is_foreign(answer: Answer, job: Command) -> bool:
    """Whether it tells of anything but this job."""
    if answer.update is not None:
        asked = job.download
        return asked is None or (answer.update.id, answer.update.run) != (asked.id, asked.run)
    if answer.probe is not None:
        return job.probe is None or answer.probe.id != job.probe.id
    return False
