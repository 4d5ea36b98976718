"""The seams: where a download runs, and what a link is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.core.download import DownloadRequest, DownloadUpdate
from app.core.errors import ErrorCode

UpdateListener = Callable[[DownloadUpdate], None]
"""Takes every update of every download; called from any thread."""

Archive = Callable[[str], bool]
"""Whether media with this key was downloaded before; called from any thread, and may block."""

LogListener = Callable[[str, str], None]
"""Takes a download's id and one line of its log, cleaned of secrets; called from any thread."""


class Executor(Protocol):
    """Runs downloads. Every call returns at once; the answers are updates to its listener.

    Each submitted run ends with exactly one update whose state is PAUSED or final.
    """

    def submit(self, download_id: str, run: int, request: DownloadRequest) -> None:
        """Start a run. Submitting the same run twice is harmless."""

    def pause(self, download_id: str) -> None:
        """Stop a run so that a later one goes on where it stopped. Nothing if none runs."""

    def cancel(self, download_id: str) -> None:
        """Stop a run at once and remove its unfinished files. Nothing if none runs."""

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        """Remove what an earlier run left behind, of a download that does not run."""

    def set_parallel_limit(self, limit: int) -> None:
        """Run at most this many at once from now on; what runs already may finish."""

    def close(self) -> None:
        """Stop everything so that it can go on later, and wait for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One video of a playlist or feed."""

    url: str
    title: str = ""
    thumbnail: str = ""
    duration: float | None = None  # seconds


@dataclass(frozen=True, slots=True)
class Format:
    """One of the formats a video comes in."""

    id: str
    ext: str = ""
    height: int | None = None
    video_codec: str = ""
    audio_codec: str = ""
    size: int | None = None  # bytes, estimated where the site does not say
    bitrate: float | None = None  # kilobits per second
    frames: float | None = None  # per second
    note: str = ""


@dataclass(frozen=True, slots=True)
class VideoInfo:
    """What a link to one video leads to, and what its request would make of it."""

    title: str
    uploader: str = ""
    thumbnail: str = ""
    duration: float | None = None  # seconds
    formats: tuple[Format, ...] = ()
    subtitles: tuple[str, ...] = ()  # languages
    automatic_subtitles: tuple[str, ...] = ()  # languages made by a machine
    has_chapters: bool = False
    size: int | None = None  # bytes of what the request chooses, estimated
    file_name: str = ""  # it would get, were that not taken
    name_taken: bool = False
    media_key: str = ""  # as in `DownloadUpdate`
    archived: bool = False  # downloaded before


@dataclass(frozen=True, slots=True)
class ProbeUpdate:
    """A piece of the answer to a probe: a video, a page of a list's entries, or an error.

    The one with `last` ends the probe. `truncated` tells that the list went on beyond the bound.
    """

    id: str
    video: VideoInfo | None = None
    list_title: str = ""
    entries: tuple[Entry, ...] = ()
    last: bool = False
    truncated: bool = False
    error: ErrorCode | None = None
    detail: str = ""


ProbeListener = Callable[[ProbeUpdate], None]
"""Takes every piece of every answer; called from any thread."""


class Prober(Protocol):
    """Finds out what a link is. Calls return at once; the answers are updates to its listener."""

    def probe(self, probe_id: str, request: DownloadRequest) -> None:
        """Begin. Ends with exactly one update that is the last, unless it is stopped."""

    def stop(self, probe_id: str) -> None:
        """End it; nothing more is answered. Nothing if it is not under way."""
