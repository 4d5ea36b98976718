"""What the parent and a child process say to each other, one line of JSON each."""

from dataclasses import dataclass

from app.core.download import DownloadRequest, DownloadUpdate
from app.core.engine_updates import UpdateEnd, UpdateStep
from app.core.executor import ProbeUpdate
from app.engine.failures import Failure
from app.engine.options import EngineOptions


@dataclass(frozen=True, slots=True)
class DownloadJob:
    """Fetch this. `run` is only repeated in the updates."""

    id: str
    run: int
    request: DownloadRequest


@dataclass(frozen=True, slots=True)
class ProbeJob:
    """Find out what this is."""

    id: str
    request: DownloadRequest


@dataclass(frozen=True, slots=True)
class EngineJob:
    """Look for a newer engine, and put it in use where it proves good."""

    shelf: str  # the folder of the `updates.shelf.Shelf`
    key: str  # the path of the key that has to have signed it
    feed: str = ""  # an address; empty: yt-dlp's own
    by_hand: bool = False  # also one that did not work before, or that a person went back from


@dataclass(frozen=True, slots=True)
class EngineUpdate:
    """How far an `EngineJob` is; its last one tells how it ended."""

    step: UpdateStep | None = None
    end: UpdateEnd | None = None
    found: str = ""  # the version the feed offers
    reason: str = ""  # for the log


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether media with this key was downloaded before."""

    key: str
    known: bool


@dataclass(frozen=True, slots=True)
class Command:
    """From the parent: once the options, then one job after another, each ended or stopped.

    A verdict is the answer to a question that the job has asked. One that holds nothing says that
    the parent is there.
    """

    options: EngineOptions | None = None
    download: DownloadJob | None = None
    probe: ProbeJob | None = None
    engine: EngineJob | None = None
    verdict: Verdict | None = None
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """From the child. One that holds nothing says that work is going on.

    A job ends with the one answer that is `last`; a failed try says why in `failure`. One that
    `asks` names a media key and waits to hear whether that was downloaded before.
    """

    ready: bool = False
    engine: str = ""  # the version of yt-dlp, when it is ready
    update: DownloadUpdate | None = None
    probe: ProbeUpdate | None = None
    engine_update: EngineUpdate | None = None
    failure: Failure | None = None
    log: str = ""
    asks: str = ""
    last: bool = False
    memory: int = 0  # bytes in use when a job ends, 0 where the system does not say
