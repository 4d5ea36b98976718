"""How fast bytes arrive, calm enough to be read."""

import math

_SETTLING = 3.0  # seconds after which two thirds of a change show
_SHORTEST = 0.25  # seconds; shorter spans say more about buffers than about the line


class SmoothSpeed:
    """Bytes per second over the streams of a download, as an average that forgets."""

    def __init__(self) -> None:
        self.value: float | None = None
        self._stream = ""
        self._time = 0.0
        self._done = 0.0

    def take(self, now: float, stream: str, done: float) -> None:
        """Learn that a stream has so many bytes by now. What was there at its start is no speed."""
        span = now - self._time
        if stream != self._stream or done < self._done or span < 0:
            self._stream, self._time, self._done = stream, now, done
        elif span >= _SHORTEST:
            self._add((done - self._done) / span, span)
            self._time, self._done = now, done

    def _add(self, rate: float, span: float) -> None:
        if self.value is None:
            self.value = rate
        else:
            self.value += (rate - self.value) * (1 - math.exp(-span / _SETTLING))
