"""The SQLite file with the rows and the history."""

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from app.core import wire
from app.core.download import Download
from app.storage import history_table
from app.storage.schema import migrate, version_of

log = logging.getLogger(__name__)

T = TypeVar("T")

BUSY_SECONDS = 5.0
READ_SECONDS = 1.0  # for a lock; no writer of ours keeps a reader out
COMPANIONS = ("-wal", "-shm")
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_ALIEN = ("no such table", "no such column")
# As bytes: one row that is no UTF-8 must not keep all others from being read.
_ROWS = "SELECT CAST(id AS BLOB), CAST(row AS BLOB) FROM downloads"
_SAVE_ROW = "INSERT OR REPLACE INTO downloads VALUES (?, ?, ?)"
_DELETE_ROW = "DELETE FROM downloads WHERE id = ?"


class DamagedError(Exception):
    """The file is not what Spool wrote."""


class Database:
    """One open file, checked and of the newest version. Used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises sqlite3.Error, OSError, `NewerFileError`, or `DamagedError` when it must be set
        aside.
        """
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _keep_private(path)
        self._connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare()
        except BaseException as error:
            self._connection.close()
            if is_damage(error):
                raise DamagedError(str(error)) from error
            raise

    def rows(self) -> tuple[list[Download], int]:
        """Every row that can be read, by position, and how many cannot: a newer Spool may know
        them, so they stay where they are. Raises sqlite3.Error."""
        found = self._connection.execute(_ROWS).fetchall()
        rows = [row for columns in found if (row := readable_row(*columns))]
        return sorted(rows, key=lambda row: row.position), len(found) - len(rows)

    def write(
        self, rows: Iterable[Download], completed: Iterable[Download], deleted: Iterable[str]
    ) -> bool:
        """Keep rows, note completed ones in the history and delete others, in one step; whether
        any of them is new in the history. Raises sqlite3.Error."""

        def act(cursor: sqlite3.Cursor) -> bool:
            cursor.executemany(
                _SAVE_ROW, ((row.id, row.position, wire.to_json(row)) for row in rows)
            )
            is_new = history_table.note(cursor, completed)
            gone = [(download_id,) for download_id in deleted]
            cursor.executemany(_DELETE_ROW, gone)
            history_table.rows_gone(cursor, gone)
            return is_new

        return self.change(act)

    def change(self, act: Callable[[sqlite3.Cursor], T]) -> T:
        """Change the file in one step. Raises sqlite3.Error."""
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                result = act(cursor)
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise
        return result

    def close(self) -> None:
        self._connection.close()

    def _prepare(self) -> None:
        version_of(self._connection)
        # FULL makes every commit survive a crash of the machine; in WAL that is one fsync each.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "journal_size_limit = 16777216"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        migrate(self._connection)
        (verdict,) = self._connection.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise DamagedError(verdict)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one look at a file that somebody else writes: one picture of all tables.

    Raises sqlite3.Error, and OSError where there is none.
    """
    path.stat()
    uri = f"{path.as_uri()}?mode=ro"
    with closing(
        sqlite3.connect(uri, timeout=READ_SECONDS, uri=True, isolation_level=None)
    ) as connection:
        connection.execute("BEGIN")
        yield connection


def _keep_private(path: Path) -> None:
    """For the eyes of its owner alone: links may hold passwords. What SQLite lays beside it gets
    the same rights."""
    if not path.exists():
        path.touch(mode=0o600)
    elif path.is_file():
        with suppress(PermissionError):  # it belongs to somebody else
            path.chmod(0o600)


def is_damage(error: BaseException) -> bool:
    """Whether an exception means that the file itself is broken, or holds something else."""
    if isinstance(error, sqlite3.DatabaseError):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return code in _DAMAGE or (code == sqlite3.SQLITE_ERROR and str(error).startswith(_ALIEN))
    return isinstance(error, DamagedError)


def readable_row(download_id: object, text: object) -> Download | None:
    """A row out of its two columns as bytes, or None where it is not what Spool wrote."""
    if not isinstance(download_id, bytes) or not isinstance(text, bytes):
        return None
    try:
        name, row = download_id.decode(), wire.from_json(Download, text)
    except ValueError:  # no UTF-8, or a WireError
        return None
    return row if row.id == row.update.id == name else None
