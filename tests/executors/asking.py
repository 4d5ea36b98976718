"""A client in use, in a loop of its own, and what comes of it."""

import asyncio
import json
import ssl
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any, TypeVar

import pytest
import trustme

from app.core.download import DownloadRequest
from app.core.remote import ServiceVersions
from app.executors.cloud_address import Access
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_events import CloudEvent
from app.executors.cloud_http import Patience
from tests.engine.running import LIMIT
from tests.executors.odd_service import Asked, Behaviour, OddService

T = TypeVar("T")

TOKEN = "t0ken-of-ann.7f3a"
PROXY_PASSWORD = "pr0xy-passw0rd"
VERSION = {"api": 1, "service": "0.1.0", "ytdlp": "2026.10.26"}
USUAL = Patience()
HURRIED = Patience(connect=2, step=0.2, answer=5, silence=0.3)
PAGE = b"<html><body>Please log in</body></html>"


def identity(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def with_client(
    address: str | Access,
    use: Callable[[CloudClient], Awaitable[T]],
    *,
    token: str = TOKEN,
    trust: ssl.SSLContext | None = None,
    patience: Patience = USUAL,
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


def versions(client: CloudClient) -> Awaitable[ServiceVersions]:
    return client.versions()


async def all_events(client: CloudClient, last_id: str = "") -> list[CloudEvent]:
    return [event async for event in client.events(last_id)]


async def until(
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
    use: Callable[[CloudClient], Awaitable[Any]] = versions,
    patience: Patience = USUAL,
) -> CloudError:
    """How it is told that a server behaves so."""
    with OddService(behave) as odd, pytest.raises(CloudError) as failed:
        with_client(odd.address, use, patience=patience)
    return failed.value


def asked_of(behave: Behaviour, use: Callable[[CloudClient], Awaitable[Any]]) -> Asked:
    with OddService(behave) as odd:
        with_client(odd.address, use)
    return odd.asked[0]


def requests(*names: str, **more: Any) -> list[tuple[str, DownloadRequest]]:
    """Links, each with an id of its own."""
    made = (DownloadRequest(f"http://127.0.0.1/{name}", **more) for name in names)
    return [(str(uuid.uuid4()), request) for request in made]


def update(download_id: str = "a", **more: object) -> dict[str, object]:
    return {"id": download_id, "run": 1, "seq": 1, "state": "running", **more}


def frame(kind: str, data: object, event_id: str = "") -> bytes:
    head = f"id: {event_id}\n" if event_id else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data)}\n\n".encode()


def heard_of(behave: Behaviour) -> list[CloudEvent]:
    with OddService(behave) as odd:
        return with_client(odd.address, all_events)


def through(odd: OddService, address: str, scheme: str = "http") -> Access:
    proxy = f"{scheme}://ann:{PROXY_PASSWORD}@127.0.0.1:{odd.port}"
    return Access(address, TOKEN, plain=True, proxy=proxy)
