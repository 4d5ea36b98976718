"""The real window in cloud mode, over rows on disk and a real service, on Qt's loop."""

import asyncio
import gc
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QTimer
from qasync import QEventLoop

from app.cloud_parts import CloudParts
from app.core.cloud import Link
from app.core.download import Activity, Download, DownloadRequest, Place
from app.core.download_queue import DownloadQueue
from app.core.preflight import Preflight
from app.core.queue_events import PartialListener
from app.core.settings import Settings
from app.core.stores import StoreProblem
from app.core.versions import Versions
from app.engine.command import command_line
from app.storage.archive import Archive
from app.storage.library import Library
from app.ui.look import Look
from app.ui.main_window import MainWindow
from app.ui.qt_thread import QtThread
from app.ui.services import Services
from tests.bench.cloud.stage import stage
from tests.bench.cloud_worker import PretendedWorker, pretended_worker, seconds_since
from tests.bench.gui import NoProber, application
from tests.cloud.service import Service
from tests.core.doubles import HandExecutor, HandHistory, HandSecrets

T = TypeVar("T")

_LIMIT = 120.0  # seconds that anything may take on a busy machine
_LOOK = 0.02
_SAVE_MS = 1_000  # as the program does it


class Heard(PartialListener):
    """What of the service has come to the queue since `begin`."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self.in_line: set[str] = set()  # rows that the service has taken
        self.told: set[str] = set()  # rows that a worker has told of
        self.updates = 0  # of workers

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            if row.update.progress.activity is Activity.IN_LINE:
                self.in_line.add(row.id)
            elif seconds_since(row.update) is not None:
                self.told.add(row.id)
                self.updates += 1


class CloudDesktop:
    """The parts of the program that cloud mode is made of, wired as the program wires them."""

    def __init__(self, folder: Path, one: Service) -> None:
        self._folder = folder
        self._qt_thread = QtThread()
        post = self._qt_thread.post
        self._library = Library(folder / "library.sqlite3", post, _problem)
        # Without bringing back, so that the bytes a worker tells are shown.
        self._settings = Settings(
            folder=str(folder), cloud=one.url, place=Place.CLOUD, bring_back=False
        )
        self._cloud = CloudParts(
            self._library,
            self._settings,
            post=post,
            queue=lambda: self.queue,
            request=lambda url: DownloadRequest(url, folder=str(folder)),
            archive=Archive(self._library).has,
        )
        self._cloud.take_token(one.tokens["anna"])
        self.queue = DownloadQueue(
            {Place.THIS_COMPUTER: HandExecutor(), Place.CLOUD: self._cloud.executor},
            NoProber(),
            self._library,
            later=lambda wait, call: QTimer.singleShot(int(wait * 1000), call),
        )
        self.heard = Heard()
        self.queue.listen(self.heard)
        self.window = MainWindow(
            self._services(),
            self._settings,
            look=Look(application()),
            save_settings=lambda _settings: None,
        )
        self._saving = QTimer()
        self._saving.timeout.connect(self.queue.save_progress)

    async def open(self) -> None:
        """The window is there, and connected to the service."""
        self.window.resize(1100, 760)
        self.window.show()
        self._cloud.start(HandSecrets())
        self.queue.load()
        self._saving.start(_SAVE_MS)
        await until(self._is_connected)
        gc.freeze()  # as the application does once it is painted

    def add(self, rows: int) -> None:
        """Rows that run in the service."""
        links = (f"https://example.invalid/watch/{number}" for number in range(rows))
        requests = [DownloadRequest(link, folder=str(self._folder)) for link in links]
        self.queue.add(requests, place=Place.CLOUD)

    def leave(self) -> None:
        """Hang up; the next connection to the service begins with a snapshot."""
        self._cloud.follow(replace(self._settings, cloud=""))

    def come_back(self) -> None:
        self._cloud.follow(self._settings)

    def close(self) -> None:
        self._saving.stop()
        self.window.close()
        self.queue.close()
        QCoreApplication.processEvents()
        self.queue.save_progress()
        self._library.close()
        self.window.deleteLater()
        QCoreApplication.processEvents()

    def _is_connected(self) -> bool:
        return self._cloud.executor.standing.link is Link.CONNECTED

    def _services(self) -> Services:
        prober = NoProber()
        return Services(
            queue=self.queue,
            prober=prober,
            preflight=Preflight(
                prober, free_bytes=lambda _folder: 2**40, later=lambda _wait, _call: None
            ),
            history=HandHistory(),
            secrets=HandSecrets(),
            cloud=self._cloud.executor,
            forget_archive=lambda then: then(None),
            describe_command=command_line,
            free_bytes=lambda _folder: 2**40,
            look_up_versions=lambda then: then(Versions()),
            post=self._qt_thread.post,
            default_folder=str(self._folder),
            state_file="",
            thumbnail_cache="",
            log_folder="",
        )


Play = Callable[[CloudDesktop, PretendedWorker], Awaitable[T]]


def play(act: Play[T]) -> T:
    """What comes of something that is done with the window, a service and a worker of its own."""
    with _folder() as folder, stage(folder) as one, pretended_worker(one) as worker:
        qt = application()
        qt.setQuitOnLastWindowClosed(False)  # the loop ends when what is measured has ended
        with asyncio.Runner(loop_factory=partial(QEventLoop, qt)) as runner:
            return runner.run(_played(folder, one, worker, act))


async def until(is_so: Callable[[], bool]) -> None:
    """`TimeoutError` if it does not become so. What is looked at has to cost next to nothing."""
    end = time.monotonic() + _LIMIT
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("what is waited for does not happen")
        await asyncio.sleep(_LOOK)


async def _played(folder: Path, one: Service, worker: PretendedWorker, act: Play[T]) -> T:
    desktop = CloudDesktop(folder, one)
    try:
        await desktop.open()
        return await act(desktop, worker)
    finally:
        await _outside(desktop.close)


async def _outside(call: Callable[[], None]) -> None:
    """Do what lets Qt's events be processed, which no task may while it has its turn."""
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def act() -> None:
        try:
            call()
        finally:
            done.set_result(None)

    loop.call_soon(act)
    await done


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="spool-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _problem(problem: StoreProblem | None, path: str) -> None:
    raise RuntimeError(f"{path} cannot be written: {problem}")
