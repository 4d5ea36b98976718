"""Which rows have their file in the service."""

from collections.abc import Collection, Iterable, Sequence

from app.core.download import Download
from app.core.queue_events import PartialListener


class CloudFiles(PartialListener):
    """Keeps their ids, so that nobody has to go through ten thousand rows to count them."""

    def __init__(self, rows: Iterable[Download]) -> None:
        self._ids = {row.id for row in rows if row.is_in_cloud}

    def __len__(self) -> int:
        return len(self._ids)

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        del index
        self.rows_changed(rows)

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            (self._ids.add if row.is_in_cloud else self._ids.discard)(row.id)

    def rows_removed(self, ids: Collection[str]) -> None:
        self._ids.difference_update(ids)
