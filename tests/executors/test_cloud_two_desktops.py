"""Two desktops with one token show the same, and do nothing twice."""

import threading

import pytest

from app.core.choices import Choices, Quality
from app.core.cloud import Link
from app.core.download import DownloadState
from app.core.errors import ErrorCode
from tests.executors.cloud_desk import CloudDesk, ids_of
from tests.executors.cloud_room import CloudRoom, flows, new_id
from tests.executors.odd_service import refuses
from tests.executors.weather import truncates

CHOSEN = Choices(Quality.P480)
FILE = "GET /file"


def adopt(room: CloudRoom, desk: CloudDesk, row: str, name: str = "a") -> None:
    """As the queue does with what was found."""
    desk.wait(lambda: row in ids_of(desk.found))
    desk.submit(row, 1, room.request(name, choices=CHOSEN))


@pytest.fixture
def a(room: CloudRoom) -> CloudDesk:
    return room.desk("a")


@pytest.fixture
def b(room: CloudRoom) -> CloudDesk:
    return room.desk("b")


@pytest.mark.parametrize("is_late", [False, True])
def test_what_one_has_sent_the_other_finds_with_its_choices(
    room: CloudRoom, a: CloudDesk, is_late: bool
) -> None:
    b = None if is_late else room.desk("b")
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    room.one("a")
    b = b or room.desk("b")
    b.wait(lambda: row in ids_of(b.found))
    assert [one.request and one.request.choices for one in b.found] == [CHOSEN]
    assert not a.found


