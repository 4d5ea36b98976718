"""The ledger at hand: what is in the service, and which of it is on disk."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from app.core.cloud import LedgerEntry, RemoteLedger, Wanted
from app.core.stores import StoreProblem

log = logging.getLogger(__name__)

_HIDDEN = frozenset({Wanted.GONE, Wanted.LEFT})


class Book:
    """Entries by their id in the service, and the one of each row that counts.

    A change is written at once; those that come meanwhile are written together, one write after
    the other. `kept` is called whenever something is on disk, `failed` where it could not be
    written: then nothing is, until `write` is called.
    """

    def __init__(
        self, ledger: RemoteLedger, kept: Callable[[], None], failed: Callable[[], None]
    ) -> None:
        self._ledger = ledger
        self._kept = kept
        self._failed = failed
        self._entries: dict[str, LedgerEntry] = {}
        self._by_row: dict[str, str] = {}
        self._unsent: set[str] = set()
        self._unwritten: dict[str, None] = {}
        self._writing: dict[str, None] = {}
        self._has_failed = False
        self._touched: dict[str, None] = {}

    def __iter__(self) -> Iterator[LedgerEntry]:
        return iter(tuple(self._entries.values()))

    def touch(self, entry_id: str) -> None:
        """More is known of it than what is in here."""
        self._touched[entry_id] = None

    def touched(self) -> Iterable[str]:
        """What is otherwise than the last time that was asked."""
        touched, self._touched = self._touched, {}
        return touched

    def take(self, entries: Sequence[LedgerEntry]) -> None:
        """What was on disk."""
        for entry in entries:
            self._keep(entry)

    def find(self, entry_id: str) -> LedgerEntry | None:
        return self._entries.get(entry_id)

    def of_row(self, row: str) -> LedgerEntry | None:
        """The entry that is what the row shows."""
        return self._entries.get(self._by_row.get(row, ""))

    def add(self, entry: LedgerEntry) -> None:
        """A new entry, which nobody has sent."""
        self._unsent.add(entry.id)
        self.put(entry)

    def is_unsent(self, entry_id: str) -> bool:
        """Whether the service cannot have heard of it."""
        return entry_id in self._unsent

    def note_sent(self, entry_id: str) -> bool:
        """It is about to be sent; whether it may have been before."""
        was_unsent = entry_id in self._unsent
        self._unsent.discard(entry_id)
        return not was_unsent

    def note_refused(self, entry_id: str) -> None:
        """The service says that it did not take what was sent for the first time."""
        if entry_id in self._entries:
            self._unsent.add(entry_id)

    def put(self, entry: LedgerEntry) -> None:
        """A new entry, or the next form of one."""
        if self._entries.get(entry.id) != entry:
            self._keep(entry)
            self._note(entry.id)

    def change(self, entry_id: str, **values: object) -> None:
        """`put` an entry with other values, if it is there."""
        if entry := self._entries.get(entry_id):
            self.put(replace(entry, **values))  # type: ignore[arg-type]

    def drop(self, entry_id: str) -> None:
        """Nothing needs to be known of it any more."""
        entry = self._entries.pop(entry_id, None)
        if entry is None:
            return
        self._unsent.discard(entry_id)
        self.touch(entry_id)
        if self._by_row.get(entry.row) == entry_id:
            del self._by_row[entry.row]
        self._note(entry_id)

    def is_on_disk(self, entry_id: str) -> bool:
        """Whether what it says is written."""
        return entry_id not in self._unwritten and entry_id not in self._writing

    def write(self, *, last: bool = False) -> None:
        """Write what is not on disk yet, after what is being written. The `last` time that comes
        too, since nobody would try it again."""
        if last:
            self._unwritten = self._writing | self._unwritten
        elif self._writing:
            return
        if not self._unwritten:
            return
        self._has_failed = False
        self._writing, self._unwritten = self._unwritten, {}
        found = [self._entries.get(one) for one in self._writing]
        deleted = [one for one in self._writing if one not in self._entries]
        self._ledger.save([entry for entry in found if entry], deleted, self._written)

    def _keep(self, entry: LedgerEntry) -> None:
        self._entries[entry.id] = entry
        self.touch(entry.id)
        if entry.wanted not in _HIDDEN:
            self._by_row[entry.row] = entry.id
        elif self._by_row.get(entry.row) == entry.id:
            del self._by_row[entry.row]

    def _note(self, entry_id: str) -> None:
        self._unwritten[entry_id] = None
        if not self._has_failed:
            self.write()

    def _written(self, problem: StoreProblem | None) -> None:
        written, self._writing = self._writing, {}
        if problem is None:
            self.write()
            self._kept()
        else:
            log.warning("the ledger could not be written: %s", problem)
            self._unwritten = written | self._unwritten
            self._has_failed = True
            self._failed()
