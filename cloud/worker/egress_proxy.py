"""The one way out of a child: a proxy on this computer that connects to public addresses alone."""

import asyncio
import base64
import hmac
import logging
import re
import secrets
import socket
import struct
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from cloud.config import Network
from cloud.worker.guard import Forbidden, Resolve, checked, resolve, shown

log = logging.getLogger(__name__)

_HEAD_BYTES = 32 * 1024
_BUFFER, _BLOCK = 64 * 1024, 256 * 1024  # bytes


class EgressProxy:
    """Serves who knows its secret, from `start` to `close`, in a thread of its own.

    A name is resolved once; unless all its addresses are public or of an allowed network, the
    answer is "403 Refused". The connection goes to the very address that was looked at.
    """

    def __init__(
        self,
        allowed: Sequence[Network] = (),
        *,
        resolve: Resolve = resolve,
        head_seconds: float = 10.0,
        connect_seconds: float = 10.0,  # for the name, and for each of its addresses
        idle_seconds: float = 60.0,  # without a byte either way
        connections: int = 256,
    ) -> None:
        self.port = self.refused = self.failed = 0
        self._guests: set[asyncio.Task[None]] = set()
        self._allowed, self._resolve = tuple(allowed), resolve
        self._head_seconds, self._connect_seconds = head_seconds, connect_seconds
        self._idle_seconds, self._connections = idle_seconds, connections
        self._secret = secrets.token_urlsafe(32)
        self._token = base64.b64encode(f"spool:{self._secret}".encode())
        self._started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]] = Future()
        self._thread = threading.Thread(target=self._run, name="egress-proxy", daemon=True)

    @property
    def address(self) -> str:
        """Its own, with the secret in it."""
        return f"http://spool:{self._secret}@127.0.0.1:{self.port}"

    def start(self) -> Self:
        """Serve; `OSError` if there is no port to be had."""
        self._thread.start()
        self._loop, self._stopped, self.port = self._started.result()
        return self

    def close(self) -> None:
        """Break off whatever is under way."""
        with suppress(RuntimeError):  # the loop is closed already
            self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10.0)

    __enter__ = start

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:
            log.exception("the egress proxy ended")
            if not self._started.done():
                self._started.set_exception(error)  # whoever waits for the start gets it

    async def _serve(self) -> None:
        stopped = asyncio.Event()
        server = await asyncio.start_server(self._welcome, "127.0.0.1", 0, limit=_BUFFER)
        port = server.sockets[0].getsockname()[1]
        self._started.set_result((asyncio.get_running_loop(), stopped, port))
        await stopped.wait()
        asyncio.get_running_loop().remove_reader(server.sockets[0].fileno())
        await asyncio.sleep(0)  # a server that is closed loses whom it has just let in
        server.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.sleep(0)  # what never begins does not clear up behind itself
            for other in others:
                other.cancel()

    def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guest = asyncio.create_task(self._attend(_End(reader, writer)))
        self._guests.add(guest)
        guest.add_done_callback(self._guests.discard)
        guest.add_done_callback(lambda _: writer.transport.abort())  # also if it never began

    async def _attend(self, client: "_End") -> None:
        """Serve one client. What breaks off in the middle is seen to break off."""
        is_whole = False
        try:
            is_whole = await self._answer(client)
            if is_whole:
                await client.leave()
        except OSError as error:
            log.debug("a client is gone: %s", type(error).__name__)
        except Exception:
            log.exception("the egress proxy failed")
        finally:
            client.close(abort=not is_whole)

    async def _answer(self, client: "_End") -> bool:
        """Whether the client has got a whole answer."""
        host = ""
        try:
            request = await self._asked(client)
            host = request.host
            await self._fetch(request, client)
        except _Refused as refused:
            await client.send(refused.answer)
        except Forbidden as forbidden:
            await client.send(self._refusal(host, str(forbidden)).answer)
        except (OSError, EOFError, ValueError) as error:
            if client.was_told or not host:
                return False
            await client.send(self._lost(host, error).answer)
        return True

    async def _asked(self, client: "_End") -> "_Request":
        if len(self._guests) > self._connections:
            raise _Refused(503, "Busy", "there are too many connections")
        try:
            async with asyncio.timeout(self._head_seconds):
                return _read(await client.head(_HEAD_BYTES), self._token)
        except (TimeoutError, ValueError):
            raise _Refused(400, "Bad Request", "this is no request to a proxy") from None

    async def _fetch(self, request: "_Request", client: "_End") -> None:
        site = await self._connected(request.host, request.port)
        clock, seconds = asyncio.get_running_loop().time, self._idle_seconds
        try:
            async with asyncio.timeout(seconds) as idle:
                client.put_off = site.put_off = lambda: (
                    None if idle.expired() else idle.reschedule(clock() + seconds)
                )
                await (_tunnel if request.is_tunnel else _exchange)(request, client, site)
        finally:
            client.put_off = lambda: None
            site.close()

    async def _connected(self, host: str, port: int) -> "_End":
        """A connection to one of the host's addresses, which are all fine."""
        last = OSError()
        async with asyncio.timeout(self._connect_seconds):
            addresses = await checked(host, port, self._allowed, self._resolve)
        for address in addresses[:4]:  # a name may have many
            try:
                async with asyncio.timeout(self._connect_seconds):
                    return _End(*await asyncio.open_connection(address, port, limit=_BUFFER))
            except OSError as error:
                last = error
        raise last

    def _refusal(self, host: str, why: str) -> "_Refused":
        self.refused += 1
        log.warning("refused %s: %s", shown(host), why)
        return _Refused(403, "Refused", why)

    def _lost(self, host: str, error: Exception) -> "_Refused":
        self.failed += 1
        log.info("%s does not answer: %s", shown(host), type(error).__name__)
        if isinstance(error, TimeoutError):
            return _Refused(504, "Too Slow", "the site does not answer in time")
        return _Refused(502, "Lost", "the site cannot be reached")


