"""The engine that stays current, as the window sees it: which there is, how a look ended."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

FEED = "https://api.github.com/repos/yt-dlp/yt-dlp/releases"
"""Where yt-dlp itself looks for its releases."""


class UpdateStep(StrEnum):
    """What is done for an update, in this order."""

    LOOKING = "looking"
    FETCHING = "fetching"
    UNPACKING = "unpacking"
    TRYING = "trying"


class UpdateEnd(StrEnum):
    """How a look for a newer engine ended. The UI turns each code into a sentence."""

    UPDATED = "updated"
    NEWEST = "newest"  # there is none that is newer
    UNREACHABLE = "unreachable"  # no network, or nobody who answers
    REFUSED = "refused"  # the feed answers, and does not give it, such as for being asked too often
    NO_FEED = "no_feed"  # what answers is no feed of releases
    UNSIGNED = "unsigned"  # not by yt-dlp's key, or its checksums are not
    DAMAGED = "damaged"  # not what the checksums say, or nothing to unpack
    OLDER = "older"  # not what it is called, or older than what was there before
    BROKEN = "broken"  # it does not work on this computer
    NO_ROOM = "no_room"  # on the disk
    NOT_SAVED = "not_saved"  # the disk takes it not, for another reason
    BUSY = "busy"  # another Spool is at it
    FAILED = "failed"  # anything else; the log says more


@dataclass(frozen=True, slots=True)
class EngineStanding:
    """Versions as yt-dlp writes them; empty for what is not known yet."""

    bundled: str = ""  # the one that came with Spool
    used: str = ""  # by what starts from now on
    solver: str = ""  # the yt-dlp-ejs beside the one in use
    step: UpdateStep | None = None  # while there is a look under way
    end: UpdateEnd | None = None  # of the last one
    found: str = ""  # what it found
    looked: float = 0.0  # when the feed last answered, in seconds since the epoch
    failed: str = ""  # what was in use and is not any more, since it did not work

    @property
    def is_bundled(self) -> bool:
        """Whether the one in use is the one that came with Spool."""
        return self.used == self.bundled


EngineListener = Callable[[EngineStanding], None]


class EngineUpdates(Protocol):
    """Looks for newer engines. All is called, and told, on the window's thread."""

    @property
    def standing(self) -> EngineStanding: ...

    def listen(self, listener: EngineListener) -> None:
        """Have it called whenever the standing changes."""

    def stop_listening(self, listener: EngineListener) -> None:
        """Call it no more."""

    def check(self) -> None:
        """Look for a newer one now, and take it; nothing where that is under way."""

    def go_back(self) -> None:
        """Use the one that came with Spool, until a newer one than now is released."""


class NoUpdates:
    """Where the engine is what it is."""

    standing = EngineStanding()

    def listen(self, listener: EngineListener) -> None: ...

    def stop_listening(self, listener: EngineListener) -> None: ...

    def check(self) -> None: ...

    def go_back(self) -> None: ...
