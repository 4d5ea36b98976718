"""A server on loopback that answers as it is told, also as no service should."""

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Self

from tests.engine.running import LIMIT

_JSON = "application/json"
_PROBLEM = "application/problem+json"
STREAM_HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    method: str
    target: str
    headers: Mapping[str, str]  # the names in small letters
    body: bytes


@dataclass
class Talk:
    """One request, and the connection it came over."""

    asked: Asked
    connection: socket.socket
    is_over: threading.Event  # the server is closed

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def chunk(self, data: bytes) -> None:
        """A piece of a body whose length was not said."""
        self.send(b"%x\r\n%b\r\n" % (len(data), data))


Behaviour = Callable[[Talk], None]


def says(status: int, body: bytes | object = b"", media: str = _JSON, **headers: str) -> Behaviour:
    """Answer with a body, which is JSON where it is not bytes. In names, `_` stands for `-`."""

    def answer(talk: Talk) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        fields = {"Content-Type": media, "Content-Length": str(len(content)), **named}
        lines = [f"HTTP/1.1 {status} Odd", *(f"{name}: {text}" for name, text in fields.items())]
        talk.send("\r\n".join([*lines, "", ""]).encode() + content)

    return answer


def refuses(status: int, code: str, detail: str = "", **headers: str) -> Behaviour:
    """Answer with a problem document, as the service has it."""
    problem = {"status": status, "code": code, "title": "A title", "detail": detail}
    return says(status, problem, _PROBLEM, **headers)


def sends(*pieces: bytes) -> Behaviour:
    """Send bytes, and hang up."""

    def answer(talk: Talk) -> None:
        for piece in pieces:
            talk.send(piece)
        talk.connection.shutdown(socket.SHUT_RDWR)

    return answer


def streams(pieces: Iterable[bytes], *, cut: bool = False, hang: bool = False) -> Behaviour:
    """Send an event stream piece by piece; then end it, or break it off, or be silent."""

    def answer(talk: Talk) -> None:
        talk.send(STREAM_HEAD)
        for piece in pieces:
            talk.chunk(piece)
        if hang:
            hangs(talk)
        elif cut:
            talk.connection.shutdown(socket.SHUT_RDWR)
        else:
            talk.send(b"0\r\n\r\n")

    return answer


def hangs(talk: Talk) -> None:
    """Say nothing until the server is closed."""
    talk.is_over.wait(LIMIT)


def resets(talk: Talk) -> None:
    """Break the connection off as a router does that has forgotten it."""
    talk.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    talk.connection.close()


class OddService:
    """Runs until it is closed. With `tls` it speaks https; with `tunnel` it lets a CONNECT pass,
    to a server with that certificate. It may send a `greeting` before anybody asks. With `socks` it
    answers that to what comes first, piece by piece, and hangs up instead of an empty one;
    `introduced` is what came."""

    def __init__(
        self,
        behave: Behaviour,
        *,
        tls: ssl.SSLContext | None = None,
        tunnel: ssl.SSLContext | None = None,
        greeting: bytes = b"",
        socks: Sequence[bytes] = (),
    ) -> None:
        self.asked: list[Asked] = []
        self.connections = 0
        self._behave = behave
        self._tls = tls
        self._tunnel = tunnel
        self._greeting = greeting
        self._socks = socks
        self.introduced = b""
        self._is_over = threading.Event()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.address = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        self._start(self._accept)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(LIMIT)
        self._listener.close()

    def _start(self, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while not self._is_over.is_set():
                connection, _ = self._listener.accept()
                self._open.append(connection)
                self.connections += 1
                self._start(partial(self._serve, connection))

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.sendall(self._greeting)
            for reply in self._socks:
                self.introduced += connection.recv(1_000)
                if not reply:
                    return
                connection.sendall(reply)
            if self._tls is None:
                self._converse(connection)
            else:
                with self._tls.wrap_socket(connection, server_side=True) as wrapped:
                    self._converse(wrapped)

    def _converse(self, connection: socket.socket) -> None:
        while asked := _request(connection):
            self.asked.append(asked)
            if asked.method == "CONNECT" and self._tunnel is not None:
                connection.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                with self._tunnel.wrap_socket(connection, server_side=True) as inner:
                    self._converse(inner)
                return
            self._behave(Talk(asked, connection, self._is_over))


def _request(connection: socket.socket) -> Asked | None:
    with connection.makefile("rb") as stream:
        first = stream.readline().decode("latin-1").split()
        if len(first) != 3:
            return None
        headers: dict[str, str] = {}
        while line := stream.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = stream.read(int(headers.get("content-length", "0")))
        return Asked(first[0], first[1], headers, body)


def nobody() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return f"http://127.0.0.1:{port}"
