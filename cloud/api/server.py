"""The HTTP server around the application."""

import logging
import socket
from collections.abc import Callable
from typing import cast

import uvicorn
from fastapi import FastAPI

from cloud.api.streams import EventStreams
from cloud.config import Config

_KEEP_ALIVE = 130  # seconds; longer than what stands before it, so that this side never hangs up
_HEAD = 64 * 1024  # bytes of the longest head
_GRACE = 5  # seconds that answers under way have at the end


class ApiServer(uvicorn.Server):
    """Serves until it is told to end; then event streams end at once, and what else is under way
    is finished."""

    def __init__(
        self, app: FastAPI, config: Config, at_end: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=config.host,
                port=config.port,
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=False,
                ws="none",
                http="h11",  # the other one reads heads of any length
                h11_max_incomplete_event_size=_HEAD,
                lifespan="on",
                timeout_keep_alive=_KEEP_ALIVE,
                timeout_graceful_shutdown=_GRACE,
            )
        )
        logging.getLogger("uvicorn.access").disabled = True  # it would log queries
        self._at_end = at_end  # called when it begins to end
        self._streams = cast("EventStreams", app.state.streams)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """See `uvicorn.Server`."""
        self._at_end()
        self._streams.close()
        await super().shutdown(sockets)
