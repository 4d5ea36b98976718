"""Rows that failed because a disk was full, and may go on once it has room again."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass
class _Row:
    folder: str
    is_old_news: bool  # the next answer about the folder was asked for before the row failed
    is_proven: bool = False


class Stranded:
    """Only rows are kept whose disk was measured to be short of room after they had failed.

    Where it was not, the file was too large for the file system, say, or for what this account
    may use: there the row would fail again and again.
    """

    def __init__(self) -> None:
        self._rows: dict[str, _Row] = {}

    @property
    def folders(self) -> set[str]:
        """Where room is hoped for."""
        return {row.folder for row in self._rows.values()}

    def is_proven(self, folder: str) -> bool:
        """Whether the disk there was short of room when a row that failed was measured after."""
        return any(row.is_proven for row in self._rows.values() if row.folder == folder)

    def add(self, download_id: str, folder: str, *, is_being_measured: bool) -> None:
        self._rows[download_id] = _Row(folder, is_being_measured)

    def forget(self, ids: Collection[str]) -> None:
        for download_id in ids:
            self._rows.pop(download_id, None)

    def measured(self, folder: str, *, is_short: bool) -> list[str]:
        """Take news of a folder; the answer is who may go on."""
        released = []
        for download_id, row in list(self._rows.items()):
            if row.folder != folder:
                continue
            if row.is_old_news:
                row.is_old_news = False
            elif is_short:
                row.is_proven = True
            else:
                del self._rows[download_id]
                if row.is_proven:
                    released.append(download_id)
        return released
