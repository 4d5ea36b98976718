"""The rows in their order, with running counts."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from app.core.download import Download, DownloadState, Place, RequestKey

_GAP = 1024.0
_TIGHT = 64
_SMALLEST = 1e-5


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole list at a glance. `fraction` is 0..1, or None when there are no rows."""

    counts: Counter[DownloadState]
    fraction: float | None
    bytes_per_second: float

    @property
    def rows(self) -> int:
        return self.counts.total()


class RowList:
    """Rows by id and by position; every change goes through here, so that the counts are true."""

    def __init__(self) -> None:
        self._rows: dict[str, Download] = {}
        self._order: list[str] = []
        self._counts: Counter[DownloadState] = Counter()
        self._by_key: dict[RequestKey, dict[str, None]] = {}
        self._fractions = 0.0
        self._running: dict[Place, dict[str, None]] = {place: {} for place in Place}
        self._renumbered = False
        self._tail = 0.0
        self._promised: set[float] = set()  # the last of each run of positions not in use yet

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Download]:
        return (self._rows[download_id] for download_id in self._order)

    def find(self, download_id: str) -> Download | None:
        return self._rows.get(download_id)

    def running(self) -> list[Download]:
        return [self._rows[i] for ids in self._running.values() for i in ids]

    def count_running(self, place: Place) -> int:
        return len(self._running[place])

    def has(self, key: RequestKey) -> bool:
        """Whether a row fetches this, other than canceled ones."""
        return any(row.state is not DownloadState.CANCELED for row in self.same(key))

    def same(self, key: RequestKey) -> list[Download]:
        """Every row that fetches this."""
        return [self._rows[download_id] for download_id in self._by_key.get(key, ())]

    def totals(self) -> Totals:
        speed = sum(row.update.progress.bytes_per_second or 0.0 for row in self.running())
        fraction = max(0.0, self._fractions) / len(self) if self._rows else None
        return Totals(self._counts.copy(), fraction, speed)

    def insert(self, rows: Sequence[Download]) -> int:
        """Put rows with neighbouring positions where they belong; returns the first's index."""
        index = self._index_after(rows[0].position)
        behind = self._order[index : index + 1]
        self._order[index:index] = [row.id for row in rows]
        for row in rows:
            self._rows[row.id] = row
            self._count(row, 1)
        self._tail = max(self._tail, rows[-1].position)
        self._promised.discard(rows[-1].position)
        if behind and self._rows[behind[0]].position <= rows[-1].position:
            self._renumber()  # something was moved in between while these were being saved
        return index

    def put(self, row: Download) -> None:
        """Replace a row by its next form at the same position."""
        old = self._rows[row.id]
        self._rows[row.id] = row
        if _kind(row) == _kind(old) and row.request is old.request:
            self._fractions += _share(row) - _share(old)  # far the most frequent
        else:
            self._count(old, -1)
            self._count(row, 1)

    def remove(self, ids: Collection[str]) -> None:
        gone = set(ids)
        for download_id in gone:
            self._count(self._rows.pop(download_id), -1)
        self._order = [download_id for download_id in self._order if download_id not in gone]

    def place_after(self, row_id: str | None, count: int) -> list[float]:
        """Positions for new rows: behind a row, or at the end.

        Rows that were promised their positions before, and are not inserted yet, come before.
        """
        index = len(self)
        if row_id is not None and row_id in self._rows:
            index = self._index_after(self._rows[row_id].position)
        positions = self._positions(index, count)
        self._promised.add(positions[-1])
        return positions

    def move(self, ids: Collection[str], before: str | None) -> list[str]:
        """Put rows, in their present order, before another or last; returns the moved ids."""
        moving = set(ids)
        block = [i for i in self._order if i in moving]
        behind = self._order if before is None else self._order[: self._order.index(before)]
        index = sum(1 for i in behind if i not in moving)
        self._order = [i for i in self._order if i not in moving]
        for download_id, position in zip(block, self._positions(index, len(block)), strict=True):
            self._rows[download_id] = replace(self._rows[download_id], position=position)
        self._order[index:index] = block
        return block

    def take_renumbered(self) -> list[Download]:
        """Every row, once, after all of them had to get new positions; else none."""
        rows = list(self) if self._renumbered else []
        self._renumbered = False
        return rows

    def _index_after(self, position: float) -> int:
        return bisect_right(self._order, position, key=lambda i: self._rows[i].position)

    def _positions(self, index: int, count: int) -> list[float]:
        """Positions for rows at an index: at the end behind all that were ever given, else
        close behind the row before, since the next page of a list comes behind these.
        """
        if index == len(self._order):
            low, step = self._tail, _GAP
            self._tail += _GAP * count
        else:
            low, step = self._tight(index, count)
            if step < _SMALLEST:
                self._renumber()
                low, step = self._tight(index, count)
        return [low + step * (number + 1) for number in range(count)]

    def _tight(self, index: int, count: int) -> tuple[float, float]:
        """The position before an index, and a step that leaves most of the gap there free."""
        high = self._rows[self._order[index]].position
        if index == 0:
            return high - _GAP * (count + 1), _GAP
        low = self._rows[self._order[index - 1]].position
        low = max((promised for promised in self._promised if low < promised < high), default=low)
        return low, (high - low) / (_TIGHT * count)

    def _renumber(self) -> None:
        for number, download_id in enumerate(self._order, 1):
            self._rows[download_id] = replace(self._rows[download_id], position=number * _GAP)
        self._tail = max(self._tail, len(self._order) * _GAP)
        self._promised.clear()
        self._renumbered = True

    def _count(self, row: Download, step: int) -> None:
        state = row.state
        self._counts[row.counts_as] += step
        self._fractions += step * _share(row)
        self._index(row, step)
        if state is DownloadState.RUNNING:
            if step > 0:
                self._running[row.place][row.id] = None
            else:
                self._running[row.place].pop(row.id, None)

    def _index(self, row: Download, step: int) -> None:
        key = row.request.key
        if step > 0:
            self._by_key.setdefault(key, {})[row.id] = None
            return
        same = self._by_key[key]
        del same[row.id]
        if not same:
            del self._by_key[key]


def _kind(row: Download) -> tuple[DownloadState, DownloadState, Place]:
    """What rows are counted by."""
    return row.state, row.counts_as, row.place


def _share(row: Download) -> float:
    """How much of it is done, 0..1; what has ended is done."""
    return 1.0 if row.state.is_final else row.update.progress.fraction or 0.0
