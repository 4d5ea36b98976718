"""Looks at links, a few at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.core.download import DownloadRequest
from app.core.executor import Prober, ProbeUpdate, VideoInfo
from app.core.forecasts import Look

LOOKS_AT_ONCE = 2
LOOK_SECONDS = 60.0
"""After which a look is given up, with nothing seen."""


@dataclass
class _Probe:
    row_id: str
    video: VideoInfo | None = None


class Looks:
    """Asks the prober for one row after another; `over` hears of each that is over.

    The ids of its probes are its own, so that whoever else asks the same prober is not confused.
    """

    def __init__(
        self,
        prober: Prober,
        later: Callable[[float, Callable[[], None]], None],
        over: Callable[[str, Look], None],
    ) -> None:
        self._prober = prober
        self._later = later
        self._over = over
        self._to_do: dict[str, DownloadRequest] = {}
        self._probes: dict[str, _Probe] = {}
        self._probe_of: dict[str, str] = {}
        self._begun = 0

    @property
    def are_under_way(self) -> bool:
        return bool(self._to_do or self._probes)

    def want(self, row_id: str, request: DownloadRequest) -> None:
        """Look at its link in its turn, which `go_on` may bring; anew if it was wanted before."""
        self.drop(row_id)
        self._to_do[row_id] = request

    def drop(self, row_id: str) -> None:
        """Do not look, or no more."""
        self._to_do.pop(row_id, None)
        if probe_id := self._probe_of.pop(row_id, None):
            del self._probes[probe_id]
            self._prober.stop(probe_id)

    def stop(self) -> list[str]:
        """Look at nothing any more; returns what was not looked at."""
        row_ids = [*self._probe_of, *self._to_do]
        for row_id in row_ids:
            self.drop(row_id)
        return row_ids

    def go_on(self) -> None:
        """Begin as many as may be."""
        while self._to_do and len(self._probes) < LOOKS_AT_ONCE:
            row_id = next(iter(self._to_do))
            request = self._to_do.pop(row_id)
            self._begun += 1
            probe_id = f"preflight:{self._begun}:{row_id}"
            self._probes[probe_id] = _Probe(row_id)
            self._probe_of[row_id] = probe_id
            self._later(LOOK_SECONDS, partial(self._end, probe_id, Look()))
            self._prober.probe(probe_id, request)

    def take(self, update: ProbeUpdate) -> None:
        """A piece of an answer; of a list the first is enough."""
        if not (probe := self._probes.get(update.id)):
            return
        probe.video = update.video or probe.video
        if update.last:
            self._end(update.id, Look(probe.video, update.error))
        elif update.entries or update.list_title:
            self._end(update.id, Look())

    def _end(self, probe_id: str, look: Look) -> None:
        if probe := self._probes.get(probe_id):
            self.drop(probe.row_id)
            self._over(probe.row_id, look)
            self.go_on()
