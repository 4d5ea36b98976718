"""The rest of a file of which a part is there, or all of it where it is not the same any more."""

from collections.abc import Callable
from typing import Any

from app.engine.origin import Origin, PartialFile

Send = Callable[[Any], Any]


def continued(send: Send, request: Any, partial: PartialFile, http_error: type[Exception]) -> Any:
    """The answer to a request that goes on with this file, whose part is as the answer needs it.

    `send` raises such an `http_error` where the site refuses.
    """
    if (response := _rest(send, request, partial.origin, http_error)) is None:
        whole = request.copy()
        whole.headers.pop("Range", None)
        response = send(whole)
    if response.status != 206:
        # Now, since yt-dlp would not before the first byte of the new version is there.
        partial.begin_again()
    return response


def _rest(send: Send, request: Any, before: Origin, http_error: type[Exception]) -> Any:
    """The answer to a request for the rest; None if it is of no use."""
    rest = request.copy()
    if before.condition:
        rest.headers["If-Range"] = before.condition
    try:
        response = send(rest)
    except http_error as error:
        if getattr(error, "status", None) != 416:
            raise
        error.close()  # type: ignore[attr-defined]  # it holds the answer
        return None
    if response.status == 206 and not before.is_same(Origin.of(206, response.headers)):
        response.close()
        return None
    return response
