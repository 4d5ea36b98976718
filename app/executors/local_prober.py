"""Finds out what links are, on this computer, beside the downloads."""

import threading
from concurrent.futures import ThreadPoolExecutor

from app.core.download import DownloadRequest
from app.core.executor import Archive, ProbeListener
from app.engine.archive import nothing_archived
from app.engine.child_pool import ChildPool
from app.engine.probe import ProbeTask

_AT_ONCE = 16  # more than there are lists being read, links looked at beforehand and by hand


class LocalProber:
    """A `Prober` over warm child processes.

    Those who ask for many bound themselves, so that there is a place for whoever comes.
    """

    def __init__(
        self, pool: ChildPool, on_update: ProbeListener, archive: Archive = nothing_archived
    ) -> None:
        self._pool = pool
        self._on_update = on_update
        self._archive = archive
        self._lock = threading.Lock()
        self._tasks: dict[str, ProbeTask] = {}
        self._closed = False
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="probe")

    def probe(self, probe_id: str, request: DownloadRequest) -> None:
        task = ProbeTask(self._pool, probe_id, request, self._on_update, self._archive)
        with self._lock:
            if self._closed or probe_id in self._tasks:
                return
            self._tasks[probe_id] = task
            self._threads.submit(self._carry_out, probe_id, task)

    def stop(self, probe_id: str) -> None:
        with self._lock:
            task = self._tasks.pop(probe_id, None)
        if task:
            task.stop()

    def close(self) -> None:
        """Stop every probe; nothing more is answered, nor begun."""
        with self._lock:
            self._closed = True
            under_way = list(self._tasks)
        for probe_id in under_way:
            self.stop(probe_id)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _carry_out(self, probe_id: str, task: ProbeTask) -> None:
        try:
            task.run()
        finally:
            with self._lock:
                if self._tasks.get(probe_id) is task:
                    del self._tasks[probe_id]
