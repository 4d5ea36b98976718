"""Routers for what needs a token."""

from typing import Any

from fastapi import APIRouter, Depends, Security
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from starlette.requests import Request

from cloud.api.problems import ProblemCode, Refused, documented

COMMON = (
    *(ProblemCode.BAD_REQUEST, ProblemCode.UNAUTHORIZED, ProblemCode.WRONG_HOST),
    *(ProblemCode.CROSS_ORIGIN, ProblemCode.TOO_SLOW, ProblemCode.TOO_LARGE),
    *(ProblemCode.NOT_JSON, ProblemCode.INVALID, ProblemCode.RATE_LIMITED),
    *(ProblemCode.INTERNAL, ProblemCode.UNAVAILABLE),
)
"""What any of them may answer."""

# The gate has checked it already: this is there to be read.
_TOKEN = Security(HTTPBearer(auto_error=False, scheme_name="token"))


def owned_router(name: str) -> APIRouter:
    """A router whose routes are asked by owners; `name` is its heading."""
    return APIRouter(tags=[name], dependencies=[_TOKEN, Depends(_only_known_parameters)])


def _only_known_parameters(request: Request) -> None:
    """What is not named is refused, here as in a body: it may be a mistyped wish."""
    route: APIRoute = request.scope["route"]
    known = {one.alias for one in route.dependant.query_params}
    if not known.issuperset(request.query_params):
        raise Refused(ProblemCode.INVALID, "query: there is no such parameter here")


def answers(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """What such a route may answer besides what it is for."""
    return documented(*COMMON, *codes)
