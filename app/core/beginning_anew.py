"""Rows that begin anew, with the same request or with another."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial

from app.core import transitions
from app.core.choices import Choices
from app.core.download import Asked, Download, DownloadRequest, DownloadState, Place
from app.core.executor import Entry
from app.core.list_expander import Add
from app.core.queue_events import Added
from app.core.row_list import RowList

STAGGER_SECONDS = 0.5
"""Between two starts when many failed rows are tried again at once."""

Change = Callable[[DownloadRequest], DownloadRequest]

_COMPLETED, _PAUSED = DownloadState.COMPLETED, DownloadState.PAUSED
_STOPPING = frozenset({Asked.CANCEL, Asked.REMOVE})


class Restarter:
    """Sends rows back to the start.

    A run is canceled for that, and may complete before it hears of it: then the row keeps what it
    has fetched, and what is wanted instead gets a row beside it. The queue, which alone writes
    rows, lends its hands.
    """

    def __init__(
        self,
        rows: RowList,
        add: Add,
        *,
        later: Callable[[float, Callable[[], None]], None],
        put: Callable[[Sequence[Download]], None],
        discard: Callable[[Iterable[Download]], None],
        restart: Callable[[Sequence[Download]], None],
    ) -> None:
        self._rows = rows
        self._add = add
        self._later = later
        self._put = put
        self._discard = discard
        self._restart = restart
        self._fetched: dict[str, DownloadRequest] = {}  # what the runs to be ended are fetching
        self._pausing: set[str] = set()  # of these, who is to wait afterwards

    def retry(self, rows: Iterable[Download]) -> None:
        """Run rows that have ended again, completed ones whatever the archive says."""
        ended = [row for row in rows if row.state.is_final]
        self._discard([row for row in ended if row.is_in_cloud])
        self._put([_once_more(row) for row in ended])

    def retry_staggered(self, rows: Iterable[Download]) -> None:
        rows = [row for row in rows if row.state.is_final]
        self.retry(rows[:1])
        for number, row in enumerate(rows[1:], 1):
            self._later(number * STAGGER_SECONDS, partial(self._retry_unchanged, row))

    def run_again(self, row: Download, request: DownloadRequest, place: Place) -> None:
        """A row that has ended, with another request for the same thing."""
        is_elsewhere = row.request.folder != request.folder or row.place is not place
        if is_elsewhere or row.is_in_cloud:
            self._discard([row])
        self._put([replace(transitions.redirected(row, request), place=place)])

    def redirect(self, rows: Collection[Download], change: Change) -> None:
        """Rows that do not run go back to the start with another request."""
        self._discard(rows)
        self._put([transitions.redirected(row, change(row.request)) for row in rows])

    def change_choices(self, rows: Iterable[Download], choices: Choices) -> None:
        """`DownloadQueue.change_choices`."""
        change: Change = partial(replace, choices=choices, format="")
        rows = [row for row in rows if change(row.request) != row.request]
        running = [row for row in rows if row.state is DownloadState.RUNNING]
        done = [row for row in rows if row.state is _COMPLETED]
        others = [row for row in rows if row.state not in (DownloadState.RUNNING, _COMPLETED)]
        self.redirect([row for row in others if row.state is not _PAUSED], change)
        self._redirect_paused([row for row in others if row.state is _PAUSED], change)
        self._redirect_running([row for row in running if row.asked not in _STOPPING], change)
        self.add_beside([(row, change(row.request)) for row in done])

    def pause(self, rows: Iterable[Download]) -> None:
        """Those that begin anew wait first."""
        self._pausing.update(row.id for row in rows if row.asked in (Asked.RESTART, Asked.MOVE))

    def resume(self, rows: Iterable[Download]) -> None:
        self._pausing.difference_update(row.id for row in rows)

    def end(self, row: Download, now: float) -> tuple[Download, DownloadRequest | None]:
        """The next form of a row whose run is over, and what is wanted beside it."""
        fetched = self._fetched.pop(row.id, row.request)
        is_pausing = row.id in self._pausing
        self._pausing.discard(row.id)
        if row.state is _COMPLETED:
            wanted = row.request if row.asked is Asked.RESTART else None
            return transitions.ended(replace(row, request=fetched), now), wanted
        row = transitions.ended(row, now)
        if is_pausing and row.state is DownloadState.QUEUED:
            row = transitions.moved_to(row, _PAUSED, now)
        return row, None

    def add_beside(self, wanted: Sequence[tuple[Download, DownloadRequest]]) -> None:
        """A new row behind each, for the same media in another form; or the one of that form that
        has ended runs again."""
        for row, request in wanted:
            known = row.update
            entry = Entry(request.url, known.title, known.thumbnail, known.duration)
            self._add(
                [replace(request, again=True)],
                list_name=row.list_name,
                after=row.id,
                known={request.url: entry},
                place=row.place,
                then=_nobody,
            )

    def _retry_unchanged(self, row: Download) -> None:
        now = self._rows.find(row.id)
        if now and now.update is row.update:  # nobody has retried and canceled it meanwhile
            self.retry([now])

    def _redirect_paused(self, rows: Collection[Download], change: Change) -> None:
        self._discard(rows)
        changed = [transitions.redirected(row, change(row.request)) for row in rows]
        self._put([transitions.moved_to(row, _PAUSED, 0.0) for row in changed])

    def _redirect_running(self, rows: Collection[Download], change: Change) -> None:
        for row in rows:
            self._fetched.setdefault(row.id, row.request)
        self._pausing.update(row.id for row in rows if row.asked is Asked.PAUSE)
        self._restart([replace(row, request=change(row.request)) for row in rows])


def _once_more(row: Download) -> Download:
    request = row.request
    if row.state is _COMPLETED:
        request = replace(request, again=True)
    return replace(transitions.tried_again(row), request=request)


def _nobody(_added: Added) -> None:
    """Nobody waits for it."""
