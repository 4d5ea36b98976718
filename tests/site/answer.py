"""How a body is sent: in ranges, at a rate, and with the faults that were wished for."""

import asyncio
import math
import re
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from tests.site.body import Body
from tests.site.faults import Fault, Wishes
from tests.site.request_log import RequestLog, SeenRequest

REQUEST_LOG = web.AppKey("request_log", RequestLog)
MakeBody = Callable[[web.Request], Awaitable[Body]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PIECE = 256 * 1024
_PIECES_PER_SECOND = 20  # at a rate
_TOO_MUCH = 1000  # bytes that a wrong length announces beyond the end
_ARRIVAL = 0.05  # seconds for what was sent to arrive before a reset throws it away


def answering(make_body: MakeBody) -> Handler:
    """A handler that sends what `make_body` makes, as the query wishes."""

    async def handle(request: web.Request) -> web.StreamResponse:
        log = request.app[REQUEST_LOG]
        seen = SeenRequest(request.method, request.path, request.headers.get("Range", ""))
        log.add(seen)
        try:
            return await _answer(request, seen, make_body)
        except (KeyError, ValueError) as error:
            raise web.HTTPBadRequest(text=f"no such wish: {error}") from None
        finally:
            seen.answering = False
            log.tell()

    return handle


async def _answer(
    request: web.Request, seen: SeenRequest, make_body: MakeBody
) -> web.StreamResponse:
    wishes = Wishes.of(request.query)
    faults = wishes.faults_of(request.app[REQUEST_LOG].turn(request.path, wishes.case))
    if Fault.STALL in faults:
        await _forever()
    if Fault.HANG_UP in faults:
        return _hang_up(request)
    if Fault.LOOP in faults:
        hop = int(request.query.get("hop", "0")) + 1
        raise web.HTTPFound(request.rel_url.update_query(hop=hop))
    for fault in faults:
        if fault.status is not None:
            seen.status = fault.status
            return _refusal(fault.status, wishes.retry_after)
    if Fault.JSON in faults:
        body = Body.of(b'{"error": "no video today"}', "application/json")
    else:
        body = await make_body(request)
    if Fault.CHANGED in faults:
        body = body.changed()
    return await _Sending(request, seen, wishes, faults).send(body)


@dataclass(frozen=True, slots=True)
class _Sending:
    """One answer that has a body."""

    request: web.Request
    seen: SeenRequest
    wishes: Wishes
    faults: frozenset[Fault]

    async def send(self, body: Body) -> web.StreamResponse:
        status, start, stop = self._range(body)
        self.seen.status = status
        response = web.StreamResponse(status=status, headers=self._headers(body))
        if status == 416:
            response.headers["Content-Range"] = f"bytes */{body.size}"
            response.content_length = 0
        elif status == 206:
            response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{body.size}"
        if status != 416 and Fault.NO_LENGTH not in self.faults:
            too_much = _TOO_MUCH if Fault.WRONG_LENGTH in self.faults else 0
            response.content_length = stop - start + too_much
        try:
            await response.prepare(self.request)
            if self.request.method != "HEAD":
                await self._send_body(response, body, start, stop)
        except ConnectionError:
            pass  # the client went away, as it may
        return response

    async def _send_body(
        self, response: web.StreamResponse, body: Body, start: int, stop: int
    ) -> None:
        cut = math.floor(body.size * self.wishes.at)
        cutting = self.faults & {Fault.RESET, Fault.TRUNCATE, Fault.STALL_BODY}
        await self._send_pieces(
            response, body, start, max(start, min(stop, cut)) if cutting else stop
        )
        if Fault.STALL_BODY in cutting and stop > cut:
            await _forever()
        if Fault.RESET in cutting and stop > cut:
            await asyncio.sleep(_ARRIVAL)
            _reset(self.request)
        elif self.faults & {Fault.TRUNCATE, Fault.WRONG_LENGTH}:
            _hang_up(self.request)
        else:
            await response.write_eof()

    async def _send_pieces(
        self, response: web.StreamResponse, body: Body, start: int, stop: int
    ) -> None:
        rate = self.wishes.rate
        piece_size = max(1, int(min(_PIECE, rate / _PIECES_PER_SECOND)))
        log = self.request.app[REQUEST_LOG]
        clock = asyncio.get_running_loop().time
        began = clock()
        for position in range(start, stop, piece_size):
            piece = body.read(position, min(stop, position + piece_size))
            due = began + (position + len(piece) - start) / rate
            if (wait := due - clock()) > 0:
                await asyncio.sleep(wait)
            self.seen.sent += len(piece)  # before, so that who has the bytes finds them counted
            log.tell()
            await response.write(piece)

    def _headers(self, body: Body) -> dict[str, str]:
        headers = {"Content-Type": body.content_type, "ETag": body.etag}
        if Fault.NO_RANGE not in self.faults:
            headers["Accept-Ranges"] = "bytes"
        return headers

    def _range(self, body: Body) -> tuple[int, int, int]:
        """The status, and which bytes are asked for."""
        everything = 200, 0, body.size
        if Fault.NO_RANGE in self.faults:
            return everything
        if self.request.headers.get("If-Range", body.etag) != body.etag:
            return everything
        asked = re.fullmatch(r"bytes=(\d*)-(\d*)", self.seen.range)
        if asked is None or asked.groups() == ("", ""):
            return everything
        first, last = asked.groups()
        start = int(first) if first else max(0, body.size - int(last))
        stop = min(body.size, int(last) + 1) if first and last else body.size
        return (206, start, stop) if start < stop else (416, 0, 0)


def _refusal(status: int, retry_after: str) -> web.Response:
    response = web.Response(status=status, text=f"{status}\n")
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="Members"'
    if retry_after:
        response.headers["Retry-After"] = retry_after
    return response


async def _forever() -> None:
    """Wait until the client goes away or the site closes, which cancels this."""
    await asyncio.Event().wait()


def _hang_up(request: web.Request) -> web.Response:
    """Send what is still to be sent, then close."""
    if request.transport is not None:
        request.transport.close()
    return web.Response()


def _reset(request: web.Request) -> None:
    if request.transport is None:
        return
    connection = request.transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()
