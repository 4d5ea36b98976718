"""The window under load: how long its thread is ever away, and how soon a row shows a stop."""

import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.core.download import (
    Activity,
    Download,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Place,
    Progress,
    Stage,
)
from app.core.download_queue import DownloadQueue
from app.core.preflight import Preflight
from app.core.settings import Settings
from app.core.stores import StoreProblem
from app.core.versions import Versions
from app.engine.command import command_line
from app.executors.local import LocalExecutor
from app.ui.look import Look
from app.ui.main_window import MainWindow
from app.ui.qt_thread import QtThread
from app.ui.services import Services
from tests.bench.table import Row, milliseconds
from tests.bench.warm_pool import new_pool
from tests.core.doubles import HandHistory, HandSecrets
from tests.ui.cloud_double import CloudDouble

ROWS = 10_000
PRETENDED = 200  # running rows whose updates are made up
UPDATES_PER_SECOND = 1_000
REAL = 10


class Pretender:
    """An executor whose downloads are real where their link is the site's, else made up."""

    def __init__(self, local: LocalExecutor, base: str) -> None:
        self._local = local
        self._base = base
        self.runs: list[tuple[str, int]] = []

    def submit(self, download_id: str, run: int, request: DownloadRequest) -> None:
        if request.url.startswith(self._base):
            self._local.submit(download_id, run, request)
        else:
            self.runs.append((download_id, run))

    def pause(self, download_id: str) -> None:
        self._local.pause(download_id)

    def cancel(self, download_id: str) -> None:
        self._local.cancel(download_id)

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        self._local.discard(download_id, request)

    def set_parallel_limit(self, limit: int) -> None:
        """The threads stay as many as there are real downloads."""

    def close(self) -> None:
        self._local.close()


class NoStore:
    """Keeps nothing, at once."""

    def load(self, then: Callable[[Sequence[Download]], None]) -> None:
        then([])

    def save(
        self,
        rows: Sequence[Download],  # noqa: ARG002
        deleted: Collection[str] = (),  # noqa: ARG002
        then: Callable[[StoreProblem | None], None] | None = None,
    ) -> None:
        if then:
            then(None)


class NoProber:
    """No link is a list."""

    def probe(self, probe_id: str, request: DownloadRequest) -> None: ...

    def stop(self, probe_id: str) -> None: ...


class Load:
    """The window with 10,000 rows, of which real and pretended ones run."""

    def __init__(self, base: str, urls: Sequence[str], folder: Path) -> None:
        self._qt_thread = QtThread()
        self._pool = new_pool(REAL)
        local = LocalExecutor(self._pool, REAL, on_update=self._arrived, on_log=lambda *_: None)
        self._executor = Pretender(local, base)
        self.queue = DownloadQueue(
            {Place.THIS_COMPUTER: self._executor},
            NoProber(),
            NoStore(),
            later=lambda wait, call: QTimer.singleShot(int(wait * 1000), call),
            parallel_limit=REAL + PRETENDED,
        )
        prober = NoProber()
        services = Services(
            queue=self.queue,
            prober=prober,
            preflight=Preflight(
                prober, free_bytes=lambda _folder: 2**40, later=lambda _wait, _call: None
            ),
            history=HandHistory(),
            secrets=HandSecrets(),
            cloud=CloudDouble(),
            forget_archive=lambda then: then(None),
            describe_command=command_line,
            free_bytes=lambda _folder: 2**40,
            look_up_versions=lambda then: then(Versions()),
            post=self._qt_thread.post,
            default_folder=str(folder),
            state_file="",
            thumbnail_cache="",
            log_folder="",
        )
        self.window = MainWindow(
            services,
            Settings(folder=str(folder)),
            look=Look(application()),
            save_settings=lambda _settings: None,
        )
        self.window.resize(1100, 760)
        self.window.show()
        self.queue.load()
        made_up = (f"https://example.invalid/{number}" for number in range(ROWS - len(urls)))
        requests = [DownloadRequest(url, folder=str(folder)) for url in (*urls, *made_up)]
        self.queue.add(requests)
        self._stop = threading.Event()
        self._feeder = threading.Thread(target=self._feed)

    def start_updates(self) -> None:
        self._feeder.start()

    def close(self) -> None:
        self._stop.set()
        if self._feeder.ident:
            self._feeder.join()
        self.queue.close()
        self._pool.close()
        self.window.close()
        self.window.deleteLater()
        application().processEvents()

    def _arrived(self, update: DownloadUpdate) -> None:
        self._qt_thread.post(partial(self.queue.apply, update))

    def _feed(self) -> None:
        """Made-up updates, evenly over the second and over the running rows."""
        began = time.perf_counter()
        sent = 0
        while not self._stop.wait(0.005):
            due = int((time.perf_counter() - began) * UPDATES_PER_SECOND)
            for number in range(sent, due):
                runs = self._executor.runs
                download_id, run = runs[number % len(runs)]
                self._arrived(_made_up(download_id, run, seq=number + 1))
            sent = due


