"""Why the service could not do what it was asked, whatever said so."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from socket import gaierror
from typing import TypeVar

import httpx

from app.core import wire
from app.core.cloud import CloudTrouble
from app.core.remote import Problem
from app.engine.redact import clean

JSON = "application/json"
PROBLEM = "application/problem+json"

_LONGEST_DETAIL = 200  # characters
_LONGEST_PAUSE = 3600.0  # seconds
_LONGEST_CHAIN = 10
_HIDDEN = "…"
_FOREIGN = (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError)
_HUNG_UP = ("disconnected", "closed connection")

E = TypeVar("E", bound=BaseException)


class CloudError(Exception):
    """The service did not do what it was asked.

    `status` and `code` are the service's own; what anything else on the way answers has none, so
    that the 404 of a hotspot is not taken for a download that is gone.
    """

    def __init__(
        self,
        trouble: CloudTrouble,
        detail: str = "",
        *,
        retry_after: float | None = None,  # seconds that it asks to be left alone, 0..3600
        status: int = 0,
        code: str = "",
    ) -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail
        self.retry_after = retry_after
        self.status = status
        self.code = code

    def __str__(self) -> str:
        return f"{self.trouble}: {self.detail}" if self.detail else str(self.trouble)

    @property
    def is_gone(self) -> bool:
        """Whether the service says that it does not know, or does not know any more, what it was
        asked about."""
        return self.status in (404, 410)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one request; `body` is read only where it is JSON."""

    status: int
    media: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def is_good(self) -> bool:
        return self.status == 200 and self.media == JSON


def short(text: str, secret: str = "") -> str:
    """One short line without secrets; `secret` is one that the other side may have repeated."""
    hidden = text.replace(secret, _HIDDEN) if secret else text
    line = " ".join(clean(hidden).split())
    return line if len(line) <= _LONGEST_DETAIL else line[: _LONGEST_DETAIL - 1] + _HIDDEN


@contextmanager
def translated() -> Iterator[None]:
    """Have what goes wrong on the way told as a `CloudError`."""
    try:
        yield
    except _FOREIGN as error:
        raise CloudError(_trouble_of(error), _said(error)) from error


def refusal(answer: Answer, secret: str = "") -> CloudError:
    """What an answer that is not a good one means; `secret` is kept out of what it says."""
    pause = _retry_after(answer.headers)
    problem = _problem(answer)
    if problem is None:
        detail = short(f"{answer.status} {answer.media}", secret)
        return CloudError(_trouble_between(answer), detail, retry_after=pause)
    usual = _BY_STATUS.get(answer.status, CloudTrouble.BROKEN)
    return CloudError(
        _BY_CODE.get(problem.code, usual),
        short(problem.detail or problem.title, secret),
        retry_after=pause,
        status=answer.status,
        code=short(problem.code, secret),
    )


_BY_CODE = {
    "too_slow": CloudTrouble.NO_ANSWER,
    "quota_links": CloudTrouble.QUOTA_LINKS,
    "quota_batches": CloudTrouble.QUOTA_BATCHES,
    "quota_bytes": CloudTrouble.QUOTA_BYTES,
}
_BY_STATUS = {401: CloudTrouble.TOKEN, 429: CloudTrouble.BUSY, 503: CloudTrouble.BUSY}
_BETWEEN = {
    401: CloudTrouble.TOKEN,
    407: CloudTrouble.UNREACHABLE,  # the proxy wants a password
    429: CloudTrouble.BUSY,
    502: CloudTrouble.UNREACHABLE,
    503: CloudTrouble.BUSY,
    504: CloudTrouble.NO_ANSWER,
    511: CloudTrouble.NOT_THE_SERVICE,  # a network that wants a log-in first
}


def _trouble_between(answer: Answer) -> CloudTrouble:
    """What it means that something else answers: a gateway before the service, or a stranger."""
    is_page = answer.media == "text/html"
    if answer.status == 401 and is_page:
        return CloudTrouble.NOT_THE_SERVICE
    usual = CloudTrouble.BROKEN if answer.status >= 500 else CloudTrouble.NOT_THE_SERVICE
    return _BETWEEN.get(answer.status, usual)


def _problem(answer: Answer) -> Problem | None:
    if answer.media != PROBLEM or answer.status < 400:
        return None
    try:
        problem = wire.from_json(Problem, answer.body)
    except wire.WireError:
        return None
    return problem if problem.code else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text)
    else:
        then = _moment(text)
        if then is None:
            return None
        # By the clock of whoever named the moment: the one here may be hours off.
        now = _moment(headers.get("date", "")) or datetime.now(UTC)
        seconds = (then - now).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_PAUSE)


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _trouble_of(error: Exception) -> CloudTrouble:
    if _cause(error, ssl.SSLCertVerificationError):
        return CloudTrouble.CERTIFICATE
    if _cause(error, gaierror):
        return CloudTrouble.NAME_NOT_FOUND
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return CloudTrouble.NO_ANSWER
    if _cause(error, ssl.SSLError):
        return CloudTrouble.NOT_THE_SERVICE  # whoever is there does not speak TLS as it does
    if isinstance(error, httpx.RemoteProtocolError):
        hung_up = any(words in str(error) for words in _HUNG_UP)
        return CloudTrouble.UNREACHABLE if hung_up else CloudTrouble.NOT_THE_SERVICE
    is_line = isinstance(error, httpx.NetworkError | httpx.ProxyError | httpx.StreamError | OSError)
    return CloudTrouble.UNREACHABLE if is_line else CloudTrouble.BROKEN


def _said(error: Exception) -> str:
    if refused := _cause(error, ssl.SSLCertVerificationError):
        return short(refused.verify_message)
    if unknown := _cause(error, gaierror):
        return short(unknown.strerror or "")
    if isinstance(error, httpx.ProxyError):
        return short(f"The proxy: {error}")
    return short(str(error))


def _cause(error: BaseException, kind: type[E]) -> E | None:
    """The first of a kind among an exception and what it came from.

    httpcore drops causes and keeps them as arguments. What was being handled when it was raised
    is not looked at: that may be the failure of an earlier try.
    """
    at: object = error
    for _ in range(_LONGEST_CHAIN):
        if isinstance(at, kind) or not isinstance(at, BaseException):
            break
        at = at.__cause__ or next(iter(at.args), None)
    return at if isinstance(at, kind) else None
