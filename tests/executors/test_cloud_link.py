"""The service is followed without gaps, whatever happens on the way to it."""

import time
from dataclasses import replace

import pytest

from app.core.cloud import Link
from app.core.download import DownloadState
from app.core.errors import ErrorCode
from tests.executors.cloud_desk import QUICK
from tests.executors.cloud_room import CloudRoom, ends_once, flows
from tests.executors.odd_service import Behaviour, hangs, refuses, says
from tests.executors.weather import shifted, truncates

EVENTS = "GET /events"
PAGE = says(200, b"<html>Please log in", "text/html")
IMPATIENT = replace(QUICK, first_sign=0.2)


def test_every_end_arrives_once_though_the_stream_is_cut_again_and_again(
    room: CloudRoom,
) -> None:
    desk = room.desk()
    desk.do(lambda: desk.cloud.set_brings_back(False))
    names = [str(number) for number in range(20)]
    ids = room.submit(desk, *names)
    for name in names:
        claim = room.work(name)
        room.weather.cut_streams()
        room.complete(claim)
    assert {ends_once(desk, one) for one in ids} == {DownloadState.COMPLETED}


@pytest.mark.parametrize("bytes_", [40, 200, 400, 700])
def test_a_stream_that_breaks_off_anywhere_is_taken_up(room: CloudRoom, bytes_: int) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    room.leave(desk)
    room.weather.befalls(EVENTS, truncates(bytes_, room.weather), 1)
    desk = room.desk()
    desk.submit(a, 2, room.request("a"))
    room.complete(claim)
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED


@pytest.mark.parametrize("behave", [hangs, PAGE, refuses(500, "internal")])
def test_where_streams_do_not_get_through_it_is_looked_at_again_and_again(
    room: CloudRoom, behave: Behaviour
) -> None:
    room.weather.befalls(EVENTS, behave)
    desk = room.desk(timing=IMPATIENT)
    [a, b] = room.submit(desk, "a", "b")
    room.complete(room.work("a"))
    room.fail(room.work("b"), error=ErrorCode.FORBIDDEN)
    assert ends_once(desk, a) is DownloadState.COMPLETED
    assert ends_once(desk, b) is DownloadState.FAILED
    assert room.weather.count("GET /batch-status")
    room.weather.clear()
    looks = room.weather.count(EVENTS)
    room.until(lambda: room.weather.count(EVENTS) > looks)
    [c] = room.submit(desk, "c")
    room.complete(room.work("c"))
    assert ends_once(desk, c) is DownloadState.COMPLETED


def test_a_batch_that_is_over_is_not_looked_at_again(room: CloudRoom) -> None:
    room.weather.befalls(EVENTS, hangs)
    desk = room.desk(timing=replace(IMPATIENT, polls=1_000))
    desk.do(lambda: desk.cloud.set_brings_back(False))
    [a] = room.submit(desk, "a")
    room.complete(room.work("a"))
    desk.watched.end(a)
    pages = room.weather.count("GET /batches")
    room.until(lambda: room.weather.count("GET /batches") > pages + 2)
    looks, pages = room.weather.count("GET /batch-status"), room.weather.count("GET /batches")
    room.until(lambda: room.weather.count("GET /batches") > pages + 3)
    assert room.weather.count("GET /batch-status") == looks


def test_what_is_older_than_what_is_known_is_dropped(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a", 0.4)
    flows(desk, a)
    now = room.one("a")
    before = len(desk.watched.of(a))
    late = replace(now, state=DownloadState.FAILED)
    desk.do(lambda: desk.cloud.hear(replace(late, seq=now.seq - 1)))
    desk.do(lambda: desk.cloud.hear(replace(late, run=now.run - 1, seq=now.seq + 9)))
    desk.do(lambda: desk.cloud.hear(now))
    assert len(desk.watched.of(a)) == before
    room.complete(claim)
    assert ends_once(desk, a) is DownloadState.COMPLETED


def test_an_end_is_believed_though_the_service_has_lost_its_last_second(
    room: CloudRoom,
) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    flows(desk, a)
    ahead = replace(room.one("a"), seq=1_000)
    desk.do(lambda: desk.cloud.hear(ahead))
    room.weather.storm()
    desk.wait_for(Link.AWAY)
    room.complete(claim)
    # What the service knows no place in its events for, it answers with a snapshot.
    room.service.connections.scripts.delete("{spool}:ev:ann")
    room.weather.clear()
    assert desk.watched.end(a).state is DownloadState.COMPLETED


def test_what_a_newer_service_says_is_read_as_far_as_it_is_known(room: CloudRoom) -> None:
    def newer(data: bytes) -> bytes:
        return data.replace(b'"forbidden"', b'"forbidde2"').replace(b'"uploader"', b'"uploade2"')

    room.weather.befalls("GET", room.weather.changes(newer))
    desk = room.desk()
    [a] = room.submit(desk, "a")
    room.fail(room.work("a", uploader="Anna"), error=ErrorCode.FORBIDDEN)
    end = desk.watched.end(a)
    assert (end.state, end.error) == (DownloadState.FAILED, ErrorCode.INTERNAL)


@pytest.mark.parametrize("seconds", [-20_000, 20_000])
def test_a_clock_that_is_hours_off_changes_nothing(room: CloudRoom, seconds: int) -> None:
    room.weather.befalls("", room.weather.changes(shifted(seconds)))
    desk = room.desk(clock=lambda: time.time() - seconds)
    [a] = room.submit(desk, "a")
    room.complete(room.work("a"))
    assert ends_once(desk, a) is DownloadState.COMPLETED
    assert desk.standing.heard is not None
    assert abs(desk.standing.heard + seconds - time.time()) < 1_000


def test_after_a_sleep_the_line_is_made_anew(room: CloudRoom) -> None:
    slept = [0.0]
    desk = room.desk(clock=lambda: time.time() + slept[0])
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    flows(desk, a)
    lines = room.weather.count(EVENTS)
    slept[0] = 3_600.0
    room.until(lambda: room.weather.count(EVENTS) > lines)
    room.complete(claim)
    assert ends_once(desk, a) is DownloadState.COMPLETED


def test_after_a_change_of_the_network_everything_goes_on(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    desk.do(desk.cloud.reconnect)
    room.complete(claim)
    assert ends_once(desk, a) is DownloadState.COMPLETED
