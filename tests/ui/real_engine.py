"""The real engine and queue below a window; only the disk's part is in memory."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.core.download import Place
from app.core.download_queue import DownloadQueue
from app.core.executor import ProbeUpdate
from app.engine.child_pool import ChildPool
from app.executors.local import LocalExecutor
from app.executors.local_prober import LocalProber
from app.ui.qt_thread import QtThread
from app.ui.services import Services
from tests.core.doubles import Later, MemoryStore


class RealEngine:
    """Links are really looked at, and downloads really run."""

    def __init__(self, pool: ChildPool, services: Services, folder: Path) -> None:
        self._thread = QtThread()
        self.take_probe: Callable[[ProbeUpdate], None] = lambda _update: None
        post = self._thread.post
        executor = LocalExecutor(
            pool,
            2,
            on_update=lambda update: post(lambda: queue.apply(update)),
            on_log=lambda _id, _line: None,
        )
        self._prober = LocalProber(pool, lambda update: post(lambda: self._take(update)))
        self.queue = queue = DownloadQueue(
            {Place.THIS_COMPUTER: executor}, self._prober, MemoryStore(), later=Later()
        )
        queue.load()
        self.services = replace(
            services, queue=queue, prober=self._prober, post=post, default_folder=str(folder)
        )

    def close(self) -> None:
        """Stop all that runs."""
        self._prober.close()
        self.queue.close()

    def _take(self, update: ProbeUpdate) -> None:
        self.queue.apply_probe(update)
        self.take_probe(update)
