"""What can be done with rows: by painted buttons, by keys, by menus."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QToolTip

from app.core.choices import Choices, Preset, Quality
from app.core.download import Asked, DownloadState
from app.core.errors import ErrorCode
from app.ui import open_files
from app.ui.batch.row_action import RowAction, buttons
from app.ui.batch.row_filter import RowGroup
from tests.ui.conftest import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier


class Opened:
    """What would have been opened by the system."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages: list[str] = []
        self.paths: list[str] = []
        self.folders: list[str] = []
        self.works = True
        opener = open_files.FileOpener
        monkeypatch.setattr(open_files, "open_page", self._open_page)
        monkeypatch.setattr(opener, "open", self._taker(self.paths))
        monkeypatch.setattr(opener, "show_in_folder", self._taker(self.folders))

    def _open_page(self, address: str) -> bool:
        self.pages.append(address)
        return self.works

    def _taker(self, into: list[str]) -> object:
        def take(_opener: object, path: str, failed: Callable[[], None]) -> None:
            into.append(path)
            if not self.works:
                failed()

        return take


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    return Opened(monkeypatch)


def _menu(stage: Stage) -> dict[str, QAction]:
    return {str(action): item for action, item in stage.batch.row_menu.actions.items()}


def _enabled(stage: Stage) -> set[RowAction]:
    actions = stage.batch.row_menu.actions
    return {action for action, item in actions.items() if item.isEnabled()}


def test_pause_and_resume_by_button_show_at_once(stage: Stage) -> None:
    stage.desk.add("a")
    stage.press("a", RowAction.PAUSE)
    assert stage.desk.row("a").asked is Asked.PAUSE
    assert "Pausing…" in stage.model.index(0).data()
    stage.desk.executor.tell(stage.desk.id("a"), DownloadState.PAUSED)
    stage.model.flush()
    stage.press("a", RowAction.RESUME)
    assert stage.desk.state("a") is DownloadState.RUNNING


def test_cancel_retry_and_remove_by_button(stage: Stage) -> None:
    stage.desk.add("a")
    stage.press("a", RowAction.CANCEL)
    stage.desk.executor.tell(stage.desk.id("a"), DownloadState.CANCELED)
    stage.press("a", RowAction.RETRY)
    assert stage.desk.state("a") is DownloadState.RUNNING
    stage.desk.executor.tell(stage.desk.id("a"), DownloadState.FAILED, error=ErrorCode.NETWORK)
    stage.press("a", RowAction.REMOVE)
    assert stage.shown() == ""
    assert stage.batch.pages.currentWidget() is stage.batch.nothing_yet


def test_what_is_removed_leaves_the_keys_a_row(stage: Stage) -> None:
    stage.desk.add(*"abcdefg")
    stage.select("d", "e")
    stage.key(Qt.Key.Key_Delete)
    assert stage.shown() == "abcfg"
    assert stage.view.selected_ids() == stage.desk.ids("f")
    stage.key(Qt.Key.Key_Delete)
    stage.key(Qt.Key.Key_Delete)
    assert stage.shown() == "abc"
    assert stage.view.selected_ids() == stage.desk.ids("c"), "nothing is below the last"


def test_removing_one_row_leaves_others_selected(stage: Stage) -> None:
    stage.desk.add(*"abcd")
    stage.put("b", DownloadState.FAILED, error=ErrorCode.NETWORK)
    stage.select("d")
    stage.press("b", RowAction.REMOVE)
    assert stage.view.selected_ids() == stage.desk.ids("d")


def test_open_and_show_in_folder(stage: Stage, opened: Opened) -> None:
    stage.desk.add("a", folder="/videos")
    stage.put("a", DownloadState.COMPLETED, file_name="a.mp4")
    stage.press("a", RowAction.OPEN)
    stage.press("a", RowAction.SHOW_IN_FOLDER)
    stage.select("a")
    stage.key(Qt.Key.Key_Return)
    stage.key(Qt.Key.Key_Return, CONTROL)
    assert opened.paths == ["/videos/a.mp4"] * 2
    assert opened.folders == ["/videos/a.mp4"] * 2
    opened.works = False
    stage.press("a", RowAction.OPEN)
    assert stage.toast() == "The file is not there any more."