def _made_up(download_id: str, run: int, seq: int) -> DownloadUpdate:
    fraction = min(0.95, seq / 100_000)
    progress = Progress(
        Stage.DOWNLOADING, Activity.VIDEO, fraction, seq * 1000, 10**8, 2e6, 100_000 / seq
    )
    return DownloadUpdate(
        download_id, run, seq, DownloadState.RUNNING, progress, title=f"Video {download_id[:8]}"
    )


class Gaps(QObject):
    """Time between the beats of a 5 ms timer, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._clock.start()
        self._timer.start(5)

    def stop(self) -> None:
        self._timer.stop()
        self.deleteLater()

    def _beat(self) -> None:
        self.seconds.append(self._clock.nsecsElapsed() / 1e9)
        self._clock.restart()


class Painted(QObject):
    """Notes when a widget has been painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return super().eventFilter(watched, event)


def gaps(base: str, urls: Sequence[str], runs: int, run_seconds: float) -> list[Row]:
    """p99 and longest gap, medians over the runs."""
    p99, longest = [], []
    for _ in range(runs):
        with _load(base, urls) as load:
            load.start_updates()
            measured = Gaps()
            measured.start()
            _spin(run_seconds)
            p99.append(quantiles(measured.seconds, n=100)[98])
            longest.append(max(measured.seconds))
            measured.stop()
    return [
        Row("99th percentile of the gaps", milliseconds(p99), "under 16 ms", median(p99) < 0.016),
        Row("longest gap", milliseconds(longest), "under 50 ms", median(longest) < 0.05),
    ]


def reaction(base: str, urls: Sequence[str], runs: int) -> list[Row]:
    """From asking a running row to pause until the list is painted with it."""
    times = []
    with _load(base, urls) as load:
        painted = Painted(load.window.batch.view.viewport())
        for row in [row for row in load.queue.running() if row.request.url.startswith(base)][:runs]:
            _spin(0.3)
            start = time.perf_counter()
            load.queue.pause([row.id])
            while painted.at < start:
                QCoreApplication.processEvents()
            times.append(painted.at - start)
    frame = median(times) < 0.017
    return [Row("a row shows that it is being paused", milliseconds(times), "a frame", frame)]


@contextmanager
def _load(base: str, urls: Sequence[str]) -> Iterator[Load]:
    application()
    with tempfile.TemporaryDirectory(prefix="spool-bench-") as folder:
        load = Load(base, urls, Path(folder))
        try:
            _spin(2.0)  # children warm, first pages under way
            yield load
        finally:
            load.close()


def application() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])


def _spin(run_seconds: float) -> None:
    """Run Qt's loop for a while."""
    end = threading.Event()
    QTimer.singleShot(int(run_seconds * 1000), end.set)
    while not end.is_set():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
