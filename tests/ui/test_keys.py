"""What keys do, whatever the rows have become since they were chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.download import DownloadState
from app.core.errors import ErrorCode
from app.ui.batch.row_action import RowAction
from tests.ui.conftest import Stage

_SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_key_fits_a_row_as_it_stands_now(stage: Stage) -> None:
    stage.desk.add("a")
    stage.select("a")
    stage.fail("a", ErrorCode.NETWORK)
    stage.key(Qt.Key.Key_F5)
    assert stage.desk.state("a") is DownloadState.RUNNING


def test_keys_work_after_a_menu_was_shown(stage: Stage) -> None:
    stage.desk.add("a")
    stage.select("a")
    menu = stage.batch.row_menu.menu()
    actions = stage.batch.row_menu.actions
    assert not actions[RowAction.RETRY].isEnabled()
    menu.popup(stage.window.pos())
    menu.close()
    assert all(action.isEnabled() for action in actions.values())
    stage.fail("a", ErrorCode.NETWORK)
    stage.view.setFocus()
    stage.key(Qt.Key.Key_F5)
    assert stage.desk.state("a") is DownloadState.RUNNING


def test_home_and_end_go_to_the_ends_of_the_list(stage: Stage) -> None:
    stage.desk.add(*"abcd")
    stage.select("b")
    stage.key(Qt.Key.Key_End)
    assert stage.view.current_row() == stage.desk.row("d")
    stage.key(Qt.Key.Key_Home)
    assert stage.view.current_row() == stage.desk.row("a")
    stage.key(Qt.Key.Key_End, _SHIFT)
    assert stage.view.selected_ids() == stage.desk.ids("abcd")


def test_escape_clears_the_search_and_then_leaves_it(stage: Stage) -> None:
    stage.desk.add("alpha", "beta")
    search = stage.batch.filter_bar.search
    search.setFocus()
    QTest.keyClicks(search, "beta")
    assert stage.shown() == "beta"
    stage.key(Qt.Key.Key_Escape)
    assert (search.text(), stage.shown()) == ("", "alphabeta")
    assert QApplication.focusWidget() is search
    stage.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is stage.view


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_from_the_search_into_what_it_found(stage: Stage, key: Qt.Key) -> None:
    stage.desk.add("alpha", "beta")
    search = stage.batch.filter_bar.search
    search.setFocus()
    QTest.keyClicks(search, "beta")
    stage.key(key)
    assert QApplication.focusWidget() is stage.view
    assert stage.view.current_row() == stage.desk.row("beta")


def test_the_search_offers_to_be_cleared_while_it_holds_something(stage: Stage) -> None:
    search = stage.batch.filter_bar.search
    (clear,) = [action for action in search.actions() if action.text() == "Clear search"]
    assert not clear.isVisible()
    search.setText("a")
    assert clear.isVisible()
    clear.trigger()
    assert search.text() == ""


def test_escape_closes_the_details_and_goes_back_to_the_list(stage: Stage) -> None:
    stage.desk.add("a")
    stage.select("a")
    stage.window.commands.details.setChecked(True)
    stage.batch.details.log.setFocus()
    stage.key(Qt.Key.Key_Escape)
    assert not stage.batch.details.isVisible()
    assert QApplication.focusWidget() is stage.view


def test_the_focus_goes_to_the_field_when_the_list_has_become_empty(stage: Stage) -> None:
    stage.desk.add("a")
    stage.fail("a", ErrorCode.NETWORK)
    stage.select("a")
    stage.key(Qt.Key.Key_Delete)
    assert stage.shown() == ""
    assert QApplication.focusWidget() is stage.batch.add_bar.field


def test_the_limit_has_a_key(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is stage.batch.footer.limit
    assert ("Downloads at once", "Alt+O") in stage.window.commands.all_keys()
