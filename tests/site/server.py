"""The site itself: a server in a thread of its own, on a free port of this computer."""

import asyncio
import itertools
import threading
import urllib.parse
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.site.answer import REQUEST_LOG
from tests.site.faults import Wishes
from tests.site.media import MEDIA, Media
from tests.site.request_log import RequestLog
from tests.site.routes import ROUTES

DEFAULT_MEDIA_DIR = Path(__file__).resolve().parents[2] / ".cache" / "media"


class MediaSite:
    """Serves between `with` and its end; `requests` tells what was asked of it."""

    def __init__(self, media_dir: Path = DEFAULT_MEDIA_DIR, port: int = 0) -> None:
        self.media = Media(media_dir)
        self.requests = RequestLog(self._connections)
        self.base_url = ""
        self._port = port
        self._runner: web.AppRunner | None = None
        self._cases = itertools.count(1)
        self._started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]] = Future()
        self._thread = threading.Thread(target=self._run, name="media-site", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._loop, self._stopped, port = self._started.result(timeout=20)
        self.base_url = f"http://127.0.0.1:{port}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(timeout=20)

    def url(self, path: str, **wishes: str | float) -> str:
        """The address of a path, with the wishes of `tests.site.faults` as its query.

        Wishes that count requests get a case of their own, so that each address begins at zero.
        """
        query = {name: str(value) for name, value in wishes.items()}
        for beginning in ("", "media_"):
            Wishes.of({name.removeprefix(beginning): value for name, value in query.items()})
        if any(name.removeprefix("media_") in {"times", "skip"} for name in query):
            query.setdefault("case", str(next(self._cases)))
        return self.base_url + path + ("?" + urllib.parse.urlencode(query) if query else "")

    def _connections(self) -> int:
        server = self._runner.server if self._runner else None
        return len(server.connections) if server else 0

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception as error:
            if self._started.done():
                raise
            self._started.set_exception(error)  # whoever waits for the start gets it

    async def _serve(self) -> None:
        app = web.Application()
        app[REQUEST_LOG] = self.requests
        app[MEDIA] = self.media
        app.add_routes(ROUTES)
        runner = self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2
        )
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", self._port)
            await site.start()
            stopped = asyncio.Event()
            self._started.set_result((asyncio.get_running_loop(), stopped, runner.addresses[0][1]))
            await stopped.wait()
        finally:
            await runner.cleanup()
