"""A small HTTP server of a test's own that keeps what it is told and answers as it is asked to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LIMIT = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Told:
    """One request."""

    method: str
    path: str
    target: str  # the operation, where AWS's JSON names one
    body: Any


Answer = tuple[int, Any]


@dataclass
class Recorder:
    """What came, in its order. `answer` says what is answered; bytes are sent as they are."""

    answer: Callable[[Told], Answer]
    address: str = ""
    told: list[Told] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def wait(self, is_so: Callable[[list[Told]], bool]) -> list[Told]:
        """All that came, once that is as it should be."""
        with self.news:
            assert self.news.wait_for(lambda: is_so(self.told), LIMIT), self.told
            return list(self.told)

    def take(self, told: Told) -> Answer:
        with self.news:
            self.told.append(told)
            self.news.notify_all()
        return self.answer(told)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    recorder: Recorder


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        target = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
        told = Told(self.command, self.path, target, json.loads(body))
        status, said = self.server.recorder.take(told)
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        with suppress(OSError):
            self.send_response(status)
            self.send_header("Content-Type", "application/x-amz-json-1.1")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def do_POST(self) -> None:
        self.do_PUT()

    def log_message(self, *_: Any) -> None:
        """Nowhere."""


@contextmanager
def recording(answer: Callable[[Told], Answer]) -> Iterator[Recorder]:
    """Serve on a free port of this computer."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        recorder = server.recorder = Recorder(answer)
        recorder.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield recorder
        finally:
            server.shutdown()
            thread.join()
