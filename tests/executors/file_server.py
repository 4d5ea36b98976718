"""A server of finished files whose weather a test decides, answer by answer."""

import re
import socket
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext

_RANGE = re.compile(r"bytes=(\d+)-")


class Handler(BaseHTTPRequestHandler):
    """One connection. Its methods are what an answer is made of."""

    protocol_version = "HTTP/1.1"
    files: "FileServer"

    def do_GET(self) -> None:
        self.files.take(self)

    def log_message(self, *_: object) -> None:
        """Nothing is said about requests."""

    @property
    def body(self) -> bytes:
        return self.files.bodies[self.path]

    @property
    def start(self) -> int:
        """Where the client wants to go on; from the beginning if its file is another."""
        found = _RANGE.fullmatch(self.headers.get("Range", ""))
        condition = self.headers.get("If-Range", self.tag)
        return int(found[1]) if found and condition == self.tag else 0

    @property
    def tag(self) -> str:
        return f'"{sha256(self.body).hexdigest()}"'

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def head_of_file(self) -> None:
        size = len(self.body)
        part = {"Content-Range": f"bytes {self.start}-{size - 1}/{size}"} if self.start else {}
        length = {"Content-Length": str(size - self.start), "ETag": self.tag}
        self.head(206 if self.start else 200, {"Content-Type": "video/mp4", **length, **part})


Answer = Callable[[Handler], None]


def whole(handler: Handler) -> None:
    """As it should be."""
    handler.head_of_file()
    handler.wfile.write(handler.body[handler.start :])


def plain(status: int, body: bytes = b"", **headers: str) -> Answer:
    """Something that is no file, or not as it should come."""

    def answer(handler: Handler) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        handler.head(status, {"Content-Length": str(len(body)), **named})
        handler.wfile.write(body)

    return answer


def problem(status: int, code: str, **headers: str) -> Answer:
    text = f'{{"status": {status}, "code": "{code}", "title": "No: {code}."}}'.encode()
    return plain(status, text, **{"Content_Type": "application/problem+json", **headers})


def portal(handler: Handler) -> None:
    """As a hotspot does that wants a log-in."""
    plain(200, b"<html>Log in!</html>", Content_Type="text/html")(handler)


def truncated(size: int) -> Answer:
    """So many bytes come, then the connection ends in an orderly way."""

    def answer(handler: Handler) -> None:
        handler.head_of_file()
        handler.wfile.write(handler.body[handler.start : handler.start + size])
        handler.close_connection = True

    return answer


def reset(size: int) -> Answer:
    """So many bytes come, then the connection is torn."""

    def answer(handler: Handler) -> None:
        truncated(size)(handler)
        linger = struct.pack("ii", 1, 0)
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.connection.close()

    return answer


def silent(size: int) -> Answer:
    """So many bytes come, then nothing."""

    def answer(handler: Handler) -> None:
        handler.head_of_file()
        handler.wfile.write(handler.body[handler.start : handler.start + size])
        handler.files.over.wait()

    return answer


def mute(handler: Handler) -> None:
    """It is taken, and nothing is said."""
    handler.files.over.wait()


def trickling(handler: Handler) -> None:
    """Slow enough to interfere."""
    handler.head_of_file()
    for at in range(handler.start, len(handler.body), 4096):
        handler.wfile.write(handler.body[at : at + 4096])
        if handler.files.over.wait(0.005):
            return


def without_ranges(handler: Handler) -> None:
    """As one that knows none."""
    handler.head(200, {"Content-Length": str(len(handler.body)), "ETag": handler.tag})
    handler.wfile.write(handler.body)


def spoiled(handler: Handler) -> None:
    """The right size and name, and other bytes."""
    handler.head_of_file()
    handler.wfile.write(bytes(len(handler.body) - handler.start))


def endless(handler: Handler) -> None:
    """More than was promised, without a word of how much."""
    handler.head(200, {"Transfer-Encoding": "chunked", "ETag": handler.tag})
    while not handler.files.over.is_set():
        block = bytes(65536)
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(block), block))


def pointing(address: str) -> Answer:
    """To where the file lies."""
    return plain(307, Location=address)


@dataclass
class FileServer:
    """What it serves, by path; what it answers next, else `otherwise`; and what it was asked."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    answers: deque[Answer] = field(default_factory=deque)
    otherwise: Answer = whole
    address: str = ""
    over: threading.Event = field(default_factory=threading.Event)
    seen: list[dict[str, str]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, handler: Handler) -> None:
        with self._lock:
            self.seen.append({"path": handler.path, **dict(handler.headers.items())})
            answer = self.answers.popleft() if self.answers else self.otherwise
        with suppress(OSError):
            answer(handler)

    @property
    def ranges(self) -> list[str]:
        return [one.get("Range", "") for one in self.seen]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that breaks is what is wanted."""


@contextmanager
def file_server(files: FileServer, tls: SSLContext | None = None) -> Iterator[FileServer]:
    """Serve, on a free port of this computer."""
    server = _Server(("127.0.0.1", 0), type("OneHandler", (Handler,), {"files": files}))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    scheme = "https" if tls else "http"
    files.address = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield files
    finally:
        files.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
