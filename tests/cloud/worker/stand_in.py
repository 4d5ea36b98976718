"""A site whose every answer a test writes, and which remembers who came."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """One answer."""

    body: bytes = b""
    content_type: str = "text/html"
    status: int = 200
    location: str = ""


@dataclass
class StandIn:
    """What it serves by path, without queries, and what came; `otherwise` elsewhere."""

    pages: dict[str, Page] = field(default_factory=dict)
    otherwise: Page | None = None
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    port: int = 0
    connections: list[str] = field(default_factory=list)
    requests: list[tuple[str, Mapping[str, str], bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http{'s' if self.tls else ''}://{self.host}:{self.port}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    stand_in: StandIn

    def get_request(self) -> tuple[socket, Any]:
        connection, peer = super().get_request()
        self.stand_in.connections.append(str(peer))
        if self.stand_in.tls is not None:
            connection = self.stand_in.tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, peer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients go away, as they may."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        stand_in = self.server.stand_in
        size = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(size)
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = self._chunks()
        stand_in.requests.append((self.path, dict(self.headers.items()), body))
        found = stand_in.pages.get(self.path.partition("?")[0], stand_in.otherwise)
        page = found or Page(b"not here", status=404)
        with suppress(OSError):
            self.send_response(page.status)
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(page.body)))
            if page.location:
                self.send_header("Location", page.location)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(page.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def log_message(self, *_: Any) -> None:
        """Nowhere."""


@contextmanager
def stand_in(site: StandIn) -> Iterator[StandIn]:
    """Serve, on a free port of its host."""
    with _Server((site.host, site.port), _Handler) as server:
        server.stand_in = site
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