def test_a_double_click_opens_what_is_done(stage: Stage, opened: Opened) -> None:
    stage.desk.add("a", "b", folder="/videos")
    stage.put("a", DownloadState.COMPLETED, file_name="a.mp4")
    for place in (0, 1):
        point = stage.view.visualRect(stage.model.index(place)).topLeft() + QPoint(150, 20)
        viewport = stage.view.viewport()
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=point)
    assert opened.paths == ["/videos/a.mp4"]


def test_a_button_that_is_left_before_release_does_nothing(stage: Stage) -> None:
    stage.desk.add("a")
    area = stage.view.buttons.area(stage.desk.id("a"), RowAction.PAUSE)
    viewport = stage.view.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=area.center())
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    assert stage.desk.row("a").asked is None
    assert stage.view.selected_ids() == []


@pytest.mark.parametrize("code", ErrorCode)
def test_every_failure_offers_what_can_be_done(
    stage: Stage, opened: Opened, code: ErrorCode
) -> None:
    stage.desk.add("a", folder="/videos")
    stage.fail("a", code)
    wanted: list[str] = []
    stage.batch.settings_wanted.connect(wanted.append)
    helped: list[str] = []  # by a newer engine
    stage.batch.row_actions.engine_wanted.connect(helped.extend)
    row = stage.desk.row("a")
    offered = [*buttons(row), RowAction.REMEDY] if RowAction.REMEDY.fits(row) else buttons(row)
    for action in offered:
        assert stage.view.buttons.area(row.id, action).isValid()
    if RowAction.REMEDY.fits(row):
        stage.press("a", RowAction.REMEDY)
    else:
        stage.press("a", RowAction.RETRY)
    replaced = [row.id for row in stage.desk.queue] != [row.id]
    done = (
        replaced
        or wanted == [code]
        or helped == [row.id]
        or opened.pages
        or opened.paths
        or stage.batch.details.isVisible()
        or stage.window.findChild(QFileDialog, "folder_dialog")
        or stage.desk.state("a") is DownloadState.RUNNING
    )
    assert done


def test_another_quality_takes_the_place_of_the_failed_row(stage: Stage) -> None:
    stage.window.preferences.change(
        presets=(Preset("Small", Choices(Quality.P360)),), preset="Small"
    )
    stage.desk.add("z")
    stage.window.add_arguments(["https://example.org/a"])
    stage.qtbot.waitUntil(lambda: stage.shown() == "za")
    stage.desk.add("y")
    stage.fail("a", ErrorCode.NO_SUCH_FORMAT)
    stage.press("a", RowAction.REMEDY)
    assert stage.shown() == "zay"
    assert stage.desk.row("a").request.choices.quality is Quality.BEST


