"""What the queue tells: to its listeners about rows, and to those who add."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.core.download import Download
from app.core.stores import StoreProblem


class QueueListener(Protocol):
    """Hears what became of the rows, after it did, on the queue's thread."""

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        """`rows` stand at `index` and after, one behind the other."""

    def rows_changed(self, rows: Sequence[Download]) -> None:
        """`rows` took the place of those with the same ids."""

    def rows_removed(self, ids: Collection[str]) -> None:
        """They are gone; the store has been asked to forget them too."""

    def rows_reordered(self, ids: Sequence[str]) -> None:
        """`ids` is every row in its new order."""

    def list_expanded(self, title: str, added: int, duplicates: int, truncated: bool) -> None:
        """A row whose link was a list has become the list's entries."""


class PartialListener:
    """Does nothing of its own: for a `QueueListener` that hears only some of it."""

    def rows_added(self, index: int, rows: Sequence[Download]) -> None: ...

    def rows_changed(self, rows: Sequence[Download]) -> None: ...

    def rows_removed(self, ids: Collection[str]) -> None: ...

    def rows_reordered(self, ids: Sequence[str]) -> None: ...

    def list_expanded(self, title: str, added: int, duplicates: int, truncated: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an `add`: ids of rows that will run, the first `again` of which were there
    before; links left out; and why nothing was saved."""

    ids: tuple[str, ...] = ()
    again: int = 0
    duplicates: int = 0
    problem: StoreProblem | None = None

    @property
    def new(self) -> tuple[str, ...]:
        """The ids of new rows."""
        return self.ids[self.again :]


class Audience:
    """Everyone who listens, as one listener."""

    def __init__(self) -> None:
        self._listeners: list[QueueListener] = []

    def join(self, listener: QueueListener) -> None:
        self._listeners.append(listener)

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        for listener in self._listeners:
            listener.rows_added(index, rows)

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for listener in self._listeners:
            listener.rows_changed(rows)

    def rows_removed(self, ids: Collection[str]) -> None:
        for listener in self._listeners:
            listener.rows_removed(ids)

    def rows_reordered(self, ids: Sequence[str]) -> None:
        for listener in self._listeners:
            listener.rows_reordered(ids)

    def list_expanded(self, title: str, added: int, duplicates: int, truncated: bool) -> None:
        for listener in self._listeners:
            listener.list_expanded(title, added, duplicates, truncated)
