"""The events of the service as its client hears them."""

import socket
from contextlib import aclosing

import pytest

from app.core.cloud import CloudTrouble
from app.core.download import DownloadState
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload, Removed, Snapshot
from app.executors.cloud_client import CloudClient
from app.executors.cloud_events import CloudEvent
from app.executors.cloud_http import Patience
from tests.executors.asking import (
    HURRIED,
    PAGE,
    VERSION,
    all_events,
    failure,
    frame,
    heard_of,
    update,
    with_client,
)
from tests.executors.odd_service import (
    Behaviour,
    OddService,
    Talk,
    hangs,
    refuses,
    resets,
    says,
    streams,
)


def test_a_stream_may_come_in_pieces_of_any_size() -> None:
    body = b"retry: 2000\n\n" + frame("update", update(), "1-0") + frame("removed", {"id": "b"})
    for size in (1, 2, 7, 1_000):
        pieces = [body[at : at + size] for at in range(0, len(body), size)]
        heard = heard_of(streams(pieces))
        assert heard == [
            CloudEvent("", None),
            CloudEvent("1-0", RemoteDownload("a", 1, 1, DownloadState.RUNNING)),
            CloudEvent("", Removed("b")),
        ]


def test_what_is_cut_in_mid_event_breaks_the_stream() -> None:
    heard: list[CloudEvent] = []

    async def use(client: CloudClient) -> None:
        async for event in client.events(""):
            heard.append(event)  # noqa: PERF401  what came before the break is kept

    body = frame("update", update("a"), "1-0") + frame("update", update("b"), "2-0")[:-9]
    assert failure(streams([body], cut=True), use).trouble is CloudTrouble.UNREACHABLE
    assert [event.id for event in heard] == ["1-0"]


def test_a_stream_that_ends_in_mid_event_ends_without_it() -> None:
    assert heard_of(streams([frame("update", update(), "1-0")[:-1]])) == []


def test_a_silent_stream_is_given_up() -> None:
    for body in ([], [b":\n\n"]):
        error = failure(streams(body, hang=True), all_events, HURRIED)
        assert error.trouble is CloudTrouble.NO_ANSWER
    assert failure(hangs, all_events, HURRIED).trouble is CloudTrouble.NO_ANSWER


def test_a_stream_that_shows_signs_of_life_is_not_given_up() -> None:
    def lives(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n")
        for _ in range(25):
            talk.is_over.wait(0.05)
            talk.send(b":\n\n")
        talk.connection.shutdown(socket.SHUT_RDWR)

    patience = Patience(step=0.1, answer=1, silence=1)
    with OddService(lives) as odd:
        heard = with_client(odd.address, all_events, patience=patience)
    assert heard == [CloudEvent("", None)] * 25


@pytest.mark.parametrize(
    ("behave", "trouble"),
    [
        (says(200, PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(200, {}), CloudTrouble.NOT_THE_SERVICE),
        (says(200, b"", "text/event-stream", Content_Encoding="br"), CloudTrouble.NOT_THE_SERVICE),
        (says(204, b"", "text/event-stream"), CloudTrouble.NOT_THE_SERVICE),
        (refuses(401, "unauthorized"), CloudTrouble.TOKEN),
        (refuses(429, "too_many_streams"), CloudTrouble.BUSY),
        (streams([b"data: ", *[b"x" * 100_000] * 50]), CloudTrouble.BROKEN),
        (resets, CloudTrouble.UNREACHABLE),
    ],
)
def test_what_is_no_stream_has_its_trouble(behave: Behaviour, trouble: CloudTrouble) -> None:
    assert failure(behave, all_events).trouble is trouble


def test_what_cannot_be_read_is_told_once_and_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bodies = [
        frame("weather", {"sun": True}, "1-0"),
        frame("weather", {"sun": False}, "2-0"),
        frame("update", update(state="levitating"), "3-0"),
        frame("update", {"id": "a"}, "4-0"),
        b"event: update\ndata: {\n\n",
        frame("removed", [], "5-0"),
        frame("update", update(error="of_a_newer_service", novelty=[1]), "6-0"),
    ]
    heard = heard_of(streams(bodies))
    assert [event.id for event in heard] == ["1-0", "2-0", "3-0", "4-0", "", "5-0", "6-0"]
    assert all(event.what is None for event in heard[:-1])
    read = heard[-1].what
    assert isinstance(read, RemoteDownload)
    assert read.error is ErrorCode.INTERNAL
    told = [one.getMessage() for one in caplog.records if one.name.startswith("app.")]
    assert len(told) == 3
    assert [kind for kind in ("weather", "update", "removed") if kind in " ".join(told)]


@pytest.mark.parametrize("bad", [update("b", state="levitating"), {"id": "b"}, 7])
def test_a_snapshot_that_is_not_understood_as_a_whole_has_no_end(bad: object) -> None:
    """Else what was only not understood would be taken for gone."""
    whole = {"downloads": [update("a")], "first": True, "last": True}
    bodies = [
        frame("snapshot", {**whole, "last": False, "downloads": [update("a"), bad]}),
        frame("snapshot", {**whole, "first": False}, "1-0"),
        frame("snapshot", whole, "2-0"),
    ]
    pages = [event.what for event in heard_of(streams(bodies))]
    assert all(isinstance(page, Snapshot) for page in pages)
    read = [page for page in pages if isinstance(page, Snapshot)]
    assert [(page.first, page.last) for page in read] == [
        (True, False),
        (False, False),
        (True, True),
    ]
    assert [[one.id for one in page.downloads] for page in read] == [["a"], ["a"], ["a"]]


def test_a_lost_page_leaves_a_snapshot_without_an_end() -> None:
    page = {"downloads": [], "first": False, "last": True}
    heard = heard_of(streams([b"event: snapshot\ndata: {\n\n", frame("snapshot", page, "1-0")]))
    assert [event.what for event in heard] == [None, Snapshot()]


def test_events_can_be_left_early() -> None:
    async def use(client: CloudClient) -> int:
        async with aclosing(client.events("")) as events:
            await anext(events)
        return (await client.versions()).api

    def either(talk: Talk) -> None:
        is_stream = talk.asked.target == "/events"
        (streams([b":\n\n"], hang=True) if is_stream else says(200, VERSION))(talk)

    with OddService(either) as odd:
        assert with_client(odd.address, use) == 1
