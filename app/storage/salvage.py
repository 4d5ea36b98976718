"""Gets out of a damaged file what can be read, into a new one that takes its place."""

import logging
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from app.core.download import Download
from app.storage.completed import enters_history
from app.storage.database import COMPANIONS, Database, readable_row
from app.storage.schema import NEWEST_ROW
from app.storage.set_aside import last_aside, rename_whole, set_aside

log = logging.getLogger(__name__)

_DATED = (("archive", "media_key"), ("forgotten", "id"))
"""Tables with a name and a time, and what the name is called there."""
_SCAN = "SELECT {columns} FROM {table} NOT INDEXED ORDER BY rowid {order}"
_KEEP_DATED = "INSERT OR REPLACE INTO {table} VALUES (?, ?)"
# As text, whatever bytes they are: what cannot be understood here is a newer Spool's.
_KEEP_REMOTE = "INSERT OR REPLACE INTO remote VALUES (CAST(? AS TEXT), CAST(? AS TEXT))"
_Act = Callable[[sqlite3.Cursor], object]


def begin_anew(path: Path, known: Collection[Download], further: Sequence[_Act] = ()) -> Path:
    """Replace a damaged file by one with what can be read of it; returns where it was set aside.

    `known` rows are kept whatever can be read, and so is what `further` writes. The new file is
    complete before the old one goes: a crash in between leaves either the damaged file or one for
    `finish_replacing`. Raises sqlite3.Error and OSError, with the damaged file still in its place.
    """
    fresh = _fresh(path)
    for suffix in ("", *COMPANIONS):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    rows, history = _rows(path, "downloads"), _rows(path, "history")
    dated = {table: _dated(path, table, name) for table, name in _DATED}
    remote = _remote(path)
    log.warning("%d rows and %d of the history were readable", len(rows), len(history))
    rows.update({row.id: row for row in known})
    completed = [row for row in known if enters_history(row)]
    with closing(Database(fresh)) as database:
        database.change(partial(_bring_over, dated, remote))
        database.write(rows.values(), [*history.values(), *completed], ())
        for act in further:
            database.change(act)
    aside = set_aside(path, COMPANIONS)
    rename_whole(fresh, path, COMPANIONS)
    return aside


def finish_replacing(path: Path) -> Path | None:
    """Where a crash came between setting aside and putting in place, do the latter; the answer is
    where the damaged file is, if so."""
    if path.exists() or not _fresh(path).exists():
        return None
    rename_whole(_fresh(path), path, COMPANIONS)
    return last_aside(path, COMPANIONS)


def _fresh(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _bring_over(
    dated: Mapping[str, Mapping[str, float]], remote: Mapping[bytes, bytes], cursor: sqlite3.Cursor
) -> None:
    for table, entries in dated.items():
        cursor.executemany(_KEEP_DATED.format(table=table), entries.items())
    cursor.executemany(_KEEP_REMOTE, remote.items())


def _rows(path: Path, table: str) -> dict[str, Download]:
    found = {}
    # The file may be older, and is not brought to the newest version first.
    for columns in _scanned(path, table, f"id, {NEWEST_ROW}"):
        if row := readable_row(*columns):
            found[row.id] = row
    return found


def _dated(path: Path, table: str, name: str) -> dict[str, float]:
    found = {}
    for text, time in _scanned(path, table, f"{name}, finished"):
        with suppress(UnicodeDecodeError):
            if isinstance(text, bytes) and isinstance(time, float):
                found[text.decode()] = time
    return found


def _remote(path: Path) -> dict[bytes, bytes]:
    """The ledger's entries as they lie there, also those that only a newer Spool can read."""
    return {
        name: entry
        for name, entry in _scanned(path, "remote", "id, entry")
        if isinstance(name, bytes) and isinstance(entry, bytes)
    }


def _scanned(path: Path, table: str, columns: str) -> Iterator[tuple[object, object]]:
    """A damaged table, read from both ends up to where it is broken."""
    for order in ("", "DESC"):
        sql = _SCAN.format(columns=columns, table=table, order=order)
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
                connection.text_factory = bytes
                yield from connection.execute(sql)
        except sqlite3.Error as error:
            log.info("reading the damaged file ended: %s", error)
