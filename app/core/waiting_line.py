"""Which row is next."""

import heapq
from collections.abc import Callable, Collection, Iterable

from app.core.download import Download, DownloadState, Place

_Lane = tuple[str, str]
_Find = Callable[[str], Download | None]


class WaitingLine:
    """The queued rows of one place by position, in a lane for each folder and each site.

    `site_of` names the site, or is empty where sites do not matter. Entries that have become stale
    (row gone, moved, held, bound for elsewhere or no longer queued) are skipped when they come up,
    so that nothing has to search the line.
    """

    def __init__(
        self,
        site_of: Callable[[Download], str] = lambda _row: "",
        place: Place = Place.THIS_COMPUTER,
    ) -> None:
        self._place = place
        self._site_of = site_of
        self._lanes: dict[_Lane, list[tuple[float, str]]] = {}
        self._heads: list[tuple[float, _Lane]] = []  # of every lane, and some that are stale
        self._held: set[str] = set()

    def push(self, row: Download) -> None:
        """Let a queued row wait, unless it is held or for another place."""
        if row.id in self._held or row.place is not self._place:
            return
        lane = self._lane_of(row)
        line = self._lanes.setdefault(lane, [])
        heapq.heappush(line, (row.position, row.id))
        if line[0] == (row.position, row.id):
            heapq.heappush(self._heads, (row.position, lane))

    def hold(self, ids: Collection[str]) -> None:
        """These do not come up until they are released, and then pushed again."""
        self._held.update(ids)

    def release(self, ids: Collection[str]) -> None:
        self._held.difference_update(ids)

    def fill_anew(self, rows: Iterable[Download]) -> None:
        """These wait, in their order, and no others."""
        self._lanes = {}
        for row in rows:
            if self._waits(row):
                self._lanes.setdefault(self._lane_of(row), []).append((row.position, row.id))
        self._heads = [(line[0][0], lane) for lane, line in self._lanes.items()]
        heapq.heapify(self._heads)

    def pop(self, find: _Find, admits: Callable[[Download], bool]) -> Download | None:
        """The first row that `admits`, or None; of each lane only the first row is asked for."""
        asked: dict[_Lane, float] = {}
        chosen = None
        while self._heads and chosen is None:
            position, lane = heapq.heappop(self._heads)
            row = None if lane in asked else self._first(lane, find)
            if row is None:
                continue
            if row.position > position:  # the one that stood here has gone
                heapq.heappush(self._heads, (row.position, lane))
            elif admits(row):
                chosen = row
                heapq.heappop(self._lanes[lane])
                if line := self._lanes[lane]:
                    heapq.heappush(self._heads, (line[0][0], lane))
                else:
                    del self._lanes[lane]
            else:
                asked[lane] = position
        for lane, position in asked.items():
            heapq.heappush(self._heads, (position, lane))
        return chosen

    def is_first(self, row: Download, find: _Find) -> bool:
        """Whether no other row of its lane comes before it."""
        first = self._first(self._lane_of(row), find)
        return first is not None and first.id == row.id

    def _first(self, lane: _Lane, find: _Find) -> Download | None:
        line = self._lanes.get(lane, [])
        while line:
            position, download_id = line[0]
            if (row := find(download_id)) and self._stands(row, lane, position):
                return row
            heapq.heappop(line)
        self._lanes.pop(lane, None)
        return None

    def _stands(self, row: Download, lane: _Lane, position: float) -> bool:
        return self._waits(row) and row.position == position and self._lane_of(row) == lane

    def _waits(self, row: Download) -> bool:
        is_ours = row.place is self._place and row.id not in self._held
        return is_ours and row.state is DownloadState.QUEUED

    def _lane_of(self, row: Download) -> _Lane:
        return row.request.folder, self._site_of(row)