def test_another_folder_is_for_all_that_ask_for_one(stage: Stage) -> None:
    stage.desk.add(*"abc", folder="/gone")
    for link, code in zip(
        "abc", (ErrorCode.NO_PERMISSION, ErrorCode.NETWORK, ErrorCode.NO_PERMISSION), strict=True
    ):
        stage.fail(link, code)
    stage.select("a", "b", "c")
    stage.key(Qt.Key.Key_F4)
    dialog = stage.window.findChild(QFileDialog, "folder_dialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(stage.folder))
    dialog.close()
    folders = [stage.desk.row(link).request.folder for link in "abc"]
    assert folders == [str(stage.folder), "/gone", str(stage.folder)]
    assert stage.shown() == "abc"
    assert stage.desk.state("a") is DownloadState.RUNNING
    assert stage.desk.state("b") is DownloadState.FAILED


def test_space_pauses_resumes_and_tries_again(stage: Stage) -> None:
    stage.desk.add(*"abc")
    stage.select("c")
    stage.key(Qt.Key.Key_Space)
    assert stage.desk.state("c") is DownloadState.PAUSED
    stage.key(Qt.Key.Key_Space)
    assert stage.desk.state("c") is DownloadState.QUEUED
    stage.fail("c", ErrorCode.NETWORK)
    stage.select("c")
    stage.key(Qt.Key.Key_Space)
    assert stage.desk.state("c") is DownloadState.QUEUED


def test_several_rows_at_once(stage: Stage) -> None:
    stage.desk.add(*"abcdef")
    stage.select("d", "e", "f")
    stage.key(Qt.Key.Key_Space)
    states = {stage.desk.state(link) for link in "def"}
    assert states == {DownloadState.PAUSED}
    stage.key(Qt.Key.Key_Delete)
    assert stage.shown() == "abc"


def test_moving_by_keys_keeps_what_is_selected(stage: Stage) -> None:
    stage.desk.add(*"abcd")
    stage.select("c")
    stage.key(Qt.Key.Key_Up, CONTROL)
    assert stage.shown() == "acbd"
    stage.key(Qt.Key.Key_Down, CONTROL)
    assert stage.shown() == "abcd"
    stage.key(Qt.Key.Key_Home, CONTROL)
    assert stage.shown() == "cabd"
    assert stage.view.selected_ids() == [stage.desk.id("c")]
    assert stage.view.current_row() == stage.desk.row("c")


def test_copying_links_and_opening_the_page(stage: Stage, opened: Opened) -> None:
    stage.desk.add(*"ab")
    stage.select("a", "b")
    stage.key(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "https://example.org/a\nhttps://example.org/b"
    stage.key(Qt.Key.Key_B, CONTROL)
    assert opened.pages == ["https://example.org/a"], "one page, not a hundred tabs"


def test_the_buttons_of_a_row_by_keyboard(stage: Stage) -> None:
    stage.desk.add("a")
    stage.select("a")
    stage.key(Qt.Key.Key_Right)
    stage.key(Qt.Key.Key_Right)
    stage.key(Qt.Key.Key_Return)
    assert stage.desk.row("a").asked is Asked.CANCEL


def _groups() -> Sequence[tuple[DownloadState, set[RowAction]]]:
    always = {
        RowAction.OPEN_PAGE,
        RowAction.COPY_LINK,
        RowAction.PUT_FIRST,
        RowAction.MOVE_UP,
        RowAction.MOVE_DOWN,
        RowAction.REMOVE,
    }
    return [
        (DownloadState.QUEUED, always | {RowAction.PAUSE, RowAction.CANCEL, RowAction.CHECK}),
        (DownloadState.RUNNING, always | {RowAction.PAUSE, RowAction.CANCEL}),
        (DownloadState.PAUSED, always | {RowAction.RESUME, RowAction.CANCEL, RowAction.CHECK}),
        (
            DownloadState.COMPLETED,
            always | {RowAction.OPEN, RowAction.SHOW_IN_FOLDER, RowAction.AGAIN},
        ),
        (DownloadState.FAILED, always | {RowAction.RETRY, RowAction.REMEDY}),
        (DownloadState.CANCELED, always | {RowAction.RETRY}),
    ]


@pytest.mark.parametrize(("state", "fitting"), _groups())
def test_the_menu_offers_what_fits(
    stage: Stage, state: DownloadState, fitting: set[RowAction]
) -> None:
    stage.desk.add("x", "y", "a")
    stage.put("a", state, file_name="a.mp4", error=ErrorCode.NO_SUCH_FORMAT)
    stage.select("a")
    menu = stage.batch.row_menu.menu()
    assert isinstance(menu, QMenu)
    assert _enabled(stage) == fitting
    assert all(item in menu.actions() for item in stage.batch.row_menu.actions.values())


def test_the_menu_offers_to_open_the_page_once(stage: Stage) -> None:
    stage.desk.add("a")
    stage.fail("a", ErrorCode.LOGIN_NEEDED)
    stage.select("a")
    shown = [
        action.text() for action in stage.batch.row_menu.menu().actions() if action.isVisible()
    ]
    assert [words for words in shown if "page" in words] == [RowAction.OPEN_PAGE.label]


def test_the_menu_opens_without_a_menu_key(stage: Stage) -> None:
    stage.desk.add(*"abc")
    stage.select("b")
    stage.key(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    where = stage.view.viewport().mapFromGlobal(menu.pos())
    assert stage.view.visualRect(stage.view.currentIndex()).contains(where)
    menu.close()


def test_a_menu_action_acts(stage: Stage) -> None:
    stage.desk.add(*"abc")
    stage.select("c")
    _menu(stage)["put_first"].trigger()
    assert stage.shown() == "cab"


def test_start_pause_retry_and_clear_all(stage: Stage) -> None:
    actions = stage.batch.list_actions
    assert not any(action.isEnabled() for action in actions.all())
    stage.desk.add(*"abcde")
    actions.pause_all.trigger()
    for link in "ab":
        stage.desk.executor.tell(stage.desk.id(link), DownloadState.PAUSED)
    assert {stage.desk.state(link) for link in "abcde"} == {DownloadState.PAUSED}
    stage.model.flush()
    (start,) = stage.window.findChildren(QPushButton, "start_all_button")
    QTest.mouseClick(start, Qt.MouseButton.LeftButton)
    assert len(stage.desk.executor.active) == 2
    for link in "ab":
        stage.desk.executor.tell(stage.desk.id(link), DownloadState.FAILED, error=ErrorCode.NETWORK)
    stage.model.flush()
    actions.retry_failed.trigger()
    assert stage.desk.state("a") is DownloadState.QUEUED
    assert stage.desk.state("b") is DownloadState.FAILED, "one after another"
    stage.desk.later.pass_all()
    assert stage.desk.state("b") is DownloadState.QUEUED
    stage.desk.finish("c")
    stage.model.flush()
    actions.clear_finished.trigger()
    assert stage.shown() == "abde"


def test_filters_count_and_show(stage: Stage) -> None:
    stage.desk.add(*"abcde")
    stage.desk.finish("a")
    stage.fail("e", ErrorCode.NETWORK)
    bar = stage.batch.filter_bar
    labels = {group: button.text() for group, button in bar.buttons.items()}
    assert labels == {
        RowGroup.ALL: "All 5",
        RowGroup.RUNNING: "Running 2",
        RowGroup.QUEUED: "Queued 1",
        RowGroup.COMPLETED: "Completed 1",
        RowGroup.FAILED: "Failed 1",
    }
    for group, shown in zip(RowGroup, ("abcde", "bc", "d", "a", "e"), strict=True):
        QTest.mouseClick(bar.buttons[group], Qt.MouseButton.LeftButton)
        assert stage.shown() == shown
    bar.choose(RowGroup.RUNNING)
    stage.desk.finish("b")
    stage.model.flush()
    assert stage.shown() == "cd"


def test_searching_from_the_list(stage: Stage) -> None:
    stage.desk.add("alpha", "beta")
    stage.view.setFocus()
    stage.key(Qt.Key.Key_B)
    search = stage.batch.filter_bar.search
    QTest.keyClicks(search, "eta")
    assert stage.shown() == "beta"
    QTest.keyClicks(search, " nothing")
    assert stage.batch.pages.currentWidget() is stage.batch.nothing_found
    stage.batch.nothing_found.button.click()
    assert stage.shown() == "alphabeta"


def test_the_selection_outlives_a_filter(stage: Stage) -> None:
    stage.desk.add(*"abc")
    stage.select("c")
    stage.batch.filter_bar.choose(RowGroup.QUEUED)
    assert stage.view.selected_ids() == [stage.desk.id("c")]
    stage.batch.filter_bar.choose(RowGroup.ALL)
    assert stage.view.current_row() == stage.desk.row("c")


def test_tips_show_titles_as_they_are(stage: Stage) -> None:
    stage.desk.add("a")
    stage.put("a", DownloadState.COMPLETED, title="<b>bold</b> & more", file_name="a.mp4")
    point = stage.view.visualRect(stage.model.index(0)).topLeft() + QPoint(150, 20)
    event = QHelpEvent(QEvent.Type.ToolTip, point, stage.view.viewport().mapToGlobal(point))
    QApplication.sendEvent(stage.view.viewport(), event)
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more<br>Done" in QToolTip.text()
    QToolTip.hideText()
