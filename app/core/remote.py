"""What the service and the desktop say to each other: the wire format of the HTTP interface.

Both sides read it with `wire.read`: unknown fields are ignored, an error code that the reader does
not know reads as internal, and a request in words that it does not know as none. Moments are
seconds since the epoch, by the service's clock.
"""

from dataclasses import dataclass, field

from app.core import wire
from app.core.download import DownloadRequest, DownloadUpdate

API_LEVEL = 1
"""Raised when a client that knows only the level before would misread an answer."""

ID_HEADER = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class BesideFile:
    """A file that lies beside the video's, such as subtitles."""

    suffix: str  # what stands in place of the video's extension, such as "en.vtt"
    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class RemoteDownload(DownloadUpdate):
    """One download as the service shows it: its newest update, and what only the service knows.

    `run` and `seq` are the service's own; the newer of two pictures is the one with the greater
    pair of them. It `expires` however it ended: then the record goes too. What it has `worked` is
    of all runs that have ended, whichever way; the one under way is not in it yet.

    The `request` is what was asked for: link, choices, format and section as they were submitted.
    It is in snapshots and where a download or a batch is asked for, not in updates.
    """

    batch_id: str = ""
    url: str = ""
    percentage: float | None = None  # 0..100, None while nothing is known
    added: float = 0.0
    ended: float | None = None
    beside: tuple[BesideFile, ...] = ()
    request: DownloadRequest | None = field(default=None, metadata=wire.IF_READABLE)


@dataclass(frozen=True, slots=True)
class BatchStatus:
    """A batch and all its downloads, in the order they were submitted.

    The counts add up to `total` at every moment; queued and paused count as in progress.
    """

    batch_id: str
    total: int = 0
    completed: int = 0
    failed: int = 0
    in_progress: int = 0
    canceled: int = 0
    added: float = 0.0
    downloads: tuple[RemoteDownload, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchPage:
    """Some of an owner's batches, the newest first, without their downloads.

    `next` is the `before` of the page that follows, empty at the end.
    """

    batches: tuple[BatchStatus, ...] = ()
    next: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The answer to a submit. What was known before is in it as what it is."""

    batch_id: str
    download_ids: tuple[str, ...]
    message: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page of an owner's downloads, the first thing a new follower of the events hears.

    What happened before the page with `last` is in the pages; what happens after it follows.
    """

    downloads: tuple[RemoteDownload, ...] = ()
    first: bool = False  # whoever follows may forget what it knew before
    last: bool = False


@dataclass(frozen=True, slots=True)
class Removed:
    """A download is gone from the service, with its file."""

    id: str
    expired: bool = False  # by itself; else its owner removed it


@dataclass(frozen=True, slots=True)
class ServiceVersions:
    """What the service is made of."""

    api: int = 0
    service: str = ""
    ytdlp: str = ""
    ffmpeg: str = ""
    deno: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was refused, as RFC 9457 has it; `code` is stable."""

    status: int = 0
    code: str = ""
    title: str = ""
    detail: str = ""
    type: str = "about:blank"
