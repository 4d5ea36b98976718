"""Keeps the rows and the history on disk, on a thread of its own."""

import errno
import logging
import shutil
import sqlite3
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.core.download import Download
from app.core.stores import ProblemListener, StoreProblem
from app.storage.changes import Changes
from app.storage.database import DamagedError, Database, is_damage
from app.storage.salvage import begin_anew, finish_replacing
from app.storage.schema import STEPS, NewerFileError

log = logging.getLogger(__name__)

RETRY_SECONDS = 2.0
CLOSE_SECONDS = 5.0
_NO_ROOM = 1_000_000  # bytes free; SQLite reports a full disk in several ways
_DENIED = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
)
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})

_Loaded = Callable[[Sequence[Download]], None]
_Saved = Callable[[StoreProblem | None], None]


@dataclass(frozen=True, slots=True)
class _Save:
    rows: Sequence[Download]
    deleted: Collection[str]
    then: _Saved | None


@dataclass(frozen=True, slots=True)
class _Load:
    then: _Loaded


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
        self._troubled = False
        self._jobs: list[_Save | _Load] = []
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="library", daemon=True)
        self._thread.start()

    def load(self, then: _Loaded) -> None:
        self._put(_Load(then))

    def save(
        self, rows: Sequence[Download], deleted: Collection[str] = (), then: _Saved | None = None
    ) -> None:
        self._put(_Save(tuple(rows), tuple(deleted), then))

    def close(self, timeout: float = CLOSE_SECONDS) -> None:
        """Write what is left, and wait for it for a bounded time."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(timeout)
        if self._thread.is_alive():
            log.error("the library is still busy; the last changes may be lost")

    def _put(self, job: _Save | _Load) -> None:
        with self._wake:
            self._jobs.append(job)
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

    def _carry_out(self, jobs: Sequence[_Save | _Load]) -> None:
        """In order, neighbouring saves together."""
        saves: list[_Save] = []
        for job in jobs:
            if isinstance(job, _Save):
                saves.append(job)
            else:
                self._write(saves)
                saves = []
                self._answer(partial(job.then, self._read()))
        self._write(saves)

    def _write(self, saves: Sequence[_Save]) -> None:
        changes = self._unsaved
        for save in saves:
            changes.add(save.rows, save.deleted)
        problem = None
        if changes:
            problem = self._try(partial(self._write_changes, changes))
            given_up = {row.id for save in saves if save.then for row in save.rows}
            self._unsaved = changes.without(given_up) if problem else Changes()
            self._tell(problem)
        for save in saves:
            if save.then:
                self._answer(partial(save.then, problem))

    def _write_changes(self, changes: Changes) -> None:
        self._open().write(changes.rows.values(), changes.finished.values(), changes.deleted)
        self._kept.update(changes.rows)
        for download_id in changes.deleted:
            self._kept.pop(download_id, None)

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
            return self._problem(error)
        except Exception:
            log.exception("the library stumbled")
            return StoreProblem.FAILED
        return None

    def _replace(self) -> None:
        if self._database:
            self._database.close()
            self._database = None
        aside = begin_anew(self._path, self._kept.values())
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

    def _problem(self, error: Exception) -> StoreProblem:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or self._is_disk_full(error):
            return StoreProblem.DISK_FULL
        if code in _DENIED or isinstance(error, PermissionError):
            return StoreProblem.NO_PERMISSION
        return StoreProblem.FAILED

    def _is_disk_full(self, error: Exception) -> bool:
        if isinstance(error, OSError):
            return error.errno in _NO_SPACE
        try:
            return shutil.disk_usage(self._path.parent).free < _NO_ROOM
        except OSError:
            return False

    def _tell(self, problem: StoreProblem | None) -> None:
        """Say that it does not work, once, and once that it does again."""
        if problem and not self._troubled:
            self._report(problem, self._path)
        elif self._troubled and not problem:
            self._report(None, self._path)
        self._troubled = problem is not None

    def _report(self, problem: StoreProblem | None, path: Path) -> None:
        self._answer(partial(self._on_problem, problem, str(path)))

    def _answer(self, call: Callable[[], None]) -> None:
        try:
            self._deliver(call)
        except Exception:
            log.exception("nobody took the library's answer")
