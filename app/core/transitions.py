"""How one row becomes the next: pure functions, used by the queue alone."""

import uuid
from dataclasses import replace

from app.core.download import (
    Asked,
    Download,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Forecast,
    Place,
    Progress,
    Remark,
    Stage,
)
from app.core.errors import ErrorCode
from app.core.executor import Entry, VideoInfo
from app.core.settings import Unfinished


def new_row(
    request: DownloadRequest,
    position: float,
    now: float,
    list_name: str = "",
    entry: Entry | None = None,
    place: Place = Place.THIS_COMPUTER,
) -> Download:
    """A queued row; `entry` is what a list said of it."""
    entry = entry or Entry(request.url)
    update = DownloadUpdate(
        id=str(uuid.uuid4()),
        run=0,
        seq=0,
        state=DownloadState.QUEUED,
        title=entry.title,
        thumbnail=entry.thumbnail,
        duration=entry.duration,
    )
    return Download(update.id, request, position, now, update, place, list_name)


def started(row: Download) -> Download:
    """A new run begins. What is known of the media and how far it was stays visible."""
    was = row.update.progress
    stage = Stage.TRANSFERRING if was.stage is Stage.TRANSFERRING else Stage.RESOLVING
    progress = Progress(stage, fraction=was.fraction)
    update = replace(
        row.update,
        run=row.run + 1,
        seq=0,
        state=DownloadState.RUNNING,
        progress=progress,
        error=None,
        detail="",
    )
    return replace(row, run=row.run + 1, update=update, asked=None, finished=None, forecast=None)


def moved_to(row: Download, state: DownloadState, now: float) -> Download:
    """The queue itself decides on a row that does not run."""
    update = replace(row.update, state=state, error=None, detail="")
    return replace(row, update=update, asked=None, finished=now if state.is_final else None)


def tried_again(row: Download) -> Download:
    """A row that has ended goes back to the start; its bar may begin anew."""
    update = replace(
        row.update,
        state=DownloadState.QUEUED,
        progress=Progress(),
        file_name="",
        size=None,
        sha256="",
        remark=None,
        error=None,
        detail="",
        expires=None,
        worked=None,
    )
    return replace(row, update=update, asked=None, finished=None)


def redirected(row: Download, request: DownloadRequest) -> Download:
    """It goes back to the start to fetch something else, of which no format is known yet."""
    row = tried_again(row)
    update = replace(row.update, media_key="", format_label="")
    return replace(row, update=update, request=request, forecast=None)


def adopted(picture: DownloadUpdate, request: DownloadRequest, added: float) -> Download:
    """A row for what was found in the service; its first run shows the rest."""
    is_paused = picture.state is DownloadState.PAUSED
    update = DownloadUpdate(
        id=picture.id,
        run=0,
        seq=0,
        state=DownloadState.PAUSED if is_paused else DownloadState.QUEUED,
        title=picture.title,
        uploader=picture.uploader,
        thumbnail=picture.thumbnail,
        duration=picture.duration,
    )
    return Download(picture.id, request, 0.0, added, update, Place.CLOUD)


def placed(row: Download, place: Place) -> Download:
    """It begins anew in another place; a paused one goes on waiting."""
    moved = replace(tried_again(row), place=place, forecast=None)
    return moved_to(moved, row.state, 0.0) if row.state is DownloadState.PAUSED else moved


def fetched(row: Download) -> Download:
    """A new run begins, which brings the file of a completed one to this computer."""
    update = replace(row.update, progress=Progress(Stage.TRANSFERRING))
    return started(replace(row, request=_known_to_archive(row.request), update=update))


def lost(row: Download, error: ErrorCode | None) -> Download:
    """Its file is gone from the service, before it was brought to this computer; without an error
    since another one has it."""
    update = replace(row.update, file_name="", expires=None)
    if error is None:
        return replace(row, update=replace(update, remark=Remark.ELSEWHERE))
    update = replace(update, state=DownloadState.FAILED, error=error)
    return replace(row, request=_known_to_archive(row.request), update=update)


