"""Runs downloads on this computer, in a thread each, over warm child processes."""

import logging
import threading
from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QRunnable, QThreadPool

from app.core.download import DownloadRequest
from app.core.executor import Archive, LogListener, UpdateListener
from app.engine.archive import nothing_archived
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask, discard

log = logging.getLogger(__name__)

_PATIENCE = 2.0  # seconds until what has not stopped is killed
_AFTER_KILL = 1.0  # seconds
_CHORES = 2


class _Turn:
    """Something to be done for one download: a run, or without a task a tidying up.

    Whoever claims it first does it. The next turn of the same download begins after its end.
    """

    def __init__(self, work: Callable[[], None], task: DownloadTask | None = None) -> None:
        self.work = work
        self.task = task
        self.is_stopping = False
        self.following: _Turn | None = None
        self._unclaimed = threading.Lock()

    def claim(self) -> bool:
        return self._unclaimed.acquire(blocking=False)


class _Runnable(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


class LocalExecutor:
    """An `Executor` whose `QThreadPool` has as many threads as downloads may run at once.

    The archive is asked on the thread of the download it concerns.
    """

    def __init__(
        self,
        pool: ChildPool,
        parallel_limit: int,
        *,
        on_update: UpdateListener,
        on_log: LogListener,
        archive: Archive = nothing_archived,
    ) -> None:
        self._pool = pool
        self._on_update = on_update
        self._on_log = on_log
        self._archive = archive
        self._runs = QThreadPool()
        self._chores = QThreadPool()
        self._chores.setMaxThreadCount(_CHORES)
        self._lock = threading.Lock()
        self._turns: dict[str, _Turn] = {}  # the one at hand of each download
        self._newest: dict[str, int] = {}
        self._closed = False
        self.set_parallel_limit(parallel_limit)

    def submit(self, download_id: str, run: int, request: DownloadRequest) -> None:
        """A newer run of a download has the older one paused, and begins after its end."""
        task = DownloadTask(
            self._pool, download_id, run, request, self._on_update, self._on_log, self._archive
        )
        with self._lock:
            if run <= self._newest.get(download_id, 0):
                return
            self._newest[download_id] = run
            self._ask(download_id, DownloadTask.pause)
            self._line_up(download_id, _Turn(task.run, task))
            if self._closed:
                self._ask(download_id, DownloadTask.pause)

    def pause(self, download_id: str) -> None:
        with self._lock:
            self._ask(download_id, DownloadTask.pause)

    def cancel(self, download_id: str) -> None:
        with self._lock:
            self._ask(download_id, DownloadTask.cancel)

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        with self._lock:
            self._line_up(download_id, _Turn(partial(discard, download_id, request)))

    def set_parallel_limit(self, limit: int) -> None:
        self._runs.setMaxThreadCount(limit)
        self._pool.resize(limit)

    def close(self) -> None:
        """Pause everything; what has not stopped after two seconds is killed."""
        with self._lock:
            self._closed = True
            for download_id in self._turns:
                self._ask(download_id, DownloadTask.pause)
        if self._is_done_within(_PATIENCE):
            return
        log.warning("some downloads did not stop in time and are ended")
        self._pool.close()
        if not self._is_done_within(_AFTER_KILL):
            log.error("some downloads do not end")

    def _is_done_within(self, seconds: float) -> bool:
        """The chores are waited for last, since runs may leave one behind."""
        end = monotonic() + seconds
        return all(
            pool.waitForDone(max(0, int(1000 * (end - monotonic()))))
            for pool in (self._runs, self._chores)
        )

    def _line_up(self, download_id: str, turn: _Turn) -> None:
        last = self._turns.get(download_id)
        if last is None:
            self._turns[download_id] = turn
            self._begin(download_id, turn)
            return
        while last.following:
            last = last.following
        last.following = turn

    def _begin(self, download_id: str, turn: _Turn) -> None:
        """Chores, and runs that will end at once, do not wait for a free slot."""
        threads = self._runs if turn.task and not turn.is_stopping else self._chores
        threads.start(_Runnable(partial(self._carry_out, download_id, turn)))

    def _carry_out(self, download_id: str, turn: _Turn) -> None:
        if not turn.claim():
            return
        try:
            turn.work()
        finally:
            with self._lock:
                if turn.following:
                    self._turns[download_id] = turn.following
                    self._begin(download_id, turn.following)
                else:
                    del self._turns[download_id]

    def _ask(self, download_id: str, ask: Callable[[DownloadTask], None]) -> None:
        """Have every run of a download stop, those that still wait for their turn too."""
        turn = first = self._turns.get(download_id)
        while turn:
            if turn.task:
                ask(turn.task)
                turn.is_stopping = True
            turn = turn.following
        if first and first.task:
            self._begin(download_id, first)  # in case it still waits for a free slot
