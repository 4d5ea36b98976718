"""The three tabs: which is shown, what is remembered, and where links go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.executor import ProbeUpdate, VideoInfo
from app.core.settings import Settings
from app.ui.tabs import Tab
from app.ui.window_state import mend
from tests.ui.conftest import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
LINK = "https://example.org/dropped"


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:
    assert qapp
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def _drop(stage: Stage, *links: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl(link) for link in links])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(50, 50), copy, data, Qt.MouseButton.LeftButton, none)
    stage.window.dropEvent(event)


def test_single_and_history_are_made_when_they_are_first_wanted(stage: Stage) -> None:
    pages = stage.window.pages
    assert pages.tab is Tab.BATCH
    assert pages.count() == 1
    pages.show_tab(Tab.HISTORY)
    assert pages.currentWidget() is pages.history
    assert pages.count() == 2
    pages.show_tab(Tab.HISTORY)
    assert pages.count() == 2


@pytest.mark.parametrize(
    ("key", "tab"),
    [(Qt.Key.Key_1, Tab.SINGLE), (Qt.Key.Key_2, Tab.BATCH), (Qt.Key.Key_3, Tab.HISTORY)],
)
def test_each_tab_has_a_key(stage: Stage, key: Qt.Key, tab: Tab) -> None:
    stage.key(key, CONTROL)
    assert stage.window.pages.tab is tab
    line = stage.window.header.tabs
    assert line.tabText(line.currentIndex()).lower() == tab
    assert stage.window.header.buttons[0].isVisible() is (tab is Tab.BATCH)


def test_the_arrow_keys_go_along_the_tabs(stage: Stage) -> None:
    line = stage.window.header.tabs
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert stage.window.pages.tab is Tab.HISTORY


def test_tabs_say_to_assistants_what_they_are(stage: Stage) -> None:
    interface = QAccessible.queryAccessibleInterface(stage.window.header.tabs)
    tabs = [interface.child(number) for number in range(3)]
    assert {tab.role() for tab in tabs} == {QAccessible.Role.PageTab}
    names = [tab.text(QAccessible.Text.Name) for tab in tabs]
    assert names == ["Single", "Batch", "History"]


def test_the_tab_is_remembered(stage: Stage) -> None:
    stage.window.pages.show_tab(Tab.HISTORY)
    stage.window.close()
    again = stage.open(Settings())
    assert again.pages.tab is Tab.HISTORY
    again.close()


def test_a_tab_that_is_none_is_the_batch(stage: Stage) -> None:
    stage.window.close()
    kept = QSettings(str(stage.folder / "window.ini"), QSettings.Format.IniFormat)
    for name, nonsense in (("tab", "cloudy"), ("geometry", "x"), ("splitter", 7)):
        kept.setValue(name, nonsense)
    kept.sync()
    again = stage.open(Settings())
    assert again.pages.tab is Tab.BATCH
    again.close()


def test_a_window_beyond_every_screen_comes_back(stage: Stage) -> None:
    window = stage.window
    window.setGeometry(99_000, 99_000, 700, 500)
    mend(window)
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.contains(window.geometry().center())
    there = window.geometry()
    mend(window)
    assert window.geometry() == there


def test_one_link_goes_to_single_where_that_is_open(stage: Stage) -> None:
    pages = stage.window.pages
    pages.show_tab(Tab.SINGLE)
    _drop(stage, LINK)
    stage.qtbot.waitUntil(lambda: LINK in stage.desk.prober.active.values())
    assert pages.tab is Tab.SINGLE
    assert len(stage.desk.queue) == 0


def test_several_links_always_go_to_the_batch(stage: Stage) -> None:
    stage.window.pages.show_tab(Tab.SINGLE)
    _drop(stage, LINK, f"{LINK}/2")
    stage.qtbot.waitUntil(lambda: len(stage.desk.queue) == 2)
    assert stage.window.pages.tab is Tab.BATCH


def test_elsewhere_one_link_goes_to_the_batch(stage: Stage) -> None:
    stage.window.pages.show_tab(Tab.HISTORY)
    stage.window.add_arguments([LINK])
    stage.qtbot.waitUntil(lambda: len(stage.desk.queue) == 1)
    assert stage.window.pages.tab is Tab.BATCH


def test_answers_reach_the_page_that_asked(stage: Stage) -> None:
    answer = ProbeUpdate("single:nobody", video=VideoInfo("A talk"), last=True)
    stage.window.take_probe(answer)
    assert stage.window.pages.count() == 1
    single = stage.window.pages.single
    single.show_link(LINK)
    stage.qtbot.waitUntil(lambda: bool(stage.desk.prober.active))
    (probe_id,) = stage.desk.prober.active
    stage.window.take_probe(ProbeUpdate(probe_id, video=VideoInfo("A talk"), last=True))
    assert single.pages.currentWidget() is not single.looking


def test_a_second_start_raises_a_hidden_window(stage: Stage) -> None:
    stage.window.hide()
    stage.window.bring_to_front()
    assert stage.window.isVisible()
    stage.window.showMinimized()
    stage.window.bring_to_front()
    assert not stage.window.isMinimized()
