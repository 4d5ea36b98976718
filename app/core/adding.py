"""Requests become rows: no two that fetch the same, and each on disk before it shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from app.core import transitions
from app.core.download import Download, DownloadRequest, DownloadState, Place, RequestKey
from app.core.executor import Entry
from app.core.queue_events import Added
from app.core.row_list import RowList
from app.core.stores import DownloadStore, StoreProblem

AT_ONCE = 50
"""Rows that are made in one go, which takes a few milliseconds."""

Then = Callable[[Added], None]


class Adder:
    """Makes rows, long lists part by part, so that other things can be done in between.

    The queue, which alone writes rows, lends its hands: `save_renumbered` where others had to make
    room, `show` for rows that are on disk, `run_again` for those that are wanted once more.
    """

    def __init__(
        self,
        rows: RowList,
        store: DownloadStore,
        clock: Callable[[], float],
        *,
        later: Callable[[float, Callable[[], None]], None],
        save_renumbered: Callable[[], None],
        show: Callable[[Sequence[Download]], None],
        run_again: Callable[[Download, DownloadRequest, Place], None],
        fill: Callable[[], None],
    ) -> None:
        self._rows = rows
        self._store = store
        self._clock = clock
        self._later = later
        self._save_renumbered = save_renumbered
        self._show = show
        self._run_again = run_again
        self._fill = fill
        self._reserved: set[RequestKey] = set()  # of rows that are being saved
        self._early: list[Callable[[], None]] | None = []

    @property
    def is_open(self) -> bool:
        return self._early is None

    def open(self) -> None:
        """The rows of last time are there: what was asked for before is added now."""
        early, self._early = self._early or [], None
        for act in early:
            act()

    def when_open(self, act: Callable[[], None]) -> None:
        """Do it once the rows of last time are there: before, nobody knows which there are."""
        if self._early is None:
            act()
        else:
            self._early.append(act)

    def add(
        self,
        requests: Iterable[DownloadRequest],
        list_name: str,
        after: str | None,
        known: Mapping[str, Entry] | None,
        place: Place,
        then: Then,
    ) -> None:
        """`DownloadQueue.add`. Where a part cannot be kept, it and the rest are given up."""
        wanted = list(requests)
        if self._early is not None:
            self._early.append(partial(self.add, wanted, list_name, after, known, place, then))
            return
        add = partial(self._add, list_name, known or {}, place)
        self._add_parts(wanted, after, add, then, Added())

    def adopt(self, rows: Sequence[Download], then: Then) -> None:
        """`DownloadQueue.adopt`."""
        fresh = [row for row in rows if self._rows.find(row.id) is None]
        places = self._rows.place_after(None, len(fresh)) if fresh else []
        placed = [replace(row, position=at) for row, at in zip(fresh, places, strict=True)]
        if placed:
            self._store.save(placed, then=partial(self._saved, placed, Added(), then))

    def _add_parts(
        self,
        requests: Sequence[DownloadRequest],
        after: str | None,
        add: Callable[[Sequence[DownloadRequest], str | None, Then], None],
        then: Then,
        before: Added,
    ) -> None:
        def go_on(added: Added) -> None:
            whole = _sum(before, added)
            rest = requests[AT_ONCE:]
            if not rest or added.problem:
                then(whole)
                return
            behind = added.new[-1] if after and added.new else after
            go_further = partial(self._add_parts, rest, behind, add, then, whole)
            if added.new:
                go_further()
            else:  # nothing was saved, and so nobody else had a turn
                self._later(0.0, go_further)

        add(requests[:AT_ONCE], after, go_on)

    def _add(
        self,
        list_name: str,
        known: Mapping[str, Entry],
        place: Place,
        requests: Sequence[DownloadRequest],
        after: str | None,
        then: Then,
    ) -> None:
        again, fresh = [], []
        for request in dict.fromkeys(requests):
            row = self._ended_row(request)
            if row and not _has_file_elsewhere(row, request):
                self._run_again(row, request, place)
                again.append(row.id)
            elif row or self._reserve(request):
                fresh.append(request)
        added = Added(tuple(again), len(again), len(requests) - len(again) - len(fresh))
        if not fresh:
            then(added)
            return
        positions = self._rows.place_after(after, len(fresh))
        new = partial(transitions.new_row, now=self._clock(), list_name=list_name, place=place)
        rows = [
            new(request, position, entry=known.get(request.url))
            for request, position in zip(fresh, positions, strict=True)
        ]
        self._save_renumbered()
        self._store.save(rows, then=partial(self._saved, rows, added, then))

    def _saved(
        self, rows: Sequence[Download], added: Added, then: Then, problem: StoreProblem | None
    ) -> None:
        self._reserved.difference_update(row.request.key for row in rows)
        if problem:
            then(_sum(added, Added(problem=problem)))
            return
        self._show(rows)
        then(_sum(added, Added(tuple(row.id for row in rows))))
        self._fill()

    def _ended_row(self, request: DownloadRequest) -> Download | None:
        """The row that is to run again instead of a new one, where that is asked for."""
        if not request.again or request.key in self._reserved:
            return None
        same = self._rows.same(request.key)
        return same[-1] if same and all(row.state.is_final for row in same) else None

    def _reserve(self, request: DownloadRequest) -> bool:
        if request.key in self._reserved or self._rows.has(request.key):
            return False
        self._reserved.add(request.key)
        return True


def _has_file_elsewhere(row: Download, request: DownloadRequest) -> bool:
    """Whether the row would forget a file of its own if it took this request."""
    is_elsewhere = row.request.folder != request.folder
    return is_elsewhere and row.state is DownloadState.COMPLETED and bool(row.update.file_name)


def _sum(one: Added, two: Added) -> Added:
    return Added(
        (*one.ids[: one.again], *two.ids[: two.again], *one.new, *two.new),
        one.again + two.again,
        one.duplicates + two.duplicates,
        one.problem or two.problem,
    )
