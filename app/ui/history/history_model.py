"""The history's rows, as a model that fetches what is looked at."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal

from app.core.download import Download
from app.core.stores import HistoryPage, HistoryStore, StoreProblem
from app.ui.batch.row_source import ROW_ROLE, Index, RowSource, runs
from app.ui.history import history_text

PAGE = 100
"""Rows that are fetched at once."""

_AROUND = 4
"""Pages that are kept on either side of the one fetched last, beside the first."""

_WAITING = 3
"""Pages that may wait to be fetched; of those one has scrolled past, only the last count."""


class HistoryModel(RowSource):
    """Knows how many rows there are, and holds a few pages of them around what is seen.

    One page is fetched at a time. When the history has changed its first page is compared with
    what was there: what came in on top or moved there is put in where it belongs, so that a place
    and a selection stay; anything else shows the list anew.
    """

    refreshed = Signal()  # how many there are, or whether there are any, has been heard

    def __init__(
        self,
        history: HistoryStore,
        is_gone: Callable[[Download], bool] = lambda _row: False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._history = history
        self._is_gone = is_gone
        self._clock = clock
        self._search = ""
        self._total = 0
        self._rows: dict[int, Download] = {}
        self._places: dict[str, int] = {}
        self._wanted: list[int] = []
        self._number = 0  # of the newest question; older ones' answers are dropped
        self._asking = False
        self._asked_page = 0
        self._stale = True
        self._shown = False  # whether there was an answer for this search
        self._held = 0
        self.problem: StoreProblem | None = None  # why the newest question has no answer
        history.listen(self.refresh)

    @property
    def search(self) -> str:
        return self._search

    @property
    def is_known(self) -> bool:
        """Whether it has been heard what there is."""
        return self._shown

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._total

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self._wished(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self._wished(index.row())
            return self._sentence(row) if row else ""
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsSelectable | flag.ItemIsEnabled | flag.ItemNeverHasChildren

    def row_at(self, place: int) -> Download | None:
        return self._rows.get(place)

    def id_at(self, place: int) -> str | None:
        row = self._rows.get(place)
        return row.id if row else None

    def ids_at(self, first: int, last: int) -> list[str]:
        return [row.id for n in range(first, last + 1) if (row := self._rows.get(n))]

    def place_of(self, download_id: str) -> int | None:
        return self._places.get(download_id)

    def search_for(self, text: str) -> None:
        """Show what fits these words."""
        if text != self._search:
            self._search = text
            self._shown = False
            self._asking = False  # the answer that is under way is of no use any more
            self.refresh()

    def refresh(self) -> None:
        """Find out what has changed."""
        self._stale = True
        self._wanted.clear()
        self._next()

    def hold(self) -> None:
        """Fetch nothing until `release`: what is asked meanwhile may be outdated at once."""
        if self._asking:  # the answer is dropped, so both have to be asked for again
            self._stale = True
            self._wanted.append(self._asked_page)
        self._held += 1
        self._number += 1
        self._asking = False

    def release(self) -> None:
        self._held -= 1
        self._next()

    def take_out(self, ids: Collection[str]) -> None:
        """Show no longer what has been taken out of the history."""
        places = self.places_of(ids)
        for first, last in reversed(runs(places)):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._close_gap(first, last - first + 1)
            self.endRemoveRows()
        self.refreshed.emit()

    def _wished(self, place: int) -> Download | None:
        row = self._rows.get(place)
        if row is None and 0 <= place < self._total:
            page = place // PAGE
            if page in self._wanted:
                self._wanted.remove(page)
            self._wanted = [*self._wanted[1 - _WAITING :], page]
            self._next()
        return row

    def _sentence(self, row: Download) -> str:
        return history_text.sentence(row, self._clock(), is_gone=self._is_gone(row))

    def _next(self) -> None:
        if self._asking or self._held:
            return
        if self._stale:
            self._stale = False
            self._ask(0, self._take_first)
        elif self._wanted:
            self._ask(self._wanted.pop() * PAGE, self._take_more)

    def _ask(self, offset: int, take: Callable[[HistoryPage], None]) -> None:
        self._asking = True
        self._asked_page = offset // PAGE
        self._number += 1
        answered = partial(self._answered, self._number, take)
        self._history.page(self._search, offset, PAGE, answered)

    def _answered(
        self, number: int, take: Callable[[HistoryPage], None], page: HistoryPage
    ) -> None:
        if number != self._number:
            return
        self._asking = False
        self.problem = page.problem
        if page.problem:
            self._shown = True
            self._wanted.clear()
            self.refreshed.emit()
        else:
            take(page)
        self._next()

    def _take_first(self, page: HistoryPage) -> None:
        if not (self._shown and self._goes_on(page)):
            self._show_anew(page)
        self._shown = True
        self._put(page)
        self.refreshed.emit()

    def _take_more(self, page: HistoryPage) -> None:
        if page.total != self._total:
            self._stale = True  # it changes while one scrolls
            return
        self._put(page)
        self._forget_far_from(page.offset)

    def _goes_on(self, page: HistoryPage) -> bool:
        """Put in what has come to the top, if that is all that happened."""
        head = self._rows.get(0)
        ids = [row.id for row in page.rows]
        if head is None or head.id not in ids:
            return False
        came = ids.index(head.id)
        moved = self.places_of(ids[:came])
        staying = [row.id for n, row in sorted(self._rows.items()) if n < PAGE and n not in moved]
        if page.total != self._total + came - len(moved) or not _same(staying, ids[came:]):
            return False
        for place in reversed(moved):
            self.beginRemoveRows(QModelIndex(), place, place)
            self._close_gap(place, 1)
            self.endRemoveRows()
        if came:
            self.beginInsertRows(QModelIndex(), 0, came - 1)
            self._set_rows({place + came: row for place, row in self._rows.items()})
            self._total += came
            self.endInsertRows()
        return True

    def _show_anew(self, page: HistoryPage) -> None:
        self.beginResetModel()
        self._total = page.total
        self._set_rows({})
        self._keep(page)
        self.endResetModel()

    def _put(self, page: HistoryPage) -> None:
        self._keep(page)
        if page.rows:
            last = page.offset + len(page.rows) - 1
            self.dataChanged.emit(self.index(page.offset), self.index(last))

    def _keep(self, page: HistoryPage) -> None:
        fetched = {
            place: row for place, row in enumerate(page.rows, page.offset) if place < self._total
        }
        self._set_rows({**self._rows, **fetched})

    def _forget_far_from(self, offset: int) -> None:
        first, last = offset - _AROUND * PAGE, offset + (_AROUND + 1) * PAGE
        near = {n: row for n, row in self._rows.items() if n < PAGE or first <= n < last}
        self._set_rows(near)

    def _close_gap(self, first: int, count: int) -> None:
        self._total -= count
        self._set_rows(
            {
                place if place < first else place - count: row
                for place, row in self._rows.items()
                if not first <= place < first + count
            }
        )

    def _set_rows(self, rows: dict[int, Download]) -> None:
        self._rows = rows
        self._places = {row.id: place for place, row in rows.items()}


def _same(some: Sequence[str], others: Iterable[str]) -> bool:
    """Whether they are equal as far as both go."""
    return all(one == other for one, other in zip(some, others, strict=False))
