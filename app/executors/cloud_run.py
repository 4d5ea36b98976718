"""A run of a row in the service, and how its pictures read here."""

from dataclasses import dataclass, fields, replace

from app.core.download import (
    Activity,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Progress,
    Stage,
)
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload

_HALF = 0.5
_HIGHEST = 0.999
_UPDATE_FIELDS = tuple(field.name for field in fields(DownloadUpdate))
# What goes wrong over there, but reads as if it had gone wrong here.
_THEIRS = frozenset(
    {
        ErrorCode.DISK_FULL,
        ErrorCode.NO_PERMISSION,
        ErrorCode.FILE_NAME,
        ErrorCode.FFMPEG_MISSING,
        ErrorCode.COOKIES,
        ErrorCode.PROXY,
    }
)
_PAUSED = DownloadState.PAUSED


@dataclass
class Run:
    """One run, with numbers of its own for its updates: the service's stay here."""

    id: str  # of the row
    run: int
    request: DownloadRequest
    seq: int = 0
    furthest: float | None = None
    brings_back: bool = False  # the file comes here once it is ready
    only_fetches: bool = False
    coming: RemoteDownload | None = None  # what is on its way here
    archive_asked: bool = False
    archive_answered: bool = False

    @property
    def is_fetching(self) -> bool:
        return self.coming is not None

    def sending(self) -> DownloadUpdate:
        """It is with nobody yet but here."""
        return self._update(None, self._progress(Progress(activity=Activity.SENDING)))

    def shown(self, picture: RemoteDownload) -> DownloadUpdate:
        """It goes on in the service."""
        progress = picture.progress
        if picture.state is not DownloadState.RUNNING:
            progress = replace(progress.at_rest, stage=Stage.RESOLVING, activity=Activity.IN_LINE)
        return self._update(picture, self._progress(progress))

    def fetching(self, picture: RemoteDownload, progress: Progress) -> DownloadUpdate:
        """Its file is on its way here."""
        return self._update(picture, self._progress(progress))

    def ended(self, picture: RemoteDownload | None, state: DownloadState) -> DownloadUpdate:
        """It is over, as the picture shows it or as it was asked here."""
        progress = picture.progress.at_rest if picture else Progress()
        if state is DownloadState.COMPLETED:
            progress = replace(progress, fraction=1.0)
        elif self.furthest is not None:
            progress = replace(progress, fraction=self.furthest)
        update = self._update(picture, progress, state)
        if update.error in _THEIRS:
            detail = f"In the service: {update.error}. {update.detail}".strip()
            return replace(update, error=ErrorCode.INTERNAL, detail=detail)
        return update

    def failed(
        self, picture: RemoteDownload | None, error: ErrorCode, detail: str = ""
    ) -> DownloadUpdate:
        """It has failed here, or between here and the service."""
        update = self.ended(picture, DownloadState.FAILED)
        return replace(update, error=error, detail=detail)

    def _update(
        self,
        picture: RemoteDownload | None,
        progress: Progress,
        state: DownloadState = DownloadState.RUNNING,
    ) -> DownloadUpdate:
        self.seq += 1
        known = {name: getattr(picture, name) for name in _UPDATE_FIELDS} if picture else {}
        own = {"id": self.id, "run": self.run, "seq": self.seq, "state": state}
        return DownloadUpdate(**{**known, **own, "progress": progress})

    def _progress(self, progress: Progress) -> Progress:
        """On one scale from the first byte there to the last one here.

        Bytes and seconds of one half alone would contradict it.
        """
        fraction = progress.fraction
        if self.brings_back and not self.only_fetches:
            progress = replace(progress, done_bytes=None, total_bytes=None, seconds_left=None)
            if fraction is not None:
                fraction = fraction * _HALF + (_HALF if self.is_fetching else 0.0)
        if fraction is not None:
            fraction = min(max(fraction, self.furthest or 0.0), _HIGHEST)
            self.furthest = fraction
        return replace(progress, fraction=fraction)
