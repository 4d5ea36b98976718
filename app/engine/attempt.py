"""One job in the hands of one child: followed to its last answer, or ended before."""

import logging
import queue
from collections.abc import Callable
from enum import StrEnum
from time import monotonic

from app.core.errors import ErrorCode
from app.engine.child_process import Child
from app.engine.failures import Failure
from app.engine.protocol import Answer, Command

log = logging.getLogger(__name__)

_ANSWER_LIMIT = 1.0  # seconds that a child may take to end its job by itself
_SILENCE = 3  # socket timeouts without a word


class Ending(StrEnum):
    """How a job is to be ended before its time."""

    ASK = "ask"  # so that what it has is sound; killed only if there is no answer
    KILL = "kill"


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
    child is not at work any more when this ends.
    """
    try:
        return _followed(child, job, mailbox, take, ending, socket_timeout)
    except BaseException:
        child.kill()
        child.join(_ANSWER_LIMIT)
        raise


def _followed(
    child: Child,
    job: Command,
    mailbox: Mailbox,
    take: Callable[[Answer], None],
    ending: Callable[[], Ending | None],
    socket_timeout: float,
) -> Answer | Failure:
    child.begin(job, lambda answer: mailbox.deliver(child, answer))
    silence = _SILENCE * socket_timeout
    heard, asked, was_silent = monotonic(), None, False
    while True:
        now = monotonic()
        how = ending()
        if how is Ending.ASK and asked is None:
            child.stop()
            asked = now
        if how is Ending.KILL or (asked is not None and now - asked >= _ANSWER_LIMIT):
            child.kill()
        if now - heard >= silence:
            log.warning("child %d says nothing any more", child.pid)
            was_silent = True
            child.kill()
        rest = heard + silence - now
        if asked is not None:
            rest = min(rest, asked + _ANSWER_LIMIT - now)
        delivery = mailbox.wait(rest if rest > 0 else silence)
        if delivery is None or delivery[0] is not child:
            continue
        heard, answer = monotonic(), delivery[1]
        if answer is None:
            return _gone(child, was_silent)
        if _is_foreign(answer, job):
            log.warning("child %d answers to another job", child.pid)
            continue
        take(answer)
        if answer.last:
            return answer


def _is_foreign(answer: Answer, job: Command) -> bool:
    """Whether it tells of anything but this job."""
    if answer.update is not None:
        asked = job.download
        return asked is None or (answer.update.id, answer.update.run) != (asked.id, asked.run)
    if answer.probe is not None:
        return job.probe is None or answer.probe.id != job.probe.id
    return False


def _gone(child: Child, was_silent: bool) -> Failure:
    if was_silent:
        return Failure(ErrorCode.TIMEOUT, "The engine fell silent and was ended")
    last_line = child.last_words.rpartition("\n")[2]
    return Failure(ErrorCode.INTERRUPTED, f"The engine ended unexpectedly. {last_line}".strip())
