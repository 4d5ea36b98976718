"""Whatever happens on the way to the service, nothing is lost and nothing is done twice."""

import json
import logging
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from app.core.cloud import CloudTest, CloudTrouble, LedgerEntry, Link
from app.core.download import DownloadState
from app.core.errors import ErrorCode
from app.core.stores import StoreProblem
from app.executors.cloud_address import Access
from app.storage.ledger import Ledger
from tests.cloud.api.service import TOKENS
from tests.executors.cloud_desk import QUICK, CloudDesk
from tests.executors.cloud_room import CloudRoom, new_id
from tests.executors.odd_service import (
    Behaviour,
    Talk,
    hangs,
    nobody,
    refuses,
    resets,
    says,
    sends,
    streams,
)
from tests.executors.watched import is_end
from tests.executors.weather import shifted, truncates

SUBMIT = "POST /batch-download"
EVENTS = "GET /events"
PAGE = says(200, b"<html>Please log in", "text/html")
IMPATIENT = replace(QUICK, first_sign=0.2)


def flows(desk: CloudDesk, row: str, run: int = 1) -> None:
    desk.watched.wait(row, lambda one: bool(one.progress.fraction), run)


def ends_once(desk: CloudDesk, row: str) -> DownloadState:
    end = desk.watched.end(row)
    assert sum(map(is_end, desk.watched.of(row))) == 1
    return end.state


# What is sent.


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
    room.until(lambda: len(room.there()) == len(ids))
    while claim := room.service.runs.claim():
        room.fail(claim, error=ErrorCode.FORBIDDEN)
    room.until(lambda: sum(map(is_end, desk.watched.updates)) >= len(ids))
    ends = [one.id for one in desk.watched.updates if is_end(one)]
    assert sorted(ends) == sorted(ids)
    assert room.weather.count(SUBMIT) in (100, 101)  # the first may be sent before the others
    assert len(room.weather.asked) < 110


# What is heard.


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


def test_a_stream_that_ends_at_once_is_not_asked_for_without_a_rest(room: CloudRoom) -> None:
    room.weather.befalls(EVENTS, streams([b":\n\n"]))
    slow = replace(QUICK, first_pause=60.0, longest_pause=60.0)
    desk = room.away(timing=slow)
    desk.use(room.access)
    for count in (1, 2, 3):
        room.until(lambda: room.weather.count(EVENTS) >= count)  # noqa: B023
        desk.wait_for(Link.CONNECTED)
        assert room.weather.count(EVENTS) == count
        desk.do(desk.cloud.reconnect)


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


# What the service, or whatever is in its place, answers.


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


# The ledger.


class Moody(Ledger):
    """A ledger whose disk is full as long as it is `full`."""

    full = False
    saves = 0

    def save(self, entries: Sequence[LedgerEntry], deleted: Collection[str], then: object) -> None:
        type(self).saves += 1
        if self.full:
            super().load(lambda _entries, _problem: then(StoreProblem.DISK_FULL))  # type: ignore[operator]
        else:
            super().save(entries, deleted, then)  # type: ignore[arg-type]


@pytest.fixture
def moody(monkeypatch: pytest.MonkeyPatch) -> type[Moody]:
    monkeypatch.setattr(Moody, "full", False)
    monkeypatch.setattr(Moody, "saves", 0)
    return Moody


def test_what_the_disk_does_not_keep_is_not_sent(room: CloudRoom, moody: type[Moody]) -> None:
    desk = room.desk(ledger=moody)
    moody.full = True
    [a] = room.submit(desk, "a")
    desk.wait_for(Link.CONNECTED, waiting=1, trouble=CloudTrouble.LEDGER)
    tries = moody.saves
    room.until(lambda: moody.saves > tries + 3)
    assert room.weather.count(SUBMIT) == 0
    moody.full = False
    room.complete(room.work("a"))
    assert ends_once(desk, a) is DownloadState.COMPLETED
    desk.wait(lambda: desk.standing.trouble is None)


def test_a_ledger_that_cannot_be_read_yet_is_read_later(room: CloudRoom) -> None:
    class Unread(Ledger):
        fails = 2

        def load(self, then: object) -> None:
            type(self).fails -= 1
            failing = self.fails >= 0
            super().load(
                lambda entries, problem: then(  # type: ignore[operator]
                    () if failing else entries, StoreProblem.FAILED if failing else problem
                )
            )

    desk = room.away(ledger=Unread)
    desk.use(room.access)
    [a] = room.submit(desk, "a")
    room.complete(room.work("a"))
    assert ends_once(desk, a) is DownloadState.COMPLETED
    assert CloudTrouble.LEDGER in [one.trouble for one in desk.standings]


# What is tried, and what is told.


def tried(desk: CloudDesk, address: str, token: str) -> CloudTest:
    found: list[CloudTest] = []
    told = threading.Event()

    def then(test: CloudTest) -> None:
        found.append(test)
        told.set()

    desk.do(lambda: desk.cloud.test(address, token, plain=False, then=then))
    assert told.wait(30)
    return found[0]


def test_an_address_can_be_tried_beside_the_one_in_use(room: CloudRoom) -> None:
    desk, address = room.desk(), room.service.address
    assert tried(desk, address, TOKENS["ann"]).versions == room.service.app.state.services.versions
    assert tried(desk, address, "another").trouble is CloudTrouble.TOKEN
    assert tried(desk, nobody(), "another").trouble is CloudTrouble.UNREACHABLE
    assert tried(desk, "http://example.org", "another").trouble is CloudTrouble.NOT_SECURE
    assert desk.standing.link is Link.CONNECTED


def test_no_secret_is_in_a_log(room: CloudRoom, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    desk = room.desk()
    room.weather.befalls(SUBMIT, resets, 1)
    room.weather.befalls(SUBMIT, refuses(500, "internal", f"saw {TOKENS['ann']}"), 1)
    a = new_id()
    desk.submit(a, 1, room.request("a?key=signed-secret"))
    room.complete(room.work("a?key=signed-secret"))
    desk.watched.end(a)
    room.weather.befalls("", refuses(401, "unauthorized", f"no {TOKENS['ann']}"))
    room.weather.cut_streams()
    desk.wait_for(Link.AWAY, trouble=CloudTrouble.TOKEN)
    assert "could not do what it was asked" in caplog.text
    assert TOKENS["ann"] not in caplog.text
    assert "signed-secret" not in caplog.text
