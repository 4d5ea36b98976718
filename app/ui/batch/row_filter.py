"""Which rows are shown."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from app.core.download import Download, DownloadState


class RowGroup(StrEnum):
    """The rows of a kind, as one may choose to see them."""

    ALL = "all"
    RUNNING = "running"
    QUEUED = "queued"
    COMPLETED = "completed"
    FAILED = "failed"

    @property
    def states(self) -> frozenset[DownloadState]:
        return _STATES[self]

    def rows_in(self, counts: Counter[DownloadState]) -> int:
        """How many rows belong to it."""
        return sum(counts[state] for state in self.states)


_STATES = {
    RowGroup.ALL: frozenset(DownloadState),
    RowGroup.RUNNING: frozenset({DownloadState.RUNNING}),
    # A paused row waits too, for a word instead of a slot.
    RowGroup.QUEUED: frozenset({DownloadState.QUEUED, DownloadState.PAUSED}),
    RowGroup.COMPLETED: frozenset({DownloadState.COMPLETED}),
    RowGroup.FAILED: frozenset({DownloadState.FAILED}),
}


@dataclass(frozen=True, slots=True)
class RowFilter:
    """A group, and words that must all occur in a row's title, link, uploader or list."""

    group: RowGroup = RowGroup.ALL
    words: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether every row passes."""
        return self.group is RowGroup.ALL and not self.words

    def accepts(self, row: Download) -> bool:
        update = row.update
        if self.group is not RowGroup.ALL and row.counts_as not in self.group.states:
            return False
        if not self.words:
            return True
        text = f"{update.title}\n{row.request.url}\n{update.uploader}\n{row.list_name}".casefold()
        return all(word in text for word in self.words)


def words_of(text: str) -> tuple[str, ...]:
    """What was typed into the search field, as words to look for."""
    return tuple(text.casefold().split())
