"""Where downloads run: the switch for what is added, and moving the rows there are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.download import Asked, DownloadState, Place
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate
from app.core.links import Links
from app.ui.batch.remedies import first_remedy
from app.ui.batch.row_action import RowAction, buttons
from app.ui.batch.row_delegate import RowDelegate
from app.ui.tabs import Tab
from app.ui.text import Remedy
from tests.ui.cloud_scenes import with_service
from tests.ui.conftest import Stage
from tests.ui.scenes import FILM, LINK, single_found, single_list
from tests.ui.test_history import entries

HERE, CLOUD = Place.THIS_COMPUTER, Place.CLOUD
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
REFUSED = (
    ErrorCode.RATE_LIMITED,
    ErrorCode.LOGIN_NEEDED,
    ErrorCode.FORBIDDEN,
    ErrorCode.AGE_RESTRICTED,
    ErrorCode.PRIVATE,
    ErrorCode.MEMBERS_ONLY,
)


def _in_cloud(stage: Stage, *links: str) -> None:
    """Rows that have completed there, whose files are there still."""
    stage.desk.add(*links, place=CLOUD)
    for link in links:
        stage.put(link, DownloadState.COMPLETED, file_name=f"{link}.mp4", expires=2e9)


def _shown(stage: Stage) -> dict[str, QAction]:
    """What the menu of the chosen rows shows, by its names."""
    menu = stage.batch.row_menu.menu()
    return {one.objectName().removeprefix("row_"): one for one in menu.actions() if one.isVisible()}


# The switch


def test_there_is_no_switch_without_a_service(stage: Stage) -> None:
    switch = stage.batch.footer.place
    assert not switch.isVisible()
    stage.window.preferences.change(place=CLOUD)
    assert stage.window.preferences.place is HERE
    with_service(stage)
    assert switch.isVisible()
    assert switch.buttons[CLOUD].isChecked()
    stage.window.preferences.change(cloud="")
    assert not switch.isVisible()
    assert stage.window.preferences.place is HERE


def test_the_switch_by_mouse_and_by_keys(stage: Stage) -> None:
    with_service(stage)
    switch = stage.batch.footer.place
    QTest.mouseClick(switch.buttons[CLOUD], Qt.MouseButton.LeftButton)
    assert stage.saved[-1].place is CLOUD
    stage.window.activateWindow()
    stage.qtbot.waitUntil(stage.window.isActiveWindow)
    QTest.keyClick(stage.window, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is switch.buttons[CLOUD]
    stage.key(Qt.Key.Key_Left)
    assert stage.saved[-1].place is HERE
    assert QApplication.focusWidget() is switch.buttons[HERE]


@pytest.mark.parametrize("has_service", [True, False])
def test_what_is_added_goes_where_the_switch_stands(stage: Stage, *, has_service: bool) -> None:
    if has_service:
        with_service(stage)
    stage.window.preferences.change(place=CLOUD)
    stage.window.add_arguments(["https://example.org/a"])
    stage.qtbot.waitUntil(lambda: stage.shown() == "a")
    assert stage.desk.row("a").place is (CLOUD if has_service else HERE)


def test_one_video_goes_there(stage: Stage) -> None:
    with_service(stage)
    stage.window.preferences.change(place=CLOUD)
    single_found(stage)
    stage.window.pages.single.video.download.click()
    assert stage.desk.row("film").place is CLOUD
    assert FILM.title == stage.desk.row("film").update.title


def test_a_list_and_several_links_go_there(stage: Stage) -> None:
    with_service(stage)
    stage.window.preferences.change(place=CLOUD)
    single_list(stage)
    page = stage.window.pages.single
    page.take_probe(ProbeUpdate("", last=True))
    page.list.add.click()
    page.offers.several_taken.emit(Links(urls=(f"{LINK}/another",)))
    places = {row.place for row in stage.desk.queue}
    assert len(stage.desk.queue) == 60
    assert places == {CLOUD}


def test_what_is_fetched_again_goes_there(stage: Stage) -> None:
    with_service(stage)
    stage.window.preferences.change(place=CLOUD)
    stage.around.history.put(entries(1))
    stage.window.pages.show_tab(Tab.HISTORY)
    page = stage.window.pages.history
    page.actions_of_rows.do_for(RowAction.AGAIN, entries(1))
    assert [row.place for row in stage.desk.queue] == [CLOUD]


# Moving rows


def test_rows_move_by_key_and_back(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add(*"abc")
    stage.select("b", "c")
    stage.key(Qt.Key.Key_U, CONTROL)
    assert stage.desk.row("b").asked is Asked.MOVE
    assert stage.desk.row("c").place is CLOUD
    stage.desk.executor.tell(stage.desk.id("b"), DownloadState.CANCELED)
    assert stage.desk.row("b").place is CLOUD
    stage.key(Qt.Key.Key_U, CONTROL | SHIFT)
    for link in "bc":
        stage.desk.cloud.tell(stage.desk.id(link), DownloadState.CANCELED)
    assert {stage.desk.row(link).place for link in "abc"} == {HERE}


def test_thousands_of_rows_move(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add(*(str(number) for number in range(1200)))
    stage.view.selectAll()
    stage.batch.row_actions.do(RowAction.RUN_IN_CLOUD, stage.view.selected_ids())
    moved = [row.place is CLOUD or row.asked is Asked.MOVE for row in stage.desk.queue]
    assert not all(moved), "not all of them at once"
    stage.qtbot.waitUntil(
        lambda: all(row.place is CLOUD or row.asked is Asked.MOVE for row in stage.desk.queue)
    )


def test_the_menu_offers_the_other_place(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add("here")
    stage.desk.add("there", place=CLOUD)
    stage.select("here")
    shown = _shown(stage)
    assert (shown["run_in_cloud"].isEnabled(), shown["run_here"].isEnabled()) == (True, False)
    stage.select("there")
    shown = _shown(stage)
    assert (shown["run_in_cloud"].isEnabled(), shown["run_here"].isEnabled()) == (False, True)
    shown["run_here"].trigger()
    assert stage.desk.row("there").asked is Asked.MOVE
    assert RowAction.RUN_IN_CLOUD.fits(stage.desk.row("there")), "it can still stay"
    assert not RowAction.RUN_HERE.fits(stage.desk.row("there"))


@pytest.mark.parametrize("asked", [Asked.CANCEL, Asked.REMOVE])
def test_what_is_on_its_way_out_does_not_move(stage: Stage, asked: Asked) -> None:
    stage.desk.add("a")
    (stage.desk.queue.cancel if asked is Asked.CANCEL else stage.desk.queue.remove)(
        [stage.desk.id("a")]
    )
    assert stage.desk.row("a").asked is asked
    assert not RowAction.RUN_IN_CLOUD.fits(stage.desk.row("a"))


def test_the_service_keeps_an_order_of_its_own(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add(*"abc")
    stage.put("b", DownloadState.RUNNING)
    stage.select("c")
    assert stage.batch.row_actions.fitting(stage.desk.ids("c")) >= {RowAction.PUT_FIRST}
    stage.key(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    assert RowAction.PUT_FIRST not in stage.batch.row_actions.fitting(stage.desk.ids("c"))
    stage.key(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert stage.shown() == "abc"


def test_what_is_done_does_not_move(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add("a")
    stage.desk.finish("a")
    stage.select("a")
    assert not _shown(stage)["run_in_cloud"].isEnabled()


def test_without_a_service_nothing_is_said_of_the_cloud(stage: Stage) -> None:
    stage.desk.add("a")
    stage.select("a")
    assert not {"run_in_cloud", "run_here", "save_here"} & set(_shown(stage))
    stage.key(Qt.Key.Key_U, CONTROL)
    assert stage.desk.row("a").asked is None


def test_without_a_service_rows_can_be_fetched_back_from_the_cloud(stage: Stage) -> None:
    stage.desk.add("a", place=CLOUD)
    stage.select("a")
    shown = _shown(stage)
    assert "run_in_cloud" not in shown
    shown["run_here"].trigger()
    assert stage.desk.row("a").asked is Asked.MOVE


# Files that are in the cloud


def test_a_file_in_the_cloud_is_saved_by_its_button(stage: Stage) -> None:
    _in_cloud(stage, "a")
    row = stage.desk.row("a")
    assert buttons(row) == (RowAction.SAVE_HERE, RowAction.REMOVE)
    stage.press("a", RowAction.SAVE_HERE)
    assert stage.desk.state("a") is DownloadState.RUNNING
    assert stage.desk.cloud.active


def test_a_file_in_the_cloud_is_neither_opened_nor_shown(stage: Stage) -> None:
    _in_cloud(stage, "a")
    stage.select("a")
    fitting = stage.batch.row_actions.fitting(stage.desk.ids("a"))
    assert not {RowAction.OPEN, RowAction.SHOW_IN_FOLDER} & fitting
    assert RowAction.SAVE_HERE in fitting
    assert _shown(stage)["remove"].text() == "Remove, also from the cloud"
    stage.key(Qt.Key.Key_S, CONTROL)
    assert stage.desk.state("a") is DownloadState.RUNNING


def test_all_files_in_the_cloud_are_saved_at_once(stage: Stage) -> None:
    save_all = stage.batch.list_actions.save_all
    stage.desk.add("here")
    stage.model.flush()
    assert not save_all.isVisible()
    _in_cloud(stage, "a", "b")
    assert save_all.isVisible()
    save_all.trigger()
    stage.model.flush()
    assert [stage.desk.state(link) for link in "ab"] == [DownloadState.RUNNING] * 2
    assert not save_all.isVisible()


def test_rows_of_last_time_are_counted_too(stage: Stage) -> None:
    _in_cloud(stage, "a")
    again = stage.open(stage.window.preferences.settings)
    assert again.batch.list_actions.save_all.isVisible()
    again.close()


def test_clearing_what_is_finished_leaves_files_in_the_cloud_alone(stage: Stage) -> None:
    clear = stage.batch.list_actions.clear_finished
    _in_cloud(stage, "a")
    assert not clear.isEnabled()
    stage.desk.add("b")
    stage.desk.finish("b")
    stage.model.flush()
    clear.trigger()
    assert stage.shown() == "a"
    stage.batch.row_actions.do(RowAction.REMOVE, stage.desk.ids("a"))
    assert not clear.isEnabled()


# What helps


@pytest.mark.parametrize("code", REFUSED)
def test_what_a_site_refuses_to_the_cloud_is_tried_here(stage: Stage, code: ErrorCode) -> None:
    with_service(stage)
    stage.desk.add("a", place=CLOUD)
    stage.fail("a", code)
    stage.window.commands.details.setChecked(True)
    stage.select("a")
    assert stage.batch.details.remedy.text() == "Try on this computer"
    assert _shown(stage)["remedy"].text() == "Try on this computer"
    stage.press("a", RowAction.REMEDY)
    assert stage.desk.row("a").place is HERE
    assert stage.desk.state("a") is DownloadState.RUNNING


@pytest.mark.parametrize(
    ("has_service", "remedy"), [(True, Remedy.TRY_IN_CLOUD), (False, Remedy.OPEN_PAGE)]
)
def test_what_is_blocked_here_is_tried_there(
    stage: Stage, remedy: Remedy, *, has_service: bool
) -> None:
    stage.desk.add("a")
    stage.fail("a", ErrorCode.GEO_BLOCKED)
    row = stage.desk.row("a")
    assert first_remedy(row, has_service=has_service) is remedy
    there = stage.desk.add("b", place=CLOUD)
    assert there.ids
    stage.fail("b", ErrorCode.GEO_BLOCKED)
    assert first_remedy(stage.desk.row("b"), has_service=True) is Remedy.OPEN_PAGE
    if has_service:
        with_service(stage)
        stage.press("a", RowAction.REMEDY)
        assert stage.desk.row("a").place is CLOUD


def test_the_detail_pane_does_what_its_button_says(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add("a", "b")
    stage.fail("a", ErrorCode.GEO_BLOCKED)
    stage.fail("b", ErrorCode.NETWORK)
    stage.window.commands.details.setChecked(True)
    stage.select("a")
    assert stage.batch.details.remedy.text() == "Try in the cloud"
    stage.batch.details.remedy.click()
    assert stage.desk.row("a").place is CLOUD
    stage.select("b")
    stage.batch.details.remedy.click()
    assert stage.desk.state("b") is DownloadState.RUNNING
    assert stage.desk.row("b").place is HERE


@pytest.mark.parametrize("code", [ErrorCode.EXPIRED, ErrorCode.FORGOTTEN])
def test_what_is_gone_from_the_cloud_is_sent_again(stage: Stage, code: ErrorCode) -> None:
    stage.desk.add("a", place=CLOUD)
    stage.fail("a", code)
    row = stage.desk.row("a")
    assert first_remedy(row, has_service=False) is Remedy.TRY_HERE
    with_service(stage)
    painter = stage.view.itemDelegate()
    assert isinstance(painter, RowDelegate)
    assert painter.words_of(row, RowAction.REMEDY) == "Send again"
    stage.press("a", RowAction.REMEDY)
    assert stage.desk.state("a") is DownloadState.RUNNING
    assert stage.desk.row("a").place is CLOUD


def test_one_press_helps_all_that_have_the_same_remedy(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add(*"abc", place=CLOUD)
    stage.fail("a", ErrorCode.FORBIDDEN)
    stage.fail("b", ErrorCode.NETWORK)
    stage.fail("c", ErrorCode.RATE_LIMITED)
    stage.select("a", "b", "c")
    stage.key(Qt.Key.Key_F4)
    assert [stage.desk.row(link).place for link in "abc"] == [HERE, CLOUD, HERE]
