"""What can be done with the whole list."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from app.core.download import Download, DownloadState
from app.core.download_queue import DownloadQueue
from app.core.row_list import Totals
from app.ui.batch.cloud_files import CloudFiles
from app.ui.batch.slices import MANY_AT_ONCE, Slices
from app.ui.icons import icon

_WAITING = frozenset({DownloadState.QUEUED, DownloadState.PAUSED})
_FINISHED = frozenset({DownloadState.COMPLETED, DownloadState.CANCELED})


class ListActions(QObject):
    """Start, pause, retry, check, save and clear all of it, for buttons, menu and keys."""

    check_wanted = Signal(list)  # the ids of all rows that wait

    def __init__(self, queue: DownloadQueue, slices: Slices) -> None:
        super().__init__()
        self._queue = queue
        self._slices = slices
        self._in_cloud = CloudFiles(queue)
        queue.listen(self._in_cloud)
        self.start_all = self._action("start_all", self.tr("Start all"), "Ctrl+R", "play")
        self.pause_all = self._action("pause_all", self.tr("Pause all"), "Ctrl+P", "pause")
        self.retry_failed = self._action(
            "retry_failed", self.tr("Retry failed"), "Ctrl+T", "rotate-ccw"
        )
        self.clear_finished = self._action(
            "clear_finished", self.tr("Clear finished"), "Ctrl+Shift+Del", "list-x"
        )
        self.check = self._action("check", self.tr("Check all"), "Ctrl+K", "search-check")
        self.save_all = self._action(
            "save_all", self.tr("Save all to this computer"), "Ctrl+Shift+S", "cloud-download"
        )
        self.save_all.setVisible(False)
        self.save_all.triggered.connect(self._save_all)
        self.check.triggered.connect(self._check)
        self.start_all.triggered.connect(self._start_all)
        self.pause_all.triggered.connect(self._pause_all)
        self.retry_failed.triggered.connect(self._retry_failed)
        self.clear_finished.triggered.connect(self._clear_finished)

    def all(self) -> list[QAction]:
        return [
            self.start_all,
            self.pause_all,
            self.retry_failed,
            self.check,
            self.save_all,
            self.clear_finished,
        ]

    def often(self) -> list[QAction]:
        """What is wanted so often that it has a button."""
        return [self.start_all, self.pause_all, self.retry_failed, self.check]

    def show_totals(self, totals: Totals) -> None:
        """Offer what there is something to do for."""
        counts = totals.counts
        running = counts[DownloadState.RUNNING]
        # A running row may have been asked to pause, which starting all takes back.
        self.start_all.setEnabled(bool(counts[DownloadState.PAUSED] or running))
        self.pause_all.setEnabled(bool(counts[DownloadState.QUEUED] or running))
        self.check.setEnabled(any(counts[state] for state in _WAITING))
        self.retry_failed.setEnabled(bool(counts[DownloadState.FAILED]))
        self.save_all.setVisible(len(self._in_cloud) > 0)
        finished = sum(counts[state] for state in _FINISHED)
        self.clear_finished.setEnabled(finished > len(self._in_cloud))

    def _start_all(self) -> None:
        self._slices.do(self._queue.resume, self._ids(lambda row: not row.state.is_final))

    def _pause_all(self) -> None:
        ids = self._ids(lambda row: not row.state.is_final)
        self._slices.do(self._queue.pause, ids, from_the_end=True)

    def _retry_failed(self) -> None:
        self._queue.retry_staggered(self._ids(lambda row: row.state is DownloadState.FAILED))

    def _check(self) -> None:
        self.check_wanted.emit(self._ids(lambda row: row.state in _WAITING))

    def _save_all(self) -> None:
        ids = self._ids(lambda row: row.is_in_cloud)
        self._slices.do(self._queue.places.bring_here, ids)

    def _clear_finished(self) -> None:
        # With a row whose file is in the cloud, the file would go.
        ids = self._ids(lambda row: row.state in _FINISHED and not row.is_in_cloud)
        self._slices.do(self._queue.remove, ids, from_the_end=True, at_once=MANY_AT_ONCE)

    def _ids(self, fits: Callable[[Download], bool]) -> list[str]:
        return [row.id for row in self._queue if fits(row)]

    def _action(self, name: str, text: str, key: str, sign: str) -> QAction:
        action = QAction(icon(sign), text, self)
        action.setObjectName(name)
        action.setShortcut(key)
        return action
