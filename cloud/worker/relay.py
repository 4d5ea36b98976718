"""What goes between the two ends of a connection through the proxy."""

import asyncio
import re
import socket
import struct
from collections.abc import Callable
from contextlib import suppress

from cloud.worker.http_head import Request, head_of, kept

HEAD_BYTES = 32 * 1024
BUFFER = 64 * 1024
"""Bytes that are read ahead."""

_BLOCK = 256 * 1024  # bytes
_TAKES = 60.0  # seconds in which a client takes at least some of what waits for it
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r\n")
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9][0-9])(?: [^\r\n]*)?")


class End:
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

    async def pass_on(self, other: "End", size: int) -> None:
        """So many bytes to the other end. `EOFError` if there are less."""
        while size:
            if not (data := await self._reader.read(min(size, _BLOCK))):
                raise EOFError
            size -= len(data)
            await other.send(data)

    async def pour(self, other: "End") -> None:
        """All that still comes to the other end, and then that it is all."""
        while data := await self._reader.read(_BLOCK):
            await other.send(data)
        other.end()

    async def is_gone(self) -> None:
        """Wait until it says nothing more at all, and hear nothing of what it says till then."""
        while await self._reader.read(_BLOCK):
            pass

    async def send(self, data: bytes) -> None:
        self.was_told = True
        self.put_off()
        self._writer.write(data)
        await self._writer.drain()
        self.put_off()

    def end(self) -> None:
        self._writer.write_eof()

    async def leave(self) -> None:
        """Let the other side take what was sent: closing earlier might throw it away.

        However slow it is: as long as it takes anything, nothing is cut off.
        """
        await self._emptied()
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                self.end()
                while await self._reader.read(_BLOCK):
                    pass

    async def _emptied(self) -> None:
        """Wait until all is on its way. `TimeoutError` if for too long nothing is taken."""
        transport = self._writer.transport
        transport.set_write_buffer_limits(0)
        while left := transport.get_write_buffer_size():
            try:
                async with asyncio.timeout(_TAKES):
                    await self._writer.drain()
            except TimeoutError:
                if transport.get_write_buffer_size() >= left:
                    raise

    def close(self, *, abort: bool = False) -> None:
        if abort:
            connection, now = self._writer.get_extra_info("socket"), struct.pack("ii", 1, 0)
            with suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        self._writer.transport.abort()


async def tunnel(_request: Request, client: End, site: End) -> None:
    """Whatever either says to the other, until both have said all."""
    await client.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
    ways = [asyncio.create_task(one) for one in (client.pour(site), site.pour(client))]
    try:
        await asyncio.gather(*ways)
    finally:
        for way in ways:
            way.cancel()


async def exchange(request: Request, client: End, site: End) -> None:
    """One request and its answer. A client that hangs up meanwhile ends it."""
    await site.send(request.head)
    sending = asyncio.create_task(_send_body(request, client, site))
    try:
        await _pass_answer(client, site)
    finally:
        sending.cancel()
        await asyncio.wait([sending])  # so that nobody else reads when what follows does


async def _send_body(request: Request, client: End, site: End) -> None:
    """Exactly the body: whatever a client sends behind it is meant for nobody."""
    with suppress(OSError):  # the site may have answered before
        try:
            if request.body_bytes is not None:
                await client.pass_on(site, request.body_bytes)
            else:
                await _send_chunks(client, site)
            await client.is_gone()
        except (EOFError, ValueError):
            pass
        site.close()  # nobody waits for its answer any more


async def _send_chunks(client: End, site: End) -> None:
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


async def _pass_answer(client: End, site: End) -> None:
    status = 100
    while status < 200:
        first, *lines = await site.head(HEAD_BYTES) or [b""]
        match = _STATUS.fullmatch(first)
        status = int(match[1]) if match else 101
        if status == 101:
            raise ValueError("this is no answer")
        fields = [line.partition(b":") for line in lines]
        headers = [(name.strip().lower(), value.strip()) for name, _, value in fields]
        await client.send(head_of(first, kept(headers)))
    await site.pour(client)
