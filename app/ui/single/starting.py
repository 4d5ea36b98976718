"""What was chosen becomes rows of the queue."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.core.download import DownloadRequest, DownloadState
from app.core.download_queue import DownloadQueue
from app.core.executor import Entry, VideoInfo
from app.core.links import Links
from app.core.queue_events import Added
from app.ui import text
from app.ui.batch import outcome
from app.ui.preferences import Preferences


class Starting(QObject):
    """Adds one download, which comes before what waits, or several behind it."""

    started = Signal(object, str)  # the row, and a word about it
    several_added = Signal(str)  # what became of them, in one line
    failed = Signal(str)  # a sentence

    def __init__(self, queue: DownloadQueue, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._preferences = preferences

    def start(self, request: DownloadRequest, info: VideoInfo) -> None:
        """Add a download; where the list has the same already, that row is told instead."""
        known = {request.url: Entry(request.url, info.title, info.thumbnail, info.duration)}
        place, then = self._preferences.place, partial(self._added, request)
        self._queue.add([request], known=known, place=place, then=then)

    def add(
        self,
        requests: Sequence[DownloadRequest],
        links: Links,
        list_name: str = "",
        known: Mapping[str, Entry] | None = None,
    ) -> None:
        """Add several; `links` is what they were found in."""
        place, then = self._preferences.place, partial(self._several_added, links)
        self._queue.add(requests, list_name=list_name, known=known, place=place, then=then)

    def _added(self, request: DownloadRequest, added: Added) -> None:
        if added.problem is not None:
            self.failed.emit(text.not_added(added.problem))
            return
        note = ""
        if added.ids:
            row = self._queue.find(added.ids[0])
        else:
            row = next((row for row in self._queue if row.request.key == request.key), None)
            note = self.tr("This is in the list already.")
        if row is None:
            return
        if not note and row.state is DownloadState.QUEUED:
            self._queue.put_first([row.id])
        self.started.emit(row, note)
        self._queue.release([row.id])  # it was looked at here: it need not wait for another look

    def _several_added(self, links: Links, added: Added) -> None:
        line = outcome.added_line(added, links)
        if added.problem is not None:
            self.failed.emit(line)
        else:
            self.several_added.emit(line)
