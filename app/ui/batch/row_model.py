"""The list's rows, as a model."""

import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QMimeData,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.core.cloud import CloudStanding
from app.core.download import Download, DownloadState
from app.core.download_queue import DownloadQueue
from app.ui.batch import row_text
from app.ui.batch.cloud_rows import HEARD
from app.ui.batch.row_filter import RowFilter
from app.ui.batch.row_source import ROW_ROLE, ROWS_MIME, Index, RowSource, runs

TICK_MS = 100

_MANY = 64
"""More separate changes than this at once are cheaper as one reset."""


class RowModel(RowSource):
    """Shows the queue's rows that pass a filter, in the queue's order.

    Changes are gathered and shown in one tick of 100 ms; `flush` shows them now. The rows
    themselves are always the queue's own: nothing is kept here but ids.
    """

    refreshed = Signal()  # after each tick in which anything changed
    list_became_entries = Signal(str, int, int, bool)  # title, added, duplicates, truncated
    rows_moved_by_hand = Signal(list, object)  # ids, and the id they go before or None

    def __init__(
        self,
        queue: DownloadQueue,
        clock: Callable[[], float] = time.time,
        standing: Callable[[], CloudStanding] = lambda: HEARD,
    ) -> None:
        super().__init__()
        self._queue = queue
        self._clock = clock
        self._standing = standing
        self._filter = RowFilter()
        self._order: list[str] = [row.id for row in queue]
        self._shown: list[str] = list(self._order)
        self._places: dict[str, int] | None = None
        self._changed: dict[str, None] = {}
        self._tick = QTimer(self, singleShot=True, interval=TICK_MS)
        self._tick.timeout.connect(self.flush)
        queue.listen(self)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            now, wait = self._clock(), self.wait_of(row)
            return row_text.sentence(row, now, wait, standing=self._standing())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [ROWS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = [self._shown[place] for place in sorted({index.row() for index in indexes})]
        data.setData(ROWS_MIME, QByteArray("\n".join(ids).encode()))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        if action is not Qt.DropAction.MoveAction or not data.hasFormat(ROWS_MIME):
            return False
        ids = bytes(data.data(ROWS_MIME).data()).decode().splitlines()
        place = row if row >= 0 else parent.row() if parent.isValid() else len(self._shown)
        self.rows_moved_by_hand.emit(ids, self._first_staying(place, set(ids)))
        return True

    def row_at(self, place: int) -> Download | None:
        return self._queue.find(self._shown[place]) if 0 <= place < len(self._shown) else None

    def id_at(self, place: int) -> str | None:
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def wait_of(self, row: Download) -> float | None:
        """How many seconds a row waits for its site, None if it does not."""
        if row.state is not DownloadState.QUEUED:
            return None
        return self._queue.waits_for_site(row)

    def ids_at(self, first: int, last: int) -> list[str]:
        return self._shown[first : last + 1]

    def place_of(self, download_id: str) -> int | None:
        return self._place_by_id().get(download_id)

    def places_of(self, ids: Iterable[str]) -> list[int]:
        places = self._place_by_id()
        return sorted(places[i] for i in ids if i in places)

    def neighbour(self, ids: Collection[str], step: int) -> str | None:
        """The id that rows go before when they move one up (-1) or down (+1); None for last."""
        places = self.places_of(ids)
        if not places:
            return None
        place = places[0] - 1 if step < 0 else places[-1] + 2
        return self._first_staying(max(0, place), set(ids))

    @property
    def filter(self) -> RowFilter:
        return self._filter

    def set_filter(self, row_filter: RowFilter) -> None:
        """Show other rows from now on."""
        if row_filter != self._filter:
            self._filter = row_filter
            self._show_anew()

    def flush(self) -> None:
        """Show at once what has changed."""
        self._tick.stop()
        changed, self._changed = self._changed, {}
        if not changed:
            return
        staying: Iterable[str] = changed
        if not self._filter.is_open:
            staying = self._come_and_go(changed)
        for first, last in runs(self.places_of(staying)):
            self.dataChanged.emit(self.index(first), self.index(last))
        self.refreshed.emit()

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        self._order[index:index] = [row.id for row in rows]
        ids = [row.id for row in rows if self._filter.accepts(row)]
        if ids:
            self._insert(index if self._filter.is_open else self._place_for(ids[0]), ids)
        self.refreshed.emit()

    def rows_changed(self, rows: Sequence[Download]) -> None:
        self._changed.update((row.id, None) for row in rows)
        if not self._tick.isActive():
            self._tick.start()

    def rows_removed(self, ids: Collection[str]) -> None:
        gone = set(ids)
        self._order = [i for i in self._order if i not in gone]
        for download_id in gone:
            self._changed.pop(download_id, None)
        self._take_out(self.places_of(gone))
        self.refreshed.emit()

    def rows_reordered(self, ids: Sequence[str]) -> None:
        self._order = list(ids)
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        kept = [self._shown[index.row()] for index in old]
        shown = set(self._shown)
        self._set_shown([i for i in ids if i in shown])
        places = self._place_by_id()
        self.changePersistentIndexList(old, [self.index(places[i]) for i in kept])
        self.layoutChanged.emit()

    def list_expanded(self, title: str, added: int, duplicates: int, truncated: bool) -> None:
        self.list_became_entries.emit(title, added, duplicates, truncated)

    def _come_and_go(self, changed: Iterable[str]) -> list[str]:
        """Take out what no longer passes the filter, put in what does now; returns the rest."""
        places = self._place_by_id()
        leaving: list[str] = []
        coming: list[str] = []
        staying: list[str] = []
        for download_id in changed:
            row = self._queue.find(download_id)
            passes = row is not None and self._filter.accepts(row)
            if download_id in places:
                (staying if passes else leaving).append(download_id)
            elif passes:
                coming.append(download_id)
        if len(coming) > _MANY:
            self._show_anew()
            return []
        self._take_out(self.places_of(leaving))
        for download_id in coming:
            self._insert(self._place_for(download_id), [download_id])
        return staying

    def _show_anew(self) -> None:
        self.beginResetModel()
        ids = list(self._order)
        if not self._filter.is_open:
            accepts, find = self._filter.accepts, self._queue.find
            ids = [i for i in ids if (row := find(i)) and accepts(row)]
        self._set_shown(ids)
        self.endResetModel()

    def _insert(self, place: int, ids: Sequence[str]) -> None:
        self.beginInsertRows(QModelIndex(), place, place + len(ids) - 1)
        self._shown[place:place] = ids
        self._places = None
        self.endInsertRows()

    def _take_out(self, places: Sequence[int]) -> None:
        spans = runs(places)
        if len(spans) > _MANY:
            gone = set(places)
            self.beginResetModel()
            self._set_shown([i for n, i in enumerate(self._shown) if n not in gone])
            self.endResetModel()
            return
        for first, last in reversed(spans):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self._places = None
            self.endRemoveRows()

    def _set_shown(self, ids: list[str]) -> None:
        self._shown = ids
        self._places = None

    def _place_for(self, download_id: str) -> int:
        """Where a row that is not shown yet belongs among those that are."""
        return bisect_left(self._shown, self._position(download_id), key=self._position)

    def _position(self, download_id: str) -> float:
        row = self._queue.find(download_id)
        return row.position if row else 0.0

    def _place_by_id(self) -> dict[str, int]:
        if self._places is None:
            self._places = {download_id: place for place, download_id in enumerate(self._shown)}
        return self._places

    def _first_staying(self, place: int, moving: Collection[str]) -> str | None:
        """The first row at or behind a shown place that is not itself being moved."""
        rest = (i for i in self._shown[place:] if i not in moving)
        if (download_id := next(rest, None)) is not None:
            return download_id
        if self._filter.is_open or not self._shown:
            return None
        # Behind the last row that is shown, not behind all those that are hidden.
        last = next((i for i in reversed(self._shown) if i not in moving), None)
        after = self._order.index(last) + 1 if last else 0
        return next((i for i in self._order[after:] if i not in moving), None)
