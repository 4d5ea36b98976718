"""What routes and the store raise, as problems."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cloud.api.problems import ProblemCode, Refused, problem_response
from cloud.store.batches import Gone, KeyReused, OverLimit, Unknown, WrongState
from cloud.store.scripts import StoreAway

RETRY_WHEN_AWAY = 5.0  # seconds

_MOST_FIELDS = 5
_FIELD = re.compile(r"\w{1,40}", re.ASCII)
_BY_STATUS = {code.status: code for code in reversed(ProblemCode)}


def install(app: FastAPI) -> None:
    """Have everything that is foreseen answered with a problem."""
    kinds: tuple[type[Exception], ...] = (Refused, *_MEANT)
    for kind in kinds:
        app.add_exception_handler(kind, _answer)


async def _answer(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return problem_response(refusal_of(error))


def refusal_of(error: Exception) -> Refused:
    """The problem that a foreseen exception stands for."""
    if isinstance(error, Refused):
        return error
    return next(meant(error) for kind, meant in _MEANT.items() if isinstance(error, kind))


def _of_framework(error: HTTPException) -> Refused:
    usual = ProblemCode.BAD_REQUEST if error.status_code < 500 else ProblemCode.INTERNAL
    return Refused(_BY_STATUS.get(error.status_code, usual), headers=error.headers)


def _reasons(errors: Sequence[Any]) -> str:
    """Fields with what is wrong with them; nothing of what a client sent as a value."""
    told = [f"{_field(error['loc'])}: {_reason(error)}" for error in errors[:_MOST_FIELDS]]
    if len(errors) > _MOST_FIELDS:
        told.append(f"and {len(errors) - _MOST_FIELDS} more")
    return "; ".join(told)


def _field(loc: Sequence[int | str]) -> str:
    """Where it is; names that a client made up are told only if they are plain."""
    if loc[:1] == ("body",) and all(isinstance(one, int) for one in loc[1:]):
        return "body"  # the numbers are places in the text
    named = (str(one) if _FIELD.fullmatch(str(one)) else "(a name)" for one in loc[1:])
    return ".".join(named) or "body"


def _reason(error: Any) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    return str(error["msg"])


_MEANT: Mapping[type[Exception], Callable[[Any], Refused]] = {
    StoreAway: lambda _: Refused(ProblemCode.UNAVAILABLE, retry_after=RETRY_WHEN_AWAY),
    OverLimit: lambda error: Refused(
        ProblemCode(f"quota_{error.limit}"), retry_after=error.seconds
    ),
    KeyReused: lambda _: Refused(ProblemCode.IDEMPOTENCY_KEY_REUSED),
    Gone: lambda _: Refused(ProblemCode.GONE),
    Unknown: lambda _: Refused(ProblemCode.NOT_FOUND),
    WrongState: lambda error: Refused(ProblemCode.WRONG_STATE, f"It is {error.download.state}."),
    RequestValidationError: lambda error: Refused(ProblemCode.INVALID, _reasons(error.errors())),
    HTTPException: _of_framework,
}
