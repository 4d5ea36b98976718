"""What is wanted of the service is asked of it once, whatever becomes of the answers."""

import threading
from dataclasses import replace

import pytest

from app.core.cloud import Link
from app.core.download import DownloadState
from app.core.remote import Snapshot
from tests.executors.cloud_desk import QUICK
from tests.executors.cloud_room import CloudRoom, ends_once, flows
from tests.executors.odd_service import resets
from tests.executors.watched import is_end

SUBMIT = "POST /batch-download"
EVENTS = "GET /events"


@pytest.mark.parametrize("answer", ["lost", "cut", "kept back"])
def test_a_submit_without_an_answer_is_sent_again_and_done_once(
    room: CloudRoom, answer: str
) -> None:
    weather = room.weather
    impatient = replace(QUICK, patience=replace(QUICK.patience, step=0.3, answer=0.3))
    desk = room.desk(timing=impatient)
    behave = {"lost": weather.loses_answer, "cut": resets, "kept back": weather.keeps_answer}
    weather.befalls(SUBMIT, behave[answer], 2)
    [a] = room.submit(desk, "a")
    room.complete(room.work("a"))
    assert ends_once(desk, a) is DownloadState.COMPLETED
    room.until(lambda: not room.there())
    desk.wait_for(Link.CONNECTED, waiting=0)


def test_a_crash_before_the_answer_makes_no_second_download(room: CloudRoom) -> None:
    desk = room.desk()
    room.weather.befalls(SUBMIT, room.weather.keeps_answer, 1)
    [a] = room.submit(desk, "a")
    room.one("a")
    room.leave(desk, crash=True)
    desk = room.desk()
    desk.submit(a, 2, room.request("a"))
    claim = room.work("a")
    assert claim.id == a
    room.complete(claim)
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED
    room.until(lambda: not room.there())


def test_a_cancel_after_a_lost_answer_ends_what_may_have_arrived(room: CloudRoom) -> None:
    desk = room.desk()
    room.weather.befalls(SUBMIT, room.weather.keeps_answer, 1)
    [a] = room.submit(desk, "a")
    room.one("a")
    desk.cancel(a)
    room.weather.cut_streams()
    desk.do(desk.cloud.reconnect)
    assert desk.watched.end(a).state is DownloadState.CANCELED
    room.until(lambda: not room.there())


def test_a_double_click_is_one_wish(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    desk.submit(a, 1, room.request("a"))
    claim = room.work("a")
    flows(desk, a)
    desk.cancel(a)
    desk.cancel(a)
    room.obey(claim)
    assert ends_once(desk, a) is DownloadState.CANCELED
    room.until(lambda: not room.there())
    assert room.weather.count(SUBMIT) == 1
    assert room.weather.count("POST /cancel") == 1


def test_what_was_never_sent_is_canceled_at_once(room: CloudRoom) -> None:
    desk = room.away()
    [a] = room.submit(desk, "a")
    desk.cancel(a)
    assert desk.watched.end(a).state is DownloadState.CANCELED
    desk.use(room.access)
    desk.wait_for(Link.CONNECTED, waiting=0)
    assert not room.there()


def test_a_cancel_while_the_service_is_away_waits_for_it(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    flows(desk, a)
    room.weather.storm()
    desk.wait_for(Link.AWAY)
    desk.cancel(a)
    desk.wait_for(Link.AWAY, waiting=1)
    assert not any(map(is_end, desk.watched.of(a)))
    room.weather.clear()
    room.obey(claim)
    assert desk.watched.end(a).state is DownloadState.CANCELED
    desk.wait_for(Link.CONNECTED, waiting=0)


@pytest.mark.parametrize("is_known", [True, False])
def test_a_pause_before_the_service_has_heard_of_the_resume_is_one(
    room: CloudRoom, is_known: bool
) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    desk.pause(a)
    room.obey(claim)
    desk.watched.end(a)
    room.weather.storm()
    desk.wait_for(Link.AWAY)
    desk.submit(a, 2, room.request("a"))
    desk.pause(a)
    desk.wait_for(Link.AWAY, waiting=1)
    if not is_known:
        room.leave(desk)
        desk = room.away()
        desk.submit(a, 3, room.request("a"))
        desk.pause(a)
        desk.use(room.access)
    room.weather.clear()
    assert desk.watched.end(a, 2 if is_known else 3).state is DownloadState.PAUSED
    desk.wait_for(Link.CONNECTED, waiting=0)
    assert room.weather.count("POST /resume") == 0
    assert room.one("a").state is DownloadState.PAUSED


def test_a_cancel_survives_a_quit_while_the_service_is_away(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    flows(desk, a)
    room.weather.storm()
    desk.wait_for(Link.AWAY)
    desk.cancel(a)
    room.leave(desk)
    desk = room.away()
    desk.submit(a, 2, room.request("a"))  # as the queue does with what has run on
    desk.cancel(a)
    desk.use(room.access)
    desk.wait_for(Link.AWAY, waiting=1)
    room.weather.clear()
    room.obey(claim)
    assert desk.watched.end(a, 2).state is DownloadState.CANCELED
    room.until(lambda: not room.there())


def test_what_is_wanted_while_the_line_is_made_anew_is_sent(room: CloudRoom) -> None:
    desk, may_answer = room.desk(), threading.Event()
    known = room.weather.count("GET /version")
    room.weather.befalls("GET /version", room.weather.delays_until(may_answer))
    desk.do(desk.cloud.reconnect)
    room.until(lambda: room.weather.count("GET /version") > known)
    room.submit(desk, "a")
    desk.wait_for(Link.CONNECTED, waiting=1)
    assert not room.there()
    may_answer.set()
    room.one("a")


def test_a_service_that_hangs_up_on_submits_is_not_run_over(room: CloudRoom) -> None:
    slow = replace(QUICK, first_pause=60.0, longest_pause=60.0)
    desk = room.desk(timing=slow)
    room.weather.befalls(SUBMIT, resets)
    room.submit(desk, "a")
    for events in (2, 3):
        room.until(lambda: room.weather.count(EVENTS) >= events)  # noqa: B023
        desk.do(desk.cloud.reconnect)
    desk.wait_for(Link.CONNECTED, waiting=1)
    assert room.weather.count(SUBMIT) == 1


def test_a_thousand_rows_are_sent_by_tens_and_all_end(room: CloudRoom) -> None:
    desk = room.desk()
    ids = room.submit(desk, *map(str, range(1_000)))
    desk.wait_for(Link.CONNECTED, waiting=0)
    there = room.there()
    assert {one.id for one in there} == set(ids)
    assert room.weather.count(SUBMIT) in (100, 101)  # the first may be sent before the others
    failed = [replace(one, seq=99, state=DownloadState.FAILED) for one in there]
    desk.do(lambda: desk.cloud.hear(Snapshot(tuple(failed), first=True, last=True)))
    ends = [one.id for one in desk.watched.updates if is_end(one)]
    assert sorted(ends) == sorted(ids)
    assert len(room.weather.asked) < 110
