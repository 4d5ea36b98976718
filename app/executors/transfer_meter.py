"""How far a transfer of one or more files is, told in measure."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from app.core.download import Activity, Progress, Stage
from app.engine.speed import SmoothSpeed

_INTERVAL = 0.11  # seconds between two tellings: not more than ten a second
_BETWEEN_WAITS = 1.0
_NEARLY = 0.999  # only the file in its place is 1.0, and that is not said here
_LONGEST = 100 * 24 * 3600.0  # seconds; beyond it nobody knows


class TransferMeter:
    """Tells the progress over all files; its fraction never falls and never reaches 1."""

    def __init__(
        self,
        total: int,
        say: Callable[[Progress], object],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._total = total
        self._say = say
        self._clock = clock
        self._done: dict[str, int] = {}
        self._fraction = 0.0
        self._speed = SmoothSpeed()
        self._told = float("-inf")

    def have(self, name: str, done: int) -> None:
        """Learn that so many bytes of a file are here."""
        self._done[name] = done
        now = self._clock()
        self._speed.take(now, "", sum(self._done.values()))
        if now - self._told >= _INTERVAL:
            self._tell(self._progress(self._speed.value))

    def waiting(self, seconds: float) -> None:
        """Tell now and then that nothing comes until the next try, in so many seconds."""
        if self._clock() - self._told >= _BETWEEN_WAITS:
            waits = replace(self._progress(None), activity=Activity.WAITING, seconds_left=seconds)
            self._tell(waits)

    def _progress(self, speed: float | None) -> Progress:
        done = sum(self._done.values())
        if self._total:
            self._fraction = max(self._fraction, min(done / self._total, _NEARLY))
        seconds = (self._total - done) / speed if speed else None
        return Progress(
            Stage.TRANSFERRING,
            fraction=self._fraction,
            done_bytes=done,
            total_bytes=self._total,
            bytes_per_second=speed,
            seconds_left=seconds if seconds is not None and seconds < _LONGEST else None,
        )

    def _tell(self, progress: Progress) -> None:
        self._told = self._clock()
        self._say(progress)
