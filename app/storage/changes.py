"""Changes that wait to be written, merged so that each row is written once."""

from collections.abc import Collection, Sequence

from app.core.download import Download
from app.storage.completed import archive_key, enters_history


class Changes:
    """What many saves come to: later ones replace earlier ones of the same row.

    A completed row is remembered for the history even if a later save deletes it.
    """

    def __init__(self) -> None:
        self.rows: dict[str, Download] = {}
        self.completed: dict[str, Download] = {}
        self.deleted: dict[str, None] = {}

    def __bool__(self) -> bool:
        return bool(self.rows or self.completed or self.deleted)

    def add(self, rows: Sequence[Download], deleted: Collection[str]) -> None:
        for row in rows:
            self.rows[row.id] = row
            self.deleted.pop(row.id, None)
            if enters_history(row):
                self.completed[row.id] = row
        for download_id in deleted:
            self.rows.pop(download_id, None)
            self.deleted[download_id] = None

    def archive_keys(self) -> set[str]:
        """What the archive will know once they are written."""
        return {key for row in self.completed.values() if (key := archive_key(row))}

    def without(self, ids: Collection[str]) -> "Changes":
        """The same, but for rows that were given up."""
        left = Changes()
        left.rows = {i: row for i, row in self.rows.items() if i not in ids}
        left.completed = {i: row for i, row in self.completed.items() if i not in ids}
        left.deleted = self.deleted
        return left
