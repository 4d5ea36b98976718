"""A local file over HTTP, whole or in the parts that were asked for."""

import re

from starlette.datastructures import Headers
from starlette.responses import FileResponse
from starlette.types import Receive, Scope, Send

from cloud.api.problems import ProblemCode, Refused

_PART = re.compile(r"(?=\d|-\d)(\d{0,18})-(\d{0,18})", re.ASCII)
_PARTS = re.compile(
    rf"(?i:bytes)=[ \t]*{_PART.pattern}(?:[ \t]*,[ \t]*{_PART.pattern})*[ \t]*", re.ASCII
)


class PartsResponse(FileResponse):
    """A file whose headers and size are known. Ranges that make no sense are passed over, as the
    standard has it; one behind the end is a problem."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See `FileResponse`."""
        asked = Headers(scope=scope).get("range")
        if asked is not None and scope["method"] != "GET":
            scope = _without_range(scope)
        elif asked is not None and self._is_for_us(Headers(scope=scope)):
            scope = self._checked(scope, asked)
        await super().__call__(scope, receive, send)

    def _is_for_us(self, headers: Headers) -> bool:
        condition = headers.get("if-range")
        return condition in (None, self.headers["etag"], self.headers["last-modified"])

    def _checked(self, scope: Scope, asked: str) -> Scope:
        size = int(self.headers["content-length"])
        parts = _parts(asked, size)
        if not parts:
            return _without_range(scope)
        there = [text for text, start in parts if start < size]
        if not there:
            raise Refused(ProblemCode.BAD_RANGE, headers={"Content-Range": f"bytes */{size}"})
        kept = _without_range(scope)
        kept["headers"] += [(b"range", f"bytes={','.join(there)}".encode())]
        return kept


def _without_range(scope: Scope) -> Scope:
    return {**scope, "headers": [one for one in scope["headers"] if one[0] != b"range"]}


def _parts(asked: str, size: int) -> list[tuple[str, int]]:
    """Each part, and where it begins; none where the header makes no sense."""
    if not _PARTS.fullmatch(asked):
        return []
    pairs = _PART.findall(asked)
    if any(first and last and int(last) < int(first) for first, last in pairs):
        return []
    return [
        (f"{first}-{last}", int(first) if first else max(size - int(last), 0))
        for first, last in pairs
    ]
