"""Whatever is asked in whatever order, the queue's promises hold."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.core.choices import Choices, Quality
from app.core.download import Asked, DownloadState, DownloadUpdate, Forecast
from app.core.errors import ErrorCode
from app.core.settings import Unfinished
from tests.core.desk import Desk
from tests.core.doubles import MemoryStore, page, without_position

_ANSWERS = st.sampled_from(
    [
        DownloadState.PAUSED,
        DownloadState.COMPLETED,
        DownloadState.FAILED,
        DownloadState.CANCELED,
    ]
)
_SOME = st.lists(st.integers(0, 40), max_size=4)
_CHOICES = (Choices(), Choices(Quality.P720), Choices(Quality.P360))
_FOLDERS = ("/one", "/two")


class QueueAtLarge(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(limit=0)
        self.limit = 0
        self.number = 0
        self.seen: set[str] = set()
        self.may_go: set[str] = set()
        self.late: list[DownloadUpdate] = []
        self.bars: dict[str, float] = {}
        self.running_before = 0
        self.anew: set[str] = set()  # rows whose bars may go back, once
        self.held: set[str] = set()
        self.running_ids: set[str] = set()
        self.is_paced = False

    @initialize(limit=st.integers(1, 4), is_slow=st.booleans())
    def begin(self, limit: int, is_slow: bool) -> None:
        self.limit = limit
        self.desk = Desk(MemoryStore(is_slow=is_slow), limit)

    @rule(count=st.integers(1, 4), folder=st.sampled_from(_FOLDERS))
    def add(self, count: int, folder: str) -> None:
        links = [str(self.number + n) for n in range(count)]
        self.number += count
        self.desk.add(*links, folder=folder)

    @rule()
    def keep(self) -> None:
        self.desk.store.flush()

    @rule(some=_SOME, name=st.sampled_from(["pause", "resume", "requeue", "cancel", "retry"]))
    def ask(self, some: list[int], name: str) -> None:
        ids = self._picked(some)
        if name == "retry":
            for download_id in ids:
                self.bars.pop(download_id, None)
        getattr(self.desk.queue, name)(ids)

    @rule(some=_SOME, choices=st.sampled_from(_CHOICES))
    def change_choices(self, some: list[int], choices: Choices) -> None:
        for download_id in (ids := self._picked(some)):
            row = self.desk.queue.find(download_id)
            assert row is not None
            if row.state is not DownloadState.COMPLETED:
                self.anew.add(download_id)
        self.desk.queue.change_choices(ids, choices)

    @rule(some=_SOME)
    def add_again(self, some: list[int]) -> None:
        rows = [self.desk.queue.find(download_id) for download_id in self._picked(some)]
        requests = [replace(row.request, again=True) for row in rows if row]
        self.anew.update(row.id for row in rows if row and row.state.is_final)
        self.anew.update(
            row.id
            for row in self.desk.queue
            if row.state.is_final and row.request.key in {r.key for r in requests}
        )
        self.desk.queue.add(requests)

    @rule(some=_SOME)
    def hold(self, some: list[int]) -> None:
        ids = self._picked(some)
        self.held.update(ids)
        self.desk.queue.hold(ids)

    @rule()
    def release(self) -> None:
        self.desk.queue.release(self.held)
        self.held.clear()

    @rule(seconds=st.sampled_from([0, 5, 20]))
    def set_pacing(self, seconds: int) -> None:
        self.is_paced = seconds > 0
        self.desk.queue.set_pacing(seconds)

    @rule(seconds=st.sampled_from([1, 30]))
    def pass_time(self, seconds: float) -> None:
        self.desk.later.pass_seconds(seconds)

    @rule(some=_SOME)
    def foresee(self, some: list[int]) -> None:
        for download_id in self._picked(some):
            self.desk.queue.note_forecast(download_id, Forecast(size=1))

    @rule(some=_SOME)
    def remove(self, some: list[int]) -> None:
        ids = self._picked(some)
        self.may_go.update(ids)
        self.desk.queue.remove(ids)

    @rule(some=_SOME, before=st.none() | st.integers(0, 40))
    def move(self, some: list[int], before: int | None) -> None:
        target = None if before is None else next(iter(self._picked([before])), None)
        self.desk.queue.move(self._picked(some), target)

    @rule(some=_SOME)
    def put_first(self, some: list[int]) -> None:
        self.desk.queue.put_first(self._picked(some))

    @rule(limit=st.integers(1, 4))
    def set_limit(self, limit: int) -> None:
        self.limit = limit
        self.desk.queue.set_parallel_limit(limit)

    @rule(folder=st.sampled_from(_FOLDERS), is_full=st.booleans())
    def disk(self, folder: str, is_full: bool) -> None:
        (self.desk.closed_folders.add if is_full else self.desk.closed_folders.discard)(folder)
        self.desk.queue.fill()

    @precondition(lambda self: self.desk.executor.active)
    @rule(pick=st.integers(0, 10), fraction=st.none() | st.floats(0, 0.99))
    def report(self, pick: int, fraction: float | None) -> None:
        self.late.append(self.desk.executor.tell(self._active(pick), fraction=fraction))

    @precondition(lambda self: self.desk.executor.active)
    @rule(pick=st.integers(0, 10), state=_ANSWERS)
    def end(self, pick: int, state: DownloadState) -> None:
        error = ErrorCode.NETWORK if state is DownloadState.FAILED else None
        self.late.append(self.desk.executor.tell(self._active(pick), state, error=error))

    @precondition(lambda self: self.desk.executor.active)
    @rule(pick=st.integers(0, 10))
    def is_a_list(self, pick: int) -> None:
        state, error = DownloadState.FAILED, ErrorCode.PLAYLIST
        download_id = self._active(pick)
        self.may_go.add(download_id)
        self.late.append(self.desk.executor.tell(download_id, state, error=error))

    @precondition(lambda self: self.desk.prober.active)
    @rule(pick=st.integers(0, 10), count=st.integers(0, 3), last=st.booleans())
    def list_page(self, pick: int, count: int, last: bool) -> None:
        active = list(self.desk.prober.active)
        probe_id = active[pick % len(active)]
        entries = {f"https://example.org/e{self.number + n}": f"t{n}" for n in range(count)}
        self.number += count
        if last:
            del self.desk.prober.active[probe_id]
        self.desk.queue.apply_probe(page(probe_id, entries, last=last))

    @precondition(lambda self: self.late)
    @rule(pick=st.integers(0, 100))
    def repeat_late_news(self, pick: int) -> None:
        before = self.desk.rows()
        self.desk.queue.apply(self.late[pick % len(self.late)])
        assert self.desk.rows() == before

    @rule(unfinished=st.sampled_from(Unfinished), is_kept=st.booleans())
    def crash(self, unfinished: Unfinished, is_kept: bool) -> None:
        """What was not kept yet is lost, but no row that was shown."""
        if is_kept:
            self.desk.queue.save_progress()
            self.desk.store.flush()
        else:
            self.bars.clear()
        self.desk.store.waiting.clear()
        shown = [row.id for row in self.desk.rows()]
        closed = self.desk.closed_folders
        self.desk = Desk(self.desk.store, self.limit, unfinished, load=False)
        self.desk.closed_folders = closed
        self.desk.queue.load()
        back = [row.id for row in self.desk.rows()]
        assert self.may_go.issuperset(set(shown) - set(back))
        if is_kept:
            assert back == [download_id for download_id in shown if download_id in back]
        self.late.clear()
        self.held.clear()
        self.is_paced = False

    @invariant()
    def no_row_is_lost(self) -> None:
        present = {row.id for row in self.desk.rows()}
        assert self.may_go.issuperset(self.seen - present)
        self.seen = present

    @invariant()
    def at_most_as_many_run_as_may(self) -> None:
        running = len(self.desk.queue.running())
        assert running <= max(self.limit, self.running_before)
        self.running_before = running

    @invariant()
    def what_runs_is_what_the_executors_run(self) -> None:
        running = {row.id: row.run for row in self.desk.queue.running()}
        submitted = {i: active.run for i, active in self.desk.executor.active.items()}
        assert submitted.items() <= running.items()
        listing = set(running) - set(submitted)
        assert set(self.desk.prober.active) <= listing

    @invariant()
    def no_slot_is_idle_while_a_row_waits(self) -> None:
        waiting = [
            row
            for row in self.desk.queue
            if row.state is DownloadState.QUEUED
            and row.request.folder not in self.desk.closed_folders
            and row.id not in self.held
        ]
        if waiting and self.is_paced:
            assert any(self.desk.queue.waits_for_site(row) for row in waiting) or (
                len(self.desk.queue.running()) >= self.limit
            )
            return
        assert not waiting or len(self.desk.queue.running()) >= self.limit

    @invariant()
    def a_listener_sees_the_list_as_it_is(self) -> None:
        seen = [without_position(row) for row in self.desk.mirror.rows]
        assert seen == [without_position(row) for row in self.desk.queue]

    @invariant()
    def what_is_held_does_not_start(self) -> None:
        for row in self.desk.queue:
            if row.id in self.held and row.state is DownloadState.RUNNING:
                assert row.id in self.running_ids
        self.running_ids = {row.id for row in self.desk.queue.running()}

    @invariant()
    def positions_rise(self) -> None:
        positions = [row.position for row in self.desk.queue]
        assert positions == sorted(set(positions))

    @invariant()
    def the_store_has_every_row(self) -> None:
        if self.desk.store.waiting:
            return
        kept = self.desk.store.rows
        assert set(kept) == {row.id for row in self.desk.queue}
        for row in self.desk.queue:
            stored = kept[row.id]
            assert (stored.state, stored.run, stored.position, stored.asked) == (
                row.state,
                row.run,
                row.position,
                row.asked,
            )

    @invariant()
    def totals_are_true(self) -> None:
        totals = self.desk.queue.totals()
        for state in DownloadState:
            assert totals.counts[state] == sum(row.state is state for row in self.desk.queue)
        assert totals.rows == len(self.desk.queue)
        assert totals.fraction is None or -1e-9 <= totals.fraction <= 1 + 1e-9

    @invariant()
    def no_bar_goes_back(self) -> None:
        for row in self.desk.queue:
            fraction = row.update.progress.fraction or 0.0
            if row.id in self.anew and row.asked is not Asked.RESTART:
                self.anew.discard(row.id)
                self.bars.pop(row.id, None)
            assert fraction >= self.bars.get(row.id, 0.0)
            self.bars[row.id] = fraction

    def _picked(self, some: list[int]) -> list[str]:
        ids = [row.id for row in self.desk.rows()]
        return [ids[n % len(ids)] for n in some] if ids else []

    def _active(self, pick: int) -> str:
        active = list(self.desk.executor.active)
        return active[pick % len(active)]


TestQueueAtLarge = QueueAtLarge.TestCase
TestQueueAtLarge.settings = settings(
    deadline=None,
    max_examples=60,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
