"""A real window over a queue whose surroundings are in hand."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.download import Download, DownloadState, Progress
from app.core.errors import ErrorCode
from app.core.settings import Settings, Theme
from app.ui.batch.row_action import RowAction
from app.ui.look import Look
from app.ui.main_window import MainWindow
from app.ui.qt_thread import QtThread
from tests.core.desk import Desk

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Anything Qt warns of fails a test of this folder."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


class Stage:
    """The window, and what a person does with it."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path) -> None:
        self.qtbot = qtbot
        self.look = look
        self.folder = folder
        self.desk = Desk(load=False)
        self.saved: list[Settings] = []
        self.free: int | None = 212_000_000_000
        self._thread = QtThread()
        self.window = self.open(Settings(theme=Theme.LIGHT))
        self.batch = self.window.batch
        self.view = self.batch.view
        self.model = self.batch.model
        self.desk.queue.load()

    def open(self, settings: Settings) -> MainWindow:
        """A window on the same queue."""
        window = MainWindow(
            self.desk.queue,
            settings,
            look=self.look,
            save_settings=self.saved.append,
            describe_command=lambda request: f"yt-dlp {request.url}",
            free_bytes=lambda _folder: self.free,
            default_folder=str(self.folder),
            state_file=str(self.folder / "window.ini"),
            thumbnail_cache="",
            post=self._thread.post,
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
def stage(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Stage]:
    """An empty list in an open window, two downloads at once."""
    stage = Stage(qtbot, look, tmp_path)
    yield stage
    stage.window.close()
    look.choose(Theme.LIGHT)
