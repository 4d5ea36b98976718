"""How long the desktop waits for the service, and between two tries."""

from dataclasses import dataclass

from app.executors.cloud_http import Patience
from app.executors.doubling import doubling_pause
from app.executors.file_transfer import Pace


@dataclass(frozen=True, slots=True)
class CloudTiming:
    """Seconds, where it is not said otherwise."""

    first_pause: float = 0.5  # between two tries; each is twice as long as the one before
    longest_pause: float = 30.0
    settled: float = 5.0  # after which a connection that is lost has been a good one
    first_sign: float = 10.0  # that an event stream has to show that it lives
    poll: float = 5.0  # between two looks where there is no stream
    polls: int = 6  # looks, until the stream is tried again
    ask_again: float = 10.0  # until a wish that has changed nothing is sent once more
    look: float = 5.0  # between two looks at the clock
    slept: float = 20.0  # by which the clock has jumped
    ledger: float = 2.0  # until the ledger is read or written again
    patience: Patience = Patience()  # noqa: RUF009  it is frozen
    pace: Pace = Pace()  # noqa: RUF009  likewise

    def pause(self, failures: int) -> float:
        """Until the next try after so many."""
        return doubling_pause(self.first_pause, self.longest_pause, failures)
