"""The application without its window: library, queue and executor under Qt's loop.

    headless DATA_FOLDER CHOSEN_FOLDER LINK...

Adds the links, says what becomes of each row (a JSON list of id, state, fraction and file name to
a line), and ends once every row has ended.
"""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from app.core.download import Download, DownloadRequest, Place
from app.core.download_queue import DownloadQueue
from app.core.queue_events import PartialListener
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.tools import find_ffmpeg
from app.executors.local import LocalExecutor
from app.executors.local_prober import LocalProber
from app.storage.library import Library
from app.ui.qt_thread import QtThread

PARALLEL = 3


class Headless(PartialListener):
    def __init__(self, data: Path, folder: Path, links: Sequence[str]) -> None:
        self._thread = QtThread()
        post = self._thread.post
        options = EngineOptions(ffmpeg=find_ffmpeg(), socket_timeout=4.0)
        self._pool = ChildPool(options, size=PARALLEL)
        self._library = Library(data / "library.sqlite3", post, lambda *_told: sys.exit(1))
        executor = LocalExecutor(
            self._pool,
            PARALLEL,
            on_update=lambda update: post(partial(self._queue.apply, update)),
            on_log=lambda _id, _line: None,
        )
        self._prober = LocalProber(
            self._pool, lambda update: post(partial(self._queue.apply_probe, update))
        )
        self._queue = DownloadQueue(
            {Place.THIS_COMPUTER: executor},
            self._prober,
            self._library,
            later=lambda seconds, call: QTimer.singleShot(int(seconds * 1000), call),
            parallel_limit=PARALLEL,
        )
        self._queue.listen(self)
        self._queue.load()
        self._queue.add(DownloadRequest(link, folder=str(folder)) for link in links)
        self._timer = QTimer()
        self._timer.timeout.connect(self._queue.save_progress)
        self._timer.start(1000)

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        assert index <= len(self._queue)
        self.rows_changed(rows)

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            update = row.update
            said = [row.id, row.state, update.progress.fraction, update.file_name, update.detail]
            sys.stdout.write(json.dumps(said) + "\n")
            sys.stdout.flush()
        if len(self._queue) and all(row.state.is_final for row in self._queue):
            QCoreApplication.quit()

    def close(self) -> None:
        self._prober.close()
        self._queue.close()
        self._library.close()
        self._pool.close()


def main() -> None:
    data, folder, *links = sys.argv[1:]
    qt = QCoreApplication([])
    headless = Headless(Path(data), Path(folder), links)
    qt.exec()
    headless.close()


if __name__ == "__main__":
    main()
