"""What a row says of itself."""

from collections.abc import Callable

from app.core.cloud import CloudStanding, Link
from app.core.download import Activity, Asked, Download, DownloadState, Place, Remark, Stage
from app.core.pacing import site_of
from app.ui import amounts
from app.ui.batch import forecast_text
from app.ui.batch.cloud_rows import HEARD, in_cloud, is_stale, last_heard, place_words
from app.ui.text import failure
from app.ui.translation import QT_TRANSLATE_NOOP, translate

LONGEST = 300
"""Signs of a title or link that are ever shown in one piece."""

# Control characters, and those that would turn round what stands beside them.
_UNSEEN = dict.fromkeys([*range(32), *range(127, 160), *range(0x202A, 0x202F)], " ")
_UNSEEN.update(dict.fromkeys(range(0x2066, 0x206A), " "))


def title(row: Download) -> str:
    """One line that names the row: the title, or the link while that is not known."""
    return one_line(row.update.title or row.request.url) or row.request.url[:LONGEST]


def one_line(text: str) -> str:
    """Anyone's words in a single line of bounded length, without unseen signs."""
    return " ".join(text[:LONGEST].translate(_UNSEEN).split())


def sentence(
    row: Download, now: float, wait: float | None = None, *, standing: CloudStanding = HEARD
) -> str:
    """The whole row as one sentence, for those who hear it."""
    parts = [title(row), place_words(row), *status(row, now, wait, standing=standing)]
    return ", ".join(part for part in parts if part)


def status_line(
    row: Download, now: float, wait: float | None = None, *, standing: CloudStanding = HEARD
) -> str:
    """The dim line under the title."""
    return " · ".join(status(row, now, wait, standing=standing))


def status(
    row: Download, now: float, wait: float | None = None, *, standing: CloudStanding = HEARD
) -> list[str]:
    """How the row stands, from the most to the least important.

    `wait` is how many seconds it waits for its site, None where it does not; `standing`, how it is
    with the service, which counts for rows that are there.
    """
    if row.asked is not None:
        is_heard = standing.link is Link.CONNECTED or row.place is not Place.CLOUD
        return [_asked(row.asked) if is_heard else _asked_in_vain(row.asked)]
    if is_stale(row, standing):
        return _last_known(row, now, standing)
    parts = _STATUS[row.state](row, now)
    if wait is not None and row.state is DownloadState.QUEUED:
        parts.insert(1, _pace(row, wait))
    return parts + forecast_text.words(row)


def _pace(row: Download, wait: float) -> str:
    span, site = amounts.span(wait), site_of(row.request.url)
    return translate("Status", "waits {0} before asking {1} again").format(span, site)


def _asked(asked: Asked) -> str:
    match asked:
        case Asked.PAUSE:
            return translate("Status", "Pausing…")
        case Asked.REQUEUE:
            return translate("Status", "Stopping, goes on by itself…")
        case Asked.RESTART:
            return translate("Status", "Stopping, then begins anew…")
        case Asked.MOVE:
            return translate("Status", "Stopping, then moves…")
        case Asked.CANCEL:
            return translate("Status", "Canceling…")
        case Asked.REMOVE:
            return translate("Status", "Removing…")


def _asked_in_vain(asked: Asked) -> str:
    """So far: the service hears of it as soon as it is there again."""
    match asked:
        case Asked.PAUSE:
            return translate("Status", "Waiting for the service to pause")
        case Asked.REQUEUE:
            return translate("Status", "Waiting for the service to stop, then goes on by itself")
        case Asked.RESTART:
            return translate("Status", "Waiting for the service to stop, then begins anew")
        case Asked.MOVE:
            return translate("Status", "Waiting for the service to stop, then moves")
        case Asked.CANCEL:
            return translate("Status", "Waiting for the service to cancel")
        case Asked.REMOVE:
            return translate("Status", "Waiting for the service to remove it")


def _running(row: Download) -> list[str]:
    progress = row.update.progress
    if progress.activity is Activity.WAITING:
        return [_trying_again(progress.seconds_left), *_reason_to_wait(row)]
    parts = [_doing(progress.stage, progress.activity)]
    if progress.stage not in (Stage.DOWNLOADING, Stage.TRANSFERRING):
        return parts
    parts += _so_far(row)
    if progress.bytes_per_second:
        parts.append(amounts.speed(progress.bytes_per_second))
    if progress.seconds_left is not None:
        parts.append(translate("Status", "{0} left").format(amounts.span(progress.seconds_left)))
    return parts


