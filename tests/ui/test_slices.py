"""What is asked for thousands of rows leaves the window time in between."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.batch.slices import AT_ONCE, Slices


class Done(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, list[str]]] = []

    def first(self, ids: Sequence[str]) -> None:
        self.calls.append(("first", list(ids)))

    def second(self, ids: Sequence[str]) -> None:
        self.calls.append(("second", list(ids)))


def test_a_few_are_done_before_it_returns(qapp: QApplication) -> None:
    done = Done()
    Slices(done).do(done.first, ["a", "b"])
    assert done.calls == [("first", ["a", "b"])]
    qapp.processEvents()
    assert len(done.calls) == 1


def test_many_are_done_in_turns_and_in_order(qtbot: QtBot) -> None:
    done = Done()
    slices = Slices(done)
    ids = [str(number) for number in range(2 * AT_ONCE + 1)]
    slices.do(done.first, ids)
    slices.do(done.second, ids[:1])
    assert done.calls == [("first", ids[:AT_ONCE])]
    qtbot.waitUntil(lambda: len(done.calls) == 4)
    assert [name for name, _ in done.calls] == ["first", "first", "first", "second"]
    assert [i for name, part in done.calls if name == "first" for i in part] == ids


def test_from_the_end_the_last_come_first(qtbot: QtBot) -> None:
    done = Done()
    ids = [str(number) for number in range(AT_ONCE + 1)]
    Slices(done).do(done.first, ids, from_the_end=True)
    qtbot.waitUntil(lambda: len(done.calls) == 2)
    assert [part for _, part in done.calls] == [ids[AT_ONCE:], ids[:AT_ONCE]]
