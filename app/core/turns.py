"""Whose turn it is to start."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial

from app.core.download import Download, DownloadState, Place
from app.core.pacing import SitePacer
from app.core.row_list import RowList
from app.core.waiting_line import WaitingLine

AT_ONCE = 25
"""Rows that start in one go, which takes a few milliseconds."""

_PAUSE = 0.01  # seconds in which the window has its turn

_Later = Callable[[float, Callable[[], None]], None]


class Turns:
    """The free slots of this computer, and the rows that wait for one; those for the service,
    which has a line of its own, wait for nothing but `admits`."""

    def __init__(
        self,
        rows: RowList,
        limit: int,
        admits: Callable[[Download], bool],
        clock: Callable[[], float],
    ) -> None:
        self.limit = limit
        self._rows = rows
        self._admits = admits
        self._pacer = SitePacer(clock)
        self._line = WaitingLine(self._pacer.site)
        self._to_cloud = WaitingLine(place=Place.CLOUD)
        self._goes_on = False
        self._lines = (self._line, self._to_cloud)

    def wait(self, rows: Iterable[Download]) -> None:
        """Those that are queued wait where they stand now."""
        for row in rows:
            if row.state is DownloadState.QUEUED:
                for line in self._lines:
                    line.push(row)

    def hold(self, ids: Collection[str]) -> None:
        """These wait until they are released, whatever becomes of them meanwhile."""
        for line in self._lines:
            line.hold(ids)

    def release(self, ids: Collection[str]) -> None:
        for line in self._lines:
            line.release(ids)
        self.wait(row for i in ids if (row := self._rows.find(i)))

    def take(self, later: _Later, fill: Callable[[], None]) -> Iterator[Download]:
        """The rows to start now, each once the one before has started.

        `later` calls `fill` for more of them after others had a turn, and when the next one need
        not wait for its site any more.
        """
        for _ in range(AT_ONCE):
            row = self._next(later, fill)
            if row is None:
                return
            yield row
        if not self._goes_on:
            self._goes_on = True
            later(_PAUSE, partial(self._go_on, fill))

    def _go_on(self, fill: Callable[[], None]) -> None:
        self._goes_on = False
        fill()

    def _next(self, later: _Later, fill: Callable[[], None]) -> Download | None:
        row = self._to_cloud.pop(self._rows.find, self._admits)
        if row is not None or self._is_full:
            return row
        row = self._line.pop(self._rows.find, self._may_start)
        if row is None:
            self._pacer.wake(later, fill)
        return row

    def note(self, row: Download) -> None:
        """A download begins or ends."""
        if row.place is Place.THIS_COMPUTER:
            self._pacer.note(row)

    def set_pacing(self, seconds: float) -> None:
        was_on = self._pacer.is_on
        self._pacer.set_seconds(seconds)
        if self._pacer.is_on is not was_on:
            self._line.fill_anew(self._rows)

    def waits_for_site(self, row: Download) -> float | None:
        """`DownloadQueue.waits_for_site`."""
        seconds = self._pacer.wait(row)
        if not seconds or self._is_full or row.place is Place.CLOUD:
            return None
        is_next = self._line.is_first(row, self._rows.find) and self._admits(row)
        return seconds if is_next else None

    @property
    def _is_full(self) -> bool:
        return self._rows.count_running(Place.THIS_COMPUTER) >= self.limit

    def _may_start(self, row: Download) -> bool:
        return not self._pacer.wait(row) and self._admits(row)
