"""Why a request is refused, as a closed set, and how that is said (RFC 9457)."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from starlette.responses import Response

from app.core.remote import Problem

MEDIA_TYPE = "application/problem+json"

_LONGEST_DETAIL = 500  # characters


class ProblemCode(StrEnum):
    """What clients may rely on; texts may change."""

    BAD_REQUEST = "bad_request"
    UNAUTHORIZED = "unauthorized"
    WRONG_HOST = "wrong_host"
    CROSS_ORIGIN = "cross_origin"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    TOO_SLOW = "too_slow"
    NOT_READY = "not_ready"
    WRONG_STATE = "wrong_state"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    GONE = "gone"
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    BAD_RANGE = "bad_range"
    INVALID = "invalid"
    RATE_LIMITED = "rate_limited"
    TOO_MANY_STREAMS = "too_many_streams"
    QUOTA_LINKS = "quota_links"
    QUOTA_BATCHES = "quota_batches"
    QUOTA_BYTES = "quota_bytes"
    INTERNAL = "internal"
    UNAVAILABLE = "unavailable"

    @property
    def status(self) -> int:
        """The HTTP status that it always comes with."""
        return _MEANINGS[self][0]

    @property
    def meaning(self) -> str:
        """What it means, in one sentence."""
        return _MEANINGS[self][1]


_MEANINGS: Mapping[ProblemCode, tuple[int, str]] = {
    ProblemCode.BAD_REQUEST: (400, "The request cannot be read."),
    ProblemCode.UNAUTHORIZED: (401, "A valid token is needed."),
    ProblemCode.WRONG_HOST: (403, "Without tokens only this computer is answered."),
    ProblemCode.CROSS_ORIGIN: (403, "Another site's page may not ask this."),
    ProblemCode.NOT_FOUND: (404, "There is no such thing."),
    ProblemCode.METHOD_NOT_ALLOWED: (405, "That cannot be done here."),
    ProblemCode.TOO_SLOW: (408, "The request took too long to arrive."),
    ProblemCode.NOT_READY: (409, "The download has no file yet."),
    ProblemCode.WRONG_STATE: (409, "The download stands as it makes no sense for."),
    ProblemCode.IDEMPOTENCY_KEY_REUSED: (409, "The idempotency key came with another body before."),
    ProblemCode.GONE: (410, "It has expired or was removed."),
    ProblemCode.TOO_LARGE: (413, "The request is too large."),
    ProblemCode.NOT_JSON: (415, "Only application/json is taken."),
    ProblemCode.BAD_RANGE: (416, "The file has no such part."),
    ProblemCode.INVALID: (422, "A field is not as it should be."),
    ProblemCode.RATE_LIMITED: (429, "Too many requests."),
    ProblemCode.TOO_MANY_STREAMS: (429, "Too many event streams are open."),
    ProblemCode.QUOTA_LINKS: (429, "Too many links today."),
    ProblemCode.QUOTA_BATCHES: (429, "Too many batches are under way."),
    ProblemCode.QUOTA_BYTES: (429, "Too much is kept here already."),
    ProblemCode.INTERNAL: (500, "Something went wrong here."),
    ProblemCode.UNAVAILABLE: (503, "The service cannot answer just now."),
}


class Refused(Exception):  # noqa: N818  it is the client's affair
    """A request is answered with a problem."""

    def __init__(
        self,
        code: ProblemCode,
        detail: str = "",
        *,
        retry_after: float | None = None,  # seconds
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["Retry-After"] = str(max(1, math.ceil(retry_after)))
        if code is ProblemCode.UNAUTHORIZED:
            self.headers["WWW-Authenticate"] = "Bearer"


def problem_response(refused: Refused) -> Response:
    """The answer that says so."""
    code = refused.code
    problem = Problem(code.status, code, code.meaning, refused.detail[:_LONGEST_DETAIL])
    return Response(
        json.dumps(asdict(problem)), code.status, refused.headers, media_type=MEDIA_TYPE
    )


def documented(*codes: ProblemCode) -> dict[int | str, dict[str, Any]]:
    """How a route says in its description that it may answer so."""
    found: dict[int | str, dict[str, Any]] = {}
    for code in sorted(codes, key=lambda one: one.status):
        entry = found.setdefault(code.status, {"description": "", "content": _CONTENT})
        entry["description"] = f"{entry['description']} `{code}`: {code.meaning}".strip()
        if code in _SAY_WHEN_AGAIN:
            entry["headers"] = _RETRY_AFTER
    return found


_CONTENT = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_SAY_WHEN_AGAIN = frozenset(one for one in ProblemCode if one.status in (429, 503))
_RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds after which it is worth asking again",
        "schema": {"type": "integer", "minimum": 1},
    }
}
