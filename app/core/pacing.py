"""A pause between two downloads from one site, for those who want it."""

import re
from collections.abc import Callable
from functools import partial

from app.core.download import Download

_LATE = 0.01  # seconds; a timer that comes too early would have to be set again

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#]*@)?(\[[^/\]]*\]|[^/?#:\[]*)", re.IGNORECASE)


def site_of(url: str) -> str:
    """The host of a link without its "www.", empty where it has none."""
    found = _HOST.match(url)
    return found[1].lower().removeprefix("www.") if found else ""


class SitePacer:
    """When a site may be asked for the next download: so many seconds after one from there has
    begun or ended. With 0 seconds, as at first, at any time, and it costs nothing.

    Where the clock is set back nothing waits longer than it would have.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._seconds = 0.0
        self._clock = clock
        self._last: dict[str, float] = {}  # when each site was busy last, the oldest first
        self._wakes_at: float | None = None

    @property
    def is_on(self) -> bool:
        return self._seconds > 0

    def set_seconds(self, seconds: float) -> None:
        """From now on; what waits may have to wait less, or more."""
        self._seconds = seconds
        if not self.is_on:
            self._last.clear()

    def site(self, row: Download) -> str:
        """The site of a row, empty while there is no pacing."""
        return site_of(row.request.url) if self.is_on else ""

    def note(self, row: Download) -> None:
        """A download begins or ends."""
        if site := self.site(row):
            self._last.pop(site, None)
            self._last[site] = self._clock()

    def wait(self, row: Download) -> float:
        """Seconds until a row may start, 0 where it may now."""
        last = self._last.get(self.site(row)) if self._last else None
        return 0.0 if last is None else self._rest(last, self._clock())

    def wake(
        self, later: Callable[[float, Callable[[], None]], None], call: Callable[[], None]
    ) -> None:
        """Have `call` called when the next site is free again; asked twice, it is called once."""
        now = self._clock()
        self._forget_free(now)
        if not self._last:
            return
        free_at = now + self._rest(next(iter(self._last.values())), now)
        if self._wakes_at is None or self._wakes_at > free_at:
            self._wakes_at = free_at
            later(free_at - now + _LATE, partial(self._woken, free_at, call))

    def _forget_free(self, now: float) -> None:
        for site, last in list(self._last.items()):
            if self._rest(last, now):
                break
            del self._last[site]

    def _rest(self, last: float, now: float) -> float:
        seconds = last + self._seconds - now
        return seconds if 0.0 < seconds <= self._seconds else 0.0

    def _woken(self, at: float, call: Callable[[], None]) -> None:
        if self._wakes_at == at:
            self._wakes_at = None
        call()
