"""Looks at links before they start, so that a person knows what a batch will come to."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.core.batches import Batches
from app.core.download import Download, DownloadRequest, DownloadState, Forecast
from app.core.executor import Prober, ProbeUpdate, VideoInfo
from app.core.forecasts import Claims, Look, Tally
from app.core.looks import Looks
from app.core.queue_events import PartialListener, QueueListener

CHECK_AT_ONCE = 1_000
"""Rows that are taken up in one go, which takes a millisecond or two."""

_SETTLE_SECONDS = 0.1
_MEASURED_SECONDS = 1.0  # by then it may be known how much room there is
_WAITING = frozenset({DownloadState.QUEUED, DownloadState.PAUSED})


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found so far, over all rows that are being looked at and still wait."""

    of: int
    checked: int
    size: int = 0  # bytes of those whose size is known
    unknown_sizes: int = 0
    duplicates: int = 0  # the same media as an earlier row
    names_taken: int = 0
    archived: int = 0
    login_needed: int = 0
    unavailable: int = 0  # any other reason why they would fail
    missing_bytes: int = 0  # more than there is room for; 0 where all fit


class WatchedQueue(Protocol):
    """What is needed of `DownloadQueue`."""

    def listen(self, listener: QueueListener) -> None: ...

    def find(self, download_id: str) -> Download | None: ...

    def hold(self, ids: Collection[str]) -> None: ...

    def release(self, ids: Collection[str]) -> None: ...

    def note_forecast(
        self, download_id: str, forecast: Forecast | None, video: VideoInfo | None = None
    ) -> None: ...


@dataclass
class _Seen:
    """A row that was looked at."""

    request: DownloadRequest
    look: Look
    forecast: Forecast | None = None  # what it means, as counted


