"""What the engine said about each download, as long as the window is open."""

from collections import OrderedDict, deque

_LINES = 400
_DOWNLOADS = 300
_LONGEST = 2000


class LogBook:
    """The last lines of the last downloads; older ones are forgotten."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[str]] = OrderedDict()

    def take(self, download_id: str, line: str) -> None:
        """Keep one more line."""
        lines = self._lines.setdefault(download_id, deque(maxlen=_LINES))
        self._lines.move_to_end(download_id)
        lines.append(line[:_LONGEST])
        while len(self._lines) > _DOWNLOADS:
            self._lines.popitem(last=False)

    def text(self, download_id: str) -> str:
        """All that is kept of a download."""
        return "\n".join(self._lines.get(download_id, ()))
