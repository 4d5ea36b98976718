"""The queue's surroundings, which answer when told."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.download import Download, DownloadRequest, DownloadState, DownloadUpdate, Progress
from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate
from app.core.stores import StoreProblem


@dataclass
class Running:
    """A run that was submitted and has not ended."""

    run: int
    seq: int = 0
    asked: str = ""


class HandExecutor:
    """Checks that there is one copy of a download at a time, and notes what is asked of it."""

    def __init__(self) -> None:
        self.active: dict[str, Running] = {}
        self.started: list[str] = []
        self.discarded: list[str] = []
        self.limit: int | None = None
        self.is_closed = False
        self.report: Callable[[DownloadUpdate], None] = lambda _update: None

    def submit(self, download_id: str, run: int, request: DownloadRequest) -> None:
        assert download_id not in self.active, "one running copy at a time"
        assert request.url
        self.active[download_id] = Running(run)
        self.started.append(download_id)

    def pause(self, download_id: str) -> None:
        self._ask(download_id, "pause")

    def cancel(self, download_id: str) -> None:
        self._ask(download_id, "cancel")

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        assert download_id not in self.active, "only of what does not run"
        assert request.url
        self.discarded.append(download_id)

    def set_parallel_limit(self, limit: int) -> None:
        self.limit = limit

    def close(self) -> None:
        self.is_closed = True
        for download_id in self.active:
            self.pause(download_id)

    def tell(
        self,
        download_id: str,
        state: DownloadState = DownloadState.RUNNING,
        fraction: float | None = None,
        error: ErrorCode | None = None,
        title: str = "",
    ) -> DownloadUpdate:
        """Report a run's next update, which ends it unless it goes on RUNNING."""
        running = self.active[download_id]
        running.seq += 1
        update = DownloadUpdate(
            download_id,
            running.run,
            running.seq,
            state,
            Progress(fraction=fraction),
            title=title,
            error=error,
        )
        if state is not DownloadState.RUNNING:
            del self.active[download_id]
        self.report(update)
        return update

    def _ask(self, download_id: str, asked: str) -> None:
        if download_id in self.active:
            self.active[download_id].asked = asked


class HandProber:
    def __init__(self) -> None:
        self.active: dict[str, str] = {}
        self.stopped: list[str] = []

    def probe(self, probe_id: str, request: DownloadRequest) -> None:
        assert probe_id not in self.active
        self.active[probe_id] = request.url

    def stop(self, probe_id: str) -> None:
        if self.active.pop(probe_id, None) is not None:
            self.stopped.append(probe_id)


@dataclass
class _Waiting:
    rows: Sequence[Download]
    deleted: Collection[str]
    then: Callable[[StoreProblem | None], None] | None


@dataclass
class MemoryStore:
    """Keeps rows at once, or when told to with `is_slow`."""

    rows: dict[str, Download] = field(default_factory=dict)
    is_slow: bool = False
    problem: StoreProblem | None = None
    waiting: list[_Waiting] = field(default_factory=list)

    def load(self, then: Callable[[Sequence[Download]], None]) -> None:
        self.flush()
        then(sorted(self.rows.values(), key=lambda row: row.position))

    def save(
        self,
        rows: Sequence[Download],
        deleted: Collection[str] = (),
        then: Callable[[StoreProblem | None], None] | None = None,
    ) -> None:
        self.waiting.append(_Waiting(tuple(rows), tuple(deleted), then))
        if not self.is_slow:
            self.flush()

    def flush(self) -> None:
        while self.waiting:
            self.step()

    def step(self) -> None:
        """Carry out the first save that waits."""
        save = self.waiting.pop(0)
        if not (self.problem and save.then):
            self.rows.update({row.id: row for row in save.rows})
            for download_id in save.deleted:
                self.rows.pop(download_id, None)
        if save.then:
            save.then(self.problem)


class Mirror:
    """The list as a listener sees it."""

    def __init__(self) -> None:
        self.rows: list[Download] = []
        self.changes = 0
        self.lists: list[tuple[str, int, int, bool]] = []

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        self.rows[index:index] = rows

    def rows_changed(self, rows: Sequence[Download]) -> None:
        self.changes += 1
        places = {row.id: number for number, row in enumerate(self.rows)}
        for row in rows:
            self.rows[places[row.id]] = row

    def rows_removed(self, ids: Collection[str]) -> None:
        present = {row.id for row in self.rows}
        assert present.issuperset(ids)
        self.rows = [row for row in self.rows if row.id not in set(ids)]

    def rows_reordered(self, ids: Sequence[str]) -> None:
        by_id = {row.id: row for row in self.rows}
        assert sorted(by_id) == sorted(ids)
        self.rows = [by_id[download_id] for download_id in ids]

    def list_expanded(self, title: str, added: int, duplicates: int, truncated: bool) -> None:
        self.lists.append((title, added, duplicates, truncated))


def without_position(row: Download) -> Download:
    """What a listener knows of a row: of its position, only the order is told."""
    return replace(row, position=0.0)


class Later:
    """Calls that wait for their time."""

    def __init__(self) -> None:
        self.calls: list[tuple[float, Callable[[], None]]] = []

    def __call__(self, seconds: float, call: Callable[[], None]) -> None:
        self.calls.append((seconds, call))

    def pass_all(self) -> None:
        for _seconds, call in sorted(self.calls, key=lambda waiting: waiting[0]):
            call()
        self.calls.clear()


def page(
    probe_id: str,
    entries: Mapping[str, str],
    *,
    last: bool = True,
    truncated: bool = False,
    title: str = "",
) -> ProbeUpdate:
    """A page of a list; `entries` are titles by link."""
    return ProbeUpdate(
        probe_id,
        list_title=title,
        entries=tuple(Entry(url, name) for url, name in entries.items()),
        last=last,
        truncated=truncated,
    )
