"""Builds the parts and starts Qt. The one file that knows everyone."""

import asyncio
import gc
import logging
import signal
import sys
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, qVersion
from qasync import QEventLoop

from app import __version__
from app.arguments import read_arguments
from app.cloud_parts import TOKEN, CloudParts
from app.core.disk_guard import LOOK_SECONDS, DiskGuard
from app.core.download import Download, DownloadRequest, Place
from app.core.download_queue import DownloadQueue
from app.core.executor import ProbeUpdate
from app.core.heard_secrets import HeardSecrets
from app.core.preflight import Preflight
from app.core.settings import Settings, SettingsProblem
from app.core.stores import SecretProblem, StoreProblem
from app.core.versions import Versions
from app.engine.command import command_line
from app.engine.redact import clean
from app.engine.staging import sweep
from app.engine_parts import ENGINE_SECONDS, EngineParts
from app.executors.local import LocalExecutor
from app.executors.local_prober import LocalProber
from app.folders import Folders
from app.log_file import crash_file, log_file, say_on_stderr
from app.storage.archive import Archive
from app.storage.history import History
from app.storage.library import Library
from app.storage.secrets import Secrets
from app.storage.settings_file import SettingsFile
from app.ui.desktop.crash_reports import CrashReports
from app.ui.glance import glance
from app.ui.instance import SingleInstance
from app.ui.languages import speak
from app.ui.look import Look
from app.ui.main_window import MainWindow
from app.ui.network_proxy import go_through
from app.ui.qt_application import FirstPaint, QtApplication
from app.ui.qt_thread import QtThread
from app.ui.services import Services

if TYPE_CHECKING:
    from app.ui.desktop.desktop import Desktop

log = logging.getLogger(__name__)

SAVE_SECONDS = 1.0
"""How much progress a crash may cost."""

_PATIENCE = 2.0  # seconds

LEFTOVERS_SECONDS = 30 * 24 * 3600.0
"""For how long unfinished files stay of which no row is known."""

PROXY_PASSWORD = "proxy"  # noqa: S105 - its name


