"""Builds the parts and starts Qt. The one file that knows everyone."""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from app import __version__
from app.core.disk_guard import LOOK_SECONDS, DiskGuard
from app.core.download import Place
from app.core.download_queue import DownloadQueue
from app.core.settings import Settings, SettingsProblem
from app.core.stores import StoreProblem
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions, command_line
from app.engine.staging import sweep
from app.engine.tools import find_deno, find_ffmpeg
from app.executors.local import LocalExecutor
from app.executors.local_prober import LocalProber
from app.storage.library import Library
from app.storage.settings_file import SettingsFile
from app.ui.instance import SingleInstance
from app.ui.look import Look
from app.ui.main_window import MainWindow
from app.ui.qt_thread import QtThread

log = logging.getLogger(__name__)

HOME_VARIABLE = "SPOOL_HOME"
"""Names a folder for everything Spool keeps; without it the system's usual places are used."""

SAVE_SECONDS = 1.0
"""How much progress a crash may cost."""

LEFTOVERS_SECONDS = 30 * 24 * 3600.0
"""For how long unfinished files stay of which no row is known."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where Spool keeps what."""

    config: Path
    data: Path
    cache: Path
    runtime: Path

    @classmethod
    def find(cls) -> "Folders":
        if home := os.environ.get(HOME_VARIABLE):
            base = Path(home).absolute()
            return cls(*(base / name for name in ("config", "data", "cache", "runtime")))
        dirs = platformdirs.PlatformDirs("spool", appauthor=False)
        try:
            with warnings.catch_warnings(action="error"):
                runtime = dirs.user_runtime_path
        except Warning:  # none that is safe: the session was not begun in the usual way
            runtime = dirs.user_data_path
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, runtime)

    def make_private(self) -> None:
        """Make them, for the eyes of this person alone; who needs one says where that fails."""
        for folder in (self.config, self.data, self.cache, self.runtime):
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)


class Application:
    """Every part, wired; alive from `__init__` to `close`."""

    def __init__(self, qt: QApplication, folders: Folders) -> None:
        qt_thread = self._qt_thread = QtThread()
        self._settings_file = SettingsFile(
            folders.config / "settings.toml",
            lambda problem: qt_thread.post(partial(self._take_settings_problem, problem)),
        )
        settings, problems = self._settings_file.load()
        self._pool = ChildPool(_engine_options(settings, folders))
        self._library = Library(
            folders.data / "library.sqlite3",
            qt_thread.post,
            self._take_store_problem,
        )
        executor = LocalExecutor(
            self._pool,
            settings.parallel_limit,
            on_update=lambda update: qt_thread.post(partial(self.queue.apply, update)),
            on_log=lambda *line: qt_thread.post(partial(self.window.take_log, *line)),
        )
        self._prober = LocalProber(
            self._pool, lambda update: qt_thread.post(partial(self.queue.apply_probe, update))
        )
        self._guard = DiskGuard(
            settings.reserve_bytes,
            deliver=qt_thread.post,
            on_held=self._take_held,
        )
        self.queue = DownloadQueue(
            {Place.THIS_COMPUTER: executor},
            self._prober,
            self._library,
            later=lambda seconds, call: QTimer.singleShot(int(seconds * 1000), call),
            parallel_limit=settings.parallel_limit,
            unfinished=settings.unfinished,
            admits=self._guard.admits,
        )
        self._guard.guard(self.queue)
        self._downloads = _downloads(folders)
        self.window = MainWindow(
            self.queue,
            settings,
            look=Look(qt),
            save_settings=self._settings_file.save,
            describe_command=command_line,
            free_bytes=self._guard.free_bytes,
            default_folder=str(self._downloads),
            state_file=str(folders.config / "window.ini"),
            thumbnail_cache=str(folders.cache / "thumbnails"),
            post=qt_thread.post,
        )
        for problem in problems:
            self._take_settings_problem(problem)
        self._timers = [
            _every(SAVE_SECONDS, self.queue.save_progress),
            _every(LOOK_SECONDS, self._guard.look),
        ]

    def open(self, arguments: Sequence[str]) -> None:
        """Show the window; the rows of last time come, then those of the command line."""
        FirstPaint(self.window)
        self.window.show()
        self.queue.load(self._loaded)
        if arguments:
            self.window.add_arguments(arguments)

    def take(self, arguments: Sequence[str]) -> None:
        """A second start handed over its links and files."""
        self.window.bring_to_front()
        if arguments:
            self.window.add_arguments(arguments)

    def close(self) -> None:
        """Stop what runs so that it goes on next time, and write down how everything stands."""
        self.window.close()
        for timer in self._timers:
            timer.stop()
        self._prober.close()
        self.queue.close()
        QCoreApplication.processEvents()  # the last updates are still on their way to the queue
        self.queue.save_progress()
        self._library.close()
        self._settings_file.close()
        self._pool.close()

    def _loaded(self) -> None:
        log.info("rows loaded: %d", len(self.queue))
        known = {row.id for row in self.queue}
        folders = {Path(row.request.folder) for row in self.queue if row.request.folder}
        threading.Thread(
            target=_sweep, args=(folders | {self._downloads}, known), name="sweep", daemon=True
        ).start()

    # The parts below the window exist before it, but speak only once Qt's loop runs.

    def _take_settings_problem(self, problem: SettingsProblem) -> None:
        self.window.settings_problem(problem)

    def _take_store_problem(self, problem: StoreProblem | None, path: str) -> None:
        self.window.store_problem(problem, path)

    def _take_held(self, folder: str, held: bool) -> None:
        self.window.held(folder, held=held)


