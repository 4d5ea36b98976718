"""The ledger of what is in the service, in the library's file."""

import logging
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from app.core import wire
from app.core.cloud import LedgerEntry
from app.core.stores import StoreProblem
from app.storage.library import Library

log = logging.getLogger(__name__)

# As bytes: one entry that is no UTF-8 must not keep all others from being read.
_ENTRIES = "SELECT CAST(id AS BLOB), CAST(entry AS BLOB) FROM remote ORDER BY rowid"
_SAVE = "INSERT INTO remote VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET entry = excluded.entry"
_DELETE = "DELETE FROM remote WHERE id = ?"
_Known = Mapping[str, LedgerEntry | None]


class Ledger:
    """A `RemoteLedger`: each save is on disk in one step, and only after the rows before it.

    Entries that were ever read or written here outlive a file that turns out to be damaged. One
    that cannot be read may be a newer Spool's: it stays in the file, and only the log tells of it.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        # What the file holds, as far as it was seen; None for what was deleted. It belongs to the
        # library's thread.
        self._known: dict[str, LedgerEntry | None] = {}
        library.rescue(lambda cursor: _write(self._known, cursor))

    def load(self, then: Callable[[Sequence[LedgerEntry], StoreProblem | None], None]) -> None:
        found: dict[str, LedgerEntry] = {}

        def answer(problem: StoreProblem | None) -> None:
            then(() if problem else tuple(found.values()), problem)

        self._library.change(partial(_read, found), answer, lambda: self._known.update(found))

    def save(
        self,
        entries: Sequence[LedgerEntry],
        deleted: Collection[str],
        then: Callable[[StoreProblem | None], None],
    ) -> None:
        """As promised. What is both written and deleted is deleted."""
        changed: _Known = {**{entry.id: entry for entry in entries}, **dict.fromkeys(deleted)}
        self._library.change(
            partial(_write, changed), then, lambda: self._known.update(changed), after_rows=True
        )


def _read(found: dict[str, LedgerEntry], cursor: sqlite3.Cursor) -> bool:
    """Fill `found`, and say that the history did not change."""
    found.clear()
    unread = 0
    for columns in cursor.execute(_ENTRIES):
        if entry := _readable(*columns):
            found[entry.id] = entry
        else:
            unread += 1
    if unread:
        log.warning("%d entries of the ledger cannot be read", unread)
    return False


def _write(changed: _Known, cursor: sqlite3.Cursor) -> bool:
    """Save and delete, and say that the history did not change."""
    kept = [entry for entry in changed.values() if entry]
    cursor.executemany(_SAVE, ((entry.id, wire.to_json(entry)) for entry in kept))
    cursor.executemany(_DELETE, ((name,) for name, entry in changed.items() if entry is None))
    return False


def _readable(name: object, text: object) -> LedgerEntry | None:
    """An entry out of its two columns as bytes, or None where it is not what Spool wrote."""
    if not isinstance(name, bytes) or not isinstance(text, bytes):
        return None
    try:
        entry = wire.from_json(LedgerEntry, text)
        return entry if entry.id == name.decode() else None
    except ValueError:  # no UTF-8, or a WireError
        return None
