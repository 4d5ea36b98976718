"""About what the service costs, under the list."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from app.core.costs import Estimate, Prices, Tally, Use
from app.core.download import Download, DownloadRequest, DownloadState, Place
from app.ui.batch import cost_line
from app.ui.batch.cost_line import AT_ONCE, REST_MS, CostLine, CostWatch
from tests.ui.conftest import Stage, Surroundings

GIGABYTE = 1_000_000_000


@pytest.fixture(autouse=True)
def _plain_numbers() -> None:
    QLocale.setDefault(QLocale.c())


@pytest.mark.parametrize(
    ("dollars", "words"),
    [
        (0.0, "less than 1 cent"),
        (0.0099, "less than 1 cent"),
        (0.01, "about $0.01"),
        (0.044, "about $0.04"),
        (12.5, "about $12.50"),
        (99.99, "about $99.99"),
        (1234.4, "about $1234"),
    ],
)
def test_amounts_are_readable(dollars: float, words: str) -> None:
    assert cost_line.money(dollars) == words


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (Estimate(12, 0.04, is_over=False), "Cloud: about $0.04 for 12 videos (estimate)"),
        (Estimate(1, 0.004, is_over=False), "Cloud: less than 1 cent for 1 video (estimate)"),
        (
            Estimate(12, 0.04, 0.011, Use(720, made=1_200_000_000), is_over=False),
            (
                "Cloud: about $0.04 for 12 videos, about $0.01 so far "
                "(estimate, 12 min of work, 1.2 GB)"
            ),
        ),
        (
            Estimate(1, 0.04, 0.0, Use(50), is_over=False),
            "Cloud: about $0.04 for 1 video, less than 1 cent so far (estimate, 50 s of work)",
        ),
        (
            Estimate(12, 0.05, 0.05, Use(720, made=1_200_000_000)),
            "Cloud: about $0.05 for 12 videos (estimate from 12 min of work, 1.2 GB)",
        ),
        (
            Estimate(1, 0.0, 0.0, Use(made=1_200_000_000)),
            "Cloud: less than 1 cent for 1 video (estimate from 1.2 GB)",
        ),
    ],
)
def test_the_words_before_while_and_after(estimate: Estimate, words: str) -> None:
    assert cost_line.line(estimate) == words


def _line(stage: Stage) -> CostLine:
    stage.batch.cost._watch.turn()
    return stage.batch.cost


def test_it_is_there_only_where_something_runs_or_ran_in_the_service(stage: Stage) -> None:
    stage.desk.add(*"ab")
    assert not _line(stage).isVisible()
    stage.desk.add("c", place=Place.CLOUD)
    assert _line(stage).isVisible()
    assert _line(stage).text() == "Cloud: less than 1 cent for 1 video (estimate)"
    stage.desk.queue.cancel(stage.desk.ids("c"))
    stage.desk.cloud.tell(stage.desk.id("c"), DownloadState.CANCELED)
    assert not _line(stage).isVisible(), "it came to nothing, and cost nothing"
    stage.desk.add("d", place=Place.CLOUD)
    assert _line(stage).isVisible()
    stage.desk.queue.places.move(stage.desk.ids("d"), Place.THIS_COMPUTER)
    stage.desk.cloud.tell(stage.desk.id("d"), DownloadState.CANCELED)
    assert stage.desk.row("d").place is Place.THIS_COMPUTER
    assert not _line(stage).isVisible()


def test_it_follows_what_was_used_and_the_settings(stage: Stage) -> None:
    stage.window.preferences.change(prices=Prices(hour=6.0, gigabyte=1.0, gigabyte_month=0.0))
    stage.desk.add(*"ab", place=Place.CLOUD)
    used = {"size": GIGABYTE, "worked": 600.0}
    stage.put("a", DownloadState.COMPLETED, **used)
    assert ", about $2.00 so far (estimate, 10 min of work, 1 GB)" in _line(stage).text()
    stage.put("b", DownloadState.COMPLETED, **used)
    words = "Cloud: about $4.00 for 2 videos (estimate from 20 min of work, 2 GB)"
    assert _line(stage).text() == words
    stage.window.preferences.change(prices=Prices(hour=3.0, gigabyte=0.0, gigabyte_month=0.0))
    assert stage.batch.cost.text() == words.replace("4.00", "1.00")
    stage.desk.queue.remove(stage.desk.ids("ab"))
    assert not _line(stage).isVisible()


def test_where_nothing_comes_by_itself_the_way_here_costs_nothing(stage: Stage) -> None:
    stage.window.preferences.change(prices=Prices(0.0, 100.0, 0.0))
    stage.desk.add("a", place=Place.CLOUD)
    assert "about $10.00" in _line(stage).text()
    stage.window.preferences.change(bring_back=False)
    assert "less than 1 cent" in _line(stage).text()


def test_what_is_not_in_it_is_said(stage: Stage) -> None:
    stage.desk.add("a", place=Place.CLOUD)
    line = _line(stage)
    assert "standing there" in line.accessibleDescription()
    assert "100 MB" in line.accessibleDescription()
    assert line.text() in line.toolTip()


def test_a_storm_of_updates_is_summed_up_once_a_second(
    around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = around.desk
    desk.queue.load()
    puts: list[str] = []
    really_put = Tally.put

    def put(tally: Tally, row: Download) -> None:
        puts.append(row.id)
        really_put(tally, row)

    monkeypatch.setattr(Tally, "put", put)
    told: list[Tally] = []
    app = QCoreApplication.instance()
    assert app is not None
    watch = CostWatch(desk.queue, told.append, app)
    desk.add(*"abc", place=Place.CLOUD)
    watch.turn()
    puts.clear()
    told.clear()
    for number in range(500):
        desk.cloud.tell(desk.id("a"), fraction=number / 1000)
    assert (puts, told) == ([], [])
    assert watch._timer.interval() == REST_MS
    watch.turn()
    assert puts == [desk.id("a")], "a row is looked at once, however often it changed"
    assert len(told) == 1
    watch.turn()
    assert len(told) == 1, "nothing has changed"


def test_thousands_of_rows_are_taken_in_slices(around: Surroundings) -> None:
    desk = around.desk
    desk.queue.load()
    told: list[int] = []
    app = QCoreApplication.instance()
    assert app is not None

    def tell(tally: Tally) -> None:
        told.append(tally.estimate(Prices(), brings_back=True).videos)

    watch = CostWatch(desk.queue, tell, app)
    count = 2 * AT_ONCE + 1
    desk.queue.add(
        [DownloadRequest(f"https://example.org/{number}") for number in range(count)],
        place=Place.CLOUD,
    )
    desk.later.pass_seconds(60)
    watch.turn()
    watch.turn()
    assert told == []
    watch.turn()
    assert told == [count]


def test_rows_that_were_there_before_it_count(around: Surroundings) -> None:
    around.desk.queue.load()
    around.desk.add("a", place=Place.CLOUD)
    row = around.desk.row("a")
    around.desk.queue._put([replace(row, update=replace(row.update, worked=30.0))])
    told: list[Tally] = []
    app = QCoreApplication.instance()
    assert app is not None
    CostWatch(around.desk.queue, told.append, app).turn()
    assert told[0].estimate(Prices(), brings_back=True).spent.seconds == 30
