"""The one way out of a child: a proxy on this computer that connects to public addresses alone."""

import asyncio
import base64
import logging
import secrets
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Self

from cloud.config import Network
from cloud.worker.guard import Forbidden, Resolve, checked, resolve, shown
from cloud.worker.http_head import Refused, Request, read_request
from cloud.worker.relay import BUFFER, HEAD_BYTES, End, exchange, tunnel

log = logging.getLogger(__name__)


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
        server = await asyncio.start_server(self._welcome, "127.0.0.1", 0, limit=BUFFER)
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
        guest = asyncio.create_task(self._attend(End(reader, writer)))
        self._guests.add(guest)
        guest.add_done_callback(self._guests.discard)
        guest.add_done_callback(lambda _: writer.transport.abort())  # also if it never began

    async def _attend(self, client: End) -> None:
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

    async def _answer(self, client: End) -> bool:
        """Whether the client has got a whole answer."""
        host = ""
        try:
            request = await self._asked(client)
            host = request.host
            await self._fetch(request, client)
        except Refused as refused:
            await client.send(refused.answer)
        except Forbidden as forbidden:
            await client.send(self._refusal(host, str(forbidden)).answer)
        except (OSError, EOFError, ValueError) as error:
            if client.was_told or not host:
                return False
            await client.send(self._lost(host, error).answer)
        return True

    async def _asked(self, client: End) -> Request:
        if len(self._guests) > self._connections:
            raise Refused(503, "Busy", "there are too many connections")
        try:
            async with asyncio.timeout(self._head_seconds):
                return read_request(await client.head(HEAD_BYTES), self._token)
        except (TimeoutError, ValueError):
            raise Refused(400, "Bad Request", "this is no request to a proxy") from None

    async def _fetch(self, request: Request, client: End) -> None:
        site = await self._connected(request.host, request.port)
        clock, seconds = asyncio.get_running_loop().time, self._idle_seconds
        try:
            async with asyncio.timeout(seconds) as idle:
                client.put_off = site.put_off = lambda: (
                    None if idle.expired() else idle.reschedule(clock() + seconds)
                )
                await (tunnel if request.is_tunnel else exchange)(request, client, site)
        finally:
            client.put_off = lambda: None
            site.close()

    async def _connected(self, host: str, port: int) -> End:
        """A connection to one of the host's addresses, which are all fine."""
        last = OSError()
        async with asyncio.timeout(self._connect_seconds):
            addresses = await checked(host, port, self._allowed, self._resolve)
        for address in addresses[:4]:  # a name may have many
            try:
                async with asyncio.timeout(self._connect_seconds):
                    return End(*await asyncio.open_connection(address, port, limit=BUFFER))
            except OSError as error:
                last = error
        raise last

    def _refusal(self, host: str, why: str) -> Refused:
        self.refused += 1
        log.warning("refused %s: %s", shown(host), why)
        return Refused(403, "Refused", why)

    def _lost(self, host: str, error: Exception) -> Refused:
        self.failed += 1
        log.info("%s does not answer: %s", shown(host), type(error).__name__)
        if isinstance(error, TimeoutError):
            return Refused(504, "Too Slow", "the site does not answer in time")
        return Refused(502, "Lost", "the site cannot be reached")
