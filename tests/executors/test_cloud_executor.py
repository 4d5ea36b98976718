"""The ledger comes before everything; an address can be tried; no secret is told."""

import logging
import threading
from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest

from app.core.cloud import CloudTest, CloudTrouble, LedgerEntry, Link
from app.core.download import DownloadState
from app.core.stores import StoreProblem
from app.storage.ledger import Ledger
from tests.cloud.api.service import TOKENS
from tests.executors.cloud_desk import QUICK, CloudDesk, ids_of
from tests.executors.cloud_room import CloudRoom, ends_once, new_id
from tests.executors.odd_service import nobody, refuses, resets, streams

SUBMIT = "POST /batch-download"
EVENTS = "GET /events"


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


def test_a_stream_that_ends_at_once_is_not_asked_for_without_a_rest(room: CloudRoom) -> None:
    room.weather.befalls(EVENTS, streams([b":\n\n"]))
    slow = replace(QUICK, first_pause=60.0, longest_pause=60.0)
    desk = room.desk(timing=slow)
    for _ in range(5):  # some time goes by
        tried(desk, room.service.address, TOKENS["ann"])
    assert room.weather.count(EVENTS) == 1
    desk.do(desk.cloud.reconnect)
    room.until(lambda: room.weather.count(EVENTS) == 2)


def test_a_download_whose_row_was_lost_in_a_crash_is_found_again(room: CloudRoom) -> None:
    desk = room.desk()
    lost, removed = room.submit(desk, "a", "b")
    desk.wait_for(Link.CONNECTED, waiting=0)
    room.leave(desk, crash=True)
    again = room.away()
    again.discard(removed, room.request("b"))
    again.do(lambda: again.cloud.drop_rowless(lambda _row: False))
    again.use(room.access)
    again.wait(lambda: ids_of(again.found) == {lost})
    room.until(lambda: [one.id for one in room.there()] == [lost])
    assert ids_of(again.found) == {lost}
