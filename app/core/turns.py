"""Whose turn it is to start."""

from collections.abc import Callable, Collection, Iterable

from app.core.download import Download, DownloadState
from app.core.pacing import SitePacer
from app.core.row_list import RowList
from app.core.waiting_line import WaitingLine


class Turns:
    """The free slots, and the rows that wait for one."""

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

    def wait(self, rows: Iterable[Download]) -> None:
        """Those that are queued wait where they stand now."""
        for row in rows:
            if row.state is DownloadState.QUEUED:
                self._line.push(row)

    def hold(self, ids: Collection[str]) -> None:
        """These wait until they are released, whatever becomes of them meanwhile."""
        self._line.hold(ids)

    def release(self, ids: Collection[str]) -> None:
        self._line.release(ids)
        self.wait(row for i in ids if (row := self._rows.find(i)))

    def next(
        self, later: Callable[[float, Callable[[], None]], None], fill: Callable[[], None]
    ) -> Download | None:
        """The row to start now, if there is one. Where the next one has to wait only for its
        site, `later` calls `fill` when it need not any more."""
        if len(self._rows.running()) >= self.limit:
            return None
        row = self._line.pop(self._rows.find, self._may_start)
        if row is None:
            self._pacer.wake(later, fill)
        return row

    def note(self, row: Download) -> None:
        """A download begins or ends."""
        self._pacer.note(row)

    def set_pacing(self, seconds: float) -> None:
        was_on = self._pacer.is_on
        self._pacer.set_seconds(seconds)
        if self._pacer.is_on is not was_on:
            self._line.fill_anew(self._rows)

    def waits_for_site(self, row: Download) -> float | None:
        """`DownloadQueue.waits_for_site`."""
        seconds = self._pacer.wait(row)
        if not seconds or len(self._rows.running()) >= self.limit:
            return None
        is_next = self._line.is_first(row, self._rows.find) and self._admits(row)
        return seconds if is_next else None

    def _may_start(self, row: Download) -> bool:
        return not self._pacer.wait(row) and self._admits(row)
