"""Whatever the service answers, or what is in its place: nothing is lost or done twice."""

import json
import threading
from dataclasses import replace

import pytest

from app.core.cloud import CloudTrouble, Link
from app.core.download import DownloadState
from app.core.errors import ErrorCode
from app.executors.cloud_address import Access
from tests.cloud.api.service import TOKENS
from tests.executors.cloud_room import CloudRoom, ends_once, flows, new_id
from tests.executors.odd_service import Behaviour, Talk, hangs, refuses, says, sends
from tests.executors.watched import is_end

SUBMIT = "POST /batch-download"
EVENTS = "GET /events"
PAGE = says(200, b"<html>Please log in", "text/html")


def test_a_token_that_is_refused_in_mid_use_loses_nothing(room: CloudRoom) -> None:
    def wants_new(talk: Talk) -> None:
        if talk.asked.headers["authorization"] != "Bearer a-new-token":
            refuses(401, "unauthorized")(talk)
            return
        headers = {**talk.asked.headers, "authorization": f"Bearer {TOKENS['ann']}"}
        room.weather.hands_on(replace(talk, asked=replace(talk.asked, headers=headers)))

    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    flows(desk, a)
    room.weather.befalls("", wants_new)
    [b] = room.submit(desk, "b")
    desk.wait_for(Link.AWAY, waiting=1, trouble=CloudTrouble.TOKEN)
    room.complete(claim)
    assert not any(is_end(one) for row in (a, b) for one in desk.watched.of(row))
    desk.use(Access(room.weather.address, "a-new-token"))
    room.complete(room.work("b"))
    for row in (a, b):
        assert ends_once(desk, row) is DownloadState.COMPLETED
    desk.wait_for(Link.CONNECTED, waiting=0)
    assert desk.standing.trouble is None


@pytest.mark.parametrize(
    ("code", "trouble"),
    [("rate_limited", CloudTrouble.BUSY), ("quota_links", CloudTrouble.QUOTA_LINKS)],
)
def test_a_service_that_takes_no_more_still_hears_a_cancel(
    room: CloudRoom, code: str, trouble: CloudTrouble
) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    flows(desk, a)
    room.weather.befalls(SUBMIT, refuses(429, code, Retry_After="1000"))
    [b, c] = room.submit(desk, "b", "c")
    desk.wait_for(Link.CONNECTED, waiting=2, trouble=trouble)
    desk.cancel(a)
    room.obey(claim)
    assert ends_once(desk, a) is DownloadState.CANCELED
    # What was not taken need not be sent in order to be canceled.
    desk.cancel(b)
    assert ends_once(desk, b) is DownloadState.CANCELED
    assert room.weather.count(SUBMIT) == 2
    room.weather.clear()
    desk.do(desk.cloud.reconnect)
    room.complete(room.work("c"))
    assert ends_once(desk, c) is DownloadState.COMPLETED
    assert not room.there_for("b")
    desk.wait(lambda: desk.standing.trouble is None)


def test_a_cancel_on_its_way_to_a_service_that_takes_no_more_is_done(room: CloudRoom) -> None:
    desk, may_answer = room.desk(), threading.Event()

    def refuses_late(talk: Talk) -> None:
        assert may_answer.wait(30)
        refuses(429, "quota_links", Retry_After="1000")(talk)

    room.weather.befalls(SUBMIT, refuses_late)
    [a] = room.submit(desk, "a")
    room.until(lambda: room.weather.count(SUBMIT) == 1)
    desk.cancel(a)
    may_answer.set()
    assert ends_once(desk, a) is DownloadState.CANCELED
    desk.wait_for(Link.CONNECTED, waiting=0)


@pytest.mark.parametrize(
    "behave",
    [refuses(500, "internal"), refuses(503, "unavailable"), PAGE, sends(b"HTTP/1.1 200 OK\r\n")],
)
def test_what_the_service_stumbles_over_is_sent_again(room: CloudRoom, behave: Behaviour) -> None:
    desk = room.desk()
    room.weather.befalls(SUBMIT, behave, 2)
    [a] = room.submit(desk, "a")
    room.complete(room.work("a"))
    assert ends_once(desk, a) is DownloadState.COMPLETED


def test_a_gateway_that_wants_a_long_pause_keeps_nothing_once_the_line_is_good(
    room: CloudRoom,
) -> None:
    desk = room.desk()
    room.weather.befalls(SUBMIT, says(504, b"", "text/html", Retry_After="1000"), 1)
    [a] = room.submit(desk, "a")
    room.complete(room.work("a"))
    assert ends_once(desk, a) is DownloadState.COMPLETED


