"""The SQLite file with the rows and the history."""

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from app.core import wire
from app.core.download import Download
from app.storage.schema import migrate, version_of

log = logging.getLogger(__name__)

BUSY_SECONDS = 5.0
COMPANIONS = ("-wal", "-shm")
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_SAVE_ROW = "INSERT OR REPLACE INTO downloads VALUES (?, ?, ?)"
_SAVE_HISTORY = "INSERT OR IGNORE INTO history VALUES (?, ?, ?)"
_DELETE_ROW = "DELETE FROM downloads WHERE id = ?"
# A damaged table is read from both ends, up to where it is broken.
_SCAN_ROWS = (
    "SELECT id, row FROM downloads NOT INDEXED ORDER BY rowid",
    "SELECT id, row FROM downloads NOT INDEXED ORDER BY rowid DESC",
)
_SCAN_HISTORY = (
    "SELECT id, row FROM history NOT INDEXED ORDER BY rowid",
    "SELECT id, row FROM history NOT INDEXED ORDER BY rowid DESC",
)


class DamagedError(Exception):
    """The file, or a row in it, is not what Spool wrote."""


class Database:
    """One open file, checked and of the newest version. Used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Open or make the file.

        Raises sqlite3.Error, OSError, `NewerFileError`, or `DamagedError` when it must be set
        aside.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
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

    def rows(self) -> list[Download]:
        """Every row, by position. Raises `DamagedError` if one cannot be read."""
        try:
            found = self._connection.execute("SELECT id, row FROM downloads").fetchall()
            rows = [_row(download_id, text) for download_id, text in found]
        except (sqlite3.DatabaseError, wire.WireError) as error:
            raise DamagedError(str(error)) from error
        return sorted(rows, key=lambda row: row.position)

    def write(
        self, rows: Iterable[Download], finished: Iterable[Download], deleted: Iterable[str]
    ) -> None:
        """Keep rows, note finished ones in the history and delete others, in one step."""
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                cursor.executemany(
                    _SAVE_ROW, ((row.id, row.position, wire.to_json(row)) for row in rows)
                )
                cursor.executemany(
                    _SAVE_HISTORY,
                    ((row.id, row.finished or row.added, wire.to_json(row)) for row in finished),
                )
                cursor.executemany(_DELETE_ROW, ((download_id,) for download_id in deleted))
                cursor.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                raise

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


def is_damage(error: BaseException) -> bool:
    """Whether an exception of SQLite means that the file itself is broken."""
    return (
        isinstance(error, sqlite3.DatabaseError)
        and (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGE
    )


def salvage(damaged: Path, database: Database) -> None:
    """Bring over what can be read of a file that was set aside, to an open one that is new."""
    rows, history = _salvaged(damaged, _SCAN_ROWS), _salvaged(damaged, _SCAN_HISTORY)
    database.write(rows, history, ())
    log.warning("%d rows and %d of the history were readable", len(rows), len(history))


def _row(download_id: str, text: str | bytes) -> Download:
    row = wire.from_json(Download, text)
    if row.id != download_id or row.update.id != download_id:
        raise wire.WireError("the row does not belong to its id")
    return row


def _salvaged(path: Path, scans: Iterable[str]) -> list[Download]:
    found: dict[str, Download] = {}
    for scan in scans:
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
                connection.text_factory = bytes
                for download_id, text in connection.execute(scan):
                    if row := _readable(download_id, text):
                        found[row.id] = row
        except sqlite3.Error as error:
            log.info("reading the damaged file ended: %s", error)
    return list(found.values())


def _readable(download_id: object, text: object) -> Download | None:
    if not isinstance(download_id, bytes) or not isinstance(text, bytes):
        return None
    try:
        return _row(download_id.decode(), text)
    except ValueError:  # no UTF-8, or a WireError
        return None
