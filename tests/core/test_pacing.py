"""Between two downloads from one site there is a pause, for those who want one."""

import pytest

from app.core.download import DownloadRequest, DownloadState
from app.core.pacing import site_of
from tests.core.desk import Desk

PAUSE = 10.0


def add(desk: Desk, *links: str, folder: str = "") -> list[str]:
    before = {row.id for row in desk.queue}
    desk.queue.add([DownloadRequest(f"https://{link}", folder=folder) for link in links])
    return [row.id for row in desk.queue if row.id not in before]


def running(desk: Desk) -> set[str]:
    return {row.request.url.removeprefix("https://") for row in desk.queue.running()}


@pytest.fixture
def desk() -> Desk:
    desk = Desk(limit=3)
    desk.queue.set_pacing(PAUSE)
    return desk


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.Example.org:8080/a?b", "example.org"),
        ("http://user@example.org", "example.org"),
        ("https://m.example.org/", "m.example.org"),
        ("", ""),
        ("not a link", ""),
        ("https://[broken/", ""),
    ],
)
def test_the_site_of_a_link(url: str, site: str) -> None:
    assert site_of(url) == site


def test_the_next_of_a_site_starts_after_the_pause_and_others_at_once(desk: Desk) -> None:
    add(desk, "a.org/1", "www.a.org/2", "b.org/1")
    assert running(desk) == {"a.org/1", "b.org/1"}
    desk.later.pass_seconds(PAUSE - 1)
    assert running(desk) == {"a.org/1", "b.org/1"}
    desk.later.pass_seconds(1.1)
    assert running(desk) == {"a.org/1", "www.a.org/2", "b.org/1"}


def test_the_pause_begins_again_with_an_end(desk: Desk) -> None:
    one, _two = add(desk, "a.org/1", "a.org/2")
    desk.later.pass_seconds(PAUSE - 1)
    desk.executor.tell(one, DownloadState.COMPLETED)
    desk.later.pass_seconds(PAUSE - 1)
    assert running(desk) == set()
    desk.later.pass_seconds(1.1)
    assert running(desk) == {"a.org/2"}


def test_what_is_tried_again_by_hand_waits_too(desk: Desk) -> None:
    (one,) = add(desk, "a.org/1")
    desk.executor.tell(one, DownloadState.FAILED)
    desk.queue.retry([one])
    assert running(desk) == set()
    desk.later.pass_seconds(PAUSE + 0.1)
    assert running(desk) == {"a.org/1"}


def test_a_forced_sleep_is_optional_and_visible(desk: Desk) -> None:
    """Parabolic#1832."""
    one, two, three = add(desk, "a.org/1", "a.org/2", "a.org/3")
    desk.later.pass_seconds(2)
    waits = [desk.queue.waits_for_site(row) for row in desk.queue]
    assert waits == [None, pytest.approx(PAUSE - 2), None]
    desk.queue.set_pacing(0)
    assert set(desk.executor.started) == {one, two, three}
    assert [desk.queue.waits_for_site(row) for row in desk.queue] == [None] * 3


def test_who_waits_for_a_slot_does_not_wait_for_the_site(desk: Desk) -> None:
    add(desk, "a.org/1", "b.org/1", "c.org/1", "a.org/2")
    assert desk.queue.waits_for_site(desk.rows()[3]) is None


def test_who_waits_for_room_does_not_wait_for_the_site(desk: Desk) -> None:
    add(desk, "a.org/1")
    add(desk, "a.org/2", folder="/full")
    desk.closed_folders.add("/full")
    assert desk.queue.waits_for_site(desk.rows()[1]) is None


def test_a_shorter_pause_counts_at_once(desk: Desk) -> None:
    add(desk, "a.org/1", "a.org/2")
    desk.later.pass_seconds(4)
    desk.queue.set_pacing(3)
    assert running(desk) == {"a.org/1", "a.org/2"}


def test_a_longer_pause_counts_at_once(desk: Desk) -> None:
    add(desk, "a.org/1", "a.org/2")
    desk.queue.set_pacing(3 * PAUSE)
    desk.later.pass_seconds(3 * PAUSE - 1)
    assert running(desk) == {"a.org/1"}
    desk.later.pass_seconds(1.1)
    assert running(desk) == {"a.org/1", "a.org/2"}


def test_pausing_and_removing_who_waits_leaves_the_turn_to_the_next(desk: Desk) -> None:
    _one, two, three, four = add(desk, "a.org/1", "a.org/2", "a.org/3", "a.org/4")
    desk.queue.pause([two])
    desk.queue.remove([three])
    desk.later.pass_seconds(PAUSE + 0.1)
    assert desk.executor.started[-1] == four


def test_a_clock_that_is_set_back_holds_up_nothing(desk: Desk) -> None:
    add(desk, "a.org/1", "a.org/2")
    desk.now -= 100_000.0
    desk.queue.fill()
    assert running(desk) == {"a.org/1", "a.org/2"}


def test_without_pacing_no_timer_is_set() -> None:
    desk = Desk(limit=1)
    add(desk, *(f"a.org/{number}" for number in range(20)))
    assert desk.later.calls == []


def test_thousands_of_sites_need_one_timer_at_a_time() -> None:
    desk = Desk(limit=5_000)
    desk.queue.set_pacing(PAUSE)
    add(desk, *(f"{number}.org/{part}" for number in range(1_000) for part in range(2)))
    desk.later.pass_seconds(PAUSE / 2)
    assert len(running(desk)) == 1_000
    assert len(desk.later.calls) == 1
    desk.later.pass_seconds(PAUSE + 0.1)
    assert len(running(desk)) == 2_000
