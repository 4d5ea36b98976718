"""What surrounds every request: headers, a line in the log, counts, and the last resort."""

import logging
from time import monotonic

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cloud.api.metrics import Metrics
from cloud.api.problems import ProblemCode, Refused, problem_response

log = logging.getLogger(__name__)

_NOBODY = 499  # the status in log and counts where no answer was begun
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Watch:
    """The outermost of all: nothing leaves without these headers, and no exception leaves."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        begun = monotonic()
        try:
            await self._serve(scope, receive, answer)
        finally:
            self._note(scope, answer.status or _NOBODY, monotonic() - begun)

    async def _serve(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        try:
            await self._app(scope, receive, answer.send)
        except Exception:
            log.exception("a request failed: %s %s", scope["method"], _route(scope))
            if not answer.status:
                response = problem_response(Refused(ProblemCode.INTERNAL))
                await response(scope, receive, answer.send)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route, owner = _route(scope), scope.get("state", {}).get("owner", "-")
        self._metrics.count(scope["method"], route, status, seconds)
        log.info("%s %s %d %.0f ms %s", scope["method"], route, status, seconds * 1000, owner)


class _Answer:
    """Adds the headers, and knows whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _route(scope: Scope) -> str:
    """The template of the path, which names no download."""
    return getattr(scope.get("route"), "path", "-")
