"""The whole task without a mouse: add, choose, start, pause, retry, open; with the real engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.core.download import Download, DownloadState
from app.core.settings import Settings, Theme
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.ui.look import Look
from app.ui.main_window import MainWindow
from tests.site import MediaSite
from tests.ui.conftest import Surroundings
from tests.ui.real_engine import RealEngine

_SECONDS = 30_000
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier
_MOST = 40  # more stops than any page has


class Typist(QObject):
    """A person with a keyboard, and the programs that files are opened with."""

    def __init__(self, qtbot: QtBot, window: MainWindow, engine: RealEngine) -> None:
        super().__init__()
        self.qtbot = qtbot
        self.window = window
        self.engine = engine
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        for key in keys:
            QTest.keyClick(self._heard_by(), key, modifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self._heard_by(), text)

    def tab_to(self, name: str) -> None:
        """Press the tab key until a widget of this name has the focus."""
        for _stop in range(_MOST):
            if self._heard_by().objectName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"the tab key does not lead to {name}")

    def choose_in_menu(self, text: str) -> None:
        """Press the arrow key in an open menu until a text is the one that is meant, then Enter."""
        for _entry in range(_MOST):
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            meant = menu.activeAction()
            if meant is not None and meant.text() == text:
                break
            self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)
        # There is no window manager here that would give the window its focus back.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def wait_for(self, state: DownloadState) -> Download:
        """Until the newest row is in a state."""
        self.qtbot.waitUntil(lambda: self.row().state is state, timeout=_SECONDS)
        self.window.batch.model.flush()
        return self.row()

    def row(self) -> Download:
        return list(self.engine.queue)[-1]

    def _heard_by(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window


@pytest.fixture(scope="module")
def pool() -> Iterator[ChildPool]:
    children = ChildPool(EngineOptions(socket_timeout=5.0, tries=1), size=2)
    yield children
    children.close()


@pytest.fixture
def typist(qtbot: QtBot, look: Look, pool: ChildPool, tmp_path: Path) -> Iterator[Typist]:
    engine = RealEngine(pool, Surroundings(tmp_path).services, tmp_path)
    settings = Settings(theme=Theme.LIGHT, clipboard=False)
    window = MainWindow(engine.services, settings, look=look, save_settings=lambda _settings: None)
    engine.take_probe = window.take_probe
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    typist = Typist(qtbot, window, engine)
    QDesktopServices.setUrlHandler("file", typist, "take")  # type: ignore[arg-type]  # text, not bytes
    yield typist
    QDesktopServices.unsetUrlHandler("file")
    window.close()
    engine.close()


def test_a_batch_by_keyboard_alone(typist: Typist, media_site: MediaSite, tmp_path: Path) -> None:
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Space)
    chosen = typist.window.preferences.settings.presets[1]
    typist.choose_in_menu(chosen.name)
    assert typist.window.preferences.settings.preset == chosen.name
    typist.press(Qt.Key.Key_L, modifier=_CONTROL)
    typist.type(media_site.url("/bytes/film-1500000.mp4", rate=500_000))
    typist.press(Qt.Key.Key_Return)
    typist.qtbot.waitUntil(lambda: len(typist.engine.queue) == 1)
    typist.press(Qt.Key.Key_G, modifier=_CONTROL)
    typist.qtbot.waitUntil(lambda: bool(typist.row().update.progress.done_bytes), timeout=_SECONDS)
    assert typist.row().request.choices == chosen.choices
    typist.press(Qt.Key.Key_Space)
    typist.wait_for(DownloadState.PAUSED)
    typist.press(Qt.Key.Key_Space)
    row = typist.wait_for(DownloadState.COMPLETED)
    typist.press(Qt.Key.Key_Return)
    file = str(tmp_path / row.update.file_name)
    typist.qtbot.waitUntil(lambda: typist.opened == [file], timeout=_SECONDS)


def test_what_failed_is_tried_again_by_a_key(typist: Typist, media_site: MediaSite) -> None:
    typist.type(media_site.url("/bytes/late-20000.mp4", fault="404", times=1))
    typist.press(Qt.Key.Key_Return)
    typist.qtbot.waitUntil(lambda: len(typist.engine.queue) == 1)
    typist.wait_for(DownloadState.FAILED)
    typist.press(Qt.Key.Key_G, modifier=_CONTROL)
    typist.press(Qt.Key.Key_F5)
    typist.wait_for(DownloadState.COMPLETED)


def test_a_single_video_by_keyboard_alone(
    typist: Typist, media_site: MediaSite, tmp_path: Path
) -> None:
    typist.press(Qt.Key.Key_1, modifier=_CONTROL)
    page = typist.window.pages.single
    typist.type(media_site.url("/page/json-ld/short"))
    typist.press(Qt.Key.Key_Return)
    typist.qtbot.waitUntil(lambda: page.pages.currentWidget() is page.video, timeout=_SECONDS)
    typist.tab_to("choice_quality")
    typist.press(Qt.Key.Key_End)
    typist.tab_to("file_name")
    typist.press(Qt.Key.Key_A, modifier=_CONTROL)
    typist.type("By keys")
    typist.tab_to("download")
    typist.press(Qt.Key.Key_Space)
    typist.qtbot.waitUntil(lambda: len(typist.engine.queue) == 1)
    row = typist.wait_for(DownloadState.COMPLETED)
    assert row.update.file_name == "By keys.mp4"
    assert row.request.choices.quality == page.video.editor.quality.value()
    typist.tab_to("single_open")
    typist.press(Qt.Key.Key_Space)
    file = str(tmp_path / row.update.file_name)
    typist.qtbot.waitUntil(lambda: typist.opened == [file], timeout=_SECONDS)
