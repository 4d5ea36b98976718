"""The line at the top of the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.ui.header import Header
from app.ui.icons import icon
from app.ui.tabs import Tab
from tests.ui.conftest import Stage


def test_all_that_is_wanted_often_has_a_button(stage: Stage) -> None:
    words = [button.text() for button in stage.window.header.buttons]
    assert words == ["Start all", "Pause all", "Retry failed", "Check all"]


def test_all_waiting_rows_are_checked_at_a_click(stage: Stage) -> None:
    stage.desk.add(*"xyab")
    checked: list[list[str]] = []
    stage.batch.list_actions.check_wanted.connect(checked.append)
    QTest.mouseClick(stage.window.header.buttons[3], Qt.MouseButton.LeftButton)
    assert checked == [stage.desk.ids("ab")]


def test_the_words_fit_a_small_window(stage: Stage) -> None:
    stage.window.resize(720, 480)
    assert stage.window.width() == 720
    assert all(button.text() for button in stage.window.header.buttons)


@pytest.fixture
def header(qtbot: QtBot) -> Header:
    actions = []
    for words in ("Fehlgeschlagene wiederholen", "Alle anderen ebenfalls wiederholen"):
        action = QAction(icon("rotate-ccw"), words)
        action.setObjectName(words)
        actions.append(action)
    menu = QMenu()
    qtbot.addWidget(menu)
    header = Header(actions, menu)
    qtbot.addWidget(header)
    header.show_tab(Tab.BATCH)
    header.show()
    return header


def test_signs_stand_for_words_that_do_not_fit(header: Header) -> None:
    header.resize(1000, 49)
    assert all(button.text() and button.icon().isNull() for button in header.buttons)
    for width in (header.minimumSizeHint().width(), 480):
        header.resize(width, 49)
        for button in header.buttons:
            assert not button.text()
            assert not button.icon().isNull()
            assert button.accessibleName() in button.toolTip()
            assert button.geometry().right() < header.more.geometry().left()
    header.resize(1000, 49)
    assert all(button.text() for button in header.buttons)
