"""What downloads in the service may cost: before from what is known, after from what was used."""

from dataclasses import fields, replace
from random import Random

import pytest

from app.core import transitions
from app.core.costs import (
    DAY,
    GIGABYTE,
    LIST_PRICES,
    MONTH,
    NOTHING,
    USUAL_SIZE,
    Estimate,
    Prices,
    Tally,
    Use,
)
from app.core.download import (
    Activity,
    Download,
    DownloadState,
    Forecast,
    Place,
    Progress,
    Remark,
    Stage,
)
from tests.rows import a_row

ONLY_WORK = Prices(hour=1.0, gigabyte=0.0, gigabyte_month=0.0)
ONLY_WAY = Prices(hour=0.0, gigabyte=1.0, gigabyte_month=0.0)
ONLY_STAY = Prices(hour=0.0, gigabyte=0.0, gigabyte_month=1.0)


def cloud_row(state: DownloadState = DownloadState.QUEUED, **fields_of_update: object) -> Download:
    row = replace(a_row(state), place=Place.CLOUD)
    update = replace(row.update, progress=Progress())
    return replace(row, update=replace(update, **fields_of_update))  # type: ignore[arg-type]  # any field


def done(**fields_of_update: object) -> Download:
    return cloud_row(DownloadState.COMPLETED, **fields_of_update)


def estimate(*rows: Download, prices: Prices = LIST_PRICES, brings_back: bool = True) -> Estimate:
    tally = Tally()
    for row in rows:
        tally.put(row)
    return tally.estimate(prices, brings_back=brings_back)


def test_each_price_is_of_what_it_says() -> None:
    use = Use(seconds=7200, brought=3 * GIGABYTE, kept=5 * GIGABYTE * MONTH)
    assert use.dollars(ONLY_WORK) == pytest.approx(2)
    assert use.dollars(ONLY_WAY) == pytest.approx(3)
    assert use.dollars(ONLY_STAY) == pytest.approx(5)
    assert NOTHING.dollars(LIST_PRICES) == 0


def test_rows_of_this_computer_cost_nothing() -> None:
    row = replace(done(worked=60.0, size=GIGABYTE), place=Place.THIS_COMPUTER)
    assert estimate(row) == Estimate()


def test_a_video_of_unknown_size_is_reckoned_with_the_usual_one() -> None:
    unknown = estimate(cloud_row(), prices=ONLY_WAY)
    assert unknown.dollars == pytest.approx(USUAL_SIZE / GIGABYTE)
    assert (unknown.videos, unknown.dollars_so_far, unknown.is_over) == (1, 0, False)
    assert estimate(cloud_row(), prices=ONLY_WORK).dollars > 0


@pytest.mark.parametrize(
    "row",
    [
        replace(cloud_row(), forecast=Forecast(size=4 * GIGABYTE)),
        cloud_row(size=4 * GIGABYTE),
        cloud_row(DownloadState.RUNNING, progress=Progress(total_bytes=4 * GIGABYTE)),
        cloud_row(DownloadState.PAUSED, progress=Progress(total_bytes=4 * GIGABYTE)),
    ],
)
def test_a_size_that_is_known_counts(row: Download) -> None:
    assert estimate(row, prices=ONLY_WAY).dollars == pytest.approx(4)
    assert estimate(row, prices=ONLY_WORK).dollars > estimate(cloud_row(), prices=ONLY_WORK).dollars


def test_a_size_that_was_known_counts_also_in_a_run_that_does_not_know_it_yet() -> None:
    row = replace(cloud_row(), forecast=Forecast(size=4 * GIGABYTE))
    tally = Tally()
    tally.put(row)
    tally.put(transitions.started(row))
    assert tally.estimate(ONLY_WAY, brings_back=True).dollars == pytest.approx(4)


def test_what_was_used_is_measured() -> None:
    rows = [done(worked=1800.0, size=GIGABYTE) for _number in range(3)]
    assert estimate(*rows, prices=ONLY_WORK).dollars == pytest.approx(1.5)
    over = estimate(*rows, prices=ONLY_WAY)
    assert over.dollars == over.dollars_so_far == pytest.approx(3)
    assert over.is_over
    assert (over.videos, over.spent.seconds, over.spent.made) == (3, 5400, 3 * GIGABYTE)


