"""What a look at a link before its start has shown, in words and in a sign."""

from dataclasses import dataclass

from app.core.download import Download, DownloadState, Remark
from app.core.errors import ErrorCode
from app.ui import amounts
from app.ui.text import failure
from app.ui.translation import translate

NEEDS_LOGIN = frozenset({ErrorCode.LOGIN_NEEDED, ErrorCode.MEMBERS_ONLY, ErrorCode.AGE_RESTRICTED})
_WAITING = frozenset({DownloadState.QUEUED, DownloadState.PAUSED})


@dataclass(frozen=True, slots=True)
class Mark:
    """A small sign before a row's words: an icon, and the tone of its colour."""

    icon: str
    tone: str


def mark_of(row: Download) -> Mark | None:
    """The sign of what a person should know of a row, None if there is nothing."""
    if row.state is DownloadState.COMPLETED:
        return _REMARKED if row.update.remark in _LACKING else None
    forecast = row.forecast if row.state in _WAITING else None
    if forecast is None:
        return None
    if forecast.error is not None:
        return Mark("lock", "paused") if forecast.error in NEEDS_LOGIN else _UNAVAILABLE
    if forecast.duplicate or _will_be_skipped(row) or forecast.name_taken:
        return Mark("info", "paused")
    return Mark("search-check", "dim")


def words(row: Download) -> list[str]:
    """What was found out about a row that waits, from the most to the least important."""
    forecast = row.forecast
    if forecast is None or row.state not in _WAITING:
        return []
    parts = []
    if forecast.error in NEEDS_LOGIN:
        parts.append(translate("Forecast", "needs a login"))
    elif forecast.error is not None:
        reason = failure(forecast.error).reason
        parts.append(translate("Forecast", "not available now: {0}").format(reason))
    if forecast.size is not None and row.update.progress.total_bytes is None:
        parts.append(translate("Forecast", "about {0}").format(amounts.size(forecast.size)))
    if _will_be_skipped(row):
        parts.append(translate("Forecast", "downloaded before, will be skipped"))
    if forecast.duplicate:
        parts.append(translate("Forecast", "the same as an earlier row"))
    if forecast.name_taken:
        parts.append(translate("Forecast", "name is taken: gets a number"))
    return parts


def _will_be_skipped(row: Download) -> bool:
    return row.forecast is not None and row.forecast.archived and not row.request.again


_UNAVAILABLE = Mark("circle-alert", "failed")
_REMARKED = Mark("info", "paused")
_LACKING = frozenset({Remark.SKIPPED, Remark.ELSEWHERE, Remark.NO_SUBTITLES, Remark.NOT_EMBEDDED})
