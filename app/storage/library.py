"""Keeps the rows and the history on disk, on a thread of its own."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.core.download import Download
from app.core.stores import ProblemListener, StoreProblem
from app.storage.changes import Changes
from app.storage.completed import archive_key
from app.storage.database import DamagedError, Database, is_damage
from app.storage.problems import problem_of
from app.storage.salvage import begin_anew, finish_replacing
from app.storage.schema import STEPS, NewerFileError

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
CLOSE_SECONDS = 5.0
_Loaded = Callable[[Sequence[Download]], None]
_Saved = Callable[[StoreProblem | None], None]
_Act = Callable[[sqlite3.Cursor], bool]


@dataclass(frozen=True, slots=True)
class _Save:
    rows: Sequence[Download]
    deleted: Collection[str]
    then: _Saved | None
    archive_keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Load:
    then: _Loaded


@dataclass(frozen=True, slots=True)
class _Change:
    act: _Act
    then: _Saved
    kept: Callable[[], None]
    after_rows: bool


_Job = _Save | _Load | _Change


class Library:
    """The rows of the queue in a SQLite file: a `DownloadStore`.

    Saves are written at once; those that come while the disk is busy are gathered and written in
    one step, so that a crash loses at most these. What cannot be written is kept in memory and
    tried again: as long as the disk refuses, a crash loses all that came since. A file that
    turns out to be damaged is replaced by one with every row that was ever read or written here.
    `deliver` runs a callable on the queue's thread.
    """

    def __init__(
        self,
        path: Path,
        deliver: Callable[[Callable[[], None]], None],
        on_problem: ProblemListener,
    ) -> None:
        self._path = path.absolute()
        self._deliver = deliver
        self._on_problem = on_problem
        self._database: Database | None = None
        self._kept: dict[str, Download] = {}  # what the file holds, as far as it was seen
        self._unsaved = Changes()
        self._trouble: StoreProblem | None = None
        self._jobs: list[_Job] = []
        self._coming: set[str] = set()  # archive keys of what is not written yet
        self._listeners: list[Callable[[], None]] = []
        self._rescuers: list[Callable[[sqlite3.Cursor], object]] = []
        self._is_announced = False
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="library", daemon=True)
        self._thread.start()

    def load(self, then: _Loaded) -> None:
        self._put(_Load(then))

    def save(
        self, rows: Sequence[Download], deleted: Collection[str] = (), then: _Saved | None = None
    ) -> None:
        keys = tuple(key for row in rows if (key := archive_key(row)))
        self._put(_Save(tuple(rows), tuple(deleted), then, keys))

    def change(
        self,
        act: _Act,
        then: _Saved,
        kept: Callable[[], None] = lambda: None,
        *,
        after_rows: bool = False,
    ) -> None:
        """Change what is not rows, in order with the saves and in one step.

        `act` answers whether the history changed; it is done once more where the file had to be
        replaced. It is not tried again; `then` hears why it could not be done. `kept` is called on
        the library's thread once it is on disk. `after_rows`: not as long as rows that were saved
        before are not on disk themselves.
        """
        self._put(_Change(act, then, kept, after_rows))

    def rescue(self, act: Callable[[sqlite3.Cursor], object]) -> None:
        """Have `act` write what it knows into every file that takes a damaged one's place.

        It comes after what could be read of that one, on the library's thread.
        """
        self._rescuers.append(act)

    def listen(self, changed: Callable[[], None]) -> None:
        """Have `changed` called on the queue's thread after the history has changed."""
        self._listeners.append(changed)

    @property
    def path(self) -> Path:
        """The file in use; another one once a newer Spool's was found in its place."""
        return self._path

    def is_coming(self, key: str) -> bool:
        """Whether a completed download of this archive key waits to be written."""
        with self._wake:
            return key in self._coming

    def close(self, timeout: float = CLOSE_SECONDS) -> None:
        """Write what is left, and wait for it for a bounded time."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(timeout)
        if self._thread.is_alive():
            log.error("the library is still busy; the last changes may be lost")

    def _put(self, job: _Job) -> None:
        with self._wake:
            self._jobs.append(job)
            self._coming.update(_archive_keys([job]))
            self._wake.notify()

    def _work(self) -> None:
        while True:
            with self._wake:
                if not self._jobs and not self._closing:
                    self._wake.wait(RETRY_SECONDS if self._unsaved else None)
                jobs, self._jobs = self._jobs, []
                closing = self._closing
            self._carry_out(jobs)
            if closing:
                break
        if self._unsaved:
            log.error("%d rows could not be kept", len(self._unsaved.rows))
        if self._database:
            self._database.close()

    def _carry_out(self, jobs: Sequence[_Job]) -> None:
        """In order, neighbouring saves together."""
        saves: list[_Save] = []
        for number, job in enumerate(jobs, 1):
            if isinstance(job, _Save):
                saves.append(job)
                continue
            self._write(saves, jobs[number:])
            saves = []
            if isinstance(job, _Load):
                self._answer(partial(job.then, self._read()))
            else:
                problem = self._trouble if job.after_rows and self._unsaved else None
                problem = problem or self._try(partial(self._change, job))
                self._answer(partial(job.then, problem))
        self._write(saves)

    def _write(self, saves: Sequence[_Save], still_to_do: Sequence[_Job] = ()) -> None:
        changes = self._unsaved
        for save in saves:
            changes.add(save.rows, save.deleted)
        problem = None
        if changes:
            problem = self._try(partial(self._write_changes, changes))
            given_up = {row.id for save in saves if save.then for row in save.rows}
            self._unsaved = changes.without(given_up) if problem else Changes()
            with self._wake:
                self._coming = {
                    *self._unsaved.archive_keys(),
                    *_archive_keys(still_to_do),
                    *_archive_keys(self._jobs),
                }
            self._tell(problem)
        for save in saves:
            if save.then:
                self._answer(partial(save.then, problem))

    def _write_changes(self, changes: Changes) -> None:
        rows, completed = changes.rows.values(), changes.completed.values()
        if self._open().write(rows, completed, changes.deleted):
            self._announce()
        self._kept.update(changes.rows)
        for download_id in changes.deleted:
            self._kept.pop(download_id, None)

    def _change(self, job: _Change) -> None:
        if self._open().change(job.act):
            self._announce()
        job.kept()

    def _announce(self) -> None:
        """Once for all that comes before it is heard."""
        if not self._is_announced:
            self._is_announced = True
            self._answer(self._tell_listeners)

    def _tell_listeners(self) -> None:
        self._is_announced = False
        for changed in self._listeners:
            changed()

    def _read(self) -> Sequence[Download]:
        problem = self._try(self._read_rows)
        self._tell(problem)
        return () if problem else tuple(self._kept.values())

    def _read_rows(self) -> None:
        rows, unread = self._open().rows()
        self._kept = {row.id: row for row in rows}
        if unread:
            log.warning("%d rows cannot be read", unread)
            self._report(StoreProblem.UNREAD_ROWS, self._path)

    def _try(self, act: Callable[[], None]) -> StoreProblem | None:
        """Do it; where the file turns out to be damaged, once more on a new one."""
        try:
            try:
                act()
            except (DamagedError, sqlite3.Error) as error:
                if not is_damage(error):
                    raise
                log.warning("the library is damaged: %s", error)
                self._replace()
                act()
        except (DamagedError, sqlite3.Error, OSError, ValueError) as error:
            log.warning("the library cannot be used: %s", error)
            return problem_of(error, self._path)
        except Exception:
            log.exception("the library stumbled")
            return StoreProblem.FAILED
        return None

    def _replace(self) -> None:
        if self._database:
            self._database.close()
            self._database = None
        aside = begin_anew(self._path, self._kept.values(), self._rescuers)
        self._report(StoreProblem.DAMAGED, aside)

    def _open(self) -> Database:
        if self._database is None:
            try:
                self._database = self._opened()
            except NewerFileError as error:
                log.warning("%s is left alone: %s", self._path, error)
                self._report(StoreProblem.NEWER, self._path)
                self._path = self._path.with_suffix(f".v{len(STEPS)}{self._path.suffix}")
                self._database = self._opened()
        return self._database

    def _opened(self) -> Database:
        if aside := finish_replacing(self._path):
            self._report(StoreProblem.DAMAGED, aside)
        return Database(self._path)

    def _tell(self, problem: StoreProblem | None) -> None:
        """Say that it does not work, once, and once that it does again."""
        if (problem is None) != (self._trouble is None):
            self._report(problem, self._path)
        self._trouble = problem

    def _report(self, problem: StoreProblem | None, path: Path) -> None:
        self._answer(partial(self._on_problem, problem, str(path)))

    def _answer(self, call: Callable[[], None]) -> None:
        try:
            self._deliver(call)
        except Exception:
            log.exception("nobody took the library's answer")


def _archive_keys(jobs: Iterable[_Job]) -> Iterator[str]:
    return (key for job in jobs if isinstance(job, _Save) for key in job.archive_keys)