def test_the_work_that_was_done_already_is_not_expected_again() -> None:
    fresh, begun = cloud_row(DownloadState.PAUSED), cloud_row(DownloadState.PAUSED, worked=20.0)
    both = estimate(begun, prices=ONLY_WORK)
    assert both.dollars == pytest.approx(estimate(fresh, prices=ONLY_WORK).dollars)
    assert both.dollars_so_far == pytest.approx(20 / 3600)
    long = estimate(cloud_row(DownloadState.PAUSED, worked=7200.0), prices=ONLY_WORK)
    assert long.dollars == pytest.approx(2)


def test_a_file_on_its_way_here_needs_no_more_work() -> None:
    coming = Progress(Stage.TRANSFERRING, total_bytes=GIGABYTE)
    row = cloud_row(DownloadState.RUNNING, progress=coming, worked=36.0, size=GIGABYTE)
    assert estimate(row, prices=ONLY_WORK).dollars == pytest.approx(0.01)
    assert estimate(row, prices=ONLY_WAY).dollars == pytest.approx(1)
    storing = replace(coming, activity=Activity.MOVING)  # in the service, which is at work
    there = replace(row, update=replace(row.update, progress=storing))
    assert estimate(there, prices=ONLY_WORK).dollars > 0.01


@pytest.mark.parametrize("remark", [Remark.ALREADY_HERE, Remark.SKIPPED, Remark.ELSEWHERE])
def test_what_was_not_brought_here_is_no_way(remark: Remark) -> None:
    row = done(size=GIGABYTE, worked=36.0, remark=remark)
    assert estimate(row, prices=ONLY_WAY).dollars == 0
    assert estimate(row, prices=ONLY_WORK).dollars == pytest.approx(0.01)


def test_a_file_that_stays_in_the_service_is_kept_until_it_expires() -> None:
    row = done(size=GIGABYTE, worked=36.0)
    assert row.finished is not None
    stays = replace(row, update=replace(row.update, expires=row.finished + MONTH / 2))
    assert estimate(stays, prices=ONLY_STAY).dollars == pytest.approx(0.5)
    assert estimate(stays, prices=ONLY_WAY).dollars == 0
    behind = replace(row, update=replace(row.update, expires=row.finished - 60))
    assert estimate(behind, prices=ONLY_STAY).dollars == 0


def test_where_nothing_comes_by_itself_it_is_kept_instead_of_brought() -> None:
    row = cloud_row(size=GIGABYTE)
    assert estimate(row, prices=ONLY_WAY, brings_back=False).dollars == 0
    kept = estimate(row, prices=ONLY_STAY, brings_back=False)
    assert kept.dollars == pytest.approx(DAY / MONTH)
    assert estimate(row, prices=ONLY_STAY).dollars == 0


@pytest.mark.parametrize("state", [DownloadState.FAILED, DownloadState.CANCELED])
def test_what_came_to_nothing_costs_the_work_at_it(state: DownloadState) -> None:
    row = cloud_row(state, worked=3600.0, size=GIGABYTE)
    assert estimate(row, prices=ONLY_WORK).dollars == pytest.approx(1)
    assert estimate(row, prices=ONLY_WAY).dollars == 0
    assert estimate(cloud_row(state)).videos == 0


def test_the_sums_stay_true_whatever_changes() -> None:
    chance = Random(7)
    tally = Tally()
    rows = [cloud_row(size=chance.randrange(GIGABYTE)) for _number in range(50)]
    there: dict[str, Download] = {}
    for _turn in range(2_000):
        row = chance.choice(rows)
        changed = replace(
            row,
            place=chance.choice([Place.CLOUD, Place.CLOUD, Place.THIS_COMPUTER]),
            update=replace(
                row.update,
                state=chance.choice(list(DownloadState)),
                worked=chance.choice([None, chance.random() * 1000]),
            ),
        )
        if chance.random() < 0.2:
            tally.remove(row.id)
            there.pop(row.id, None)
        else:
            tally.put(changed)
            there[row.id] = changed
    assert tally.estimate(LIST_PRICES, brings_back=True) == estimate(*there.values())
    for row in rows:
        tally.remove(row.id)
    assert tally.estimate(LIST_PRICES, brings_back=True) == Estimate()


def test_the_defaults_are_about_what_a_thousand_videos_were_found_to_cost() -> None:
    """0.28 dollars of work on demand, and 8.50 of the way here."""
    rows = [cloud_row() for _number in range(1_000)]
    alone = {
        field.name: estimate(
            *rows,
            prices=replace(Prices(0.0, 0.0, 0.0), **{field.name: getattr(LIST_PRICES, field.name)}),
        ).dollars
        for field in fields(Prices)
    }
    assert alone["hour"] == pytest.approx(0.28, rel=0.15)
    assert alone["gigabyte"] == pytest.approx(8.5)
