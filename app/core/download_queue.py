"""The queue: owns every row, and is the only writer of their state."""

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from app.core import transitions
from app.core.adding import Adder
from app.core.beginning_anew import Restarter
from app.core.choices import Choices
from app.core.download import (
    Asked,
    Download,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Forecast,
    Place,
)
from app.core.errors import ErrorCode
from app.core.executor import Entry, Executor, Prober, ProbeUpdate, VideoInfo
from app.core.keeping import Keeper
from app.core.list_expander import ListExpander
from app.core.moving import Mover
from app.core.queue_events import Added, Audience, QueueListener
from app.core.row_list import RowList, Totals
from app.core.settings import Unfinished
from app.core.stores import DownloadStore
from app.core.turns import Turns

_STOPPING = frozenset({Asked.CANCEL, Asked.REMOVE})
_AT_ONCE = _STOPPING | {Asked.RESTART, Asked.MOVE}
_WAITING = frozenset({DownloadState.QUEUED, DownloadState.PAUSED})
_LEFT_FILES = frozenset({DownloadState.PAUSED, DownloadState.FAILED})
_GIVEN_UP = frozenset({DownloadState.FAILED, DownloadState.CANCELED})


class DownloadQueue:
    """Rows in order, handed to the executors as slots become free.

    Lives on one thread. `later` calls a function after some seconds, on that thread. `admits`
    tells whether a row may start now: where it refuses one, others of the same folder and site
    are not asked for. What concerns a row alone is for `hold`.
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
        admits: Callable[[Download], bool] = lambda _row: True,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._executors = executors
        self._store = store
        self._later = later
        self._unfinished = unfinished
        self._clock = clock
        self._rows = RowList()
        self._turns = Turns(self._rows, parallel_limit, admits, clock)
        self._audience = Audience()
        self._keeper = Keeper(self._rows, store, self._audience)
        self._restarter = Restarter(
            self._rows,
            self.add,
            later=later,
            put=self._put,
            discard=self._discard,
            restart=self._restart,
        )
        self.places = Mover(
            self._rows,
            executors,
            later=later,
            put=self._put,
            discard=self._discard,
            ask=self._ask,
        )
        self._adder = Adder(
            self._rows,
            store,
            clock,
            later=later,
            save_renumbered=self._save_renumbered,
            show=self._show_new,
            run_again=self._restarter.run_again,
            fill=self.fill,
        )
        self.when_loaded = self._adder.when_open
        self._expander = ListExpander(prober, self.add, self.apply, self._expanded)
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
        place: Place = Place.THIS_COMPUTER,
        then: Callable[[Added], None] = lambda _added: None,
    ) -> None:
        """Make a row of each request that no row fetches yet; each is on disk before it shows.

        With `again` in a request, the row that has fetched it before, or ended otherwise, runs
        again instead.
        """
        self._adder.add(requests, list_name, after, known, place, then)

    def adopt(self, rows: Sequence[Download], then: Callable[[Added], None]) -> None:
        """Take in rows that were found in the service; those whose ids are known stay as they
        are."""
        self._adder.adopt(rows, then)

    def pause(self, ids: Collection[str]) -> None:
        """Stop rows so that they can go on later; queued ones will not start."""
        rows = self._found(ids)
        waiting = [row for row in rows if row.state is DownloadState.QUEUED]
        self._put(self._moved(waiting, DownloadState.PAUSED))
        self._restarter.pause(rows)
        self._ask(rows, Asked.PAUSE, _AT_ONCE)

    def requeue(self, ids: Collection[str]) -> None:
        """Stop running rows cleanly; they wait for a free slot again."""
        self._ask(self._found(ids), Asked.REQUEUE, {Asked.PAUSE, *_AT_ONCE})

    def resume(self, ids: Collection[str]) -> None:
        """Let paused rows go on as soon as there is a slot."""
        changed = []
        rows = self._found(ids)
        self._restarter.resume(rows)
        for row in rows:
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
        self._ask(rows, Asked.CANCEL, {Asked.REMOVE})

    def retry(self, ids: Collection[str]) -> None:
        """Run rows that have ended again from the start, completed ones whatever the archive
        says."""
        self._restarter.retry(self._found(ids))

    def retry_staggered(self, ids: Collection[str]) -> None:
        """`retry`, one after another, so that a site that refused them is not run over."""
        self._restarter.retry_staggered(self._found(ids))

    def redirect(
        self, ids: Collection[str], change: Callable[[DownloadRequest], DownloadRequest]
    ) -> None:
        """Run rows that have not completed and do not run again with another request."""
        rows = [row for row in self._found(ids) if row.state in _WAITING | _GIVEN_UP]
        self._restarter.redirect(rows, change)

    def change_choices(self, ids: Collection[str], choices: Choices) -> None:
        """Fetch the media of rows in another form: what runs begins anew, what is paused stays so.

        What has completed stays as it is, and a new row comes behind it.
        """
        self._restarter.change_choices(self._found(ids), choices)

    def hold(self, ids: Collection[str]) -> None:
        """Keep rows from starting, however they come to wait, until they are released."""
        self._turns.hold(ids)

    def release(self, ids: Collection[str]) -> None:
        self._turns.release(ids)
        self.fill()

    def note_forecast(
        self, download_id: str, forecast: Forecast | None, video: VideoInfo | None = None
    ) -> None:
        """What a look at the link of a waiting row has shown; saved with the next progress."""
        row = self._rows.find(download_id)
        if row and row.state in _WAITING:
            self._keeper.note(transitions.foreseen(row, forecast, video))

    def remove(self, ids: Collection[str]) -> None:
        """Take rows away, running ones after they have stopped; finished files stay."""
        rows = self._found(ids)
        idle = [row for row in rows if row.state is not DownloadState.RUNNING]
        self._delete(idle)
        done = DownloadState.COMPLETED
        self._discard([row for row in idle if row.state is not done or row.is_in_cloud])
        self._ask(rows, Asked.REMOVE, frozenset())

    def move(self, ids: Collection[str], before: str | None) -> None:
        """Put rows before another, or last."""
        present = [row.id for row in self._found(ids)]
        if not present or (before is not None and self._rows.find(before) is None):
            return
        moved = self._rows.move(present, before)
        rows = self._found(moved)
        self._turns.wait(rows)
        self._store.save(rows)
        self._save_renumbered()
        self._audience.rows_reordered([row.id for row in self._rows])

    def put_first(self, ids: Collection[str]) -> None:
        """Put rows before all others."""
        moving = set(ids)
        self.move(ids, next((row.id for row in self._rows if row.id not in moving), None))

    def set_parallel_limit(self, limit: int) -> None:
        """How many rows may run at once from now on; what runs already may finish."""
        self._turns.limit = limit
        for executor in self._executors.values():
            executor.set_parallel_limit(limit)
        self.fill()

    def fill(self) -> None:
        """Start waiting rows while there are free slots."""
        if self._closing or not self._adder.is_open:
            return
        started = []
        for waiting in self._turns.take(self._later, self.fill):
            self._turns.note(waiting)
            row = transitions.started(waiting)
            self._rows.put(row)
            started.append(row)
        self._keeper.put(started)
        for row in started:
            self._executors[row.place].submit(row.id, row.run, row.request)

    def set_pacing(self, seconds: float) -> None:
        """How long to wait between two downloads from one site; 0 for not at all."""
        self._turns.set_pacing(seconds)
        self.fill()

    def waits_for_site(self, row: Download) -> float | None:
        """For how many seconds a row that is next waits only because of the pacing."""
        return None if self._closing else self._turns.waits_for_site(row)

    def apply(self, update: DownloadUpdate) -> None:
        """Take an executor's news. What is late, repeated or of an older run is dropped."""
        row = self._rows.find(update.id)
        if row is None or row.state is not DownloadState.RUNNING:
            return
        if update.run != row.run or update.seq <= row.update.seq:
            return
        if update.state is DownloadState.RUNNING:
            self._keeper.note(transitions.reported(row, update))
            return
        is_list = update.error is ErrorCode.PLAYLIST
        goes_on = not row.asked or transitions.outlives_us(row)
        if self._closing and goes_on and (is_list or update.state is DownloadState.PAUSED):
            return  # it stays RUNNING on disk, and so goes on next time
        if row.asked or not is_list or not self._expand(row, update):
            self._ended(transitions.reported(row, update))

    def apply_probe(self, update: ProbeUpdate) -> None:
        """Take a piece of a list whose entries become rows."""
        self._expander.take(update)

    def save_progress(self) -> None:
        """Write what moved since the last call; called about once a second."""
        self._keeper.save_noted()

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
        running_on = {row.id: None for row in rows if transitions.outlives_us(row)}
        stopped = [row for row in stored if row.id not in running_on]
        self._discard([row for row in stopped if row.asked in _AT_ONCE])
        self._show(0, rows)
        self._adder.open()
        self.places.go_on([*running_on])
        self.fill()
        then()

    def _show_new(self, rows: Sequence[Download]) -> None:
        self._show(self._rows.insert(rows), rows)

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
        left = {asked, *unless}
        running = [r for r in rows if r.state is DownloadState.RUNNING and r.asked not in left]
        self._put([replace(row, asked=asked) for row in running])
        for row in running:
            runner = self._expander if self._expander.runs(row.id) else self._executors[row.place]
            if asked in _AT_ONCE:
                runner.cancel(row.id)
            else:
                runner.pause(row.id)

    def _restart(self, rows: Sequence[Download]) -> None:
        # In one step with the word to stop: what lies there for another request must never be
        # continued after a crash.
        self._put([row for row in rows if row.asked is Asked.RESTART])
        self._ask(rows, Asked.RESTART, _STOPPING)

    def _ended(self, row: Download) -> None:
        self._turns.note(row)
        removing = row.asked is Asked.REMOVE
        in_cloud = row.place is Place.CLOUD  # which knows of it, even where no file is left
        if row.asked in _AT_ONCE and (row.state in _LEFT_FILES or (removing and in_cloud)):
            self._discard([row])  # it had ended before the word to cancel reached it
        row, wanted = self._restarter.end(row, self._clock())
        if removing:
            self._delete([row], last=() if row.is_in_cloud else [row])
        else:
            self._put([row])
        if wanted:
            self._restarter.add_beside([(row, wanted)])
        self.fill()

    def _moved(self, rows: Iterable[Download], state: DownloadState) -> list[Download]:
        now = self._clock()
        return [transitions.moved_to(row, state, now) for row in rows]

    def _found(self, ids: Collection[str]) -> list[Download]:
        return [row for i in ids if (row := self._rows.find(i))]

    def _put(self, rows: Sequence[Download]) -> None:
        """Rows in their next form: kept, told, and waiting for a slot where they are queued."""
        self._keeper.put(rows)
        self._turns.wait(rows)
        if any(row.state is DownloadState.QUEUED for row in rows):
            self.fill()

    def _save_renumbered(self) -> None:
        self._turns.wait(self._keeper.save_renumbered())

    def _show(self, index: int, rows: Sequence[Download]) -> None:
        self._turns.wait(rows)
        self._save_renumbered()
        if rows:
            self._audience.rows_added(index, rows)

    def _delete(self, rows: Sequence[Download], last: Sequence[Download] = ()) -> None:
        if rows:
            ids = [row.id for row in rows]
            self._keeper.delete(ids, last)
            self._expander.forget(ids)
            self._turns.release(ids)

    def _discard(self, rows: Iterable[Download]) -> None:
        for row in rows:
            if row.run or row.place is Place.CLOUD:  # it may have been found there
                self._executors[row.place].discard(row.id, row.request)
