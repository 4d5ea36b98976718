"""The one door to HTTP: bounded in time and size, without redirects or secrets in logs."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

import httpx

from app.core import wire
from app.core.cloud import CloudTrouble
from app.executors.cloud_address import Access
from app.executors.cloud_errors import (
    JSON,
    PROBLEM,
    Answer,
    CloudError,
    refusal,
    short,
    translated,
)
from app.executors.cloud_http import Http, Patience, to_the_end

T = TypeVar("T")

_EVENTS = "text/event-stream"
_SENDS_JSON = {"Content-Type": JSON}


class Door:
    """Asks the service, and says in a `CloudError` why it did not answer as it should.

    It belongs to one loop. One that cannot be opened with what it is given says so at once.
    """

    def __init__(self, access: Access, patience: Patience, trust: ssl.SSLContext | None) -> None:
        self._http = Http(access, patience, trust)
        self._patience = patience

    async def ask(
        self,
        kind: type[T],
        method: str,
        path: str,
        body: object = None,
        query: Mapping[str, str] | None = None,
    ) -> T:
        """What the service answers with, which is of this kind."""
        client = await self._http.client()
        content, headers = (None, {}) if body is None else (wire.to_line(body), _SENDS_JSON)
        request = client.build_request(
            method,
            path,
            content=content,
            headers=headers,
            params=query,
            extensions=self._http.extensions(),
        )
        async with self._answered(client, request) as heard, self._limited():
            answer = await _read(heard)
        if not answer.is_good:
            raise refusal(answer, self._http.secret)
        try:
            return wire.from_json(kind, answer.body)
        except wire.WireError as error:
            raise CloudError(CloudTrouble.BROKEN, short(str(error), self._http.secret)) from None

    @asynccontextmanager
    async def events(
        self, path: str, headers: Mapping[str, str]
    ) -> AsyncIterator[AsyncIterator[bytes]]:
        """The bytes of an event stream, as they come."""
        client = await self._http.client()
        request = client.build_request(
            "GET",
            path,
            headers={"Accept": _EVENTS, **headers},
            timeout=self._patience.until(self._patience.silence),
            extensions=self._http.extensions(),
        )
        async with self._answered(client, request) as heard:
            await self._check_events(heard)
            async with _bytes_of(heard) as chunks:
                yield chunks

    async def close(self) -> None:
        """Hang up; what is asked from now on fails."""
        with translated():
            await self._http.close()

    @asynccontextmanager
    async def _answered(
        self, client: httpx.AsyncClient, request: httpx.Request
    ) -> AsyncIterator[httpx.Response]:
        with translated():
            async with self._limited():
                heard = await client.send(request, stream=True)
            try:
                yield heard
            finally:
                await to_the_end(self._http.let_go(heard))

    def _limited(self) -> asyncio.Timeout:
        return asyncio.timeout(self._patience.answer)

    async def _check_events(self, heard: httpx.Response) -> None:
        if heard.status_code == 200 and _media(heard) == _EVENTS and not _is_packed(heard):
            return
        async with self._limited():
            answer = await _read(heard)
        if answer.is_good:
            raise CloudError(CloudTrouble.NOT_THE_SERVICE, "It is no event stream")
        raise refusal(answer, self._http.secret)


async def _read(heard: httpx.Response) -> Answer:
    media = _media(heard)
    if media not in (JSON, PROBLEM):
        return Answer(heard.status_code, media, heard.headers)
    if _is_packed(heard):
        raise CloudError(CloudTrouble.NOT_THE_SERVICE, "It is packed, which was not asked for")
    body = bytearray()
    async with _bytes_of(heard) as chunks:
        async for chunk in chunks:
            body += chunk
            if len(body) > wire.MAX_LINE:
                raise CloudError(CloudTrouble.BROKEN, "The answer is too long")
    return Answer(heard.status_code, media, heard.headers, bytes(body))


@asynccontextmanager
async def _bytes_of(heard: httpx.Response) -> AsyncIterator[AsyncIterator[bytes]]:
    """The bytes of an answer; also where they are left early, nothing stays open.

    Generators within generators read them, and only the outermost could be closed from here. The
    others would be left to the loop, and Qt's does not close them. So they are run to their end,
    which is near once the connection is closed.
    """
    chunks = heard.aiter_raw()
    try:
        yield chunks
    finally:
        await to_the_end(heard.aclose())
        with suppress(httpx.HTTPError, httpx.StreamError, OSError):
            async for _ in chunks:
                pass


def _media(heard: httpx.Response) -> str:
    kind: str = heard.headers.get("content-type", "")
    return kind.partition(";")[0].strip().lower()


def _is_packed(heard: httpx.Response) -> bool:
    packing: str = heard.headers.get("content-encoding", "")
    return packing.strip().lower() not in ("", "identity")
