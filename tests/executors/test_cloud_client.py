"""The client against the real interface, and against everything that is not it."""

import asyncio
import json
import logging
import socket
import ssl
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any, TypeVar

import pytest
import trustme
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.core.choices import AudioFormat, Choices, Quality, Subtitles
from app.core.cloud import CloudTrouble
from app.core.download import DownloadRequest, DownloadState, Section
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload, Removed, ServiceVersions, Snapshot
from app.executors.cloud_address import Access
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_events import CloudEvent
from app.executors.cloud_http import Patience
from tests.cloud.api.service import TOKENS, VERSIONS, Service
from tests.engine.running import LIMIT
from tests.executors.odd_service import (
    Asked,
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

T = TypeVar("T")

TOKEN = "t0ken-of-ann.7f3a"
PROXY_PASSWORD = "pr0xy-passw0rd"
VERSION = {"api": 1, "service": "0.1.0", "ytdlp": "2026.10.26"}
HURRIED = Patience(connect=2, step=0.2, answer=5, silence=0.3)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_PAGE = b"<html><body>Please log in</body></html>"


@pytest.fixture(scope="module")
def _service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def service(_service: Service) -> Service:
    """The real interface, with nothing in it."""
    _service.flush()
    return _service


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def _identity(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def _trust(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def with_client(
    address: str | Access,
    use: Callable[[CloudClient], Awaitable[T]],
    *,
    token: str = TOKEN,
    trust: ssl.SSLContext | None = None,
    patience: Patience = Patience(),  # noqa: B008
) -> T:
    """What comes of using a client in a loop of its own."""
    access = address if isinstance(address, Access) else Access(address, token)

    async def main() -> T:
        client = CloudClient(access, trust=trust, patience=patience)
        try:
            async with asyncio.timeout(LIMIT):
                return await use(client)
        finally:
            await client.close()

    return asyncio.run(main())


def of_ann(service: Service, use: Callable[[CloudClient], Awaitable[T]]) -> T:
    return with_client(service.address, use, token=TOKENS["ann"])


def _versions(client: CloudClient) -> Awaitable[ServiceVersions]:
    return client.versions()


async def _all_events(client: CloudClient, last_id: str = "") -> list[CloudEvent]:
    return [event async for event in client.events(last_id)]


async def _until(
    events: AsyncGenerator[CloudEvent, None], reached: Callable[[CloudEvent], bool]
) -> list[CloudEvent]:
    heard = []
    async for event in events:
        heard.append(event)
        if reached(event):
            return heard
    raise AssertionError("the stream ended")


def failure(
    behave: Behaviour,
    use: Callable[[CloudClient], Awaitable[Any]] = _versions,
    patience: Patience = Patience(),  # noqa: B008
) -> CloudError:
    """How it is told that a server behaves so."""
    with OddService(behave) as odd, pytest.raises(CloudError) as failed:
        with_client(odd.address, use, patience=patience)
    return failed.value


def _asked(behave: Behaviour, use: Callable[[CloudClient], Awaitable[Any]]) -> Asked:
    with OddService(behave) as odd:
        with_client(odd.address, use)
    return odd.asked[0]


def _requests(*names: str, **more: Any) -> list[tuple[str, DownloadRequest]]:
    """Links, each with an id of its own."""
    made = (DownloadRequest(f"http://127.0.0.1/{name}", **more) for name in names)
    return [(str(uuid.uuid4()), request) for request in made]


# The real interface


def test_a_batch_goes_there_under_the_ids_it_has_here(service: Service) -> None:
    sendings = _requests("a", "b", folder="/home/ann/secret", naming="{title}", list_title="L")

    async def use(client: CloudClient) -> None:
        sent = await client.submit(sendings)
        assert sent.download_ids == tuple(one for one, _ in sendings)
        again = await client.submit(sendings)
        assert again.download_ids == sent.download_ids
        batch = await client.batch(sent.batch_id)
        assert [one.id for one in batch.downloads] == [one for one, _ in sendings]
        assert [one.url for one in batch.downloads] == ["http://127.0.0.1/a", "http://127.0.0.1/b"]
        page = await client.batches()
        assert [one.batch_id for one in page.batches] == [sent.batch_id]
        assert page.next == ""

    of_ann(service, use)


def test_all_that_is_chosen_arrives(service: Service) -> None:
    choices = Choices(
        Quality.P720,
        audio=AudioFormat.MP3,
        bitrate=192,
        subtitles=Subtitles.BESIDE,
        languages=("en", "de"),
        chapters=True,
    )
    sendings = _requests("a", choices=choices, format="137", section=Section(5.0, 9.5))

    of_ann(service, lambda client: client.submit(sendings))

    arrived = service.claimed().request
    assert arrived == DownloadRequest(
        "http://127.0.0.1/a", choices, format="137", section=Section(5.0, 9.5)
    )


def test_what_is_not_chosen_alike_is_not_sent_together(service: Service) -> None:
    sendings = [*_requests("a"), *_requests("b", format="137")]
    with pytest.raises(ValueError, match="alike"):
        of_ann(service, lambda client: client.submit(sendings))
    assert service.runs.claim() is None


def test_a_download_is_paused_resumed_canceled_and_removed(service: Service) -> None:
    sendings = _requests("a")
    remote_id = sendings[0][0]

    async def use(client: CloudClient) -> None:
        await client.submit(sendings)
        assert (await client.pause(remote_id)).state is DownloadState.PAUSED
        assert (await client.resume(remote_id)).state is DownloadState.QUEUED
        assert (await client.cancel(remote_id)).state is DownloadState.CANCELED
        assert (await client.status(remote_id)).state is DownloadState.CANCELED
        with pytest.raises(CloudError) as refused:
            await client.pause(remote_id)
        assert (refused.value.status, refused.value.code) == (409, "wrong_state")
        await client.remove(remote_id)
        await client.remove(remote_id)
        with pytest.raises(CloudError) as gone:
            await client.status(remote_id)
        assert gone.value.is_gone
        assert (gone.value.status, gone.value.code) == (410, "gone")

    of_ann(service, use)


def test_what_the_service_never_knew_is_unknown_and_counts_as_removed(service: Service) -> None:
    async def use(client: CloudClient) -> None:
        await client.remove(str(uuid.uuid4()))
        for call in (client.status, client.pause, client.batch):
            with pytest.raises(CloudError) as unknown:
                await call("../version?x=#y")
            assert unknown.value.is_gone
            assert (unknown.value.status, unknown.value.code) == (404, "not_found")

    of_ann(service, use)


def test_pages_of_batches_follow_one_another(service: Service) -> None:
    async def use(client: CloudClient) -> None:
        for number in range(101):
            await client.submit(_requests(str(number)))
        first = await client.batches()
        second = await client.batches(first.next)
        found = {one.batch_id for page in (first, second) for one in page.batches}
        assert (len(first.batches), len(second.batches), len(found)) == (100, 1, 101)

    of_ann(service, use)


def test_the_service_says_what_it_is_made_of(service: Service) -> None:
    assert of_ann(service, _versions) == VERSIONS


def test_a_wrong_token_is_told(service: Service) -> None:
    for token in ("", "wrong"):
        with pytest.raises(CloudError) as refused:
            with_client(service.address, _versions, token=token)
        assert refused.value.trouble is CloudTrouble.TOKEN
        assert (refused.value.status, refused.value.code) == (401, "unauthorized")


def test_what_the_service_does_not_take_is_told_with_its_reason(service: Service) -> None:
    with pytest.raises(CloudError) as refused:
        of_ann(service, lambda client: client.submit([("no-uuid", DownloadRequest("gopher://x"))]))
    assert (refused.value.status, refused.value.code) == (422, "invalid")
    assert refused.value.trouble is CloudTrouble.BROKEN
    assert "http" in refused.value.detail


def test_events_are_heard_as_they_happen_and_go_on_where_they_stopped(service: Service) -> None:
    sendings = _requests("a")
    remote_id = sendings[0][0]

    async def use(client: CloudClient) -> None:
        async with aclosing(client.events("")) as events:
            heard = await _until(events, lambda event: isinstance(event.what, Snapshot))
            assert heard[0] == CloudEvent("", None)
            assert heard[-1].what == Snapshot(first=True, last=True)
            await client.submit(sendings)
            heard = await _until(events, lambda event: isinstance(event.what, RemoteDownload))
        last_id = heard[-1].id
        await client.remove(remote_id)
        async with aclosing(client.events(last_id)) as events:
            heard = await _until(events, lambda event: isinstance(event.what, Removed))
        assert not [event for event in heard if isinstance(event.what, Snapshot)]
        assert heard[-1].what == Removed(remote_id)

    of_ann(service, use)


def test_many_downloads_come_in_pages(service: Service) -> None:
    async def use(client: CloudClient) -> list[CloudEvent]:
        for number in range(11):
            await client.submit(_requests(*(f"{number}-{one}" for one in range(10))))
        async with aclosing(client.events("")) as events:
            return await _until(
                events, lambda one: isinstance(one.what, Snapshot) and one.what.last
            )

    pages = [event.what for event in of_ann(service, use) if isinstance(event.what, Snapshot)]
    assert [len(page.downloads) for page in pages] == [100, 10]
    assert [(page.first, page.last) for page in pages] == [(True, False), (False, True)]


def test_the_end_of_a_service_ends_the_stream(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Service(tmp_path_factory.mktemp("short")) as service:

        async def use(client: CloudClient) -> list[CloudEvent]:
            heard = []
            async for event in client.events(""):
                heard.append(event)
                service._server.should_exit = True
            return heard

        heard = of_ann(service, use)
    assert heard[0] == CloudEvent("", None)


def test_it_works_on_the_loop_of_the_window(service: Service, qapp: QApplication) -> None:
    async def use() -> ServiceVersions:
        client = CloudClient(Access(service.address, TOKENS["ann"]), patience=HURRIED)
        with OddService(hangs) as odd:
            hanging = CloudClient(Access(odd.address), patience=HURRIED)
            with pytest.raises(CloudError) as late:
                await hanging.versions()
            await hanging.close()
        assert late.value.trouble is CloudTrouble.NO_ANSWER
        async with aclosing(client.events("")) as events:
            await _until(events, lambda event: isinstance(event.what, Snapshot))
        found = await client.versions()
        await client.close()
        return found

    with asyncio.Runner(loop_factory=partial(QEventLoop, qapp)) as runner:
        assert runner.run(use()) == VERSIONS


# What is sent


def test_only_what_the_service_needs_is_sent() -> None:
    link = DownloadRequest("https://v.example/1", folder="/home/ann", naming="{title}", again=True)
    asked = _asked(
        says(200, {"batch_id": "b", "download_ids": ["i"]}),
        lambda client: client.submit([("i", link)]),
    )
    assert (asked.method, asked.target) == ("POST", "/batch-download")
    assert json.loads(asked.body) == {"urls": ["https://v.example/1"], "ids": ["i"]}
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["authorization"] == f"Bearer {TOKEN}"
    assert asked.headers["accept-encoding"] == "identity"
    assert asked.headers["user-agent"].startswith("Spool/")


def test_without_a_token_none_is_sent() -> None:
    with OddService(says(200, VERSION)) as odd:
        with_client(odd.address, _versions, token="")
    assert "authorization" not in odd.asked[0].headers


def test_the_place_in_the_stream_is_sent_in_a_header() -> None:
    for last_id in ("17-4", ""):
        asked = _asked(streams([]), lambda client, at=last_id: _all_events(client, at))
        assert asked.headers.get("last-event-id", "") == last_id
        assert asked.headers["accept"] == "text/event-stream"


def test_a_path_in_the_address_stays_in_front() -> None:
    with OddService(says(200, VERSION)) as odd:
        with_client(f"{odd.address}/spool/", _versions)
    assert odd.asked[0].target == "/spool/version"


def test_connections_are_kept() -> None:
    async def use(client: CloudClient) -> None:
        for _ in range(3):
            await client.versions()

    with OddService(says(200, VERSION)) as odd:
        with_client(odd.address, use)
    assert (len(odd.asked), odd.connections) == (3, 1)


def test_many_may_ask_at_once() -> None:
    async def use(client: CloudClient) -> list[ServiceVersions]:
        return await asyncio.gather(*(client.versions() for _ in range(100)))

    with OddService(says(200, VERSION)) as odd:
        assert len(with_client(odd.address, use)) == 100
    assert odd.connections <= 10


# What goes wrong


@pytest.mark.parametrize(
    ("behave", "trouble"),
    [
        (says(200, _PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(404, _PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(401, _PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(403, _PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(511, _PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
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
        (says(500, _PAGE, "text/html"), CloudTrouble.BROKEN),
        (says(502, _PAGE, "text/html"), CloudTrouble.UNREACHABLE),
        (says(503, _PAGE, "text/html"), CloudTrouble.BUSY),
        (says(504, _PAGE, "text/html"), CloudTrouble.NO_ANSWER),
        (says(429, b"", "text/plain"), CloudTrouble.BUSY),
        (says(200, b'{"api": 1'), CloudTrouble.BROKEN),
        (says(200, b"[]"), CloudTrouble.BROKEN),
        (says(200, {"api": "one"}), CloudTrouble.BROKEN),
        (says(200, b'"' + b"x" * 5_000_000 + b'"'), CloudTrouble.BROKEN),
        (says(200, VERSION, Content_Length="1000"), CloudTrouble.NO_ANSWER),
        (sends(_HEAD + b"Content-Length: 99\r\n\r\n{"), CloudTrouble.UNREACHABLE),
        (sends(b"HTTP/1.1 200 OK\r\nContent-Ty"), CloudTrouble.UNREACHABLE),
        (sends(), CloudTrouble.UNREACHABLE),
        (resets, CloudTrouble.UNREACHABLE),
        (hangs, CloudTrouble.NO_ANSWER),
        (says(200, {**VERSION, "api": 2}), CloudTrouble.TOO_NEW),
    ],
)  # fmt: skip
def test_whatever_answers_has_its_trouble(behave: Behaviour, trouble: CloudTrouble) -> None:
    error = failure(behave, patience=HURRIED)
    assert error.trouble is trouble
    assert len(error.detail) <= 200


def test_a_service_of_before_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.executors.cloud_client.API_LEVEL", 2)
    assert failure(says(200, VERSION)).trouble is CloudTrouble.TOO_OLD


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_token_stays_here(status: int) -> None:
    with OddService(says(200, VERSION)) as elsewhere:
        error = failure(says(status, _PAGE, "text/html", Location=f"{elsewhere.address}/version"))
        moved = failure(says(status, Location=f"{elsewhere.address}/events"), _all_events)
    assert error.trouble is moved.trouble is CloudTrouble.NOT_THE_SERVICE
    assert elsewhere.connections == 0


def test_only_the_service_itself_can_say_that_something_is_gone() -> None:
    """Else a hotspot would have rows forgotten, and files that are still there left behind."""
    for status in (404, 410):
        for behave in (says(status, _PAGE, "text/html"), says(status, {"detail": "Not Found"})):
            error = failure(behave, lambda client: client.status("x"))
            assert (error.status, error.is_gone) == (0, False)
            assert failure(behave, lambda client: client.remove("x")).status == 0
        with OddService(refuses(status, "gone")) as odd:
            with_client(odd.address, lambda client: client.remove("x"))
    assert failure(says(200, _PAGE, "text/html"), lambda client: client.remove("x"))


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
    for use in (_versions, _all_events):
        with pytest.raises(CloudError) as failed:
            with_client(nobody(), use)
        assert failed.value.trouble is CloudTrouble.UNREACHABLE


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(CloudError) as failed:
        with_client("https://spool.example", _versions)
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

    with OddService(says(200, VERSION), tls=_identity(authority, "127.0.0.1")) as odd:
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


# Certificates and proxies


def test_a_certificate_of_a_known_authority_is_accepted(authority: trustme.CA) -> None:
    with OddService(says(200, VERSION), tls=_identity(authority, "127.0.0.1")) as odd:
        assert with_client(odd.address, _versions, trust=_trust(authority)).api == 1


def test_a_certificate_of_an_unknown_authority_is_refused(authority: trustme.CA) -> None:
    with OddService(says(200, VERSION), tls=_identity(authority, "127.0.0.1")) as odd:
        with pytest.raises(CloudError) as failed:
            with_client(odd.address, _versions)
        assert not odd.asked
    assert failed.value.trouble is CloudTrouble.CERTIFICATE
    assert failed.value.detail


def test_a_certificate_for_another_name_is_refused(authority: trustme.CA) -> None:
    with OddService(says(200, VERSION), tls=_identity(authority, "other.example")) as odd:
        with pytest.raises(CloudError) as failed:
            with_client(odd.address, _versions, trust=_trust(authority))
        assert not odd.asked
    assert failed.value.trouble is CloudTrouble.CERTIFICATE
    assert "127.0.0.1" in failed.value.detail


def test_who_speaks_no_tls_is_not_blamed_for_a_certificate() -> None:
    with OddService(sends(b"hello\r\n")) as odd, pytest.raises(CloudError) as failed:
        with_client(odd.address.replace("http:", "https:"), _versions, patience=HURRIED)
    assert failed.value.trouble in (CloudTrouble.NOT_THE_SERVICE, CloudTrouble.UNREACHABLE)


def _through(odd: OddService, address: str, scheme: str = "http") -> Access:
    proxy = f"{scheme}://ann:{PROXY_PASSWORD}@127.0.0.1:{odd.port}"
    return Access(address, TOKEN, plain=True, proxy=proxy)


def test_https_goes_through_a_tunnel_of_the_proxy(authority: trustme.CA) -> None:
    inner = _identity(authority, "spool.example")
    with OddService(says(200, VERSION), tunnel=inner) as odd:
        access = _through(odd, "https://spool.example")
        assert with_client(access, _versions, trust=_trust(authority)).api == 1
    connect, get = odd.asked
    assert (connect.method, connect.target) == ("CONNECT", "spool.example:443")
    assert connect.headers["proxy-authorization"].startswith("Basic ")
    assert "authorization" not in connect.headers
    assert get.target == "/version"
    assert "proxy-authorization" not in get.headers


def test_a_proxy_may_itself_speak_tls(authority: trustme.CA) -> None:
    outer, inner = _identity(authority, "127.0.0.1"), _identity(authority, "spool.example")
    with OddService(says(200, VERSION), tls=outer) as odd:
        access = _through(odd, "http://spool.example", "https")
        assert with_client(access, _versions, trust=_trust(authority)).api == 1
    assert odd.asked[0].target == "http://spool.example/version"
    assert inner


def test_plain_http_goes_through_the_proxy_too() -> None:
    with OddService(says(200, VERSION)) as odd:
        assert with_client(_through(odd, "http://spool.example"), _versions).api == 1
    assert odd.asked[0].target == "http://spool.example/version"


def test_this_computer_is_not_reached_through_a_proxy() -> None:
    with OddService(says(200, VERSION)) as odd, OddService(says(502)) as proxy:
        for host in ("127.0.0.1", "localhost"):
            access = _through(proxy, f"http://{host}:{odd.port}")
            assert with_client(access, _versions).api == 1
    assert proxy.connections == 0


def test_the_environments_proxy_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", nobody())
    monkeypatch.setenv("HTTP_PROXY", nobody())
    with OddService(says(200, VERSION)) as odd:
        assert with_client(odd.address, _versions).api == 1


@pytest.mark.parametrize(
    ("behave", "address"),
    [
        (says(407, _PAGE, "text/html"), "https://spool.example"),
        (says(407, _PAGE, "text/html"), "http://spool.example"),
        (says(502, _PAGE, "text/html"), "https://spool.example"),
        (resets, "https://spool.example"),
    ],
)
def test_a_proxy_that_does_not_let_through_is_in_the_way(behave: Behaviour, address: str) -> None:
    with OddService(behave) as odd, pytest.raises(CloudError) as failed:
        with_client(_through(odd, address), _versions)
    assert failed.value.trouble is CloudTrouble.UNREACHABLE
    assert PROXY_PASSWORD not in f"{failed.value!r} {failed.value}"


@pytest.mark.parametrize("proxy", ["socks4://127.0.0.1:1", "http://a:s3cret@[::1", "gopher://x:1"])
def test_a_proxy_that_cannot_be_used_is_told_at_once(proxy: str) -> None:
    with pytest.raises(CloudError) as failed:
        CloudClient(Access("https://spool.example", TOKEN, proxy=proxy))
    assert failed.value.trouble is CloudTrouble.UNREACHABLE
    assert "s3cret" not in str(failed.value)


def test_socks_proxies_are_asked_by_name() -> None:
    pytest.importorskip("socksio")

    def as_proxy(listener: socket.socket) -> bytes:
        connection, _ = listener.accept()
        with connection:
            connection.recv(100)
            connection.sendall(b"\x05\x02")
            heard = connection.recv(1000)
            connection.sendall(b"\x01\x00")
            heard += connection.recv(1000)
            connection.sendall(b"\x05\x05\x00\x01" + bytes(6))
            return heard

    async def main(listener: socket.socket) -> tuple[bytes, CloudTrouble]:
        proxy = f"socks5://ann:{PROXY_PASSWORD}@127.0.0.1:{listener.getsockname()[1]}"
        client = CloudClient(Access("https://spool.example", TOKEN, proxy=proxy))
        serving = asyncio.create_task(asyncio.to_thread(as_proxy, listener))
        with pytest.raises(CloudError) as failed:
            await client.versions()
        await client.close()
        return await serving, failed.value.trouble

    with socket.create_server(("127.0.0.1", 0)) as listener:
        heard, trouble = asyncio.run(main(listener))
    assert PROXY_PASSWORD.encode() in heard
    assert b"spool.example" in heard
    assert trouble is CloudTrouble.UNREACHABLE


@pytest.mark.parametrize("token", ["two words", "line\nfeed", "tökén", "nul\x00"])
def test_a_token_that_cannot_be_one_is_not_sent(token: str) -> None:
    with pytest.raises(CloudError) as failed:
        CloudClient(Access("https://spool.example", token))
    assert failed.value.trouble is CloudTrouble.TOKEN
    assert token not in str(failed.value)


def test_a_token_is_never_sent_in_the_clear() -> None:
    with pytest.raises(CloudError) as failed:
        CloudClient(Access("http://spool.example", TOKEN))
    assert failed.value.trouble is CloudTrouble.NOT_SECURE


# Event streams


def _update(download_id: str = "a", **more: object) -> dict[str, object]:
    return {"id": download_id, "run": 1, "seq": 1, "state": "running", **more}


def _frame(kind: str, data: object, event_id: str = "") -> bytes:
    head = f"id: {event_id}\n" if event_id else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data)}\n\n".encode()


def _heard(behave: Behaviour) -> list[CloudEvent]:
    with OddService(behave) as odd:
        return with_client(odd.address, _all_events)


def test_a_stream_may_come_in_pieces_of_any_size() -> None:
    body = b"retry: 2000\n\n" + _frame("update", _update(), "1-0") + _frame("removed", {"id": "b"})
    for size in (1, 2, 7, 1_000):
        pieces = [body[at : at + size] for at in range(0, len(body), size)]
        heard = _heard(streams(pieces))
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

    body = _frame("update", _update("a"), "1-0") + _frame("update", _update("b"), "2-0")[:-9]
    assert failure(streams([body], cut=True), use).trouble is CloudTrouble.UNREACHABLE
    assert [event.id for event in heard] == ["1-0"]


def test_a_stream_that_ends_in_mid_event_ends_without_it() -> None:
    assert _heard(streams([_frame("update", _update(), "1-0")[:-1]])) == []


def test_a_silent_stream_is_given_up() -> None:
    for body in ([], [b":\n\n"]):
        error = failure(streams(body, hang=True), _all_events, HURRIED)
        assert error.trouble is CloudTrouble.NO_ANSWER
    assert failure(hangs, _all_events, HURRIED).trouble is CloudTrouble.NO_ANSWER


def test_a_stream_that_shows_signs_of_life_is_not_given_up() -> None:
    def lives(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n")
        for _ in range(20):
            talk.is_over.wait(0.1)
            talk.send(b":\n\n")
        talk.connection.shutdown(socket.SHUT_RDWR)

    patience = Patience(step=0.1, answer=1, silence=1)
    with OddService(lives) as odd:
        heard = with_client(odd.address, _all_events, patience=patience)
    assert heard == [CloudEvent("", None)] * 20


@pytest.mark.parametrize(
    ("behave", "trouble"),
    [
        (says(200, _PAGE, "text/html"), CloudTrouble.NOT_THE_SERVICE),
        (says(200, {}), CloudTrouble.NOT_THE_SERVICE),
        (says(200, b"", "text/event-stream", Content_Encoding="br"), CloudTrouble.NOT_THE_SERVICE),
        (says(204, b"", "text/event-stream"), CloudTrouble.NOT_THE_SERVICE),
        (refuses(401, "unauthorized"), CloudTrouble.TOKEN),
        (refuses(429, "too_many_streams"), CloudTrouble.BUSY),
        (streams([b"data: ", *[b"x" * 100_000] * 50]), CloudTrouble.BROKEN),
        (streams([b"data\n" * 20_000] * 250), CloudTrouble.BROKEN),
        (resets, CloudTrouble.UNREACHABLE),
    ],
)
def test_what_is_no_stream_has_its_trouble(behave: Behaviour, trouble: CloudTrouble) -> None:
    assert failure(behave, _all_events).trouble is trouble


def test_what_cannot_be_read_is_told_once_and_passed_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    bodies = [
        _frame("weather", {"sun": True}, "1-0"),
        _frame("weather", {"sun": False}, "2-0"),
        _frame("update", _update(state="levitating"), "3-0"),
        _frame("update", {"id": "a"}, "4-0"),
        b"event: update\ndata: {\n\n",
        _frame("removed", [], "5-0"),
        _frame("update", _update(error="of_a_newer_service", novelty=[1]), "6-0"),
    ]
    heard = _heard(streams(bodies))
    assert [event.id for event in heard] == ["1-0", "2-0", "3-0", "4-0", "", "5-0", "6-0"]
    assert all(event.what is None for event in heard[:-1])
    read = heard[-1].what
    assert isinstance(read, RemoteDownload)
    assert read.error is ErrorCode.INTERNAL
    told = [one.getMessage() for one in caplog.records if one.name.startswith("app.")]
    assert len(told) == 3
    assert [kind for kind in ("weather", "update", "removed") if kind in " ".join(told)]


@pytest.mark.parametrize("bad", [_update("b", state="levitating"), {"id": "b"}, 7])
def test_a_snapshot_that_is_not_understood_as_a_whole_has_no_end(bad: object) -> None:
    """Else what was only not understood would be taken for gone."""
    whole = {"downloads": [_update("a")], "first": True, "last": True}
    bodies = [
        _frame("snapshot", {**whole, "last": False, "downloads": [_update("a"), bad]}),
        _frame("snapshot", {**whole, "first": False}, "1-0"),
        _frame("snapshot", whole, "2-0"),
    ]
    pages = [event.what for event in _heard(streams(bodies))]
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
    heard = _heard(streams([b"event: snapshot\ndata: {\n\n", _frame("snapshot", page, "1-0")]))
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


# Secrets


def test_no_secret_is_in_a_log_or_an_error(
    caplog: pytest.LogCaptureFixture, authority: trustme.CA
) -> None:
    """Whatever level is set, and also of a server that repeats what it hears."""
    for name in ("", "httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, name)

    def repeats(talk: Talk) -> None:
        said = talk.asked.headers["authorization"]
        token = said.removeprefix("Bearer ")
        if talk.asked.target == "/events":
            streams([_frame(token, {}), _frame("update", _update(state=token))])(talk)
        elif talk.asked.target == "/version":
            says(200, {"api": token, "service": token})(talk)
        else:
            refuses(401, token, f"No: {token}, {said}", X_Echo=said)(talk)

    errors = [
        failure(repeats, use)
        for use in (
            _versions,
            lambda client: client.status("a"),
            lambda client: client.submit(_requests("a?sig=s3cret")),
        )
    ]
    assert len(_heard(repeats)) == 2
    with OddService(says(407), tunnel=None) as odd, pytest.raises(CloudError) as refused:
        with_client(_through(odd, "https://spool.example"), _versions, trust=_trust(authority))
    said = " ".join([caplog.text, *(f"{one!r} {one}" for one in (*errors, refused.value))])
    assert "httpcore.http11" in said
    for secret in (TOKEN, PROXY_PASSWORD, "s3cret"):
        assert secret not in said


def test_the_library_that_would_tell_the_proxys_password_is_kept_quiet() -> None:
    logging.getLogger("httpcore").setLevel(logging.DEBUG)
    try:
        assert not logging.getLogger("httpcore.socks").isEnabledFor(logging.DEBUG)
    finally:
        logging.getLogger("httpcore").setLevel(logging.WARNING)
