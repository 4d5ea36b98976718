"""What downloads in the service may cost, in US dollars: an estimate before and after. Pure."""

import math
from dataclasses import dataclass, replace

from app.core.download import Download, DownloadState, Place, Remark
from app.core.whereabouts import comes_here

GIGABYTE = 1_000_000_000
DAY = 86_400
"""Seconds."""
MONTH = 30 * DAY
USUAL_SIZE = 100_000_000
"""Bytes of a video of which no size is known yet."""
USUAL_STAY = DAY
"""Seconds that a file lies in the service where it does not come here by itself."""
MAX_PRICE = 1_000.0

_BYTES_PER_SECOND = 3_000_000  # of one download among those of its worker
_SECONDS_BESIDE = 30  # of looking at a link, of merging, and of a worker that starts and idles
_NOT_BROUGHT = frozenset({Remark.ALREADY_HERE, Remark.SKIPPED, Remark.ELSEWHERE})


@dataclass(frozen=True, slots=True)
class Prices:
    """What the estimate reckons with, in US dollars.

    The defaults are list prices of AWS in us-east-1. A worker for three downloads at once is a
    Fargate task on demand, 1 vCPU (ARM) and 2 GB for $0.0395 an hour, with its public address for
    $0.005. Files come by CloudFront, beyond what is free each month, and lie in S3.
    """

    hour: float = 0.015  # of work at one download: that of a worker, divided by its downloads
    gigabyte: float = 0.085  # from the service to this computer
    gigabyte_month: float = 0.023  # kept in the service


LIST_PRICES = Prices()


@dataclass(frozen=True, slots=True)
class Use:
    """What costs something: whole numbers, so that sums of them stay true however they change."""

    seconds: int = 0  # of work
    brought: int = 0  # bytes, to this computer
    kept: int = 0  # bytes in the service, times the seconds that they lie there
    made: int = 0  # bytes of finished files: they cost nothing by themselves, but say how much

    def __add__(self, other: "Use") -> "Use":
        return self._with(other, 1)

    def __sub__(self, other: "Use") -> "Use":
        return self._with(other, -1)

    @property
    def left_there(self) -> "Use":
        """The same where nothing comes here by itself."""
        return replace(self, brought=0, kept=self.kept + self.brought * USUAL_STAY)

    def dollars(self, prices: Prices) -> float:
        return (
            self.seconds / 3600 * prices.hour
            + self.brought / GIGABYTE * prices.gigabyte
            + self.kept / GIGABYTE / MONTH * prices.gigabyte_month
        )

    def _with(self, other: "Use", times: int) -> "Use":
        return Use(
            self.seconds + times * other.seconds,
            self.brought + times * other.brought,
            self.kept + times * other.kept,
            self.made + times * other.made,
        )


NOTHING = Use()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the downloads of a list that run in the service come to; `spent` is measured."""

    videos: int = 0
    dollars: float = 0.0  # in the end
    dollars_so_far: float = 0.0
    spent: Use = NOTHING
    is_over: bool = True  # nothing is to come: all of it is measured


@dataclass(frozen=True, slots=True)
class _Share:
    """What one row adds to the sums."""

    spent: Use
    left: Use
    size: int | None  # once known it counts, also while a new run does not know it yet


class Tally:
    """Running sums over the rows that run in the service, so that nobody has to walk them."""

    def __init__(self) -> None:
        self._shares: dict[str, _Share] = {}
        self._videos = 0
        self._spent = self._left = NOTHING

    def __contains__(self, download_id: str) -> bool:
        return download_id in self._shares

    def put(self, row: Download) -> None:
        """A row in its newest form; one of this computer does not count."""
        if row.place is not Place.CLOUD:
            self.remove(row.id)
            return
        old = self._shares.get(row.id)
        new = _share(row, old.size if old else None)
        if new != old:
            self.remove(row.id)
            self._shares[row.id] = new
            self._count(new, 1)
            self._spent += new.spent
            self._left += new.left

    def remove(self, download_id: str) -> None:
        """It is gone from the list."""
        if old := self._shares.pop(download_id, None):
            self._count(old, -1)
            self._spent -= old.spent
            self._left -= old.left

    def estimate(self, prices: Prices, *, brings_back: bool) -> Estimate:
        """As it stands; `brings_back`: finished files come here by themselves."""
        left = self._left if brings_back else self._left.left_there
        so_far = self._spent.dollars(prices)
        dollars = so_far + left.dollars(prices)
        return Estimate(self._videos, dollars, so_far, self._spent, self._left == NOTHING)

    def _count(self, share: _Share, step: int) -> None:
        if share.spent != NOTHING or share.left != NOTHING:
            self._videos += step


def _share(row: Download, known: int | None) -> _Share:
    size = _size(row) or known
    spent = _spent(row)
    return _Share(spent, _left(row, size or USUAL_SIZE, spent.seconds), size)


def _size(row: Download) -> int | None:
    foreseen = row.forecast.size if row.forecast else None
    return row.update.size or row.update.progress.total_bytes or foreseen


def _spent(row: Download) -> Use:
    update = row.update
    seconds = math.ceil(update.worked or 0.0)
    size = update.size or 0
    if row.state is not DownloadState.COMPLETED:
        return Use(seconds)
    if update.expires is not None:
        stay = max(0.0, update.expires - (row.finished or update.expires))
        return Use(seconds, kept=size * round(stay), made=size)
    return Use(seconds, 0 if update.remark in _NOT_BROUGHT else size, made=size)


def _left(row: Download, size: int, worked: int) -> Use:
    if row.state.is_final:
        return NOTHING
    if comes_here(row):
        return Use(brought=size)
    seconds = size // _BYTES_PER_SECOND + _SECONDS_BESIDE
    return Use(max(0, seconds - worked), size)
