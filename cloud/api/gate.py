"""What every request passes before anything is made of it."""

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.loopback import is_loopback
from cloud.api.problems import ProblemCode, Refused, problem_response
from cloud.api.refusals import refusal_of
from cloud.api.services import Services
from cloud.owners import LOCAL_OWNER
from cloud.store.scripts import StoreAway

MAX_BODY = 256 * 1024
"""Bytes of the longest body."""

OPEN = frozenset({"/healthz", "/readyz", "/docs", "/openapi.json"})
"""What is answered to everybody; all else, also what is not there, needs a token."""

_UNCOUNTED = frozenset({"/version", "/metrics"})  # they answer also while Redis is away
_OURS = frozenset({"", "none", "same-origin"})
_BODY_SECONDS = 30.0


class Gate:
    """Lets in who has a token, at the rate that is granted, with a body that is small and JSON.

    Where there are no tokens it lets in whom this computer's own programs send, and no page of
    another site, whatever name that site gave itself.
    """

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            body = await self._admit(scope, receive)
        except (Refused, StoreAway) as error:
            await problem_response(refusal_of(error))(scope, receive, send)
        else:
            await self._app(scope, receive if body is None else _again(body, receive), send)

    async def _admit(self, scope: Scope, receive: Receive) -> bytes | None:
        headers, path = Headers(scope=scope), scope["path"]
        if self._services.owners.is_open:
            _check_origin(headers)
        if path in OPEN:
            return None
        owner = await run_in_threadpool(self._owner, headers, is_counted=path not in _UNCOUNTED)
        scope.setdefault("state", {})["owner"] = owner
        return await _body(headers, receive)

    def _owner(self, headers: Headers, *, is_counted: bool) -> str:
        owner = LOCAL_OWNER if self._services.owners.is_open else self._bearer(headers)
        if is_counted:
            config = self._services.config
            seconds = self._services.batches.allow(owner, config.requests_per_minute)
            if seconds > 0:
                raise Refused(ProblemCode.RATE_LIMITED, retry_after=seconds)
        return owner

    def _bearer(self, headers: Headers) -> str:
        scheme, _, token = headers.get("authorization", "").partition(" ")
        is_bearer = scheme.lower() == "bearer"
        owner = self._services.owners.owner_of(token.strip()) if is_bearer else None
        if owner is None:
            raise Refused(ProblemCode.UNAUTHORIZED)
        return owner


def _check_origin(headers: Headers) -> None:
    """What a browser sends along for another site's page is refused, also under a name that was
    made to lead here."""
    host = headers.get("host", "")
    if not is_loopback(_host_of(f"//{host}") or ""):
        raise Refused(ProblemCode.WRONG_HOST)
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        raise Refused(ProblemCode.CROSS_ORIGIN)
    if headers.get("sec-fetch-site", "").lower() not in _OURS:
        raise Refused(ProblemCode.CROSS_ORIGIN)


def _host_of(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        is_plain = not parts.path and parts.username is None and (parts.port or 0) >= 0
    except ValueError:
        return None
    return parts.hostname if is_plain else None


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body, None where there is none."""
    length = headers.get("content-length", "0")
    if length == "0" and "transfer-encoding" not in headers:
        return None
    if len(length) > 12 or int(length) > MAX_BODY:  # the server takes digits alone
        raise _too_large()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            body = await _read(receive)
    except TimeoutError:
        raise Refused(ProblemCode.TOO_SLOW, headers=_CLOSE) from None
    if body and headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise Refused(ProblemCode.NOT_JSON)
    return body


async def _read(receive: Receive) -> bytes:
    parts, size, is_more = [], 0, True
    while is_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refused(ProblemCode.BAD_REQUEST)  # nobody hears it
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MAX_BODY:
            raise _too_large()
        is_more = message.get("more_body", False)
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    messages: Iterator[Message] = iter(({"type": "http.request", "body": body},))

    async def receive_again() -> Message:
        return next(messages, None) or await receive()

    return receive_again


def _too_large() -> Refused:
    return Refused(ProblemCode.TOO_LARGE, f"At most {MAX_BODY // 1024} KiB.", headers=_CLOSE)


_CLOSE = {"Connection": "close"}  # what else would come is not waited for
_JSON = "application/json"
