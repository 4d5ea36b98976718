"""The service as the desktop sees it: how the connection stands, and what is wanted of it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from app.core.download import DownloadRequest, DownloadState
from app.core.remote import ServiceVersions
from app.core.stores import StoreProblem


class CloudTrouble(StrEnum):
    """Why the service cannot be used. The UI turns each code into a sentence."""

    NO_ADDRESS = "no_address"  # none is set
    NOT_SECURE = "not_secure"  # http beyond this computer, and no exception for it
    NAME_NOT_FOUND = "name_not_found"
    UNREACHABLE = "unreachable"  # nobody listens there, or there is no way to it
    NO_ANSWER = "no_answer"  # in time
    CERTIFICATE = "certificate"
    TOKEN = "token"  # noqa: S105  missing, wrong, or revoked
    NOT_THE_SERVICE = "not_the_service"  # something else answers, such as the page of a hotspot
    TOO_OLD = "too_old"  # the service
    TOO_NEW = "too_new"
    BUSY = "busy"  # it asks to be left alone for a while
    QUOTA_LINKS = "quota_links"  # it takes no more links today
    QUOTA_BATCHES = "quota_batches"  # so many batches are under way
    QUOTA_BYTES = "quota_bytes"  # so much is kept there
    BROKEN = "broken"  # anything else
    LEDGER = "ledger"  # nothing is sent, since this computer's disk does not keep what was sent


class Link(StrEnum):
    """How the connection to the service stands."""

    OFF = "off"  # there is no service
    CONNECTING = "connecting"
    CONNECTED = "connected"
    AWAY = "away"  # it was lost, and is tried again


@dataclass(frozen=True, slots=True)
class CloudStanding:
    """How things stand between this computer and the service."""

    link: Link = Link.OFF
    trouble: CloudTrouble | None = None
    heard: float | None = None  # seconds since the epoch, by this computer's clock
    waiting: int = 0  # changes that the service has not confirmed yet


CloudListener = Callable[[CloudStanding], None]


class Wanted(StrEnum):
    """What a download in the service is to become."""

    RUN = "run"
    PAUSE = "pause"
    CANCEL = "cancel"
    GONE = "gone"  # canceled where it runs, and removed with its file if that is ours to remove
    LEFT = "left"  # the service's affair alone; without an end, it was found and not run here yet


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What must be known after a restart of a download in the service.

    It is on disk before anything it says is sent, so that a lost answer, a crash or a double click
    makes no second download and loses no wish.
    """

    id: str  # in the service; that of the row in its first run, a new one each time it is sent anew
    row: str  # the id of its row
    request: DownloadRequest
    wanted: Wanted = Wanted.RUN
    confirmed: bool = False  # the service has it
    mine: bool = True  # this computer sent it, and may have its file removed
    ended: DownloadState | None = None  # as the queue was told


class RemoteLedger(Protocol):
    """Keeps the entries. Calls return at once and are carried out in order.

    `then` is called on the thread that owns the queue.
    """

    def load(self, then: Callable[[Sequence[LedgerEntry], StoreProblem | None], None]) -> None:
        """Every entry there is."""

    def save(
        self,
        entries: Sequence[LedgerEntry],
        deleted: Collection[str],
        then: Callable[[StoreProblem | None], None],
    ) -> None:
        """Write entries and delete others, in one step. `then` hears None once they are on disk,
        or why they are not; in that case nothing was changed."""


@dataclass(frozen=True, slots=True)
class CloudTest:
    """What a try of an address and a token has shown: a trouble, or what the service is made of."""

    trouble: CloudTrouble | None = None
    detail: str = ""  # what the other side said, cleaned of secrets
    versions: ServiceVersions | None = None


class Cloud(Protocol):
    """The service, for those who show it. Everything happens on the queue's thread."""

    @property
    def standing(self) -> CloudStanding: ...

    def listen(self, listener: CloudListener) -> None:
        """Have `listener` called whenever the standing changes."""

    def reconnect(self) -> None:
        """Try now, instead of when it would be tried next."""

    def test(
        self, address: str, token: str, *, plain: bool, then: Callable[[CloudTest], None]
    ) -> None:
        """Try an address and a token, without using them for anything else. `plain`: http is
        allowed also beyond this computer."""