def _last_known(row: Download, now: float, standing: CloudStanding) -> list[str]:
    """How far it was, and when that was: what it does now, and how fast, nobody knows."""
    progress = row.update.progress
    if progress.stage is Stage.TRANSFERRING:
        return _running(row)
    known = _so_far(row) if progress.stage is Stage.DOWNLOADING else []
    return [*(known or [_doing(progress.stage, progress.activity)]), last_heard(standing, now)]


def _trying_again(seconds: float | None) -> str:
    if seconds is None:
        return translate("Status", "Trying again soon")
    return translate("Status", "Trying again in {0}").format(amounts.span(seconds))


def _reason_to_wait(row: Download) -> list[str]:
    return [failure(row.update.error).reason] if row.update.error else []


def _doing(stage: Stage, activity: Activity | None) -> str:
    words = _DOING.get((stage, activity)) or _DOING[stage, None]
    return translate("Status", words)


def _so_far(row: Download) -> list[str]:
    progress = row.update.progress
    parts = []
    if progress.fraction:
        parts.append(amounts.percent(progress.fraction))
    if progress.done_bytes and progress.total_bytes and progress.total_bytes >= progress.done_bytes:
        parts.append(amounts.size_of(progress.done_bytes, progress.total_bytes))
    elif progress.done_bytes:
        parts.append(amounts.size(progress.done_bytes))
    return parts


def _completed(row: Download, now: float) -> list[str]:
    update = row.update
    done = _REMARKS[update.remark] if update.remark else QT_TRANSLATE_NOOP("Status", "Done")
    parts = [translate("Status", done)]
    if row.is_in_cloud:
        parts = [*in_cloud(row, now), *(parts if update.remark else [])]
    if update.format_label:
        parts.append(update.format_label)
    if update.size is not None:
        parts.append(amounts.size(update.size))
    if row.finished is not None:
        parts.append(amounts.ago(now - row.finished))
    return parts


_REMARKS: dict[Remark, str] = {
    Remark.ALREADY_HERE: QT_TRANSLATE_NOOP("Status", "Already here"),
    Remark.SKIPPED: QT_TRANSLATE_NOOP("Status", "Skipped: downloaded before"),
    Remark.ELSEWHERE: QT_TRANSLATE_NOOP("Status", "Saved or removed on another computer"),
    Remark.NO_SUBTITLES: QT_TRANSLATE_NOOP("Status", "Done, without subtitles"),
    Remark.NOT_EMBEDDED: QT_TRANSLATE_NOOP(
        "Status", "Done, but tags or cover could not be embedded"
    ),
}

_DOING: dict[tuple[Stage, Activity | None], str] = {
    (Stage.RESOLVING, None): QT_TRANSLATE_NOOP("Status", "Looking up the video"),
    (Stage.RESOLVING, Activity.LISTING): QT_TRANSLATE_NOOP("Status", "Reading the list"),
    (Stage.RESOLVING, Activity.SENDING): QT_TRANSLATE_NOOP("Status", "Waiting for the service"),
    (Stage.RESOLVING, Activity.IN_LINE): QT_TRANSLATE_NOOP("Status", "Waiting in the cloud"),
    (Stage.DOWNLOADING, None): QT_TRANSLATE_NOOP("Status", "Downloading"),
    (Stage.DOWNLOADING, Activity.VIDEO): QT_TRANSLATE_NOOP("Status", "Downloading video"),
    (Stage.DOWNLOADING, Activity.AUDIO): QT_TRANSLATE_NOOP("Status", "Downloading audio"),
    (Stage.PROCESSING, None): QT_TRANSLATE_NOOP("Status", "Finishing"),
    (Stage.PROCESSING, Activity.MERGING): QT_TRANSLATE_NOOP("Status", "Merging video and audio"),
    (Stage.PROCESSING, Activity.CONVERTING): QT_TRANSLATE_NOOP("Status", "Converting"),
    (Stage.PROCESSING, Activity.MOVING): QT_TRANSLATE_NOOP("Status", "Moving into the folder"),
    (Stage.TRANSFERRING, None): QT_TRANSLATE_NOOP("Status", "Coming to this computer"),
}

_STATUS: dict[DownloadState, Callable[[Download, float], list[str]]] = {
    DownloadState.QUEUED: lambda row, _now: [translate("Status", "Queued"), *_so_far(row)],
    DownloadState.RUNNING: lambda row, _now: _running(row),
    DownloadState.PAUSED: lambda row, _now: [translate("Status", "Paused"), *_so_far(row)],
    DownloadState.COMPLETED: _completed,
    DownloadState.FAILED: lambda row, _now: [failure(row.update.error).reason],
    DownloadState.CANCELED: lambda _row, _now: [translate("Status", "Canceled")],
}
