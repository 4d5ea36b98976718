"""Whether another try at a download is of use, and when. Pure but for the jitter."""

import random
from dataclasses import dataclass

from app.core.download import Stage
from app.core.errors import ErrorCode
from app.engine.failures import Failure
from app.engine.options import backoff

_LONGEST_ASKED_WAIT = 300.0  # seconds
_WORTH_COUNTING = 0.01  # of the whole


@dataclass(frozen=True, slots=True)
class Tries:
    """How many there were since the last one that got further than those before it, with it."""

    count: int = 0
    furthest: float = 0.0  # of the whole, that any has reached

    def after(self, reached: float) -> "Tries":
        """With one more, which has reached this much of the whole."""
        is_further = reached >= self.furthest + _WORTH_COUNTING
        return Tries(1 if is_further else self.count + 1, max(self.furthest, reached))


def seconds_to_next_try(failure: Failure, count: int, tries: int, stage: Stage) -> float | None:
    """How long to wait before another try, or None where there is no use in one.

    `count` tries have failed, the last one like this and at this stage; `tries` are granted.
    """
    if not _is_of_use(failure, count, tries, stage):
        return None
    if failure.code in (ErrorCode.INTERRUPTED, ErrorCode.FORBIDDEN):
        return 0.0  # waiting would change nothing
    return max(_jittered(backoff(count - 1)), failure.retry_after or 0.0)


def _is_of_use(failure: Failure, count: int, tries: int, stage: Stage) -> bool:
    granted = tries if failure.most_tries is None else min(tries, failure.most_tries)
    if count >= granted or (failure.retry_after or 0.0) > _LONGEST_ASKED_WAIT:
        return False
    if failure.code is ErrorCode.FORBIDDEN:
        # The address of the media may have run out; the next try finds a new one.
        return count == 1 and stage is Stage.DOWNLOADING
    return failure.code.is_transient or failure.most_tries is not None


def _jittered(seconds: float) -> float:
    """Not all that failed at the same moment try again at the same moment."""
    return seconds * random.uniform(0.75, 1.25)
