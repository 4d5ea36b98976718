"""Whether an engine works here: a child that imports it downloads a file from this very process."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic

from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.core.engine_updates import UpdateEnd
from app.core.errors import ErrorCode
from app.engine.child_process import Child
from app.engine.child_start import child_command
from app.engine.options import EngineOptions
from app.engine.protocol import Answer, Command, DownloadJob, Verdict
from app.engine.updates.refused import NoUpdate

_SIZE = 300_000  # bytes
_LIMIT = 120.0  # seconds for all of it, on a slow computer
_GLANCE = 0.05  # seconds between two looks


def try_out(options: EngineOptions, version: str, check: Callable[[], None]) -> None:
    """`NoUpdate` unless a child has this version in it, and does what a download needs.

    `options.engine` names it. `check` is asked again and again, and raises to end it.
    """
    # What is fetched lies on this computer, and is not the affair of any proxy or site.
    plain = replace(options, proxy="", cookies_file="", cookies_browser="", rate_file="")
    trial = _Trial(check)
    child = Child(child_command(), plain, lambda _child: trial.heard.set())
    try:
        trial.wait(lambda: child.is_warm or child.is_gone)
        if child.is_gone:
            raise _broken(f"it does not start. {child.last_words[-500:]}")
        if child.engine != version:
            raise _broken(f"a child imports {child.engine or 'another one'} in its place")
        with tempfile.TemporaryDirectory(
            dir=Path(options.engine).parent,
            ignore_cleanup_errors=True,  # a scanner may hold it
        ) as folder:
            trial.download(child, Path(folder))
    finally:
        child.kill()
        child.join(_LIMIT)


class _Trial:
    """One course of it, which waits for what the child's threads tell."""

    def __init__(self, check: Callable[[], None]) -> None:
        self.heard = threading.Event()
        self._check = check
        self._end = monotonic() + _LIMIT
        self._last: DownloadUpdate | None = None
        self._is_over = False

    def wait(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            self._check()
            if monotonic() > self._end:
                raise _broken("it takes too long")
            self.heard.wait(_GLANCE)
            self.heard.clear()

    def download(self, child: Child, folder: Path) -> None:
        content = os.urandom(_SIZE)
        with _served(content) as address:
            request = DownloadRequest(address, folder=str(folder))
            job = Command(download=DownloadJob("trial", 1, request))
            child.begin(job, lambda answer: self._take(child, answer))
            self.wait(lambda: self._is_over)
        if self._last is None or self._last.state is not DownloadState.COMPLETED:
            code = self._last.error if self._last else None
            if code is ErrorCode.DISK_FULL:
                raise NoUpdate(UpdateEnd.NO_ROOM)
            raise _broken(
                f"it downloads nothing: {code or 'its child ended'}. {child.last_words[-500:]}"
            )
        if (folder / self._last.file_name).read_bytes() != content:
            raise _broken("what it downloads is something else")

    def _take(self, child: Child, answer: Answer | None) -> None:
        if answer is not None and answer.asks:
            child.tell(Verdict(answer.asks, known=False))
        if answer is not None and answer.update is not None:
            self._last = answer.update
        self._is_over = self._is_over or answer is None or answer.last
        self.heard.set()


@contextmanager
def _served(content: bytes) -> Iterator[str]:
    """The address of a file with this content, on this computer."""

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "video/mp4")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()

        def do_GET(self) -> None:
            self.do_HEAD()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """It is told elsewhere how it went."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(_GLANCE,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/trial.mp4"
        finally:
            server.shutdown()


def _broken(reason: str) -> NoUpdate:
    return NoUpdate(UpdateEnd.BROKEN, reason)
