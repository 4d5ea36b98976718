"""How long the whole list may still take."""

from collections import deque

_WINDOW_SECONDS = 60.0
_ENOUGH_SECONDS = 5.0
_STILL_SECONDS = 10.0


class TimeLeft:
    """Guesses from the pace of the last minute; says nothing until it has seen enough.

    Nor where nothing moves, such as while the service is away: that has no pace.
    """

    def __init__(self) -> None:
        self._seen: deque[tuple[float, float]] = deque()
        self._rows = 0
        self._moved = 0.0

    def guess(self, now: float, rows: int, fraction: float | None, *, busy: bool) -> float | None:
        """Seconds left, given how far `rows` are in all; None when there is no telling."""
        if fraction is None or not busy or rows != self._rows:
            # Another list makes another whole: what was seen of the old one misleads.
            self._seen.clear()
            self._rows = rows
        if fraction is None or not busy:
            return None
        done = fraction * rows
        if self._seen and (done < self._seen[-1][1] or now - self._moved > _STILL_SECONDS):
            self._seen.clear()
        if not self._seen or done > self._seen[-1][1]:
            self._moved = now
        self._seen.append((now, done))
        while self._seen[0][0] < now - _WINDOW_SECONDS:
            self._seen.popleft()
        first_time, first_done = self._seen[0]
        elapsed, gained = now - first_time, done - first_done
        if elapsed < _ENOUGH_SECONDS or gained <= 0:
            return None
        return (rows - done) / gained * elapsed
