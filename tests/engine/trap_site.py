"""A site that leads elsewhere: what it serves is given path by path, and who asked is kept."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from app.core.download import DownloadState, DownloadUpdate
from app.core.errors import ErrorCode
from tests.engine.local_proxy import LocalProxy

_KINDS = {
    "html": "text/html",
    "m3u8": "application/vnd.apple.mpegurl",
    "mpd": "application/dash+xml",
}

MP4 = b"\0\0\0\x18ftypmp42" + bytes(9_000)
"""What looks like a film from outside."""


@dataclass
class TrapSite:
    """A body or, as text, where it redirects to, for each path."""

    answers: Mapping[str, bytes | str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    port: int = 0
    seen: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # path and headers

    def url(self, path: str) -> str:
        return f"http://{self.host}:{self.port}{path}"

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self.seen]


@contextmanager
def trap_site(site: TrapSite) -> Iterator[TrapSite]:
    """Serve, on a free port of its host."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        site.seen.append((handler.path, dict(handler.headers.items())))
        with suppress(OSError):
            _answer(handler, site.answers.get(handler.path))

    methods = {"do_GET": answer, "do_HEAD": answer, "log_message": lambda *_: None}
    handler = type("Handler", (BaseHTTPRequestHandler,), methods)
    server = ThreadingHTTPServer((site.host, 0), handler)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, answer: bytes | str | None) -> None:
    body = answer if isinstance(answer, bytes) else b""
    handler.send_response(404 if answer is None else 302 if isinstance(answer, str) else 200)
    if isinstance(answer, str):
        handler.send_header("Location", answer)
    ending = handler.path.rpartition(".")[2]
    handler.send_header("Content-Type", _KINDS.get(ending, "video/mp4"))
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if handler.command == "GET":
        handler.wfile.write(body)


def past_the_proxy(proxy: LocalProxy, *sites: TrapSite) -> list[str]:
    """What was asked of the sites without the proxy having been asked for it."""
    through = [line.split(" ")[1] for line in proxy.seen]
    return [one.url(path) for one in sites for path in one.asked if one.url(path) not in through]


def is_refused(last: DownloadUpdate) -> bool:
    return (last.state, last.error) == (DownloadState.FAILED, ErrorCode.UNSUPPORTED)