def test_both_show_it_and_only_the_one_that_sent_it_brings_it_back(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row, may_come = new_id(), threading.Event()
    room.weather.befalls(FILE, room.weather.delays_until(may_come))
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    claim = room.work("a")
    flows(a, row)
    flows(b, row)
    room.complete(claim)
    end = b.watched.end(row)
    assert end.state is DownloadState.COMPLETED
    assert end.expires is not None
    may_come.set()
    assert a.watched.end(row).expires is None
    b.wait(lambda: b.lost == [(row, None)])
    assert not room.there()
    assert room.weather.count("POST /batch-download") == 1


def test_the_other_may_fetch_it_too_and_releases_nothing(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    a.do(lambda: a.cloud.set_brings_back(False))
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    room.complete(room.work("a"))
    a.watched.end(row)
    b.watched.end(row)
    b.submit(row, 2, room.request("a", choices=CHOSEN))
    assert b.watched.end(row, 2).expires is None
    b.wait_for(Link.CONNECTED, waiting=0)
    assert len(room.there()) == 1
    a.submit(row, 2, room.request("a", choices=CHOSEN))
    assert a.watched.end(row, 2).expires is None
    room.until(lambda: not room.there())
    assert not b.lost


def test_what_was_adopted_is_still_the_others_after_a_restart(
    room: CloudRoom, a: CloudDesk
) -> None:
    """Also where its first run begins before the service was heard."""
    a.do(lambda: a.cloud.set_brings_back(False))
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    b = room.desk("b")
    b.wait(lambda: row in ids_of(b.found))
    room.leave(b)
    room.complete(room.work("a"))
    a.watched.end(row)
    b = room.away("b")
    b.submit(row, 1, room.request("a", choices=CHOSEN))
    b.use(room.access)
    assert b.watched.end(row).expires is not None
    assert room.weather.count("POST /batch-download") == 1
    b.discard(row, room.request("a", choices=CHOSEN))
    b.wait_for(Link.CONNECTED, waiting=0)
    assert len(room.there()) == 1
    assert not a.lost


def test_what_goes_before_the_row_of_the_other_begins_is_not_sent_again(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    b.wait(lambda: row in ids_of(b.found))
    room.complete(room.work("a"))
    a.watched.end(row)
    room.until(lambda: not room.there())
    [after] = room.submit(b, "b")  # what is told of it comes behind the removal
    room.work("b")
    flows(b, after)
    b.submit(row, 1, room.request("a", choices=CHOSEN))
    assert b.watched.end(row).state is DownloadState.CANCELED
    assert room.weather.count("POST /batch-download") == 2


def test_what_asks_for_more_than_is_known_here_is_followed_all_the_same(
    room: CloudRoom, a: CloudDesk
) -> None:
    def is_newer(data: bytes) -> bytes:
        return data.replace(b'"quality":"480p"', b'"quality":"9999"')

    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    room.one("a")
    for what in ("GET /events", "GET /status"):
        room.weather.befalls(what, room.weather.changes(is_newer))
    b = room.desk("b")
    b.wait(lambda: [one.request for one in b.found] == [None])
    b.submit(row, 1, room.request("a", choices=Choices(Quality.P720)))
    room.work("a")
    flows(b, row)
    assert room.weather.count("POST") == 1


def test_what_was_found_but_could_not_be_kept_is_found_again(room: CloudRoom, a: CloudDesk) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    room.one("a")
    for _ in range(2):
        b = room.desk("b")
        b.wait(lambda: [one.id for one in b.found] == [row])  # noqa: B023
        room.leave(b)


def test_a_cancel_of_one_ends_the_row_of_the_other(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    claim = room.work("a")
    flows(b, row)
    b.cancel(row)
    room.obey(claim)
    for desk in (a, b):
        assert desk.watched.end(row).state is DownloadState.CANCELED
    room.until(lambda: not room.there())


def test_a_row_that_is_taken_away_here_is_canceled_there(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    b.wait(lambda: row in ids_of(b.found))
    claim = room.work("a")
    b.discard(row, room.request("a"))
    room.obey(claim)
    assert a.watched.end(row).state is DownloadState.CANCELED
    room.until(lambda: not room.there())


def test_a_pause_of_one_is_seen_by_the_other_which_may_resume(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    claim = room.work("a")
    flows(b, row)
    a.pause(row)
    room.obey(claim)
    for desk in (a, b):
        assert desk.watched.end(row).state is DownloadState.PAUSED
    b.submit(row, 2, room.request("a", choices=CHOSEN))
    a.wait(lambda: a.woken == [row])
    room.work("a", 0.5)
    flows(b, row, 2)
    # What was wished for before is not wished for again.
    assert room.weather.count("POST /pause") == 1
    a.submit(row, 2, room.request("a", choices=CHOSEN))
    flows(a, row, 2)


@pytest.mark.parametrize("is_done", [False, True])
def test_what_was_resumed_while_this_computer_was_off_wakes_its_row(
    room: CloudRoom, a: CloudDesk, b: CloudDesk, is_done: bool
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    claim = room.work("a")
    a.pause(row)
    room.obey(claim)
    a.watched.end(row)
    b.watched.end(row)
    room.leave(a)
    b.submit(row, 2, room.request("a", choices=CHOSEN))
    claim = room.work("a", 0.5)
    if is_done:
        room.complete(claim)
    a = room.desk("a")
    a.wait(lambda: a.woken == [row])
    assert room.weather.count("POST /pause") == 1
    a.submit(row, 2, room.request("a", choices=CHOSEN))
    if not is_done:
        room.complete(claim)
    assert a.watched.end(row, 2).state is DownloadState.COMPLETED


def test_what_was_paused_while_this_computer_was_off_stays_so(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    claim = room.work("a")
    flows(b, row)
    room.leave(a)
    b.pause(row)
    room.obey(claim)
    b.watched.end(row)
    a = room.desk("a")
    a.submit(row, 2, room.request("a", choices=CHOSEN))
    assert a.watched.end(row, 2).state is DownloadState.PAUSED
    assert room.weather.count("POST /resume") == 0
    a.submit(row, 3, room.request("a", choices=CHOSEN))
    room.complete(room.work("a"))
    assert a.watched.end(row, 3).state is DownloadState.COMPLETED


def test_a_paused_row_of_the_other_waits_here_too(room: CloudRoom, a: CloudDesk) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    claim = room.work("a")
    a.pause(row)
    room.obey(claim)
    a.watched.end(row)
    b = room.desk("b")
    b.wait(lambda: [one.state for one in b.found] == [DownloadState.PAUSED])
    a.submit(row, 2, room.request("a", choices=CHOSEN))
    b.wait(lambda: b.woken == [row])
    b.submit(row, 1, room.request("a", choices=CHOSEN))
    room.work("a")
    flows(b, row)


def test_the_other_keeps_its_transfer_when_the_file_is_released(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    a.do(lambda: a.cloud.set_brings_back(False))
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    room.complete(room.work("a"))
    a.watched.end(row)
    b.watched.end(row)
    room.weather.befalls(FILE, refuses(503, "unavailable"))
    room.weather.befalls(FILE, truncates(40_000, room.weather), 1)
    b.submit(row, 2, room.request("a", choices=CHOSEN))
    room.until(lambda: room.weather.count(FILE) > 1)
    room.client().delete(f"/download/{row}")
    room.until(lambda: not room.there())
    room.weather.clear()
    end = b.watched.end(row, 2)
    assert (end.state, end.error) == (DownloadState.FAILED, ErrorCode.EXPIRED)
    b.submit(row, 3, room.request("a", choices=CHOSEN))
    room.complete(room.work("a"))
    assert b.watched.end(row, 3).expires is None


def test_a_list_of_the_other_is_read_by_the_other_alone(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    room.fail(room.claim("a"), error=ErrorCode.PLAYLIST)
    assert a.watched.end(row).error is ErrorCode.PLAYLIST
    late = room.desk("late")
    adopt(room, late, row)
    for desk in (b, late):
        end = desk.watched.end(row)
        assert (end.state, end.error) == (DownloadState.CANCELED, None)
    b.submit(row, 2, room.request("a", choices=CHOSEN))
    room.fail(room.claim("a"), error=ErrorCode.PLAYLIST)
    assert b.watched.end(row, 2).error is ErrorCode.PLAYLIST  # its own by now


def test_a_row_that_fails_there_can_be_sent_anew_by_either(
    room: CloudRoom, a: CloudDesk, b: CloudDesk
) -> None:
    row = new_id()
    a.submit(row, 1, room.request("a", choices=CHOSEN))
    adopt(room, b, row)
    room.fail(room.work("a"), error=ErrorCode.FORBIDDEN)
    assert a.watched.end(row).error is b.watched.end(row).error is ErrorCode.FORBIDDEN
    b.submit(row, 2, room.request("a", choices=CHOSEN))
    claim = room.claim("a")
    assert claim.id != row
    room.complete(claim)
    assert b.watched.end(row, 2).expires is None
    room.until(lambda: [one.id for one in room.there()] == [row])  # a's own
    a.wait(lambda: ids_of(a.found) == {claim.id})