class Preflight(PartialListener):
    """Looks at waiting rows and notes in each what was found.

    Lives on the queue's thread. Nothing that is found keeps a row from starting. Where it is
    automatic, a row that is added starts after all of its batch were looked at. `later` calls a
    function after some seconds; `device` tells which folders are on the same disk.
    """

    def __init__(
        self,
        prober: Prober,
        *,
        free_bytes: Callable[[str], int | None],
        later: Callable[[float, Callable[[], None]], None],
        device: Callable[[str], int | None] = lambda _folder: None,
        automatic: bool = False,
    ) -> None:
        self._free_bytes = free_bytes
        self._later = later
        self._device = device
        self._automatic = automatic
        self._queue: WatchedQueue | None = None
        self._listeners: list[Callable[[Summary | None], None]] = []
        self._looks = Looks(prober, later, self._looked)
        self._batches = Batches(later, self._released)
        self._wanted: dict[str, DownloadRequest] = {}  # to be looked at
        self._seen: dict[str, _Seen] = {}
        self._media = Claims()
        self._names = Claims()
        self._tally = Tally()
        self._to_check: deque[str] = deque()
        self._heirs: set[str] = set()  # rows that have become the first of their kind
        self._gone: set[str] = set()  # rows that need no look any more
        self._is_to_settle = False
        self._is_to_tell = False
        self._told: Summary | None = None

    def watch(self, queue: WatchedQueue) -> None:
        """Look after this queue's rows from now on."""
        self._queue = queue
        queue.listen(self)

    def listen(self, heard: Callable[[Summary | None], None]) -> None:
        """Have `heard` called when the summary changes; None when there is nothing to sum up."""
        self._listeners.append(heard)

    def set_automatic(self, on: bool) -> None:
        """Whether every row that is added is looked at before it starts."""
        self._automatic = on
        if not on:
            self._batches.release_all()

    def check(self, ids: Collection[str]) -> None:
        """Look at these as far as they wait, once more if need be; holds up none of them."""
        self._to_check.extend(ids)
        self._check_some()

    def stop(self) -> None:
        """Look at no more; what waits for its look may start. The second time, when nothing is
        left to be looked at, the summary goes as well."""
        if self._looks.are_under_way or self._to_check:
            self._to_check.clear()
            for row_id in self._looks.stop():
                self._wanted.pop(row_id, None)
        else:
            for row_id in list(self._seen):
                self._forget(row_id)
        self._batches.release_all()
        self._tell()

    def close(self) -> None:
        """Look at nothing any more; what waits for its look does so next time."""
        self._queue = None
        self._to_check.clear()
        self._looks.stop()
        self._wanted.clear()

    def take(self, update: ProbeUpdate) -> None:
        """A piece of an answer, of any probe; others' are dropped."""
        self._looks.take(update)

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:  # noqa: ARG002
        for row in rows:
            self._claim_media(row)
        if not self._automatic or self._queue is None:
            return
        ids = [row.id for row in rows if _is_new(row)]
        self._batches.hold(ids)
        self._queue.hold(ids)
        self.check(ids)

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            self._claim_media(row)
            if row.state not in _WAITING:
                self._leave(row.id)
            elif (request := self._request(row.id)) and row.request != request:
                self._changed(row)

    def rows_removed(self, ids: Collection[str]) -> None:
        for row_id in ids:
            self._leave(row_id)
            self._give_up(row_id)

    def _request(self, row_id: str) -> DownloadRequest | None:
        """What was, or is to be, looked at for a row."""
        if seen := self._seen.get(row_id):
            return seen.request
        return self._wanted.get(row_id)

    def _check_some(self) -> None:
        if self._queue and self._to_check:
            ids = [self._to_check.popleft() for _ in range(min(len(self._to_check), CHECK_AT_ONCE))]
            found = [row for i in ids if (row := self._queue.find(i))]
            self._want(row for row in found if row.state in _WAITING)

    def _want(self, rows: Iterable[Download]) -> None:
        for row in rows:
            if self._wanted.get(row.id) != row.request:
                self._forget(row.id)
                self._wanted[row.id] = row.request
                self._looks.want(row.id, row.request)
        self._settle_soon()

    def _changed(self, row: Download) -> None:
        """It is to fetch something else than was, or is to be, looked at."""
        is_wanted = row.id in self._wanted
        self._forget(row.id)
        self._give_up(row.id)
        if is_wanted:
            self._want([row])

    def _leave(self, row_id: str) -> None:
        """It has begun, or ended, or gone."""
        if self._request(row_id):
            self._forget(row_id)
        if row_id in self._batches:
            self._gone.add(row_id)
            self._settle_soon()

    def _forget(self, row_id: str) -> None:
        if self._wanted.pop(row_id, None):
            self._looks.drop(row_id)
        if seen := self._seen.pop(row_id, None):
            self._tally.count(seen.forecast, seen.request.folder, -1)
        self._settle_soon()

    def _looked(self, row_id: str, look: Look) -> None:
        seen = self._seen[row_id] = _Seen(self._wanted.pop(row_id), look)
        self._tally.count(None, seen.request.folder, 1)
        if look.video:
            name = (seen.request.folder, look.video.file_name.casefold())
            self._inherits(self._media.claim(row_id, look.video.media_key or None))
            self._inherits(self._names.claim(row_id, name if look.video.file_name else None))
        self._refresh(row_id)
        self._batches.done(row_id)
        self._settle_soon()

    def _claim_media(self, row: Download) -> None:
        """What is, or was, fetched counts as earlier than what is looked at afterwards."""
        if row.state is DownloadState.CANCELED:
            self._give_up(row.id)
        elif row.update.media_key:
            self._inherits(self._media.claim(row.id, row.update.media_key))
        elif row.state in _WAITING and self._request(row.id) is None:
            self._give_up(row.id)  # what it is to fetch now is not known

    def _give_up(self, row_id: str) -> None:
        self._inherits(self._media.give_up(row_id))
        self._inherits(self._names.give_up(row_id))

    def _inherits(self, row_id: str | None) -> None:
        if row_id in self._seen:
            self._heirs.add(row_id)
            self._settle_soon()

    def _refresh(self, row_id: str) -> None:
        """Count and note what was found of a row, and what others' claims make of it."""
        seen = self._seen.get(row_id)
        if not (seen and self._queue):
            return
        forecast = seen.look.forecast(
            seen.request,
            duplicate=not self._media.is_first(row_id),
            name_claimed=not self._names.is_first(row_id),
        )
        self._tally.count(seen.forecast, seen.request.folder, -1)
        self._tally.count(forecast, seen.request.folder, 1)
        seen.forecast = forecast
        self._queue.note_forecast(row_id, forecast, seen.look.video)

    def _released(self, ids: Sequence[str]) -> None:
        if self._queue:
            self._queue.release(ids)

    def _settle_soon(self) -> None:
        """What follows from news is done for many at once, and after the queue has told all."""
        if not self._is_to_settle:
            self._is_to_settle = True
            self._later(_SETTLE_SECONDS, self._settle)

    def _settle(self) -> None:
        self._is_to_settle = False
        heirs, self._heirs = self._heirs, set()
        for row_id in heirs:
            self._refresh(row_id)
        gone, self._gone = self._gone, set()
        for row_id in gone:
            self._batches.done(row_id)
        self._check_some()
        self._looks.go_on()
        self._tell()

    def _tell(self) -> None:
        self._is_to_tell = False
        summary = self._summary()
        if summary != self._told:
            self._told = summary
            for heard in self._listeners:
                heard(summary)

    def _summary(self) -> Summary | None:
        checked = len(self._seen)
        of = checked + len(self._wanted)
        if not of:
            return None
        missing, is_measured = self._tally.missing_bytes(self._free_bytes, self._device)
        if not is_measured and not self._is_to_tell:
            self._is_to_tell = True
            self._later(_MEASURED_SECONDS, self._tell)
        return Summary(of, checked, self._tally.size, missing_bytes=missing, **self._tally.counts)


def _is_new(row: Download) -> bool:
    return row.state is DownloadState.QUEUED and not row.run and row.forecast is None