class FirstPaint(QObject):
    """Says when the window has been painted for the first time."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: log.info("window painted"))
        return False


class QtApplication(QApplication):
    """Tells when it is asked to quit, by the session's end for example, instead of quitting."""

    def __init__(self) -> None:
        super().__init__(["spool"])
        self.setApplicationName("Spool")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("spool")
        self.setQuitOnLastWindowClosed(False)
        self.quit_asked: Callable[[], None] = self.quit

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.quit_asked()
            return True
        return super().event(event)


def main() -> int:
    """Open the window, or hand the arguments to the one that is open."""
    parser = argparse.ArgumentParser(prog="spool", description="Downloads lists of videos.")
    parser.add_argument("items", nargs="*", metavar="URL|FILE", help="links, or lists of links")
    parser.add_argument("--verbose", action="store_true", help="say on stderr what happens")
    parser.add_argument("--version", action="version", version=f"Spool {__version__}")
    given = parser.parse_args()
    logging.basicConfig(
        level=logging.INFO if given.verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    arguments = [_absolute(item) for item in given.items]
    qt = QtApplication()
    try:
        folders = Folders.find()
    except RuntimeError as error:
        log.error("There is no folder to keep anything in: %s", error)  # noqa: TRY400
        return 1
    folders.make_private()
    instance = SingleInstance(folders.runtime)
    if not instance.acquire():
        if instance.send(arguments):
            return 0
        log.error("Spool is running already but does not answer. Close it, then try again.")
        return 1
    application = Application(qt, folders)
    instance.received.connect(application.take)
    application.open(arguments)
    with asyncio.Runner(loop_factory=partial(QEventLoop, qt)) as runner:
        runner.run(_until_closed(qt, application))
    instance.release()
    return 0


async def _until_closed(qt: QtApplication, application: Application) -> None:
    """Until the window is closed, the session ends or a signal comes; then clean up."""
    ended = asyncio.Event()
    qt.quit_asked = ended.set
    qt.lastWindowClosed.connect(ended.set)
    loop = asyncio.get_running_loop()
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, ended.set)
    await ended.wait()
    application.close()


def _engine_options(settings: Settings, folders: Folders) -> EngineOptions:
    return EngineOptions(
        ffmpeg=find_ffmpeg(settings.ffmpeg),
        deno=find_deno(),
        cache_dir=str(folders.cache / "engine"),
    )


def _sweep(folders: Collection[Path], known: Collection[str]) -> None:
    """Remove unfinished files that no row has been missing for long.

    Not sooner, since another account's Spool, or a list that was set aside, may know them.
    """
    for folder in folders:
        sweep(folder, known, older_than=LEFTOVERS_SECONDS)


def _downloads(folders: Folders) -> Path:
    """The system's folder for downloads, made if this account never had one."""
    try:
        folder = Path(platformdirs.user_downloads_dir()).absolute()
    except RuntimeError:  # an account without a home
        folder = folders.data / "downloads"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _absolute(item: str) -> str:
    """A file's whole path, since the window that takes it may run in another folder."""
    with contextlib.suppress(OSError, ValueError):  # too long for a name
        if "://" not in item and Path(item).exists():
            return str(Path(item).absolute())
    return item


def _every(seconds: float, call: Callable[[], None]) -> QTimer:
    timer = QTimer()
    timer.timeout.connect(call)
    timer.start(int(seconds * 1000))
    return timer


if __name__ == "__main__":
    sys.exit(main())
