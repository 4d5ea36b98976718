"""How the whole list stands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.core.download import Activity, DownloadState, Place, Progress, Stage
from app.ui.desktop.standing import Standing, StandingWatch
from tests.ui.conftest import Surroundings


def _watched(around: Surroundings) -> tuple[StandingWatch, list[Standing]]:
    around.desk.queue.load()
    watch = StandingWatch(around.desk.queue, QCoreApplication.instance())
    told: list[Standing] = []
    watch.listen(told.append)
    return watch, told


def test_a_batch_is_counted_from_its_beginning_to_its_end(around: Surroundings) -> None:
    watch, told = _watched(around)
    desk = around.desk
    desk.add(*"abc")
    watch.tell()
    assert told[-1] == Standing(running=2, waiting=1, here=2)
    desk.executor.tell(desk.id("a"), fraction=0.6)
    desk.finish("b")
    watch.tell()
    assert told[-1].done == 1
    assert round(told[-1].fraction, 3) == round(1.6 / 3, 3)
    desk.finish("a")
    desk.executor.tell(desk.id("c"), DownloadState.FAILED)
    watch.tell()
    assert told[-1] == Standing(done=2, failed=1, fraction=1.0)
    watch.tell()
    assert told[-1] == Standing()
    desk.add("d")
    watch.tell()
    assert told[-1] == Standing(running=1, here=1)


def test_what_is_canceled_paused_or_taken_away_is_neither_done_nor_failed(
    around: Surroundings,
) -> None:
    watch, told = _watched(around)
    desk = around.desk
    desk.add(*"ab")
    desk.queue.cancel([desk.id("a")])
    desk.executor.tell(desk.id("a"), DownloadState.CANCELED)
    desk.queue.pause([desk.id("b")])
    desk.executor.tell(desk.id("b"), DownloadState.PAUSED)
    watch.tell()
    assert told[-1] == Standing()


def test_it_is_told_by_itself_and_not_for_every_change(around: Surroundings, qtbot: QtBot) -> None:
    _watch, told = _watched(around)
    desk = around.desk
    desk.add("a")
    for number in range(100):
        desk.executor.tell(desk.id("a"), fraction=number / 200)
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert told[0].running == 1


def test_what_ran_before_it_was_there_counts(around: Surroundings) -> None:
    around.desk.queue.load()
    around.desk.add("a")
    watch = StandingWatch(around.desk.queue, QCoreApplication.instance())
    around.desk.finish("a")
    assert watch.standing().done == 1


def test_what_runs_in_the_cloud_counts_like_any_other_but_not_as_here(
    around: Surroundings,
) -> None:
    watch, told = _watched(around)
    desk = around.desk
    desk.add("a")
    desk.add(*"bc", place=Place.CLOUD)
    watch.tell()
    assert told[-1] == Standing(running=3, here=1)
    desk.finish("a")
    desk.cloud.tell(desk.id("b"), DownloadState.COMPLETED)
    watch.tell()
    assert (told[-1].running, told[-1].here, told[-1].done) == (1, 0, 2)
    assert round(told[-1].fraction, 3) == round(2 / 3, 3)
    desk.cloud.tell(desk.id("c"), DownloadState.COMPLETED)
    watch.tell()
    assert told[-1] == Standing(done=3, fraction=1.0)


@pytest.mark.parametrize(
    ("progress", "here"),
    [
        (Progress(Stage.RESOLVING, Activity.SENDING), 0),
        (Progress(Stage.DOWNLOADING, Activity.VIDEO), 0),
        (Progress(Stage.TRANSFERRING, Activity.MOVING), 0),  # the service stores its file
        (Progress(Stage.TRANSFERRING), 1),
    ],
)
def test_a_file_on_its_way_here_is_here(
    around: Surroundings, progress: Progress, here: int
) -> None:
    watch, _told = _watched(around)
    around.desk.add("a", place=Place.CLOUD)
    row = around.desk.row("a")
    update = replace(row.update, seq=1, progress=progress)
    around.desk.queue.apply(update)
    assert watch.standing().here == here
    assert watch.standing().running == 1