class _Refused(Exception):  # noqa: N818  it is an answer
    """What the proxy itself answers. The text names no address."""

    def __init__(self, status: int, reason: str, text: str) -> None:
        super().__init__(text)
        body = f"{text}\n".encode()
        asks = 'Proxy-Authenticate: Basic realm="spool"\r\n' if status == 407 else ""
        head = (
            f"HTTP/1.1 {status} {reason}\r\n{asks}Content-Type: text/plain\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.answer = head.encode() + body


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked of the proxy. `head` is what it asks of the site."""

    is_tunnel: bool
    host: str
    port: int
    head: bytes = b""
    body_bytes: int | None = 0  # None: it comes in chunks


_FIRST = re.compile(rb"([A-Z]{1,20}) (\S+) (HTTP/1\.[01])")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\r\n\0]*)")
_ADDRESS = re.compile(rb"http://(?:[^/?#]*@)?([^/?#@]+)([^#]*)(?:#.*)?", re.IGNORECASE)
_AUTHORITY = re.compile(rb"(\[[0-9A-Fa-f:.]+\]|[!-9;-Z_a-z~-]+)(?::([0-9]{1,5})?)?")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r\n")
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9])(?: [^\r\n]*)?")
_OF_ONE_HOP = frozenset({b"connection", b"keep-alive", b"te", b"trailer", b"upgrade"})
_FRAMING = frozenset({b"content-length", b"transfer-encoding"})
_Headers = list[tuple[bytes, bytes]]


def _read(head: list[bytes], token: bytes) -> _Request:
    """`ValueError` if it is none, or leaves room for doubt."""
    first, *lines = head or [b""]
    matches = [_HEADER.fullmatch(line) for line in lines]
    headers = [(match[1].lower(), match[2].strip()) for match in matches if match]
    if len(headers) < len(lines):
        raise ValueError("this is no request")
    scheme, _, given = b"".join(_all(headers, b"proxy-authorization")).partition(b" ")
    if scheme.lower() != b"basic" or not hmac.compare_digest(given.strip(), token):
        raise _Refused(407, "Proxy Authentication Required", "the secret is missing")
    if not (asked := _FIRST.fullmatch(first)):
        raise ValueError("this is no request")
    method, target, version = asked.groups()
    if method == b"CONNECT":
        return _Request(True, *_authority(target, None))
    if not (address := _ADDRESS.fullmatch(target)):
        raise ValueError("this is no request")
    host, port = _authority(address[1], 80)
    path = address[2] if address[2].startswith(b"/") else b"/" + address[2]
    kept = [(b"host", address[1]), *(one for one in _kept(headers) if one[0] != b"host")]
    asks = b" ".join((method, path, version))
    return _Request(False, host, port, _head(asks, kept), _body_bytes(headers))


def _authority(text: bytes, usual: int | None) -> tuple[str, int]:
    match = _AUTHORITY.fullmatch(text)
    port = int(match[2] or usual or 0) if match else 0
    if match is None or not 0 < port < 65_536:
        raise ValueError("this is no request")
    return match[1].decode(), port


def _body_bytes(headers: _Headers) -> int | None:
    """How long the body is; None for chunks."""
    codings, lengths = _all(headers, b"transfer-encoding"), _all(headers, b"content-length")
    if codings:
        if lengths or [one.lower() for one in codings] != [b"chunked"]:
            raise ValueError("this is no request")
        return None
    if len(set(lengths)) > 1 or not all(one.isdigit() and len(one) < 19 for one in lengths):
        raise ValueError("this is no request")
    return int(lengths[0]) if lengths else 0


def _all(headers: _Headers, name: bytes) -> list[bytes]:
    return [value for other, value in headers if other == name]


def _kept(headers: _Headers) -> _Headers:
    """Those that are meant for the other end too."""
    named = b",".join(_all(headers, b"connection")).lower().split(b",")
    dropped = _OF_ONE_HOP | ({one.strip() for one in named} - _FRAMING)
    return [one for one in headers if one[0] not in dropped and not one[0].startswith(b"proxy-")]


def _head(first: bytes, headers: _Headers) -> bytes:
    lines = [first, *(b": ".join(one) for one in headers), b"connection: close"]
    return b"\r\n".join([*lines, b"", b""])


class _End:
    """One end of a connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.was_told = False
        self.put_off: Callable[[], None] = lambda: None  # the end of a connection that lies idle
        self._reader, self._writer = reader, writer

    async def head(self, most: int) -> list[bytes]:
        """The lines of a head, without their ends. `ValueError` if that is more than `most`."""
        lines: list[bytes] = []
        while most > 0:
            line = await self.line()
            if line in (b"\r\n", b"\n"):
                return lines
            most -= len(line)
            lines.append(line.removesuffix(b"\n").removesuffix(b"\r"))
        raise ValueError("the head is too long")

    async def line(self) -> bytes:
        if not (line := await self._reader.readline()).endswith(b"\n"):
            raise EOFError
        return line

    async def pass_on(self, other: "_End", size: int) -> None:
        """So many bytes to the other end. `EOFError` if there are less."""
        while size:
            if not (data := await self._reader.read(min(size, _BLOCK))):
                raise EOFError
            size -= len(data)
            await other.send(data)

    async def pour(self, other: "_End") -> None:
        """All that still comes to the other end, and then that it is all."""
        while data := await self._reader.read(_BLOCK):
            await other.send(data)
        other.end()

    async def send(self, data: bytes) -> None:
        self.was_told = True
        self.put_off()
        self._writer.write(data)
        await self._writer.drain()
        self.put_off()

    def end(self) -> None:
        self._writer.write_eof()

    async def leave(self) -> None:
        """Let the other side take what was sent: closing earlier might throw it away."""
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                self.end()
                while await self._reader.read(_BLOCK):
                    pass

    def close(self, *, abort: bool = False) -> None:
        if abort:
            connection, now = self._writer.get_extra_info("socket"), struct.pack("ii", 1, 0)
            with suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        self._writer.transport.abort()


async def _tunnel(_: _Request, client: _End, site: _End) -> None:
    await client.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    ways = [asyncio.create_task(one) for one in (client.pour(site), site.pour(client))]
    try:
        await asyncio.gather(*ways)
    finally:
        for way in ways:
            way.cancel()


async def _exchange(request: _Request, client: _End, site: _End) -> None:
    await site.send(request.head)
    sending = asyncio.create_task(_send_body(request, client, site))
    try:
        await _pass_answer(client, site)
    finally:
        sending.cancel()


async def _send_body(request: _Request, client: _End, site: _End) -> None:
    """Exactly the body: whatever a client sends behind it is meant for nobody."""
    with suppress(OSError):  # the site may have answered before
        try:
            if request.body_bytes is not None:
                await client.pass_on(site, request.body_bytes)
            else:
                await _send_chunks(client, site)
        except (EOFError, ValueError):
            site.close()  # it need not wait for the rest


async def _send_chunks(client: _End, site: _End) -> None:
    size = 1
    while size:
        line = await client.line()
        if not (match := _CHUNK.fullmatch(line)):
            raise ValueError("this is no chunk")
        size = int(match[1], 16)
        if size:
            await site.send(line)
            await client.pass_on(site, size + 2)
    while await client.line() not in (b"\r\n", b"\n"):
        pass  # what is said behind the last chunk is between these two ends
    await site.send(b"0\r\n\r\n")


async def _pass_answer(client: _End, site: _End) -> None:
    status = 100
    while status < 200:
        first, *lines = await site.head(_HEAD_BYTES) or [b""]
        match = _STATUS.fullmatch(first)
        status = int(match[1]) if match else 101
        if status == 101:
            raise ValueError("this is no answer")
        fields = [line.partition(b":") for line in lines]
        headers = [(name.strip().lower(), value.strip()) for name, _, value in fields]
        await client.send(_head(first, _kept(headers)))
    await site.pour(client)
