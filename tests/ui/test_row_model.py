"""The model mirrors the queue under any filter."""

import random
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from app.core.download import DownloadState
from app.ui.batch.row_filter import RowFilter, RowGroup, words_of
from app.ui.batch.row_model import RowModel
from app.ui.batch.row_source import ROW_ROLE
from tests.core.desk import Desk

_FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def _shown(model: RowModel) -> list[str]:
    return [row.id for place in range(model.rowCount()) if (row := model.row_at(place))]


def _model(desk: Desk, clock: Callable[[], float] = time.time) -> RowModel:
    """One that no thread's garbage collection can destroy while its timer runs."""
    model = RowModel(desk.queue, clock)
    model.setParent(QCoreApplication.instance())
    return model


def _expected(desk: Desk, row_filter: RowFilter) -> list[str]:
    return [row.id for row in desk.queue if row_filter.accepts(row)]


def _anything(desk: Desk, choose: random.Random, number: int) -> None:
    """One thing that may happen to the list."""
    ids = [row.id for row in desk.queue]
    some = choose.sample(ids, min(len(ids), choose.randint(1, 5)))
    running = list(desk.executor.active)
    match choose.randrange(10):
        case 0 | 1:
            desk.add(*(f"{number}-{n}" for n in range(choose.randint(1, 5))))
        case 2:
            desk.queue.pause(some)
        case 3:
            desk.queue.resume(some)
        case 4:
            desk.queue.remove(some)
        case 5:
            desk.queue.move(some, choose.choice([*ids, None]))
        case 6:
            desk.queue.cancel(some)
        case 7 if running:
            desk.executor.tell(choose.choice(running), DownloadState.FAILED)
        case 8 if running:
            desk.executor.tell(choose.choice(running), DownloadState.COMPLETED)
        case _ if running:
            desk.executor.tell(choose.choice(running), fraction=0.5, title=f"title {number}")


@pytest.mark.parametrize("group", RowGroup)
@pytest.mark.parametrize("words", ["", "title 1"])
def test_follows_the_queue_whatever_happens(qapp: object, group: RowGroup, words: str) -> None:
    desk = Desk()
    model = _model(desk)
    tester = QAbstractItemModelTester(model, _FATAL)
    row_filter = RowFilter(group, words_of(words))
    model.set_filter(row_filter)
    choose = random.Random(f"{group} {words}")
    for number in range(150):
        _anything(desk, choose, number)
        if number % 3 == 0:
            model.flush()
            assert _shown(model) == _expected(desk, row_filter)
    model.set_filter(RowFilter())
    assert _shown(model) == [row.id for row in desk.queue]
    assert tester.model() is model
    del qapp


def test_many_scattered_changes_at_once(qapp: object) -> None:
    desk = Desk(limit=1)
    model = _model(desk)
    tester = QAbstractItemModelTester(model, _FATAL)
    desk.add(*(f"{n}" for n in range(600)))
    queued = RowFilter(RowGroup.FAILED)
    model.set_filter(queued)
    assert model.rowCount() == 0
    waiting = [row.id for row in desk.queue if row.state is DownloadState.QUEUED]
    desk.queue.remove(waiting[::2])
    model.set_filter(RowFilter())
    assert _shown(model) == [row.id for row in desk.queue]
    desk.queue.cancel(waiting[1::2])
    model.flush()
    assert _shown(model) == [row.id for row in desk.queue]
    assert tester.model() is model
    del qapp


def test_changes_are_gathered_and_ranges_are_narrow(qtbot: QtBot) -> None:
    desk = Desk(limit=2)
    model = _model(desk)
    desk.add(*"abcdef")
    model.flush()
    spy = QSignalSpy(model.dataChanged)
    first, second = desk.executor.active
    for step in range(50):
        desk.executor.tell(first, fraction=step / 100)
        desk.executor.tell(second, fraction=step / 100)
    assert spy.count() == 0, "shown only with the tick"
    with qtbot.waitSignal(model.refreshed, timeout=2000):
        pass
    desk.queue.cancel([desk.id("d"), desk.id("f")])
    model.flush()
    ranges = [tuple(index.row() for index in spy.at(n)[:2]) for n in range(spy.count())]
    assert ranges == [(0, 1), (3, 3), (5, 5)], "neighbours together, and no row between"


def test_a_row_reads_as_a_sentence(qapp: object) -> None:
    desk = Desk()
    model = _model(desk, clock=lambda: 0.0)
    desk.add("a")
    desk.executor.tell(desk.id("a"), fraction=0.62, title="Big Buck Bunny")
    index = model.index(0)
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        assert index.data(role) == "Big Buck Bunny, Looking up the video"
    assert index.data(ROW_ROLE) == desk.row("a")
    assert model.data(QModelIndex()) is None
    del qapp


def test_rows_moved_under_a_filter_stay_behind_the_last_that_is_shown(qapp: object) -> None:
    desk = Desk(limit=1)
    model = _model(desk)
    desk.add(*"abcde")
    desk.executor.tell(desk.id("a"), DownloadState.COMPLETED)
    desk.executor.tell(desk.id("b"), DownloadState.COMPLETED)
    model.set_filter(RowFilter(RowGroup.COMPLETED))
    moved: list[tuple[list[str], str | None]] = []
    model.rows_moved_by_hand.connect(lambda ids, before: moved.append((ids, before)))
    data = model.mimeData([model.index(0)])
    action = Qt.DropAction.MoveAction
    assert model.dropMimeData(data, action, model.rowCount(), 0, QModelIndex())
    assert moved == [([desk.id("a")], desk.id("c"))]
    del qapp


def test_neighbours_for_moving_up_and_down(qapp: object) -> None:
    desk = Desk()
    model = _model(desk)
    desk.add(*"abcd")
    for links, step, order in (("b", -1, "bacd"), ("b", 1, "acbd"), ("cd", 1, "abcd")):
        fresh = Desk()
        model = _model(fresh)
        fresh.add(*"abcd")
        ids = fresh.ids(links)
        fresh.queue.move(ids, model.neighbour(ids, step))
        assert fresh.order() == order
    del qapp
