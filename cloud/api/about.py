"""What the service is and how it is."""

from time import monotonic
from typing import Any

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from app.core.remote import ServiceVersions
from cloud.api import docs_page
from cloud.api.answers import Health
from cloud.api.owned import answers, owned_router
from cloud.api.problems import ProblemCode, Refused, documented
from cloud.api.refusals import RETRY_WHEN_AWAY
from cloud.api.services import In, Services
from cloud.files import FilesError

router = owned_router("Service")
open_router = APIRouter(tags=["Service"])

_HOLDS = 1.0  # seconds that a good answer of `readyz` is given again
_OPEN = documented(ProblemCode.WRONG_HOST, ProblemCode.CROSS_ORIGIN, ProblemCode.INTERNAL)
_READY = {**_OPEN, **documented(ProblemCode.UNAVAILABLE)}
_METRICS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}},
    **answers(),
}


@open_router.get("/healthz", responses=_OPEN)
async def healthz() -> Health:
    """Whether the process answers."""
    return Health()


@open_router.get("/readyz", responses=_READY)
def readyz(request: Request, services: In) -> Health:
    """Whether it can do its work: Redis answers, and finished files can be read."""
    # Everybody may ask, which shall cost nothing: an answer holds for a moment.
    lock, answered = request.app.state.ready_lock, request.app.state.ready_at
    if monotonic() - answered < _HOLDS:
        return Health()
    with lock:
        _look(services)
    request.app.state.ready_at = monotonic()
    return Health()


def _look(services: Services) -> None:
    services.stats()
    try:
        services.files.check(writes=False)
    except FilesError:
        detail = "The finished files cannot be read."
        raise Refused(ProblemCode.UNAVAILABLE, detail, retry_after=RETRY_WHEN_AWAY) from None


@open_router.get("/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """This interface, described for people."""
    page = docs_page.render(request.app.openapi())
    return HTMLResponse(page, headers={"Content-Security-Policy": docs_page.POLICY})


@open_router.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> JSONResponse:
    """This interface, described for programs."""
    return JSONResponse(request.app.openapi())


@router.get("/version", responses=answers())
def version(services: In) -> ServiceVersions:
    """What the service is made of. `api` is raised where older clients would misread it."""
    return services.versions


@router.get("/metrics", responses=_METRICS, response_class=PlainTextResponse)
def metrics(request: Request) -> Response:
    """Counts for Prometheus."""
    text = generate_latest(request.app.state.metrics.registry)
    return Response(text, media_type=CONTENT_TYPE_LATEST)
