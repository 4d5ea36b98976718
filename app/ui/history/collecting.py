"""Brings together rows of the history of which only some are at hand."""

from collections import deque
from collections.abc import Callable, Sequence

from app.core.download import Download
from app.core.stores import HistoryPage, HistoryStore
from app.ui.history.history_model import HistoryModel

_AT_ONCE = 2000

Spans = Sequence[tuple[int, int]]
"""Ranges of places, both ends included."""


class Collecting:
    """One errand. The model fetches nothing meanwhile."""

    def __init__(
        self,
        history: HistoryStore,
        model: HistoryModel,
        then: Callable[[list[Download]], None],
        failed: Callable[[], None],
    ) -> None:
        self._history = history
        self._model = model
        self._then = then
        self._failed = failed
        self._search = model.search
        self._total = model.rowCount()
        self._rows: list[Download] = []
        self._waiting: deque[tuple[int, int]] = deque()

    def go(self, spans: Spans) -> None:
        """`then` gets the rows, at once where all are at hand; `failed` where the list changed."""
        if (at_hand := self._at_hand(spans)) is not None:
            self._then(at_hand)
            return
        self._waiting.extend(
            (start, min(_AT_ONCE, last + 1 - start))
            for first, last in spans
            for start in range(first, last + 1, _AT_ONCE)
        )
        self._model.hold()
        self._next()

    def _at_hand(self, spans: Spans) -> list[Download] | None:
        """The rows, None if any is missing; thousands are not even looked for."""
        if sum(last + 1 - first for first, last in spans) > _AT_ONCE:
            return None
        places = [place for first, last in spans for place in range(first, last + 1)]
        rows = [row for place in places if (row := self._model.row_at(place))]
        return rows if len(rows) == len(places) else None

    def _next(self) -> None:
        if self._waiting:
            offset, count = self._waiting.popleft()
            self._history.page(self._search, offset, count, self._take)
        else:
            self._model.release()
            self._then(self._rows)

    def _take(self, page: HistoryPage) -> None:
        if page.problem or page.total != self._total:
            self._model.release()
            self._failed()
            return
        self._rows += page.rows
        self._next()