def outlives_us(row: Download) -> bool:
    """Whether it runs on while Spool is closed."""
    return row.place is Place.CLOUD and row.state is DownloadState.RUNNING


def foreseen(row: Download, forecast: Forecast | None, video: VideoInfo | None) -> Download:
    """A look before the start has shown this; what was known already stays."""
    update = row.update
    if video:
        update = replace(
            update,
            title=update.title or video.title,
            uploader=update.uploader or video.uploader,
            thumbnail=update.thumbnail or video.thumbnail,
            duration=video.duration if update.duration is None else update.duration,
        )
    return replace(row, update=update, forecast=forecast)


def reported(row: Download, update: DownloadUpdate) -> Download:
    """An executor's news, with what an earlier run knew and this one does not know yet."""
    old = row.update
    progress = _never_back(old.progress, update.progress)
    if progress is not update.progress or _knows_more(old, update):
        update = replace(
            update,
            title=update.title or old.title,
            uploader=update.uploader or old.uploader,
            thumbnail=update.thumbnail or old.thumbnail,
            duration=old.duration if update.duration is None else update.duration,
            progress=progress,
        )
    return replace(row, update=update)


def _knows_more(old: DownloadUpdate, new: DownloadUpdate) -> bool:
    return bool(
        (old.title and not new.title)
        or (old.uploader and not new.uploader)
        or (old.thumbnail and not new.thumbnail)
        or (old.duration is not None and new.duration is None)
    )


def ended(row: Download, now: float) -> Download:
    """The run is over: what was asked meanwhile decides what that means."""
    update = row.update
    if row.asked is Asked.RESTART and update.state is not DownloadState.COMPLETED:
        return redirected(row, row.request)
    if row.asked is Asked.MOVE and update.state is not DownloadState.COMPLETED:
        return placed(row, row.place.other)
    if row.asked in (Asked.PAUSE, Asked.REQUEUE) and update.error is ErrorCode.PLAYLIST:
        update = replace(update, state=DownloadState.PAUSED, error=None, detail="")  # read it later
    if row.asked in (Asked.CANCEL, Asked.REMOVE) and update.state is not DownloadState.COMPLETED:
        update = replace(update, state=DownloadState.CANCELED, error=None, detail="")
    elif row.asked is Asked.REQUEUE and update.state is DownloadState.PAUSED:
        update = replace(update, state=DownloadState.QUEUED)
    if update.state is DownloadState.COMPLETED:
        update = replace(update, progress=replace(update.progress, fraction=1.0))
    return replace(row, update=update, asked=None, finished=now if update.state.is_final else None)


def restored(row: Download, unfinished: Unfinished, now: float) -> Download:
    """A row as it was left on disk, after a quit or a crash."""
    if outlives_us(row):
        return row
    if row.asked in (Asked.CANCEL, Asked.REMOVE):
        return moved_to(row, DownloadState.CANCELED, now)
    if row.state is not DownloadState.RUNNING:
        return row
    if row.asked is Asked.MOVE:
        return placed(row, row.place.other)
    stays_paused = row.asked is Asked.PAUSE or unfinished is Unfinished.PAUSE
    if row.asked is Asked.RESTART:
        row = redirected(row, row.request)
    return moved_to(row, DownloadState.PAUSED if stays_paused else DownloadState.QUEUED, now)


def _known_to_archive(request: DownloadRequest) -> DownloadRequest:
    """The request of a row that has completed: that the archive knows it must not keep it from
    being run again, should its file not come here."""
    return replace(request, again=True)


def _never_back(old: Progress, new: Progress) -> Progress:
    if old.fraction is None or (new.fraction is not None and new.fraction >= old.fraction):
        return new
    return replace(new, fraction=old.fraction)
