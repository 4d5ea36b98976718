"""What the query of an address asks of its answer: a rate, and what is to go wrong."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """One thing that goes wrong with an answer. The numbers are HTTP statuses."""

    UNAUTHORIZED = "401"
    FORBIDDEN = "403"
    NOT_FOUND = "404"
    GONE = "410"
    TOO_MANY = "429"
    LEGAL = "451"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503"
    HANG_UP = "hang_up"  # the connection closes instead of an answer
    LOOP = "loop"  # redirects without end
    JSON = "json"  # a JSON object instead of what was asked for
    STALL = "stall"  # never answers
    STALL_BODY = "stall_body"  # the body stops at `at` and the connection stays
    RESET = "reset"  # the connection is reset at `at`
    TRUNCATE = "truncate"  # the connection ends at `at`
    WRONG_LENGTH = "wrong_length"  # announces more than there is
    CHANGED = "changed"  # other bytes under another ETag
    NO_RANGE = "no_range"  # knows nothing of Range
    NO_LENGTH = "no_length"  # chunked, no Content-Length

    @property
    def status(self) -> int | None:
        """The HTTP status that is answered instead, if it is one."""
        return int(self) if self.isdigit() else None

    @property
    def lasts(self) -> bool:
        """Whether it describes the server, so that `times` and `skip` do not bound it."""
        return self in {Fault.NO_RANGE, Fault.NO_LENGTH}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the query of an address asks for.

    The faults hold for `times` requests after the first `skip` ones. Requests are counted by path
    and `case`, so that a test which names a new case begins at zero.
    """

    rate: float = math.inf  # bytes per second
    faults: frozenset[Fault] = frozenset()
    times: float = math.inf
    skip: int = 0
    at: float = 0.5  # how far into the whole body, 0..1
    retry_after: str = ""
    case: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wishes":
        """Read a query; ValueError if a value makes no sense."""
        return cls(
            rate=float(query.get("rate", "inf")),
            faults=frozenset(Fault(name) for name in query.get("fault", "").split(",") if name),
            times=float(query.get("times", "inf")),
            skip=int(query.get("skip", "0")),
            at=float(query.get("at", "0.5")),
            retry_after=query.get("retry_after", ""),
            case=query.get("case", ""),
        )

    def faults_of(self, nth: int) -> frozenset[Fault]:
        """What goes wrong with the nth request, counted from 0."""
        due = self.skip <= nth < self.skip + self.times
        return frozenset(fault for fault in self.faults if due or fault.lasts)


_MEDIA = "media_"
_ONLY = "media_only"
_PASSED_ON = ("rate", "case", "parts", "drm", "live")


def passed_on(
    query: Mapping[str, str], *, to_media: bool, number: int | None = None
) -> dict[str, str]:
    """The query for an address inside a page or manifest that was asked for with `query`.

    The rate holds for everything below. Wishes that begin with `media_` go down as they are until
    they reach the media, where they lose that beginning and come true; with `media_only` just for
    the segment of that number.
    """
    below = {name: value for name, value in query.items() if name in _PASSED_ON}
    if to_media and query.get(_ONLY, str(number)) != str(number):
        return below
    for name, value in query.items():
        if name.startswith(_MEDIA):
            below[name.removeprefix(_MEDIA) if to_media else name] = value
    return below
