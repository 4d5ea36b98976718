"""What went wrong, as one of a closed set of codes, out of whatever was raised.

Errors are known by the names of their classes and by their attributes, so that nothing of the
library is imported here; by their message only where there is nothing else to go by.
"""

import errno
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

from app.core.errors import ErrorCode
from app.engine.redact import sentence


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one try failed. `most_tries` is how many are worth it, where the code does not tell."""

    code: ErrorCode
    detail: str = ""
    http_status: int | None = None
    retry_after: float | None = None  # seconds
    most_tries: int | None = None
    is_ours: bool = False  # the engine could not even begin: the link is not to blame


class Refusal(Exception):  # noqa: N818  what is refused is not always an error
    """The engine itself will not go on, for the reason of its code."""

    def __init__(self, code: ErrorCode, detail: str) -> None:
        super().__init__(detail)
        self.kind = code


def classify(error: BaseException) -> Failure:
    """The failure that this error, or the one behind it, stands for."""
    detail = sentence(str(error)) or type(error).__name__
    direct = list(_behind(error, contexts=False))
    for node in (*_tagged(direct), *direct, *_behind(error, contexts=True)):
        failure = _of_node(node, detail)
        if failure is not None:
            return failure
    if any(getattr(node, "expected", None) is False for node in direct):
        return Failure(ErrorCode.ENGINE_OUTDATED, detail)
    return Failure(ErrorCode.INTERNAL, detail)


def tagging(helper: Callable[..., Any], kind: ErrorCode) -> Callable[..., Any]:
    """The function, with errors that carry this code."""

    def tagged(*args: Any, **kwargs: Any) -> Any:
        try:
            return helper(*args, **kwargs)
        except Exception as error:
            error.kind = kind  # type: ignore[attr-defined]  # they take attributes
            raise

    tagged.tags = kind  # type: ignore[attr-defined]  # functions take attributes
    return tagged


def _tagged(nodes: list[BaseException]) -> list[BaseException]:
    return [node for node in nodes if isinstance(getattr(node, "kind", None), ErrorCode)]


def _behind(error: BaseException, *, contexts: bool) -> Iterator[BaseException]:
    """The error and those that caused it, nearest first; with `contexts`, the loosely tied too."""
    waiting: list[object] = [error]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, BaseException) or id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        exc_info = getattr(node, "exc_info", None)
        if isinstance(exc_info, tuple) and len(exc_info) > 1:
            waiting.append(exc_info[1])
        waiting += [getattr(node, "cause", None), node.__cause__]
        if contexts:
            waiting.append(node.__context__)


def _of_node(node: BaseException, detail: str) -> Failure | None:
    kind = getattr(node, "kind", None)
    if isinstance(kind, ErrorCode):
        return Failure(kind, detail)
    names = {cls.__name__ for cls in type(node).__mro__}
    if "HTTPError" in names:
        return _of_status(node, detail)
    if names & {"TransportError", "ContentTooShortError"}:
        return _of_transport(node, detail)
    if (code := _by_class(names) or _by_message(str(node))) is not None:
        return Failure(code, detail)
    return _of_os_error(node, detail) if isinstance(node, OSError) else None


def _by_class(names: set[str]) -> ErrorCode | None:
    return next((code for name, code in _CLASSES.items() if name in names), None)


_CLASSES = {
    "UnsupportedError": ErrorCode.UNSUPPORTED,
    "NoSupportingHandlers": ErrorCode.UNSUPPORTED,
    "UnsupportedRequest": ErrorCode.UNSUPPORTED,
    "GeoRestrictedError": ErrorCode.GEO_BLOCKED,
    "UserNotLive": ErrorCode.NOT_STARTED,
    "CookieLoadError": ErrorCode.COOKIES,
    "RegexNotFoundError": ErrorCode.ENGINE_OUTDATED,
}

_MESSAGES = tuple(
    (re.compile(pattern, re.IGNORECASE), code)
    for pattern, code in (
        (r"no space left on device|disk quota exceeded", ErrorCode.DISK_FULL),
        (r"(ffmpeg|ffprobe)\b.{0,40}\b(not found|not installed)", ErrorCode.FFMPEG_MISSING),
        (r"not a bot", ErrorCode.LOGIN_NEEDED),
        (r"members[- ]only|join this channel|channel's members", ErrorCode.MEMBERS_ONLY),
        (r"private video|video is private", ErrorCode.PRIVATE),
        (r"confirm your age|age[- ]restricted|inappropriate for some", ErrorCode.AGE_RESTRICTED),
        (r"\bDRM\b", ErrorCode.DRM),
        (
            r"premieres in|this live event will begin|has not started|offline\b.*live",
            ErrorCode.NOT_STARTED,
        ),
        (r"requested format is not available", ErrorCode.NO_SUCH_FORMAT),
        (
            r"signature extraction failed|nsig extraction failed|challenge solving failed",
            ErrorCode.ENGINE_OUTDATED,
        ),
        (
            r"is not a valid url|no suitable extractor|file:// urls are disabled|unsupported url",
            ErrorCode.UNSUPPORTED,
        ),
        (
            r"unusual and will be skipped",
            ErrorCode.UNSUPPORTED,
        ),
        (r"not available (in|from) your (country|location)", ErrorCode.GEO_BLOCKED),
        (r"video (is )?(unavailable|has been removed|no longer)", ErrorCode.NOT_FOUND),
        (r"registered users|log ?in to|sign in to|login required", ErrorCode.LOGIN_NEEDED),
        (r"timed? ?out", ErrorCode.TIMEOUT),
        (
            r"giving up after \d+ retries|content too short|exited with code",
            ErrorCode.NETWORK,
        ),
        (
            r"did not get any data blocks|downloaded file is empty",
            ErrorCode.NETWORK,
        ),
    )
)


def _by_message(message: str) -> ErrorCode | None:
    # No further than this: a message may quote a whole page.
    return next((code for pattern, code in _MESSAGES if pattern.search(message[:4_000])), None)


_STATUSES = {
    401: ErrorCode.LOGIN_NEEDED,
    402: ErrorCode.LOGIN_NEEDED,
    404: ErrorCode.NOT_FOUND,
    407: ErrorCode.PROXY,
    408: ErrorCode.TIMEOUT,
    410: ErrorCode.NOT_FOUND,
    416: ErrorCode.NETWORK,  # the partial file does not fit; it is cleaned before the next try
    429: ErrorCode.RATE_LIMITED,
    451: ErrorCode.GEO_BLOCKED,
}


def _of_status(node: BaseException, detail: str) -> Failure:
    status = getattr(node, "status", None)
    if not isinstance(status, int):
        return Failure(ErrorCode.NETWORK, detail)
    if getattr(node, "redirect_loop", False):
        return Failure(ErrorCode.UNSUPPORTED, detail, status)
    otherwise = ErrorCode.NETWORK if status >= 500 else ErrorCode.FORBIDDEN
    return Failure(_STATUSES.get(status, otherwise), detail, status, _retry_after(node))


def _retry_after(node: BaseException) -> float | None:
    """Seconds that the answer asks to wait: it says a number or a date."""
    headers = getattr(getattr(node, "response", None), "headers", None)
    value = headers.get("Retry-After") if headers is not None else None
    if not isinstance(value, str):
        return None
    value = value.strip()
    if value.isdecimal() and len(value) < 10:
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except (ValueError, OverflowError):
        return None


_TUNNEL = re.compile(r"tunnel connection failed: (\d{3})", re.IGNORECASE)
_BEYOND_SOCKS = range(3, 7)  # codes: the proxy could not reach the site


def _of_proxy(behind: list[BaseException], detail: str) -> Failure:
    """What a proxy answered: that the site cannot be reached, or that it will not serve us."""
    for node in behind:
        if (answer := _TUNNEL.search(str(node))) and answer[1].startswith("5"):
            return Failure(ErrorCode.NETWORK, detail)
        if type(node).__name__ == "Socks5Error" and getattr(node, "errno", None) in _BEYOND_SOCKS:
            return Failure(ErrorCode.NETWORK, detail)
    refused = any(_TUNNEL.search(str(node)) or "Socks" in type(node).__name__ for node in behind)
    return Failure(ErrorCode.PROXY, detail, most_tries=1 if refused else 2)


def _of_transport(node: BaseException, detail: str) -> Failure:
    behind = list(_behind(node, contexts=True))
    names = {cls.__name__ for cause in behind for cls in type(cause).__mro__}
    if "ProxyError" in names:
        return _of_proxy(behind, detail)
    if "CertificateVerifyError" in names or "SSLCertVerificationError" in names:
        return Failure(ErrorCode.NETWORK, detail, most_tries=1)
    if any(isinstance(c, socket.gaierror) and c.errno != socket.EAI_AGAIN for c in behind):
        return Failure(ErrorCode.NETWORK, detail, most_tries=2)
    # A connection that is refused counts as one of its library's timeouts.
    timed_out = "timed out" in detail.lower() or (
        "NewConnectionError" not in names and any("timeout" in name.lower() for name in names)
    )
    return Failure(ErrorCode.TIMEOUT if timed_out else ErrorCode.NETWORK, detail)


_ERRNOS = {
    errno.ENOSPC: ErrorCode.DISK_FULL,
    errno.EDQUOT: ErrorCode.DISK_FULL,
    errno.EACCES: ErrorCode.NO_PERMISSION,
    errno.EPERM: ErrorCode.NO_PERMISSION,
    errno.EROFS: ErrorCode.NO_PERMISSION,
    errno.ENOENT: ErrorCode.NO_PERMISSION,
    errno.ENOTDIR: ErrorCode.NO_PERMISSION,
    errno.ELOOP: ErrorCode.NO_PERMISSION,
    errno.EIO: ErrorCode.NO_PERMISSION,
    errno.ENODEV: ErrorCode.NO_PERMISSION,
    errno.EWOULDBLOCK: ErrorCode.INTERRUPTED,  # another process is still at this download
    errno.ENAMETOOLONG: ErrorCode.FILE_NAME,
    errno.EILSEQ: ErrorCode.FILE_NAME,
    errno.EINVAL: ErrorCode.FILE_NAME,
}
_NO_SPACE_ON_WINDOWS = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL


def _of_os_error(error: OSError, detail: str) -> Failure | None:
    if getattr(error, "winerror", None) in _NO_SPACE_ON_WINDOWS:
        return Failure(ErrorCode.DISK_FULL, detail)
    if isinstance(error, TimeoutError):
        return Failure(ErrorCode.TIMEOUT, detail)
    if isinstance(error, ConnectionError | socket.gaierror):
        return Failure(ErrorCode.NETWORK, detail)
    if isinstance(error, FileNotFoundError) and "ffmpeg" in str(error.filename or ""):
        return Failure(ErrorCode.FFMPEG_MISSING, detail)
    if error.errno == errno.EFBIG:
        return Failure(ErrorCode.INTERNAL, "The file is too large for this disk's file system")
    code = _ERRNOS.get(error.errno) if error.errno is not None else None
    return Failure(code, detail) if code is not None else None
