"""A server that does what no good one does: ranges without If-Range, and cookies on everything."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class BareServer:
    """What it serves now, and what it was told."""

    body: bytes
    etag: str = ""
    cookie: str = ""
    address: str = ""
    told_size: str = ""  # in answer to a HEAD; else those are refused
    fails: int = 0  # the request, counted from 1, whose answer ends before its body
    seen: list[dict[str, str]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.address + path


@contextmanager
def bare_server(content: BareServer) -> Iterator[BareServer]:
    """Serve, on a free port of this computer."""

    def get(handler: BaseHTTPRequestHandler) -> None:
        content.seen.append(dict(handler.headers.items()))
        with suppress(OSError):
            _answer(handler, content)

    def head(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200 if content.told_size else 501)
        handler.send_header("Content-Length", content.told_size)
        handler.end_headers()

    methods = {
        "protocol_version": "HTTP/1.1",
        "do_GET": get,
        "do_HEAD": head,
        "log_message": lambda *_: None,
    }
    handler = type("Handler", (BaseHTTPRequestHandler,), methods)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    content.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield content
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answer(handler: BaseHTTPRequestHandler, content: BareServer) -> None:
    size = len(content.body)
    wanted = handler.headers.get("Range", "").removeprefix("bytes=").partition("-")[0]
    start = int(wanted or 0)
    if start >= size:
        handler.send_response(416)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return
    handler.send_response(206 if wanted else 200)
    handler.send_header("Content-Type", "video/mp4")
    handler.send_header("Content-Length", str(size - start))
    if wanted:
        handler.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
    if content.etag:
        handler.send_header("ETag", content.etag)
    if content.cookie:
        handler.send_header("Set-Cookie", f"{content.cookie}; Path=/")
    handler.end_headers()
    if len(content.seen) == content.fails:
        handler.close_connection = True
    else:
        handler.wfile.write(content.body[start:])
