"""A proxy on this computer, for plain requests, tunnels and SOCKS5, that may be difficult."""

import base64
import select
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

USER = "somebody"

_CLOSE = (
    'Proxy-Authenticate: Basic realm="Members"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
)


@dataclass
class LocalProxy:
    """How it behaves, and what was asked of it."""

    password: str = ""
    hangs: bool = False  # takes every connection and says nothing
    babbles: bool = False  # says something all the time, and never an answer
    answers: int = 0  # the status it answers instead of fetching
    socks: bool = False
    port: int = 0
    seen: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def address(self, password: str = "") -> str:
        """Its own, with the user where there is a password."""
        user = f"{USER}:{password}@" if password else ""
        return f"{'socks5' if self.socks else 'http'}://{user}127.0.0.1:{self.port}"


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False


@contextmanager
def local_proxy(proxy: LocalProxy) -> Iterator[LocalProxy]:
    """Serve, on a free port."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                if proxy.hangs:
                    proxy.over.wait()
                elif proxy.babbles:
                    while not proxy.over.wait(0.05):
                        self.request.sendall(b"a")
                elif proxy.socks:
                    _socks(self.request, proxy)
                else:
                    _http(self.request, proxy)

    with _Server(("127.0.0.1", 0), Handler) as server:
        proxy.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield proxy
        finally:
            proxy.over.set()
            server.shutdown()
            thread.join()


def _http(client: socket.socket, proxy: LocalProxy) -> None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        if not (more := client.recv(1)):
            return
        head += more
    line, _, headers = head.decode().partition("\r\n")
    proxy.seen.append(line)
    method, target, _ = line.split(" ")
    known = base64.b64encode(f"{USER}:{proxy.password}".encode()).decode()
    if proxy.password and f"Basic {known}" not in headers:
        client.sendall(_refusal(407, "Proxy Authentication Required"))
    elif proxy.answers:
        client.sendall(_refusal(proxy.answers, "No"))
    elif method == "CONNECT":
        host, _, port = target.rpartition(":")
        with socket.create_connection((host, int(port)), 10) as site:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            _relay(client, site)
    else:
        _pass_on(client, method, target, headers)


def _refusal(status: int, reason: str) -> bytes:
    return f"HTTP/1.1 {status} {reason}\r\n{_CLOSE}".encode()


def _pass_on(client: socket.socket, method: str, target: str, headers: str) -> None:
    parts = urlsplit(target)
    if not parts.hostname:
        client.sendall(_refusal(400, "Bad Request"))
        return
    lines = [line for line in headers.split("\r\n") if not line.lower().startswith("proxy-")]
    lines = [line for line in lines if line and not line.lower().startswith("connection:")]
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    request = "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "Connection: close", "", ""])
    with socket.create_connection((parts.hostname, parts.port or 80), 10) as site:
        site.sendall(request.encode())
        _relay(client, site)


def _socks(client: socket.socket, proxy: LocalProxy) -> None:
    _, count = client.recv(2)
    client.recv(count)
    if proxy.password:
        client.sendall(b"\x05\x02")
        _, size = client.recv(2)
        user = client.recv(size)
        password = client.recv(client.recv(1)[0])
        right = (user.decode(), password.decode()) == (USER, proxy.password)
        client.sendall(b"\x01" + (b"\x00" if right else b"\x01"))
        if not right:
            return
    else:
        client.sendall(b"\x05\x00")
    _, _, _, kind = client.recv(4)
    host = (
        socket.inet_ntoa(client.recv(4)) if kind == 1 else client.recv(client.recv(1)[0]).decode()
    )
    port = int.from_bytes(client.recv(2), "big")
    proxy.seen.append(f"SOCKS {host}:{port}")
    try:
        site = socket.create_connection((host, port), 10)
    except OSError:
        client.sendall(b"\x05\x05\x00\x01\0\0\0\0\0\0")
        return
    with site:
        client.sendall(b"\x05\x00\x00\x01\0\0\0\0\0\0")
        _relay(client, site)


def _relay(client: socket.socket, site: socket.socket) -> None:
    ends = {client: site, site: client}
    while True:
        for end in select.select(list(ends), [], [], 20)[0]:
            if not (data := end.recv(64 * 1024)):
                return
            ends[end].sendall(data)
