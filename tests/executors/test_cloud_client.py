"""The client against the real interface, and what it sends."""

import asyncio
import json
import os
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import aclosing
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.core.choices import AudioFormat, Choices, Quality, Subtitles
from app.core.cloud import CloudTrouble
from app.core.download import DownloadRequest, DownloadState, Section
from app.core.remote import RemoteDownload, Removed, ServiceVersions, Snapshot
from app.executors.cloud_address import Access
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_events import CloudEvent
from tests.cloud.api.service import TOKENS, VERSIONS, Service
from tests.executors.asking import (
    HURRIED,
    TOKEN,
    VERSION,
    T,
    all_events,
    asked_of,
    requests,
    until,
    versions,
    with_client,
)
from tests.executors.odd_service import (
    OddService,
    hangs,
    says,
    streams,
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="module")
def _service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def service(_service: Service) -> Service:
    """The real interface, with nothing in it."""
    _service.flush()
    return _service


def of_ann(service: Service, use: Callable[[CloudClient], Awaitable[T]]) -> T:
    return with_client(service.address, use, token=TOKENS["ann"])


def test_a_batch_goes_there_under_the_ids_it_has_here(service: Service) -> None:
    sendings = requests("a", "b", folder="/home/ann/secret", naming="{title}", list_title="L")

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
    sendings = requests("a", choices=choices, format="137", section=Section(5.0, 9.5))

    of_ann(service, lambda client: client.submit(sendings))

    arrived = service.claimed().request
    assert arrived == DownloadRequest(
        "http://127.0.0.1/a", choices, format="137", section=Section(5.0, 9.5)
    )


def test_what_is_not_chosen_alike_is_not_sent_together(service: Service) -> None:
    sendings = [*requests("a"), *requests("b", format="137")]
    with pytest.raises(ValueError, match="alike"):
        of_ann(service, lambda client: client.submit(sendings))
    assert service.runs.claim() is None


def test_a_download_is_paused_resumed_canceled_and_removed(service: Service) -> None:
    sendings = requests("a")
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
            await client.submit(requests(str(number)))
        first = await client.batches()
        second = await client.batches(first.next)
        found = {one.batch_id for page in (first, second) for one in page.batches}
        assert (len(first.batches), len(second.batches), len(found)) == (100, 1, 101)

    of_ann(service, use)


def test_the_service_says_what_it_is_made_of(service: Service) -> None:
    assert of_ann(service, versions) == VERSIONS


def test_a_wrong_token_is_told(service: Service) -> None:
    for token in ("", "wrong"):
        with pytest.raises(CloudError) as refused:
            with_client(service.address, versions, token=token)
        assert refused.value.trouble is CloudTrouble.TOKEN
        assert (refused.value.status, refused.value.code) == (401, "unauthorized")


def test_what_the_service_does_not_take_is_told_with_its_reason(service: Service) -> None:
    with pytest.raises(CloudError) as refused:
        of_ann(service, lambda client: client.submit([("no-uuid", DownloadRequest("gopher://x"))]))
    assert (refused.value.status, refused.value.code) == (422, "invalid")
    assert refused.value.trouble is CloudTrouble.BROKEN
    assert "http" in refused.value.detail


def test_events_are_heard_as_they_happen_and_go_on_where_they_stopped(service: Service) -> None:
    sendings = requests("a")
    remote_id = sendings[0][0]

    async def use(client: CloudClient) -> None:
        async with aclosing(client.events("")) as events:
            heard = await until(events, lambda event: isinstance(event.what, Snapshot))
            assert heard[0] == CloudEvent("", None)
            assert heard[-1].what == Snapshot(first=True, last=True)
            await client.submit(sendings)
            heard = await until(events, lambda event: isinstance(event.what, RemoteDownload))
        last_id = heard[-1].id
        await client.remove(remote_id)
        async with aclosing(client.events(last_id)) as events:
            heard = await until(events, lambda event: isinstance(event.what, Removed))
        assert not [event for event in heard if isinstance(event.what, Snapshot)]
        assert heard[-1].what == Removed(remote_id)

    of_ann(service, use)


def test_many_downloads_come_in_pages(service: Service) -> None:
    async def use(client: CloudClient) -> list[CloudEvent]:
        for number in range(11):
            await client.submit(requests(*(f"{number}-{one}" for one in range(10))))
        async with aclosing(client.events("")) as events:
            return await until(events, lambda one: isinstance(one.what, Snapshot) and one.what.last)

    pages = [event.what for event in of_ann(service, use) if isinstance(event.what, Snapshot)]
    assert [len(page.downloads) for page in pages] == [100, 10]
    assert [(page.first, page.last) for page in pages] == [(True, False), (False, True)]


def test_the_end_of_a_service_ends_the_stream(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Service(tmp_path_factory.mktemp("short")) as service:

        async def use(client: CloudClient) -> list[CloudEvent]:
            heard = []
            async for event in client.events(""):
                heard.append(event)
                service.server.should_exit = True
            return heard

        heard = of_ann(service, use)
    assert heard[0] == CloudEvent("", None)


def test_it_works_on_the_loop_of_the_window(service: Service, qapp: QApplication) -> None:
    async def use() -> ServiceVersions:
        client = CloudClient(Access(service.address, TOKENS["ann"]))
        with OddService(hangs) as odd:
            hanging = CloudClient(Access(odd.address), patience=HURRIED)
            with pytest.raises(CloudError) as late:
                await hanging.versions()
            await hanging.close()
        assert late.value.trouble is CloudTrouble.NO_ANSWER
        async with aclosing(client.events("")) as events:
            await until(events, lambda event: isinstance(event.what, Snapshot))
        found = await client.versions()
        await client.close()
        return found

    with asyncio.Runner(loop_factory=partial(QEventLoop, qapp)) as runner:
        assert runner.run(use()) == VERSIONS


def test_only_what_the_service_needs_is_sent() -> None:
    link = DownloadRequest("https://v.example/1", folder="/home/ann", naming="{title}", again=True)
    asked = asked_of(
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
        with_client(odd.address, versions, token="")
    assert "authorization" not in odd.asked[0].headers


def test_the_place_in_the_stream_is_sent_in_a_header() -> None:
    for last_id in ("17-4", ""):
        asked = asked_of(streams([]), partial(all_events, last_id=last_id))
        assert asked.headers.get("last-event-id", "") == last_id
        assert asked.headers["accept"] == "text/event-stream"


def test_a_path_in_the_address_stays_in_front() -> None:
    with OddService(says(200, VERSION)) as odd:
        with_client(f"{odd.address}/spool/", versions)
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
