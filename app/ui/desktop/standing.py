"""How the whole list stands, for all that is outside the window."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from app.core.download import Download, DownloadState
from app.core.download_queue import DownloadQueue
from app.core.queue_events import PartialListener
from app.core.whereabouts import runs_here

_TICK_MS = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """What runs and waits now, and what has ended since the batch began.

    A batch is all that happens from a moment when nothing runs or waits to the next such moment.
    """

    running: int = 0
    waiting: int = 0
    done: int = 0
    failed: int = 0
    fraction: float = 0.0  # of this batch, 0..1
    here: int = 0  # of those that run: with a part of this computer

    @property
    def is_idle(self) -> bool:
        return not self.running and not self.waiting


class StandingWatch(PartialListener):
    """Follows the queue, and tells at most twice a second how it stands."""

    def __init__(self, queue: DownloadQueue, parent: QObject | None = None) -> None:
        self._queue = queue
        self._running: set[str] = set()
        self._done = self._failed = 0
        self._heard: list[Callable[[Standing], None]] = []
        self._timer = QTimer(parent, singleShot=True, interval=_TICK_MS)
        self._timer.timeout.connect(self.tell)
        queue.listen(self)
        self.rows_changed(queue.running())

    def listen(self, heard: Callable[[Standing], None]) -> None:
        """Have `heard` called whenever something changed, at its own pace."""
        self._heard.append(heard)

    def close(self) -> None:
        """Tell nobody any more."""
        self._heard.clear()
        self._timer.stop()

    def tell(self) -> None:
        """Tell everyone now; a batch that is over is told once as such."""
        standing = self.standing()
        if standing.is_idle:
            self._done = self._failed = 0
        for heard in self._heard:
            heard(standing)

    def standing(self) -> Standing:
        """How it stands at this moment."""
        running = self._queue.running()
        waiting = self._queue.totals().counts[DownloadState.QUEUED]
        ended = self._done + self._failed
        parts = ended + sum(row.update.progress.fraction or 0.0 for row in running)
        whole = ended + len(running) + waiting
        fraction = parts / whole if whole else 0.0
        here = sum(map(runs_here, running))
        return Standing(len(running), waiting, self._done, self._failed, fraction, here)

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        del index, rows
        self._tick()

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            if row.state is DownloadState.RUNNING:
                self._running.add(row.id)
            elif row.id in self._running:
                self._running.remove(row.id)
                self._done += row.state is DownloadState.COMPLETED
                self._failed += row.state is DownloadState.FAILED
        self._tick()

    def rows_removed(self, ids: Collection[str]) -> None:
        self._running.difference_update(ids)
        self._tick()

    def _tick(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