class Application:
    """Every part, wired; alive from `__init__` to `close`."""

    def __init__(self, qt: QtApplication, folders: Folders) -> None:
        post = self._post = QtThread().post
        self._qt = qt
        self._settings_file = SettingsFile(
            folders.config / "settings.toml",
            lambda problem: post(partial(self._take_settings_problem, problem)),
        )
        settings, problems = self._settings_file.load()
        self._settings = settings
        speak(qt, settings.language)
        self._engine = EngineParts(settings, folders, post)
        self._live, self._pool = self._engine.live, self._engine.pool
        self._proxy_password = ""
        go_through(settings.proxy)
        self._library = Library(folders.data / "library.sqlite3", post, self._take_store_problem)
        self._history = History(self._library, post)
        self._archive = Archive(self._library)
        self._keyring = Secrets(folders.data / "secrets.json", post)
        self._secrets = HeardSecrets(self._keyring, self._heard)
        self._has_password = "@" not in settings.proxy
        executor = LocalExecutor(
            self._pool,
            settings.parallel_limit,
            on_update=lambda update: post(partial(self.queue.apply, update)),
            on_log=lambda *line: post(partial(self.window.take_log, *line)),
            archive=self._is_archived,
        )
        self._cloud = CloudParts(
            self._library,
            settings,
            post=post,
            queue=lambda: self.queue,
            request=self._usual_request,
            archive=self._is_archived,
        )
        self._prober = LocalProber(
            self._pool,
            lambda update: post(partial(self._take_probe, update)),
            archive=self._is_archived,
        )
        self._guard = DiskGuard(settings.reserve_bytes, deliver=post, on_held=self._take_held)
        self._preflight = Preflight(
            self._prober,
            free_bytes=self._guard.free_bytes,
            later=_later,
            device=self._guard.device,
            automatic=settings.preflight,
        )
        self.queue = DownloadQueue(
            {Place.THIS_COMPUTER: executor, Place.CLOUD: self._cloud.executor},
            self._prober,
            self._library,
            later=_later,
            parallel_limit=settings.parallel_limit,
            unfinished=settings.unfinished,
            admits=self._admits,
        )
        self.queue.set_pacing(settings.pacing)
        self._guard.guard(self.queue)
        self._preflight.watch(self.queue)
        self._downloads = folders.downloads()
        services = self._services_given = self._services(folders)
        self.window = MainWindow(services, settings, look=Look(qt), save_settings=self._follow)
        self.crashes = CrashReports(self.window, clean, post, self.window.dialogs.log_folder)
        self.crashes.install()
        self._engine.updates.listen(self.window.notices.show_engine)
        self._desktop: Desktop | None = None
        for problem in problems:
            self._take_settings_problem(problem)
        self._timers = [
            _every(SAVE_SECONDS, self.queue.save_progress),
            _every(LOOK_SECONDS, self._guard.look),
            _every(LOOK_SECONDS, self._live.look),
            _every(ENGINE_SECONDS, self._engine.updates.look),
            _every(LOOK_SECONDS, self._settings_file.try_again),
        ]

    def open(self, arguments: Sequence[str], *, crashed: bool = False) -> None:
        """Show the window; the rows of last time come, then those of the command line."""
        FirstPaint(self.window, self._painted)
        self.window.show()
        if not self._has_password:
            self._secrets.get(PROXY_PASSWORD, self._take_password)
        self.queue.load(self._loaded)
        if crashed:
            self.window.notices.show_crashed()
        if arguments:
            self.window.add_arguments(arguments)

    def take(self, arguments: Sequence[str]) -> None:
        """A second start handed over its links and files, or the system asks to open some."""
        self.window.bring_to_front()
        if arguments:
            self.window.add_arguments(arguments)

    def close(self) -> None:
        """Stop what runs so that it goes on next time, and write down how everything stands."""
        self.window.may_close = lambda: True
        self.window.close()
        for timer in self._timers:
            timer.stop()
        self._preflight.close()
        self._prober.close()
        self.queue.close()
        if self._desktop:
            self._desktop.close()
        QCoreApplication.processEvents()  # the last updates are still on their way to the queue
        self.queue.save_progress()
        self._history.close()
        self._library.close()
        self._settings_file.close()
        self._keyring.close()
        self._engine.close()

    # What the settings and the parts below say to each other

    def _follow(self, settings: Settings) -> None:
        """The person changed a setting: keep it, and let those know who do not look it up."""
        old, self._settings = self._settings, settings
        self._settings_file.save(settings)
        self._engine.follow(settings)
        self._cloud.follow(settings)
        if settings.proxy != old.proxy:
            go_through(settings.proxy, self._proxy_password)
        if settings.preflight != old.preflight:
            self._preflight.set_automatic(settings.preflight)
        if settings.pacing != old.pacing:
            self.queue.set_pacing(settings.pacing)
        if settings.reserve_bytes != old.reserve_bytes:
            self._guard.set_reserve(settings.reserve_bytes)

    def _admits(self, row: Download) -> bool:
        if row.place is Place.CLOUD:
            return True  # the service has room of its own
        return self._has_password and self._guard.admits(row.request.folder)

    def _usual_request(self, url: str) -> DownloadRequest:
        settings = self._settings
        folder = settings.folder or str(self._downloads)
        return DownloadRequest(url, settings.choices, folder=folder, naming=settings.naming)

    def _is_archived(self, media_key: str) -> bool:
        return self._settings.archive and self._archive.has(media_key)

    def _take_probe(self, update: ProbeUpdate) -> None:
        self.queue.apply_probe(update)
        self._preflight.take(update)
        self.window.take_probe(update)

    def _heard(self, name: str, value: str) -> None:
        if name == PROXY_PASSWORD:
            self._proxy_password = value
            self._live.set_password(value)
            self._cloud.take_password(value)
            go_through(self._settings.proxy, value)
        elif name == TOKEN:
            self._cloud.take_token(value)

    def _take_password(self, password: str, problem: SecretProblem | None) -> None:
        """Nothing has started until now, so that nothing goes out without the password."""
        if problem:
            self.window.notices.show_secret_problem(problem)
        self._live.set_password(password)
        self._has_password = True
        self.queue.fill()

    def _services(self, folders: Folders) -> Services:
        return Services(
            queue=self.queue,
            prober=self._prober,
            preflight=self._preflight,
            history=self._history,
            secrets=self._secrets,
            cloud=self._cloud.executor,
            forget_archive=self._archive.forget_all,
            describe_command=command_line,
            free_bytes=self._guard.free_bytes,
            look_up_versions=self._look_up_versions,
            post=self._post,
            default_folder=str(self._downloads),
            state_file=str(folders.config / "window.ini"),
            thumbnail_cache=str(folders.cache / "thumbnails"),
            log_folder=str(folders.logs),
            engine=self._engine.updates,
        )

    def _look_up_versions(self, then: Callable[[Versions], None]) -> None:
        def look() -> None:
            from app.engine import versions  # slow to import, and seldom wanted

            found = versions.look_up(self._live.options)
            found = replace(found, spool=__version__, qt=qVersion())
            self._post(partial(then, found))

        threading.Thread(target=look, name="versions", daemon=True).start()

    def _painted(self) -> None:
        # Not sooner: what speaks to the desktop would keep the window from being seen.
        from app.ui.desktop.desktop import Desktop

        self._desktop = Desktop(self._qt, self.window, self._services_given)
        self._cloud.start(self._secrets)
        self._engine.updates.start()
        # What is there by now stays: to look through it again and again would stop the window.
        gc.freeze()

    def _loaded(self) -> None:
        log.info("rows loaded: %d", len(self.queue))
        known = {row.id for row in self.queue}
        folders = {Path(row.request.folder) for row in self.queue if row.request.folder}
        threading.Thread(
            target=_sweep, args=(folders | {self._downloads}, known), name="sweep", daemon=True
        ).start()

    # The parts below the window exist before it, but speak only once Qt's loop runs.

    def _take_settings_problem(self, problem: SettingsProblem | None) -> None:
        self.window.notices.show_settings_problem(problem)

    def _take_store_problem(self, problem: StoreProblem | None, path: str) -> None:
        self.window.notices.show_store_problem(problem, path)

    def _take_held(self, folder: str, held: bool) -> None:
        self.window.held(folder, held=held)


