"""A link to a list: its entries are chosen and go to the batch."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate
from app.ui.look import Look
from tests.ui.conftest import Surroundings
from tests.ui.single_stage import HandStage

LINK = "https://example.org/list"


def _entries(first: int, end: int) -> tuple[Entry, ...]:
    names = ("lens", "letter", "miller")
    return tuple(
        Entry(f"https://example.org/{n}", f"Part {n}: {names[n % 3]}", duration=60.0)
        for n in range(first, end + 1)
    )


def _page(first: int, end: int, **fields: object) -> ProbeUpdate:
    return ProbeUpdate(
        "",
        list_title="Films",
        entries=_entries(first, end),
        **fields,  # type: ignore[arg-type]  # any field
    )


@pytest.fixture
def stage(qtbot: QtBot, look: Look, tmp_path: Path) -> HandStage:
    around = Surroundings(tmp_path)
    around.desk.queue.load()
    made = HandStage(qtbot, look, around.services, around.desk)
    made.paste(LINK)
    return made


def _numbers(stage: HandStage) -> list[int]:
    return [number for number, _entry in stage.page.list.rows.chosen()]


def test_entries_stream_in_and_all_are_chosen(stage: HandStage) -> None:
    panel = stage.page.list
    stage.answer(_page(1, 50))
    assert panel.isVisible()
    assert panel.stop.isVisible()
    assert "50" in panel.state.text()
    stage.answer(_page(51, 60, last=True))
    assert not panel.stop.isVisible()
    assert panel.rows.rowCount() == 60
    assert panel.count.text() == "60 of 60 chosen"
    assert panel.title.text() == "Films"


def test_the_chosen_ones_become_rows_with_their_numbers(stage: HandStage) -> None:
    stage.answer(_page(1, 20, last=True))
    panel = stage.page.list
    QTest.keyClicks(panel.range, "3-5, 14")
    assert panel.count.text() == "4 of 20 chosen"
    with stage.qtbot.waitSignal(stage.page.batch_wanted):
        panel.add.click()
    rows = stage.rows()
    assert [row.request.list_number for row in rows] == [3, 4, 5, 14]
    assert {row.request.list_title for row in rows} == {"Films"}
    assert {row.list_name for row in rows} == {"Films"}
    assert rows[0].update.title == "Part 3: lens"
    assert rows[0].request.choices == stage.preferences.settings.choices
    assert stage.page.pages.currentWidget() is stage.page.nothing
    assert stage.page.bar.field.text() == ""


def test_all_and_none_are_for_what_is_shown_and_marks_of_others_stay(stage: HandStage) -> None:
    stage.answer(_page(1, 9, last=True))
    panel = stage.page.list
    panel.none.click()
    assert _numbers(stage) == []
    assert not panel.add.isEnabled()
    panel.search.setText("LENS part")
    assert panel.rows.rowCount() == 3
    panel.all.click()
    assert _numbers(stage) == [3, 6, 9]
    panel.search.setText("miller")
    panel.none.click()
    assert _numbers(stage) == [3, 6, 9]
    panel.search.clear()
    assert panel.rows.rowCount() == 9


def test_what_comes_later_is_marked_like_what_is_there(stage: HandStage) -> None:
    stage.answer(_page(1, 10))
    panel = stage.page.list
    QTest.keyClicks(panel.range, "8-12")
    stage.answer(_page(11, 20))
    assert _numbers(stage) == [8, 9, 10, 11, 12]
    panel.none.click()
    stage.answer(_page(21, 30))
    assert _numbers(stage) == []
    panel.all.click()
    stage.answer(_page(31, 40, last=True))
    assert len(_numbers(stage)) == 40


def test_a_range_that_means_nothing_changes_nothing(stage: HandStage) -> None:
    stage.answer(_page(1, 10, last=True))
    panel = stage.page.list
    QTest.keyClicks(panel.range, "x")
    assert "3-10" in panel.count.text()
    assert len(_numbers(stage)) == 10
    panel.range.clear()
    QTest.keyClicks(panel.range, "2")
    assert _numbers(stage) == [2]


def test_entries_are_marked_by_keyboard(stage: HandStage) -> None:
    stage.answer(_page(1, 10, last=True))
    panel = stage.page.list
    panel.table.setFocus()
    stage.key(Qt.Key.Key_Space)
    assert 1 not in _numbers(stage)
    stage.key(Qt.Key.Key_Down)
    stage.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    stage.key(Qt.Key.Key_Space)
    assert _numbers(stage) == [4, 5, 6, 7, 8, 9, 10]
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(stage.rows()) == 7


def test_a_mark_is_set_by_the_mouse(stage: HandStage) -> None:
    stage.answer(_page(1, 10, last=True))
    table = stage.page.list.table
    area = table.visualRect(table.model().index(2, 0))
    for x in range(area.left() + 2, area.left() + 40, 4):
        point = area.center()
        point.setX(x)
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
        if 3 not in _numbers(stage):
            break
    assert _numbers(stage) == [1, 2, *range(4, 11)]


def test_stopping_keeps_what_has_come(stage: HandStage) -> None:
    stage.answer(_page(1, 50))
    stage.key(Qt.Key.Key_Escape)
    assert not stage.asked
    panel = stage.page.list
    assert panel.isVisible()
    assert panel.rows.rowCount() == 50
    assert "more" in panel.state.text()
    assert not panel.bar.isVisible()


def test_an_endless_list_is_bounded_and_said(stage: HandStage) -> None:
    """Such as the endless mixes of a video site."""
    stage.answer(_page(1, 50))
    stage.answer(_page(51, 60, last=True, truncated=True))
    assert "goes on" in stage.page.list.state.text()
    assert stage.page.list.rows.total == 60


def test_a_list_that_breaks_off_keeps_what_has_come(stage: HandStage) -> None:
    stage.answer(_page(1, 50))
    stage.answer(ProbeUpdate("", error=ErrorCode.NETWORK, last=True))
    assert stage.page.list.isVisible()
    assert "internet" in stage.page.list.state.text()
    assert len(_numbers(stage)) == 50


def test_a_list_without_entries_says_so(stage: HandStage) -> None:
    stage.answer(ProbeUpdate("", list_title="Films", last=True))
    assert stage.page.error.isVisible()


def test_dead_entries_are_tolerated(stage: HandStage) -> None:
    """An entry may have neither a title nor a picture nor a length."""
    stage.answer(ProbeUpdate("", entries=(Entry("https://example.org/1"),), last=True))
    model = stage.page.list.rows
    shown = [model.index(0, column).data() for column in range(3)]
    assert shown == ["1", "https://example.org/1", ""]
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_5_000_entries_hold_nothing_up(stage: HandStage) -> None:
    panel, longest = stage.page.list, 0.0
    for first in range(1, 5001, 50):
        started = time.process_time()
        stage.answer(_page(first, first + 49, last=first == 4951))
        QApplication.processEvents()
        longest = max(longest, time.process_time() - started)
    for act in (panel.none.click, panel.all.click, lambda: panel.search.setText("lens")):
        started = time.process_time()
        act()
        QApplication.processEvents()
        longest = max(longest, time.process_time() - started)
    assert panel.rows.total == 5000
    assert longest < 0.5, "of this process's own time, in all that follows from one act"
