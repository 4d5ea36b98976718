"""What a row of the cloud says of where it is, and of how old that is."""

from collections.abc import Iterable

from app.core.cloud import CloudStanding, Link
from app.core.download import Activity, Download, DownloadState, Place, Stage
from app.core.row_list import Totals
from app.ui import amounts
from app.ui.translation import translate

HEARD = CloudStanding(Link.CONNECTED)
"""How things stand while nothing is in the way."""


def is_stale(row: Download, standing: CloudStanding) -> bool:
    """Whether a row shows what the service said last, and may be further by now."""
    if row.place is not Place.CLOUD or row.state is not DownloadState.RUNNING:
        return False
    progress = row.update.progress
    if standing.link is Link.CONNECTED or progress.activity is Activity.SENDING:
        return False
    # What comes to this computer is counted here, as long as something comes.
    return progress.stage is not Stage.TRANSFERRING or progress.activity is Activity.WAITING


def known_speed(totals: Totals, running: Iterable[Download], standing: CloudStanding) -> float:
    """Bytes per second of all rows together, without those of which nothing is heard."""
    if standing.link is Link.CONNECTED:
        return totals.bytes_per_second
    heard = (row.update.progress for row in running if not is_stale(row, standing))
    return sum(progress.bytes_per_second or 0.0 for progress in heard)


def last_heard(standing: CloudStanding, now: float) -> str:
    """How old that is."""
    if standing.heard is None:
        return translate("Status", "not connected")
    return translate("Status", "last heard {0} ago").format(amounts.span(now - standing.heard))


def in_cloud(row: Download, now: float) -> list[str]:
    """That its file is there, and for how long it stays."""
    left = (row.update.expires or 0.0) - now
    if left <= 0:
        return [translate("Status", "In the cloud, about to expire")]
    more = translate("Status", "for {0} more").format(amounts.long_span(left))
    return [translate("Status", "In the cloud"), more]


def place_words(row: Download) -> str:
    """Where it is, for those who do not see the sign; empty where that goes without saying."""
    if row.place is not Place.CLOUD or row.is_in_cloud:
        return ""
    if row.state is DownloadState.COMPLETED:
        return translate("Status", "from the cloud")
    return translate("Status", "in the cloud")
