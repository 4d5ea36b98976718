"""Whatever answers instead of the service, or does not, has its trouble."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import trustme

from app.core.cloud import CloudTrouble
from app.executors.cloud_address import Access
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_http import Patience
from tests.executors.asking import (
    HURRIED,
    PAGE,
    VERSION,
    all_events,
    failure,
    identity,
    versions,
    with_client,
)
from tests.executors.odd_service import (
    Behaviour,
    OddService,
    Talk,
    hangs,
    nobody,
    refuses,
    resets,
    says,
    sends,
    streams,
)

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.mark.parametrize(
    ("behave", "trouble"),
    [
        (says(200, PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(404, PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(401, PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(403, PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(511, PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(204), CloudTrouble.NOT_THE_SERVICE),
        (says(404, {"error": "no"}), CloudTrouble.NOT_THE_SERVICE),
        (says(404, {"title": "no"}, "application/problem+json"), CloudTrouble.NOT_THE_SERVICE),
        (says(200, b"hello", "text/plain"), CloudTrouble.NOT_THE_SERVICE),
        (says(200, {"version": "2.1"}), CloudTrouble.NOT_THE_SERVICE),
        (says(200, b"\x1f\x8b", Content_Encoding="gzip"), CloudTrouble.NOT_THE_SERVICE),
        (sends(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), CloudTrouble.NOT_THE_SERVICE),
        (refuses(404, "not_found"), CloudTrouble.NOT_THE_SERVICE),
        (says(401, {"message": "Unauthorized"}), CloudTrouble.TOKEN),
        (refuses(401, "unauthorized"), CloudTrouble.TOKEN),
        (refuses(403, "wrong_host"), CloudTrouble.BROKEN),
        (refuses(408, "too_slow"), CloudTrouble.NO_ANSWER),
        (refuses(429, "rate_limited"), CloudTrouble.BUSY),
        (refuses(429, "too_many_streams"), CloudTrouble.BUSY),
        (refuses(429, "of_a_newer_service"), CloudTrouble.BUSY),
        (refuses(429, "quota_links"), CloudTrouble.QUOTA_LINKS),
        (refuses(429, "quota_batches"), CloudTrouble.QUOTA_BATCHES),
        (refuses(429, "quota_bytes"), CloudTrouble.QUOTA_BYTES),
        (refuses(503, "unavailable"), CloudTrouble.BUSY),
        (refuses(500, "internal"), CloudTrouble.BROKEN),
        (refuses(418, "of_a_newer_service"), CloudTrouble.BROKEN),
        (says(500, PAGE, "text/html"), CloudTrouble.BROKEN),
        (says(502, PAGE, "text/html"), CloudTrouble.UNREACHABLE),
        (says(503, PAGE, "text/html"), CloudTrouble.BUSY),
        (says(504, PAGE, "text/html"), CloudTrouble.NO_ANSWER),
        (says(429, b"", "text/plain"), CloudTrouble.BUSY),
        (says(200, b'{"api": 1'), CloudTrouble.BROKEN),
        (says(200, b"[]"), CloudTrouble.BROKEN),
        (says(200, {"api": "one"}), CloudTrouble.BROKEN),
        (says(200, b'"' + b"x" * 5_000_000 + b'"'), CloudTrouble.BROKEN),
        (sends(_HEAD + b"Content-Length: 99\r\n\r\n{"), CloudTrouble.UNREACHABLE),
        (sends(b"HTTP/1.1 200 OK\r\nContent-Ty"), CloudTrouble.UNREACHABLE),
        (sends(), CloudTrouble.UNREACHABLE),
        (resets, CloudTrouble.UNREACHABLE),
        (says(200, {**VERSION, "api": 2}), CloudTrouble.TOO_NEW),
    ],
)  # fmt: skip
def test_whatever_answers_has_its_trouble(behave: Behaviour, trouble: CloudTrouble) -> None:
    error = failure(behave)
    assert error.trouble is trouble
    assert len(error.detail) <= 200


@pytest.mark.parametrize("behave", [hangs, says(200, VERSION, Content_Length="1000")])
def test_who_goes_silent_is_given_up(behave: Behaviour) -> None:
    assert failure(behave, patience=HURRIED).trouble is CloudTrouble.NO_ANSWER


def test_a_service_of_before_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.executors.cloud_client.API_LEVEL", 2)
    assert failure(says(200, VERSION)).trouble is CloudTrouble.TOO_OLD


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_token_stays_here(status: int) -> None:
    with OddService(says(200, VERSION)) as elsewhere:
        error = failure(says(status, PAGE, "text/html", Location=f"{elsewhere.address}/version"))
        moved = failure(says(status, Location=f"{elsewhere.address}/events"), all_events)
    assert error.trouble is moved.trouble is CloudTrouble.NOT_THE_SERVICE
    assert elsewhere.connections == 0


def test_only_the_service_itself_can_say_that_something_is_gone() -> None:
    """Else a hotspot would have rows forgotten, and files that are still there left behind."""
    for status in (404, 410):
        for behave in (says(status, PAGE, "text/html"), says(status, {"detail": "Not Found"})):
            error = failure(behave, lambda client: client.status("x"))
            assert (error.status, error.is_gone) == (0, False)
            assert failure(behave, lambda client: client.remove("x")).status == 0
        with OddService(refuses(status, "gone")) as odd:
            with_client(odd.address, lambda client: client.remove("x"))
    assert failure(says(200, PAGE, "text/html"), lambda client: client.remove("x"))


@pytest.mark.parametrize(
    ("code", "status"), [("wrong_state", 409), ("invalid", 422), ("too_large", 413)]
)
def test_the_caller_hears_what_the_service_said(code: str, status: int) -> None:
    error = failure(refuses(status, code, "It is paused."), lambda client: client.pause("x"))
    assert (error.status, error.code, error.detail) == (status, code, "It is paused.")
    assert error.trouble is CloudTrouble.BROKEN
    assert str(error) == "broken: It is paused."


def _date(later: timedelta) -> str:
    return format_datetime(datetime.now(UTC) + later, usegmt=True)


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [
        ("7", 7, 7),
        (" 0 ", 0, 0),
        ("99999999999999999999", 3600, 3600),
        (_date(timedelta(days=2)), 3600, 3600),
        (_date(timedelta(days=-2)), 0, 0),
        ("Sat, 31 Dec 9999 23:59:59 -0000", 3600, 3600),
    ],
    ids=["soon", "now", "never", "in two days", "two days ago", "at the end of time"],
)
def test_how_long_it_asks_to_be_left_alone(header: str, low: float, high: float) -> None:
    for code, status in (("rate_limited", 429), ("unavailable", 503)):
        error = failure(refuses(status, code, Retry_After=header))
        assert error.retry_after is not None
        assert low <= error.retry_after <= high


@pytest.mark.parametrize("header", ["-5", "soon", "", "1.5e9", "²", "Sat, 99 Foo 2026"])
def test_what_cannot_be_read_is_no_pause(header: str) -> None:
    assert failure(refuses(429, "rate_limited", Retry_After=header)).retry_after is None


def test_a_moment_is_read_by_the_clock_of_who_named_it() -> None:
    now, then = (datetime(1999, 5, 4, 12, 0, second, tzinfo=UTC) for second in (0, 42))
    error = failure(
        refuses(
            503,
            "unavailable",
            Date=format_datetime(now, usegmt=True),
            Retry_After=format_datetime(then, usegmt=True),
        )
    )
    assert error.retry_after == 42


def test_nobody_there_is_unreachable() -> None:
    for use in (versions, all_events):
        with pytest.raises(CloudError) as failed:
            with_client(nobody(), use)
        assert failed.value.trouble is CloudTrouble.UNREACHABLE


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(CloudError) as failed:
        with_client("https://spool.example", versions)
    assert failed.value.trouble is CloudTrouble.NAME_NOT_FOUND
    assert failed.value.detail == "Name or service not known"


def test_the_failure_of_an_earlier_try_is_not_told_again(authority: trustme.CA) -> None:
    async def use(client: CloudClient) -> list[CloudTrouble]:
        another = CloudClient(Access(nobody()))
        try:
            await client.versions()
        except CloudError as first:
            with pytest.raises(CloudError) as second:
                await another.versions()
            return [first.trouble, second.value.trouble]
        raise AssertionError("it answered")

    with OddService(says(200, VERSION), tls=identity(authority, "127.0.0.1")) as odd:
        found = with_client(odd.address, use)
    assert found == [CloudTrouble.CERTIFICATE, CloudTrouble.UNREACHABLE]


def test_an_answer_that_never_ends_is_given_up() -> None:
    def drips(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
        talk.send(b"Transfer-Encoding: chunked\r\n\r\n")
        while not talk.is_over.wait(0.05):
            talk.chunk(b" ")

    patient = Patience(step=10, answer=0.5)
    assert failure(drips, patience=patient).trouble is CloudTrouble.NO_ANSWER


def test_after_it_is_closed_nothing_is_sent() -> None:
    async def use(client: CloudClient) -> CloudTrouble:
        await client.versions()
        await client.close()
        with pytest.raises(CloudError) as failed:
            await client.versions()
        return failed.value.trouble

    with OddService(says(200, VERSION)) as odd:
        assert with_client(odd.address, use) is CloudTrouble.UNREACHABLE
    assert len(odd.asked) == 1


def test_closing_it_ends_what_is_under_way() -> None:
    async def use(client: CloudClient) -> list[CloudTrouble]:
        heard = asyncio.Event()

        async def follow() -> None:
            async for _ in client.events(""):
                heard.set()

        following = asyncio.create_task(follow())
        await heard.wait()
        await client.close()
        results = await asyncio.gather(following, return_exceptions=True)
        return [one.trouble for one in results if isinstance(one, CloudError)]

    with OddService(streams([b":\n\n"], hang=True)) as odd:
        assert with_client(odd.address, use) == [CloudTrouble.UNREACHABLE]


def test_a_canceled_call_is_canceled() -> None:
    async def use(client: CloudClient) -> bool:
        asking = asyncio.create_task(client.versions())
        await asyncio.wait([asking], timeout=0.2)
        asking.cancel()
        await asyncio.wait([asking])
        return asking.cancelled()

    with OddService(hangs) as odd:
        assert with_client(odd.address, use)
