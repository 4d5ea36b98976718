"""Whether a newer engine is to be trusted: what its children do once it is in use."""

import threading

_FAILED_STARTS = 2
_DEATHS = 3


class Trust:
    """Counts what goes wrong in a row, by engine. Each answer is True once the trust is gone.

    One that cannot be started may have been out of luck, and so may one that dies at its job.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engine = ""
        self._failed_starts = 0
        self._deaths = 0

    def started(self, engine: str) -> None:
        """A child of it was ready."""
        with self._lock:
            self._turn_to(engine)
            self._failed_starts = 0

    def did_not_start(self, engine: str) -> bool:
        """A child of it ended before it was ready."""
        with self._lock:
            self._turn_to(engine)
            self._failed_starts += 1
            return bool(engine) and self._failed_starts >= _FAILED_STARTS

    def came_back(self, engine: str) -> None:
        """A child of it is there after its job."""
        with self._lock:
            self._turn_to(engine)
            self._deaths = 0

    def died(self, engine: str) -> bool:
        """A child of it ended by itself, at its job."""
        with self._lock:
            self._turn_to(engine)
            self._deaths += 1
            return bool(engine) and self._deaths >= _DEATHS

    def _turn_to(self, engine: str) -> None:
        if engine != self._engine:
            self._engine, self._failed_starts, self._deaths = engine, 0, 0
