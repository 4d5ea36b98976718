"""Rows that were added together start together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

BATCH_SECONDS = 600.0
"""After which the rows of a batch that has begun wait for each other no longer."""

MAX_BATCH = 200
"""Rows. Of more than these the first need not wait for the last."""


@dataclass
class _Batch:
    ids: tuple[str, ...]
    awaited: set[str]
    has_begun: bool = False


class Batches:
    """Which rows are held; `released` hears of those that are not any more."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], None],
        released: Callable[[Sequence[str]], None],
    ) -> None:
        self._later = later
        self._released = released
        self._batches: dict[str, _Batch] = {}  # by every row that is held

    def __contains__(self, row_id: object) -> bool:
        return row_id in self._batches

    def hold(self, ids: Sequence[str]) -> None:
        """Until the last of them is done, in parts of `MAX_BATCH`."""
        for first in range(0, len(ids), MAX_BATCH):
            part = tuple(ids[first : first + MAX_BATCH])
            self._batches.update(dict.fromkeys(part, _Batch(part, set(part))))

    def done(self, row_id: str) -> None:
        """Nobody need wait for this one; with the first of a batch its time begins to run."""
        batch = self._batches.get(row_id)
        if batch is None:
            return
        batch.awaited.discard(row_id)
        if not batch.awaited:
            self._release(batch)
        elif not batch.has_begun:
            batch.has_begun = True
            self._later(BATCH_SECONDS, partial(self._release, batch))

    def release_all(self) -> None:
        held = tuple(self._batches)
        self._batches.clear()
        if held:
            self._released(held)

    def _release(self, batch: _Batch) -> None:
        held = [row_id for row_id in batch.ids if self._batches.get(row_id) is batch]
        for row_id in held:
            del self._batches[row_id]
        if held:
            self._released(held)
