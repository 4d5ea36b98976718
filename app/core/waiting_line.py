"""Which row is next."""

import heapq
from collections.abc import Callable

from app.core.download import Download, DownloadState


class WaitingLine:
    """The queued rows by position, one line per folder.

    Entries that have become stale (row gone, moved, bound for another folder or no longer
    queued) are skipped when they come up, so that nothing has to search the line.
    """

    def __init__(self) -> None:
        self._lines: dict[str, list[tuple[float, str]]] = {}

    def push(self, row: Download) -> None:
        line = self._lines.setdefault(row.request.folder, [])
        heapq.heappush(line, (row.position, row.id))

    def pop(
        self, find: Callable[[str], Download | None], admits: Callable[[str], bool]
    ) -> Download | None:
        """The first row in a folder that `admits`, or None."""
        tops = []
        for folder in list(self._lines):
            if row := self._top(folder, find):
                if admits(folder):
                    tops.append(row)
            else:
                del self._lines[folder]
        if not tops:
            return None
        first = min(tops, key=lambda row: row.position)
        heapq.heappop(self._lines[first.request.folder])
        return first

    def _top(self, folder: str, find: Callable[[str], Download | None]) -> Download | None:
        line = self._lines[folder]
        while line:
            position, download_id = line[0]
            row = find(download_id)
            if row and row.state is DownloadState.QUEUED and _place(row) == (folder, position):
                return row
            heapq.heappop(line)
        return None


def _place(row: Download) -> tuple[str, float]:
    return row.request.folder, row.position
