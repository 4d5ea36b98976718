"""A real window over a queue whose surroundings are in hand."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.download import Download, DownloadState, Progress
from app.core.errors import ErrorCode
from app.core.preflight import Preflight
from app.core.settings import Settings, Theme
from app.core.stores import StoreProblem
from app.core.versions import Versions
from app.ui.batch.row_action import RowAction
from app.ui.look import Look
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.qt_thread import QtThread
from app.ui.services import Services
from tests.core.desk import Desk
from tests.core.doubles import HandHistory, HandSecrets
from tests.ui.cloud_double import CloudDouble

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Anything Qt warns of fails a test of this folder."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def _no_window_is_left() -> Iterator[None]:
    """Destroy what was closed on this thread: Python's collector may run on any."""
    yield
    if QCoreApplication.instance():
        QCoreApplication.processEvents()  # what threads answered to those windows comes first
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def language_as_before(qapp: QApplication) -> Iterator[None]:
    """Whatever is spoken meanwhile, those who come after hear English again."""
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.c())
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


class Surroundings:
    """What the window needs of the application, in hand."""

    def __init__(self, folder: Path) -> None:
        self.desk = Desk(load=False)
        self.history = HandHistory()
        self.secrets = HandSecrets()
        self.cloud = CloudDouble()
        self.free: int | None = 212_000_000_000
        self.archive_forgotten = 0
        self._thread = QtThread(QCoreApplication.instance())
        self.services = Services(
            queue=self.desk.queue,
            prober=self.desk.prober,
            preflight=Preflight(
                self.desk.prober,
                free_bytes=lambda _folder: self.free,
                later=self.desk.later,
            ),
            history=self.history,
            secrets=self.secrets,
            cloud=self.cloud,
            forget_archive=self._forget_archive,
            describe_command=lambda request: f"yt-dlp {request.url}",
            free_bytes=lambda _folder: self.free,
            look_up_versions=lambda then: then(Versions(spool="1", ytdlp="2026.10.26")),
            post=self._thread.post,
            default_folder=str(folder),
            state_file=str(folder / "window.ini"),
            thumbnail_cache="",
            log_folder=str(folder / "logs"),
        )

    def _forget_archive(self, then: Callable[[StoreProblem | None], None]) -> None:
        self.archive_forgotten += 1
        then(None)


class Stage:
    """The window, and what a person does with it."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path, around: Surroundings) -> None:
        self.qtbot = qtbot
        self.look = look
        self.folder = folder
        self.around = around
        self.desk = around.desk
        self.saved: list[Settings] = []
        self.window = self.open(Settings(theme=Theme.LIGHT))
        self.batch = self.window.batch
        self.view = self.batch.view
        self.model = self.batch.model
        self.desk.queue.load()

    def open(self, settings: Settings) -> MainWindow:
        """A window on the same queue."""
        window = MainWindow(
            self.around.services,
            settings,
            look=self.look,
            save_settings=self.saved.append,
        )
        self.qtbot.addWidget(window)
        window.show()
        self.qtbot.waitExposed(window)
        return window

    def shown(self) -> str:
        """The short names of the rows that are shown, in order."""
        rows = [self.model.row_at(place) for place in range(self.model.rowCount())]
        return "".join(row.request.url.rpartition("/")[2] for row in rows if row)

    def select(self, *links: str) -> None:
        """Select rows; the last is the current one."""
        ids = self.desk.ids(links)
        self.view.select(ids, ids[-1])
        self.view.setFocus()

    def press(self, link: str, action: RowAction) -> None:
        """Click a painted button."""
        area = self.view.buttons.area(self.desk.id(link), action)
        assert area.isValid(), f"{action} is not offered"
        viewport = self.view.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=area.center())

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key in whatever has the focus."""
        widget = QApplication.focusWidget() or self.window
        QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def put(self, link: str, state: DownloadState, **fields: object) -> Download:
        """Make a row be in a state, as if it had come there, with anything else about it."""
        row = self.desk.row(link)
        progress = fields.pop("progress", row.update.progress)
        assert isinstance(progress, Progress)
        update = replace(row.update, state=state, progress=progress, **fields)  # type: ignore[arg-type]  # any field
        row = replace(row, update=update)
        if state is not DownloadState.RUNNING:
            self.desk.executor.active.pop(row.id, None)
            self.desk.cloud.active.pop(row.id, None)
        self.desk.queue._put([row])
        self.model.flush()
        return row

    def fail(self, link: str, code: ErrorCode) -> None:
        """Let a row have failed."""
        self.put(link, DownloadState.FAILED, error=code)

    def toast(self) -> str:
        """What the line that comes and goes says."""
        return self.batch.toast.text() if self.batch.toast.isVisible() else ""


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Look:
    QLocale.setDefault(QLocale.c())
    return Look(qapp)


@pytest.fixture
def around(qapp: QApplication, tmp_path: Path) -> Surroundings:
    """All that is below the window, in hand; `around.services` goes to a page that is tested."""
    assert qapp
    return Surroundings(tmp_path)


@pytest.fixture
def services(around: Surroundings) -> Services:
    """What a page is built with. Its queue is loaded, and empty."""
    around.desk.queue.load()
    return around.services


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """The usual settings, kept nowhere."""
    return Preferences(Settings(theme=Theme.LIGHT), lambda _settings: None, str(tmp_path))


@pytest.fixture
def stage(qtbot: QtBot, look: Look, tmp_path: Path, around: Surroundings) -> Iterator[Stage]:
    """An empty list in an open window, two downloads at once."""
    stage = Stage(qtbot, look, tmp_path, around)
    yield stage
    stage.window.close()
    look.choose(Theme.LIGHT)
