"""The service's interface, as calls: the words of `core.remote` over HTTP."""

import ssl
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from app.core import wire
from app.core.cloud import CloudTrouble
from app.core.download import DownloadRequest
from app.core.remote import (
    API_LEVEL,
    BatchPage,
    BatchStatus,
    RemoteDownload,
    Removed,
    ServiceVersions,
    Submitted,
)
from app.executors.cloud_address import Access
from app.executors.cloud_door import Door
from app.executors.cloud_errors import CloudError, short
from app.executors.cloud_events import CloudEvent, EventReader
from app.executors.cloud_http import Patience
from app.executors.event_stream import EventParser, StreamTooLarge

_BATCHES_AT_ONCE = "100"
_USUAL = Patience()


class CloudClient:
    """Speaks to one service, on one loop, over connections that are kept.

    Whatever goes wrong is a `CloudError`; also an address, a token or a proxy with which nothing
    could be sent, which is said at once. Calls can be repeated: the service does nothing twice.
    `trust` is what certificates are checked against, instead of what this computer trusts.
    """

    def __init__(
        self,
        access: Access,
        *,
        trust: ssl.SSLContext | None = None,
        patience: Patience = _USUAL,
    ) -> None:
        self._door = Door(access, patience, trust)
        self._reader = EventReader(access.token.strip())

    async def submit(self, sendings: Sequence[tuple[str, DownloadRequest]]) -> Submitted:
        """Have links downloaded, each under the id that stands before it.

        What is to be fetched of them has to be the same for all.
        """
        return await self._door.ask(Submitted, "POST", "/batch-download", _batch(sendings))

    async def pause(self, remote_id: str) -> RemoteDownload:
        return await self._ask_of("pause", remote_id)

    async def resume(self, remote_id: str) -> RemoteDownload:
        return await self._ask_of("resume", remote_id)

    async def cancel(self, remote_id: str) -> RemoteDownload:
        return await self._ask_of("cancel", remote_id)

    async def remove(self, remote_id: str) -> None:
        """Have it gone with its file; it may be gone already."""
        try:
            await self._door.ask(Removed, "DELETE", f"/download/{_in_path(remote_id)}")
        except CloudError as error:
            if not error.is_gone:
                raise

    async def status(self, remote_id: str) -> RemoteDownload:
        return await self._door.ask(RemoteDownload, "GET", f"/status/{_in_path(remote_id)}")

    async def batch(self, batch_id: str) -> BatchStatus:
        """A batch with its downloads."""
        return await self._door.ask(BatchStatus, "GET", f"/batch-status/{_in_path(batch_id)}")

    async def batches(self, before: str = "") -> BatchPage:
        """The newest batches, or those that follow a page's `next`."""
        query = {"limit": _BATCHES_AT_ONCE, **({"before": before} if before else {})}
        return await self._door.ask(BatchPage, "GET", "/batches", query=query)

    async def versions(self) -> ServiceVersions:
        """What the service is made of; a `CloudError` if it is none that is understood here."""
        try:
            found = await self._door.ask(ServiceVersions, "GET", "/version")
        except CloudError as error:
            if not error.is_gone:
                raise
            raise _stranger("It knows nothing of a version") from error
        _check_level(found)
        return found

    async def events(self, last_id: str) -> AsyncGenerator[CloudEvent, None]:
        """What happens from the event `last_id` on, until the service ends the stream.

        Who leaves it early has to close it (`contextlib.aclosing`).
        """
        parser = EventParser()
        headers = {"Last-Event-ID": last_id} if last_id else {}
        async with self._door.events("/events", headers) as chunks:
            async for chunk in chunks:
                try:
                    for event in parser.feed(chunk):
                        yield self._reader.read(event)
                except StreamTooLarge:
                    raise CloudError(CloudTrouble.BROKEN, "An event is too large") from None

    async def close(self) -> None:
        """Hang up, whatever is under way; what is asked from now on fails."""
        with suppress(CloudError):
            await self._door.close()

    async def _ask_of(self, what: str, remote_id: str) -> RemoteDownload:
        return await self._door.ask(RemoteDownload, "POST", f"/{what}/{_in_path(remote_id)}")


def _batch(sendings: Sequence[tuple[str, DownloadRequest]]) -> dict[str, Any]:
    """The body of a submit. Names and folders stay here, as what is at its default does."""
    first = sendings[0][1]
    if any(request.key[1:] != first.key[1:] for _, request in sendings):
        raise ValueError("what is sent together has to be chosen alike")
    body = {
        "urls": [request.url for _, request in sendings],
        "ids": [remote_id for remote_id, _ in sendings],
        **wire.parse(wire.to_json(first.choices)),
    }
    if first.format:
        body["format"] = first.format
    if first.section is not None:
        body["section"] = first.section
    return body


def _check_level(found: ServiceVersions) -> None:
    if found.api < 1:
        raise _stranger("It does not say what it speaks")
    if found.api != API_LEVEL:
        is_old = found.api < API_LEVEL
        trouble = CloudTrouble.TOO_OLD if is_old else CloudTrouble.TOO_NEW
        raise CloudError(trouble, short(f"{found.service} speaks {found.api}, not {API_LEVEL}"))


def _stranger(detail: str) -> CloudError:
    return CloudError(CloudTrouble.NOT_THE_SERVICE, detail)


def _in_path(one_id: str) -> str:
    return quote(one_id, safe="")
