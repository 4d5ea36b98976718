"""One download: what was asked for, how it stands, and the row that holds both."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.choices import Choices
from app.core.errors import ErrorCode


class Place(StrEnum):
    """Where a download runs."""

    THIS_COMPUTER = "this_computer"
    CLOUD = "cloud"

    @property
    def other(self) -> "Place":
        return Place.CLOUD if self is Place.THIS_COMPUTER else Place.THIS_COMPUTER


class DownloadState(StrEnum):
    """How a download stands."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELED = "canceled"

    @property
    def is_final(self) -> bool:
        """Whether only the user can make it move again."""
        return self in _FINAL


_FINAL = frozenset({DownloadState.COMPLETED, DownloadState.FAILED, DownloadState.CANCELED})


class Stage(StrEnum):
    """What a running download is at."""

    RESOLVING = "resolving"
    DOWNLOADING = "downloading"
    PROCESSING = "processing"
    TRANSFERRING = "transferring"


class Activity(StrEnum):
    """The stage in more detail, where it is known."""

    VIDEO = "video"
    AUDIO = "audio"
    MERGING = "merging"
    CONVERTING = "converting"
    MOVING = "moving"
    LISTING = "listing"
    WAITING = "waiting"  # for the next try; `Progress.seconds_left` says how long
    SENDING = "sending"  # the service has not confirmed that it has it
    IN_LINE = "in_line"  # the service has it, and no worker is free


class Asked(StrEnum):
    """What the user asked of a running download that has not been confirmed yet."""

    PAUSE = "pause"
    REQUEUE = "requeue"  # stop cleanly and wait for a free slot again
    RESTART = "restart"  # stop, drop what was fetched, and begin anew with what is wanted now
    MOVE = "move"  # stop, and begin anew in the other place
    CANCEL = "cancel"
    REMOVE = "remove"  # cancel, then take the row away


class Remark(StrEnum):
    """What a person should know of a download that has completed."""

    ALREADY_HERE = "already_here"  # the folder had it: nothing was fetched
    SKIPPED = "skipped"  # the archive knows it: nothing was fetched, there may be no file
    ELSEWHERE = "elsewhere"  # another computer has fetched or removed the file: it is not here
    NO_SUBTITLES = "no_subtitles"  # the site has none in the languages asked for, or sent none
    NOT_EMBEDDED = "not_embedded"  # tags, chapters, cover or subtitles; the log says why


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a video, in seconds from its beginning; without an `end` it is the rest."""

    start: float = 0.0
    end: float | None = None


@dataclass(frozen=True, slots=True)
class DownloadRequest:
    """What to fetch, and where to put it.

    `folder` is an absolute path on this computer; neither it nor `naming` ever leaves it.
    """

    url: str
    choices: Choices = Choices()
    format: str = ""  # the id of one of this video's formats: instead of the choices' quality
    section: Section | None = None
    again: bool = False  # also if the archive knows it
    folder: str = ""
    naming: str = ""  # a template, see `naming`; empty: the usual one
    list_title: str = ""  # of the list it came out of, for its name
    list_number: int | None = None  # its place in that list, from 1

    @property
    def key(self) -> "RequestKey":
        """Two requests with the same key fetch the same thing."""
        return self.url, self.choices, self.format, self.section


RequestKey = tuple[str, Choices, str, Section | None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running download is. `fraction` is 0..1, or None while nothing is known."""

    stage: Stage = Stage.RESOLVING
    activity: Activity | None = None
    fraction: float | None = None
    done_bytes: int | None = None
    total_bytes: int | None = None
    bytes_per_second: float | None = None
    seconds_left: float | None = None

    @property
    def at_rest(self) -> "Progress":
        """How far it is, of a download at which nobody works any more."""
        return replace(self, activity=None, bytes_per_second=None, seconds_left=None)


@dataclass(frozen=True, slots=True)
class DownloadUpdate:
    """The whole picture of a download at one moment.

    The newest of a run (by `seq`) replaces all before it, so a lost or repeated one is harmless.
    """

    id: str
    run: int
    seq: int
    state: DownloadState
    progress: Progress = Progress()
    title: str = ""
    uploader: str = ""
    thumbnail: str = ""  # an http(s) address
    duration: float | None = None  # seconds
    media_key: str = ""  # extractor, id and format: equal for the very same media
    format_label: str = ""  # such as "1080p MP4"
    file_name: str = ""  # inside the request's folder, with "/" where it lies deeper
    size: int | None = None  # bytes
    sha256: str = ""
    remark: Remark | None = None  # of a completed one
    error: ErrorCode | None = None
    detail: str = ""  # what the engine said, cleaned of secrets
    expires: float | None = None  # when a file that lies in the service goes, seconds since 1970
    worked: float | None = None  # seconds that the service's workers were at it


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a look at the link before the start has shown."""

    size: int | None = None  # bytes, estimated
    file_name: str = ""  # it would get, were its name not taken
    media_key: str = ""
    name_taken: bool = False  # by a file in the folder, or by an earlier row
    duplicate: bool = False  # the same media as an earlier row
    archived: bool = False  # downloaded before
    error: ErrorCode | None = None  # it would fail with


@dataclass(frozen=True, slots=True)
class Download:
    """One row of the list."""

    id: str
    request: DownloadRequest
    position: float
    added: float  # seconds since the epoch
    update: DownloadUpdate
    place: Place = Place.THIS_COMPUTER
    list_name: str = ""
    run: int = 0
    asked: Asked | None = None
    finished: float | None = None  # seconds since the epoch
    forecast: Forecast | None = None

    @property
    def state(self) -> DownloadState:
        return self.update.state

    @property
    def counts_as(self) -> DownloadState:
        """Its state as a person counts it: what waits in the service's line is queued."""
        waits = self.update.progress.activity in (Activity.SENDING, Activity.IN_LINE)
        return DownloadState.QUEUED if waits and self.state is DownloadState.RUNNING else self.state

    @property
    def is_in_cloud(self) -> bool:
        """Whether it has completed and its file still lies in the service."""
        return self.state is DownloadState.COMPLETED and self.update.expires is not None