def test_what_is_wrong_with_one_keeps_no_other(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    room.weather.befalls(f"DELETE /download/{a}", refuses(500, "internal"))
    room.weather.befalls(f"GET /status/{a}", refuses(500, "internal"))
    desk.cancel(a)
    room.obey(claim)
    desk.watched.end(a)
    room.until(lambda: room.weather.count("DELETE") > 1)
    desk.wait_for(Link.CONNECTED, waiting=1, trouble=CloudTrouble.BROKEN)
    [b] = room.submit(desk, "b")
    room.complete(room.work("b"))
    assert ends_once(desk, b) is DownloadState.COMPLETED


def test_a_wish_that_makes_no_sense_any_more_is_looked_into(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    flows(desk, a)
    room.weather.befalls(EVENTS, hangs)
    room.weather.cut_streams()
    room.fail(claim, error=ErrorCode.FORBIDDEN)
    room.weather.clear()
    room.weather.befalls("POST /pause", refuses(409, "wrong_state"))
    desk.pause(a)
    assert desk.watched.end(a).error is ErrorCode.FORBIDDEN


def test_a_captive_portal_is_no_service_and_costs_nothing(room: CloudRoom) -> None:
    desk = room.desk()
    [a] = room.submit(desk, "a")
    claim = room.work("a")
    room.weather.befalls("", PAGE)
    room.weather.cut_streams()
    desk.wait_for(Link.AWAY, trouble=CloudTrouble.NOT_THE_SERVICE)
    [b] = room.submit(desk, "b")
    room.complete(claim)
    room.weather.clear()
    room.complete(room.work("b"))
    for row in (a, b):
        assert ends_once(desk, row) is DownloadState.COMPLETED


def test_one_link_that_is_not_taken_keeps_none_of_the_others(room: CloudRoom) -> None:
    desk = room.desk()
    names = [str(number) for number in range(9)]
    bad = new_id()
    ids = [new_id() for _ in names]

    def act() -> None:
        for row, name in zip(ids[:4], names[:4], strict=True):
            desk.cloud.submit(row, 1, room.request(name))
        wrong = replace(room.request("bad"), url="http://ann:secret@127.0.0.1/bad")
        desk.cloud.submit(bad, 1, wrong)
        for row, name in zip(ids[4:], names[4:], strict=True):
            desk.cloud.submit(row, 1, room.request(name))

    desk.do(act)
    end = desk.watched.end(bad)
    assert (end.state, end.error) == (DownloadState.FAILED, ErrorCode.UNSUPPORTED)
    assert "password" in end.detail
    assert "secret" not in end.detail
    room.until(lambda: {one.id for one in room.there()} == set(ids))
    desk.wait_for(Link.CONNECTED, waiting=0)


def test_a_cancel_while_a_link_is_being_refused_ends_the_row(room: CloudRoom) -> None:
    desk, may_answer = room.desk(), threading.Event()
    room.weather.befalls(SUBMIT, room.weather.delays_until(may_answer))
    a = new_id()
    desk.submit(a, 1, replace(room.request("a"), url="http://ann:secret@127.0.0.1/a"))
    room.until(lambda: room.weather.count(SUBMIT) == 1)
    desk.cancel(a)
    may_answer.set()
    assert ends_once(desk, a) is DownloadState.CANCELED
    desk.wait_for(Link.CONNECTED, waiting=0)


def test_a_service_that_takes_fewer_at_once_gets_fewer(room: CloudRoom) -> None:
    def takes_three(talk: Talk) -> None:
        if len(json.loads(talk.asked.body)["urls"]) > 3:
            refuses(422, "invalid", "urls: at most 3 at once")(talk)
        else:
            room.weather.hands_on(talk)

    room.weather.befalls(SUBMIT, takes_three)
    desk = room.desk()
    ids = room.submit(desk, *map(str, range(10)))
    room.until(lambda: {one.id for one in room.there()} == set(ids))
    desk.wait_for(Link.CONNECTED, waiting=0)


def test_a_service_with_an_empty_redis_has_forgotten(room: CloudRoom) -> None:
    desk = room.desk()
    desk.do(lambda: desk.cloud.set_brings_back(False))
    [a, b] = room.submit(desk, "a", "b")
    room.complete(room.work("b"))
    room.work("a")
    desk.watched.end(b)
    flows(desk, a)
    room.service.flush()
    room.weather.cut_streams()
    end = desk.watched.end(a)
    assert (end.state, end.error) == (DownloadState.FAILED, ErrorCode.FORGOTTEN)
    desk.wait(lambda: desk.lost == [(b, ErrorCode.FORGOTTEN)])
    desk.submit(a, 2, room.request("a"))
    assert room.one("a").id != a
    room.complete(room.work("a"))
    assert desk.watched.end(a, 2).state is DownloadState.COMPLETED


def test_without_a_service_everything_waits(room: CloudRoom) -> None:
    desk = room.desk()
    desk.use(None)
    desk.wait_for(Link.OFF)
    [a] = room.submit(desk, "a")
    desk.wait_for(Link.OFF, waiting=1)
    desk.use(room.access)
    room.complete(room.work("a"))
    assert ends_once(desk, a) is DownloadState.COMPLETED
