"""The queue's surroundings, which answer when told."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.download import Download, DownloadRequest, DownloadState, DownloadUpdate, Progress
from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate
from app.core.stores import HistoryPage, SecretProblem, StoreProblem


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
        file_name: str = "",
        expires: float | None = None,
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
            file_name=file_name,
            error=error,
            expires=expires,
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
        self.now = 0.0
        self.calls: list[tuple[float, Callable[[], None]]] = []  # with their times

    def __call__(self, seconds: float, call: Callable[[], None]) -> None:
        self.calls.append((self.now + seconds, call))

    def pass_all(self) -> None:
        """The time of all that wait, but not of what they ask for in turn."""
        self.pass_seconds(max((due for due, _call in self.calls), default=self.now) - self.now)

    def pass_seconds(self, seconds: float) -> None:
        """One call after another, with what they ask for in turn, as far as its time comes."""
        end = self.now + seconds
        while self.calls:
            first = min(self.calls, key=lambda waiting: waiting[0])
            if first[0] > end:
                break
            self.calls.remove(first)
            self.now = max(self.now, first[0])
            first[1]()
        self.now = end


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


class HandHistory:
    """A history in memory, the newest first; answers at once."""

    def __init__(self) -> None:
        self.rows: list[Download] = []
        self.problem: StoreProblem | None = None
        self.asked: list[tuple[str, int, int]] = []
        self.exported: list[tuple[str, str]] = []
        self._heard: list[Callable[[], None]] = []

    def page(
        self, search: str, offset: int, count: int, then: Callable[[HistoryPage], None]
    ) -> None:
        self.asked.append((search, offset, count))
        found = self._found(search)
        then(HistoryPage(len(found), offset, tuple(found[offset : offset + count]), self.problem))

    def forget(self, ids: Collection[str], then: Callable[[StoreProblem | None], None]) -> None:
        self._keep([row for row in self.rows if row.id not in set(ids)], then)

    def clear(self, then: Callable[[StoreProblem | None], None]) -> None:
        self._keep([], then)

    def export(
        self, path: str, search: str, then: Callable[[int, StoreProblem | None], None]
    ) -> None:
        self.exported.append((path, search))
        then(len(self._found(search)), self.problem)

    def listen(self, changed: Callable[[], None]) -> None:
        self._heard.append(changed)

    def put(self, rows: Sequence[Download]) -> None:
        """Let these be what was downloaded."""
        self._keep(list(rows), lambda _problem: None)

    def _keep(self, rows: list[Download], then: Callable[[StoreProblem | None], None]) -> None:
        if not self.problem:
            self.rows = rows
        then(self.problem)
        for changed in self._heard:
            changed()

    def _found(self, search: str) -> list[Download]:
        words = search.casefold().split()
        return [
            row
            for row in self.rows
            if all(word in f"{row.update} {row.request.url}".casefold() for word in words)
        ]


class HandSecrets:
    """Secrets in memory; with `silent` it answers only when told to."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.in_file: set[str] = set()
        self.problem: SecretProblem | None = None
        self.silent = False
        self._waiting: list[Callable[[], None]] = []

    def get(self, name: str, then: Callable[[str, SecretProblem | None], None]) -> None:
        self._answer(lambda: then(self.values.get(name, ""), self.problem))

    def put(
        self,
        name: str,
        value: str,
        then: Callable[[SecretProblem | None], None],
        *,
        in_file: bool = False,
    ) -> None:
        self.values[name] = value
        (self.in_file.add if in_file else self.in_file.discard)(name)
        self._answer(lambda: then(None if in_file else self.problem))

    def answer(self) -> None:
        """Answer all that was asked so far."""
        while self._waiting:
            self._waiting.pop(0)()

    def _answer(self, call: Callable[[], None]) -> None:
        self._waiting.append(call)
        if not self.silent:
            self.answer()
