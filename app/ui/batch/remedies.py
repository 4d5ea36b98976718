"""What can be done about a row that failed: where it ran, or in the other place."""

from app.core.download import Download, DownloadState, Place
from app.core.errors import ErrorCode
from app.ui.text import Remedy, failure


def remedy_of(row: Download, *, has_service: bool) -> Remedy | None:
    """The remedy that gets a button of its own: trying again has one anyway."""
    if row.state is not DownloadState.FAILED:
        return None
    remedy = first_remedy(row, has_service=has_service)
    return None if remedy is Remedy.RETRY else remedy


def first_remedy(row: Download, *, has_service: bool) -> Remedy:
    """What a row that failed needs first. Whether it is to try again does not depend on
    `has_service`."""
    error = row.update.error
    if row.place is Place.CLOUD:
        if error in _BETTER_HERE or (error in _GONE_THERE and not has_service):
            return Remedy.TRY_HERE
    elif error is ErrorCode.GEO_BLOCKED and has_service:
        return Remedy.TRY_IN_CLOUD
    return failure(error).remedy


_BETTER_HERE = frozenset(
    {
        ErrorCode.ENGINE_OUTDATED,
        ErrorCode.RATE_LIMITED,
        ErrorCode.FORBIDDEN,
        ErrorCode.LOGIN_NEEDED,
        ErrorCode.AGE_RESTRICTED,
        ErrorCode.PRIVATE,
        ErrorCode.MEMBERS_ONLY,
    }
)
"""Sites refuse addresses of data centres, the cookies of this computer do not go there, and its
engine is at least as new."""

_GONE_THERE = frozenset({ErrorCode.EXPIRED, ErrorCode.FORGOTTEN})
