"""Every change of a row is kept and told."""

from collections.abc import Collection, Sequence

from app.core.download import Download
from app.core.queue_events import Audience
from app.core.row_list import RowList
from app.core.stores import DownloadStore


class Keeper:
    """Writes rows to the list and to the store, and tells those who listen."""

    def __init__(self, rows: RowList, store: DownloadStore, audience: Audience) -> None:
        self._rows = rows
        self._store = store
        self._audience = audience
        self._dirty: set[str] = set()

    def put(self, rows: Sequence[Download]) -> None:
        """Rows in their next form, on disk at once."""
        for row in rows:
            self._rows.put(row)
        if rows:
            self._dirty.difference_update(row.id for row in rows)
            self._store.save(rows)
            self._audience.rows_changed(rows)

    def note(self, row: Download) -> None:
        """A row in its next form, on disk with the next `save_noted`."""
        self._rows.put(row)
        self._dirty.add(row.id)
        self._audience.rows_changed([row])

    def save_noted(self) -> None:
        rows = [row for i in self._dirty if (row := self._rows.find(i))]
        self._dirty.clear()
        if rows:
            self._store.save(rows)

    def delete(self, ids: Collection[str], last: Sequence[Download]) -> None:
        """Take rows away; `last` is what the history needs of them."""
        self._dirty.difference_update(ids)
        self._rows.remove(ids)
        self._store.save(last, deleted=ids)
        self._audience.rows_removed(ids)

    def save_renumbered(self) -> list[Download]:
        """Keep what had to get new positions, and return it."""
        rows = self._rows.take_renumbered()
        if rows:
            self._store.save(rows)
        return rows
