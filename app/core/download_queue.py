"""The queue: owns every row, and is the only writer of their state."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from app.core import transitions
from app.core.adding import AT_ONCE, add_in_parts
from app.core.download import (
    Asked,
    Download,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Place,
    RequestKey,
)
from app.core.errors import ErrorCode
from app.core.executor import Entry, Executor, Prober, ProbeUpdate
from app.core.list_expander import ListExpander
from app.core.queue_events import Added, Audience, QueueListener
from app.core.row_list import RowList, Totals
from app.core.settings import Unfinished
from app.core.stores import DownloadStore, StoreProblem
from app.core.waiting_line import WaitingLine

STAGGER_SECONDS = 0.5
"""Between two starts when many failed rows are tried again at once."""

_STOPPING = frozenset({Asked.CANCEL, Asked.REMOVE})
_WAITING = frozenset({DownloadState.QUEUED, DownloadState.PAUSED})
_LEFT_FILES = frozenset({DownloadState.PAUSED, DownloadState.FAILED})
_RETRYABLE = frozenset({DownloadState.FAILED, DownloadState.CANCELED})


class DownloadQueue:
    """Rows in order, handed to the executors as slots become free.

    Lives on one thread. `admits` tells whether a folder may take another download now, and
    `later` calls a function after some seconds, on the queue's thread.
    """

    def __init__(
        self,
        executors: Mapping[Place, Executor],
        prober: Prober,
        store: DownloadStore,
        *,
        later: Callable[[float, Callable[[], None]], None],
        parallel_limit: int = 3,
        unfinished: Unfinished = Unfinished.CONTINUE,
        admits: Callable[[str], bool] = lambda _folder: True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._executors = executors
        self._store = store
        self._later = later
        self._limit = parallel_limit
        self._unfinished = unfinished
        self._admits = admits
        self._clock = clock
        self._rows = RowList()
        self._waiting = WaitingLine()
        self._audience = Audience()
        self._reserved: set[RequestKey] = set()
        self._expander = ListExpander(prober, self.add, self.apply, self._expanded)
        self._dirty: set[str] = set()
        self._before_load: list[Callable[[], None]] | None = []
        self._closing = False

    def __iter__(self) -> Iterator[Download]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, download_id: str) -> Download | None:
        return self._rows.find(download_id)

    def running(self) -> list[Download]:
        return self._rows.running()

    def totals(self) -> Totals:
        return self._rows.totals()

    def listen(self, listener: QueueListener) -> None:
        self._audience.join(listener)

    def load(self, then: Callable[[], None] = lambda: None) -> None:
        """Bring back the rows of last time; what was running goes on, or waits if so set."""
        self._store.load(partial(self._loaded, then))

    def add(
        self,
        requests: Iterable[DownloadRequest],
        *,
        list_name: str = "",
        after: str | None = None,
        known: Mapping[str, Entry] | None = None,
        then: Callable[[Added], None] = lambda _added: None,
    ) -> None:
        """Make a row of each request that no row fetches yet; each is on disk before it shows."""
        if self._before_load is not None:
            again = partial(
                self.add, tuple(requests), list_name=list_name, after=after, known=known, then=then
            )
            self._before_load.append(again)
            return
        wanted = list(requests)
        if len(wanted) > AT_ONCE:
            add_in_parts(partial(self.add, list_name=list_name, known=known), wanted, after, then)
            return
        fresh = [r for r in dict.fromkeys(wanted) if self._reserve(r)]
        duplicates = len(wanted) - len(fresh)
        if not fresh:
            then(Added(duplicates=duplicates))
            return
        now = self._clock()
        rows = [
            transitions.new_row(request, position, now, list_name, (known or {}).get(request.url))
            for request, position in zip(
                fresh, self._rows.place_after(after, len(fresh)), strict=True
            )
        ]
        self._save_renumbered()
        self._store.save(rows, then=partial(self._added, rows, duplicates, then))

    def pause(self, ids: Collection[str]) -> None:
        """Stop rows so that they can go on later; queued ones will not start."""
        rows = self._found(ids)
        waiting = [row for row in rows if row.state is DownloadState.QUEUED]
        self._put(self._moved(waiting, DownloadState.PAUSED))
        self._ask(rows, Asked.PAUSE, unless=_STOPPING)

    def requeue(self, ids: Collection[str]) -> None:
        """Stop running rows cleanly; they wait for a free slot again."""
        self._ask(self._found(ids), Asked.REQUEUE, unless={Asked.PAUSE, *_STOPPING})

    def resume(self, ids: Collection[str]) -> None:
        """Let paused rows go on as soon as there is a slot."""
        changed = []
        for row in self._found(ids):
            if row.state is DownloadState.PAUSED:
                changed += self._moved([row], DownloadState.QUEUED)
            elif row.asked is Asked.PAUSE:
                changed.append(replace(row, asked=Asked.REQUEUE))
        self._put(changed)

    def cancel(self, ids: Collection[str]) -> None:
        """End rows for good and remove their unfinished files; the rows stay."""
        rows = self._found(ids)
        idle = [row for row in rows if row.state in _WAITING]
        self._put(self._moved(idle, DownloadState.CANCELED))
        self._discard(idle)
        self._ask(rows, Asked.CANCEL, unless={Asked.REMOVE})

    def retry(self, ids: Collection[str]) -> None:
        """Run failed or canceled rows again from the start."""
        rows = [row for row in self._found(ids) if row.state in _RETRYABLE]
        self._put([transitions.tried_again(row) for row in rows])

    def retry_staggered(self, ids: Collection[str]) -> None:
        """`retry`, one after another, so that a site that refused them is not run over."""
        rows = [row for row in self._found(ids) if row.state in _RETRYABLE]
        self.retry([row.id for row in rows[:1]])
        for number, row in enumerate(rows[1:], 1):
            self._later(number * STAGGER_SECONDS, partial(self._retry_unchanged, row))

    def _retry_unchanged(self, row: Download) -> None:
        now = self._rows.find(row.id)
        if now and now.update is row.update:  # nobody has retried and canceled it meanwhile
            self.retry([row.id])

    def redirect(
        self, ids: Collection[str], change: Callable[[DownloadRequest], DownloadRequest]
    ) -> None:
        """Run rows that have not completed and do not run again with another request."""
        rows = [row for row in self._found(ids) if row.state in _WAITING | _RETRYABLE]
        self._discard(rows)
        self._put(
            [replace(transitions.tried_again(row), request=change(row.request)) for row in rows]
        )

    def remove(self, ids: Collection[str]) -> None:
        """Take rows away, running ones after they have stopped; finished files stay."""
        rows = self._found(ids)
        idle = [row for row in rows if row.state is not DownloadState.RUNNING]
        self._delete(idle)
        self._discard([row for row in idle if row.state is not DownloadState.COMPLETED])
        self._ask(rows, Asked.REMOVE, unless=frozenset())

    def move(self, ids: Collection[str], before: str | None) -> None:
        """Put rows before another, or last."""
        present = [row.id for row in self._found(ids)]
        if not present or (before is not None and self._rows.find(before) is None):
            return
        moved = self._rows.move(present, before)
        rows = self._found(moved)
        for row in rows:
            self._wait(row)
        self._store.save(rows)
        self._save_renumbered()
        self._audience.rows_reordered([row.id for row in self._rows])

    def put_first(self, ids: Collection[str]) -> None:
        """Put rows before all others."""
        moving = set(ids)
        self.move(ids, next((row.id for row in self._rows if row.id not in moving), None))

    def set_parallel_limit(self, limit: int) -> None:
        """How many rows may run at once from now on; what runs already may finish."""
        self._limit = limit
        for executor in self._executors.values():
            executor.set_parallel_limit(limit)
        self.fill()

    def fill(self) -> None:
        """Start waiting rows while there are free slots."""
        if self._closing or self._before_load is not None:
            return
        started = []
        for _slot in range(self._limit - len(self._rows.running())):
            row = self._waiting.pop(self._rows.find, self._admits)
            if row is None:
                break
            row = transitions.started(row)
            self._rows.put(row)
            started.append(row)
        self._save_and_tell(started)
        for row in started:
            self._executors[row.place].submit(row.id, row.run, row.request)

    def apply(self, update: DownloadUpdate) -> None:
        """Take an executor's news. What is late, repeated or of an older run is dropped."""
        row = self._rows.find(update.id)
        if row is None or row.state is not DownloadState.RUNNING:
            return
        if update.run != row.run or update.seq <= row.update.seq:
            return
        if update.state is DownloadState.RUNNING:
            row = transitions.reported(row, update)
            self._rows.put(row)
            self._dirty.add(row.id)
            self._audience.rows_changed([row])
            return
        is_list = update.error is ErrorCode.PLAYLIST
        if self._closing and not row.asked and (is_list or update.state is DownloadState.PAUSED):
            return  # it stays RUNNING on disk, and so goes on next time
        if row.asked or not is_list or not self._expand(row, update):
            self._ended(transitions.reported(row, update))

    def apply_probe(self, update: ProbeUpdate) -> None:
        """Take a piece of a list whose entries become rows."""
        self._expander.take(update)

    def save_progress(self) -> None:
        """Write what moved since the last call; called about once a second."""
        rows = [row for i in self._dirty if (row := self._rows.find(i))]
        self._dirty.clear()
        if rows:
            self._store.save(rows)

    def close(self) -> None:
        """Stop all runs so that they go on next time. Nothing starts any more."""
        self._closing = True
        self._expander.close()
        for executor in self._executors.values():
            executor.close()

    def _loaded(self, then: Callable[[], None], stored: Sequence[Download]) -> None:
        removed = [row for row in stored if row.asked is Asked.REMOVE]
        kept = [row for row in stored if row.asked is not Asked.REMOVE]
        now = self._clock()
        rows = [transitions.restored(row, self._unfinished, now) for row in kept]
        changed = [row for row, old in zip(rows, kept, strict=True) if row is not old]
        if rows:
            self._rows.insert(rows)
        if changed or removed:
            self._store.save(changed, deleted=[row.id for row in removed])
        canceled = [row for row in changed if row.state is DownloadState.CANCELED]
        self._discard([*removed, *canceled])
        self._show(0, rows)
        early, self._before_load = self._before_load or [], None
        for add in early:
            add()
        self.fill()
        then()

    def _reserve(self, request: DownloadRequest) -> bool:
        if request.key in self._reserved or self._rows.has(request.key):
            return False
        self._reserved.add(request.key)
        return True

    def _added(
        self,
        rows: Sequence[Download],
        duplicates: int,
        then: Callable[[Added], None],
        problem: StoreProblem | None,
    ) -> None:
        self._reserved.difference_update(row.request.key for row in rows)
        if problem:
            then(Added(duplicates=duplicates, problem=problem))
            return
        self._show(self._rows.insert(rows), rows)
        then(Added(tuple(row.id for row in rows), duplicates))
        self.fill()

    def _expand(self, row: Download, update: DownloadUpdate) -> bool:
        """The expander goes on counting where the executor ended: a repeated update is old."""
        return self._expander.start(replace(row, update=replace(row.update, seq=update.seq)))

    def _expanded(
        self, download_id: str, title: str, added: int, duplicates: int, truncated: bool
    ) -> None:
        self.remove([download_id])
        self._audience.list_expanded(title, added, duplicates, truncated)

    def _ask(self, rows: Iterable[Download], asked: Asked, unless: Collection[Asked]) -> None:
        """Ask the runners of running rows to stop; what they answer decides the rest."""
        running = [
            row
            for row in rows
            if row.state is DownloadState.RUNNING
            and row.asked is not asked
            and row.asked not in unless
        ]
        self._put([replace(row, asked=asked) for row in running])
        for row in running:
            runner = self._expander if self._expander.runs(row.id) else self._executors[row.place]
            if asked in _STOPPING:
                runner.cancel(row.id)
            else:
                runner.pause(row.id)

    def _ended(self, row: Download) -> None:
        removing = row.asked is Asked.REMOVE
        if row.asked in _STOPPING and row.state in _LEFT_FILES:
            self._discard([row])  # it had ended before the word to cancel reached it
        row = transitions.ended(row, self._clock())
        if removing:
            self._delete([row], last=[row])
        else:
            self._put([row])
        self.fill()

    def _moved(self, rows: Iterable[Download], state: DownloadState) -> list[Download]:
        now = self._clock()
        return [transitions.moved_to(row, state, now) for row in rows]

    def _found(self, ids: Collection[str]) -> list[Download]:
        return [row for i in ids if (row := self._rows.find(i))]

    def _put(self, rows: Sequence[Download]) -> None:
        """Rows in their next form: kept, told, and waiting for a slot where they are queued."""
        for row in rows:
            self._rows.put(row)
            self._wait(row)
        self._save_and_tell(rows)
        if any(row.state is DownloadState.QUEUED for row in rows):
            self.fill()

    def _wait(self, row: Download) -> None:
        if row.state is DownloadState.QUEUED:
            self._waiting.push(row)

    def _save_renumbered(self) -> None:
        if rows := self._rows.take_renumbered():
            for row in rows:
                self._wait(row)
            self._store.save(rows)

    def _show(self, index: int, rows: Sequence[Download]) -> None:
        for row in rows:
            self._wait(row)
        self._save_renumbered()
        if rows:
            self._audience.rows_added(index, rows)

    def _delete(self, rows: Sequence[Download], last: Sequence[Download] = ()) -> None:
        if not rows:
            return
        ids = [row.id for row in rows]
        self._dirty.difference_update(ids)
        self._rows.remove(ids)
        self._expander.forget(ids)
        self._store.save(last, deleted=ids)
        self._audience.rows_removed(ids)

    def _discard(self, rows: Iterable[Download]) -> None:
        for row in rows:
            if row.run:
                self._executors[row.place].discard(row.id, row.request)

    def _save_and_tell(self, rows: Sequence[Download]) -> None:
        if rows:
            self._dirty.difference_update(row.id for row in rows)
            self._store.save(rows)
            self._audience.rows_changed(rows)