def main() -> int:
    """Open the window, or hand the arguments to the one that is open."""
    given = read_arguments()
    say_on_stderr(verbose=given.verbose)
    if given.self_test:
        from app.self_test.run import run  # seldom wanted

        return run(given.json)
    qt = QtApplication()
    try:
        folders = Folders.find()
    except RuntimeError as error:
        log.error("There is no folder to keep anything in: %s", error)  # noqa: TRY400
        return 1
    folders.make_private()
    instance = SingleInstance(folders.runtime)
    if not instance.acquire():
        if instance.send(given.items):
            return 0
        if not instance.acquire():  # it may have been about to end
            log.error("Spool is running already but does not answer. Close it, then try again.")
            return 1
    with log_file(folders.logs), crash_file(folders.logs) as crashed:
        application = Application(qt, folders)
        instance.received.connect(application.take)
        open_rows = partial(application.open, given.items, crashed=crashed)
        open_window = partial(glance, application.window, given.glance, open_rows)
        with asyncio.Runner(loop_factory=partial(QEventLoop, qt)) as runner:
            runner.run(_until_closed(qt, application, open_window))
    instance.release()
    return 0


async def _until_closed(
    qt: QtApplication, application: Application, open_window: Callable[[], None]
) -> None:
    """Until the window is closed, the session ends or a signal comes; then clean up."""
    ended = asyncio.Event()
    qt.quit_asked = ended.set
    application.window.closed.connect(ended.set)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(application.crashes.take_from_loop)
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, ended.set)
    open_window()
    qt.open_by(application.take)
    await ended.wait()
    # Not from here: closing lets Qt's events pass, and no task may go on while another is at it.
    closed = asyncio.Event()
    loop.call_soon(_in_order, application.close, closed.set)
    await closed.wait()
    # Qt's last events come when no loop runs any more: no task may be left to them.
    if others := asyncio.all_tasks() - {asyncio.current_task()}:
        for task in others:
            task.cancel()
        await asyncio.wait(others, timeout=_PATIENCE)


def _in_order(act: Callable[[], None], then: Callable[[], None]) -> None:
    try:
        act()
    finally:
        then()


def _sweep(folders: Collection[Path], known: Collection[str]) -> None:
    """Remove unfinished files that no row has been missing for long.

    Not sooner, since another account's Spool, or a list that was set aside, may know them.
    """
    for folder in folders:
        sweep(folder, known, older_than=LEFTOVERS_SECONDS)


def _later(seconds: float, call: Callable[[], None]) -> None:
    QTimer.singleShot(int(seconds * 1000), call)


def _every(seconds: float, call: Callable[[], None]) -> QTimer:
    timer = QTimer()
    timer.timeout.connect(call)
    timer.start(int(seconds * 1000))
    return timer


if __name__ == "__main__":
    sys.exit(main())
