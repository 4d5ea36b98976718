"""What this computer still has to do is handed to the service, and nothing is lost on the way."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication

from app.core.cloud import CloudStanding, CloudTrouble, Link
from app.core.download import Activity, DownloadRequest, DownloadState, Place, Progress
from app.ui.desktop.hand_over import AT_ONCE, Handing, HandOver
from tests.core.desk import Desk
from tests.ui.conftest import Surroundings

CONNECTED = CloudStanding(Link.CONNECTED)
AWAY = CloudStanding(Link.AWAY, CloudTrouble.UNREACHABLE)
CLOUD = Place.CLOUD


class Handed:
    """A list of this computer, of which two run, and what is told of its hand-over."""

    def __init__(self, around: Surroundings) -> None:
        self.desk: Desk = around.desk
        self.cloud = around.cloud
        self.desk.queue.load()
        self.cloud.stand(CONNECTED)
        app = QCoreApplication.instance()
        assert app is not None
        self.hand_over = HandOver(self.desk.queue, self.cloud, app)
        self.told: list[Handing] = []

    def begin(self) -> None:
        self.hand_over.begin(self.told.append)

    def look(self) -> Handing:
        self.hand_over.look()
        return self.told[-1]

    def stop_here(self, *links: str) -> None:
        """Let runs on this computer have stopped."""
        for link in links:
            self.desk.executor.tell(self.desk.id(link), DownloadState.CANCELED)

    def confirm(self, *links: str) -> None:
        """Let the service have shown rows."""
        for link in links:
            self.desk.cloud.tell(self.desk.id(link))

    def places(self) -> dict[str, Place]:
        return {row.request.url.rpartition("/")[2]: row.place for row in self.desk.queue}


@pytest.fixture
def handed(around: Surroundings) -> Handed:
    return Handed(around)


def test_all_that_waits_or_runs_goes_over_and_is_waited_for(handed: Handed) -> None:
    handed.desk.add(*"abcd")
    handed.begin()
    assert handed.told == [Handing(0, 4, CONNECTED)]
    assert handed.places() == {"a": Place.THIS_COMPUTER, "b": Place.THIS_COMPUTER} | {
        "c": CLOUD,
        "d": CLOUD,
    }
    assert handed.desk.started() == "ab", "none of those that waited took a slot here"
    handed.stop_here(*"ab")
    assert set(handed.places().values()) == {CLOUD}
    assert set(handed.desk.cloud.active) == set(handed.desk.ids("abcd"))
    assert handed.look() == Handing(0, 4, CONNECTED), "it was not said yet that it has them"
    handed.confirm(*"abc")
    assert handed.look() == Handing(3, 4, CONNECTED)
    handed.confirm("d")
    assert handed.look() == Handing(4, 4, CONNECTED, is_over=True)
    told = len(handed.told)
    handed.hand_over.look()
    assert len(handed.told) == told, "it is over once"


def test_what_is_still_being_sent_is_not_with_the_service(handed: Handed) -> None:
    handed.desk.add("a")
    handed.begin()
    handed.stop_here("a")
    row = handed.desk.row("a")
    sending = Progress(activity=Activity.SENDING)
    handed.desk.queue.apply(replace(row.update, seq=1, progress=sending))
    assert handed.look().done == 0
    in_line = Progress(activity=Activity.IN_LINE)
    handed.desk.queue.apply(replace(row.update, seq=2, progress=in_line))
    assert handed.look().is_over


def test_what_the_service_has_not_confirmed_is_waited_for(handed: Handed) -> None:
    handed.desk.add("a")
    handed.begin()
    handed.stop_here("a")
    handed.cloud.stand(replace(CONNECTED, waiting=1))
    handed.confirm("a")
    assert not handed.look().is_over
    handed.cloud.stand(CONNECTED)
    assert handed.look().is_over


def test_only_what_is_to_run_goes_over(handed: Handed) -> None:
    desk = handed.desk
    desk.add(*"abcdefg")
    desk.finish("a")
    desk.executor.tell(desk.id("b"), DownloadState.FAILED)
    desk.queue.pause(desk.ids("ceg"))
    desk.executor.tell(desk.id("c"), DownloadState.PAUSED)
    desk.add("h", place=CLOUD)
    running = [row for row in desk.queue.running() if row.place is Place.THIS_COMPUTER]
    links = {row.request.url[-1] for row in running}
    assert links == {"d", "f"}
    desk.queue.cancel(desk.ids("f"))  # which it has not confirmed
    assert [row.id for row in handed.hand_over.rows()] == desk.ids("d")


def test_what_ends_here_first_needs_nobody_else(handed: Handed) -> None:
    handed.desk.add(*"ab")
    handed.begin()
    handed.desk.finish("a")
    handed.desk.queue.remove(handed.desk.ids("b"))
    handed.stop_here("b")
    assert handed.look().is_over
    assert handed.places() == {"a": Place.THIS_COMPUTER}


def test_a_list_whose_entries_come_meanwhile_goes_over_with_them(handed: Handed) -> None:
    handed.desk.add("a")
    handed.begin()
    handed.desk.add("entry")
    handed.stop_here("a")
    handed.confirm("a")
    assert handed.look() == Handing(1, 2, CONNECTED)
    handed.look()
    handed.stop_here("entry")
    handed.confirm("entry")
    assert handed.look() == Handing(2, 2, CONNECTED, is_over=True)


def test_many_go_over_some_at_a_time_and_the_rest_stays_while_the_service_is_away(
    handed: Handed,
) -> None:
    desk = handed.desk
    count = 2 * AT_ONCE + 10
    desk.queue.add(
        [DownloadRequest(f"https://example.org/{number}") for number in range(count)],
    )
    handed.begin()

    def moved() -> int:
        return sum(place is CLOUD for place in handed.places().values())

    assert moved() == AT_ONCE
    handed.cloud.stand(AWAY)
    assert handed.look() == Handing(0, count, AWAY)
    assert moved() == AT_ONCE
    assert len(desk.rows()) == count
    handed.cloud.stand(CONNECTED)
    handed.look()
    assert moved() == 2 * AT_ONCE


def test_stopped_it_moves_nothing_more_and_tells_nobody(handed: Handed) -> None:
    desk = handed.desk
    desk.queue.add([DownloadRequest(f"https://example.org/{n}") for n in range(2 * AT_ONCE)])
    handed.begin()
    handed.hand_over.stop()
    told = len(handed.told)
    handed.hand_over.look()
    handed.cloud.stand(AWAY)
    assert len(handed.told) == told
    assert sum(place is CLOUD for place in handed.places().values()) == AT_ONCE
    assert len(desk.rows()) == 2 * AT_ONCE


def test_with_nothing_left_it_is_over_at_once(handed: Handed) -> None:
    handed.begin()
    assert handed.told == [Handing(0, 0, CONNECTED, is_over=True)]


def test_it_is_possible_only_with_a_connection(handed: Handed) -> None:
    changes: list[bool] = []
    handed.hand_over.possible_changed = lambda: changes.append(handed.hand_over.is_possible)
    for link in Link:
        handed.cloud.stand(CloudStanding(link))
    assert changes == [False, False, True, False]
