"""One download: what was asked for, how it stands, and the row that holds both."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.errors import ErrorCode


class Place(StrEnum):
    """Where a download runs."""

    THIS_COMPUTER = "this_computer"
    CLOUD = "cloud"


class Quality(StrEnum):
    """The most a video may be: the best there is, or a height in pixels."""

    BEST = "best"
    P2160 = "2160p"
    P1440 = "1440p"
    P1080 = "1080p"
    P720 = "720p"
    P480 = "480p"
    P360 = "360p"

    @property
    def height(self) -> int | None:
        """The greatest height in pixels, None for no limit."""
        return None if self is Quality.BEST else int(self.removesuffix("p"))


class AudioFormat(StrEnum):
    """What the sound alone becomes; BEST keeps what the site sends."""

    BEST = "best"
    M4A = "m4a"
    MP3 = "mp3"
    OPUS = "opus"
    FLAC = "flac"
    WAV = "wav"


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


class Asked(StrEnum):
    """What the user asked of a running download that has not been confirmed yet."""

    PAUSE = "pause"
    REQUEUE = "requeue"  # stop cleanly and wait for a free slot again
    CANCEL = "cancel"
    REMOVE = "remove"  # cancel, then take the row away


@dataclass(frozen=True, slots=True)
class DownloadRequest:
    """What to fetch, and where to put it.

    `folder` is an absolute path on this computer and never leaves it.
    """

    url: str
    quality: Quality = Quality.BEST
    audio: AudioFormat | None = None
    folder: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Two requests with the same key fetch the same thing."""
        return self.url, self.quality, self.audio or ""


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
    file_name: str = ""  # inside the request's folder
    size: int | None = None  # bytes
    sha256: str = ""
    already_here: bool = False  # completed without a transfer: the folder had it
    error: ErrorCode | None = None
    detail: str = ""  # what the engine said, cleaned of secrets


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

    @property
    def state(self) -> DownloadState:
        return self.update.state
