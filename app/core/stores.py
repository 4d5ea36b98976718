"""What must survive a restart, as the queue sees it."""

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum
from typing import Protocol

from app.core.download import Download


class StoreProblem(StrEnum):
    """Why something could not be kept, or not be read. The UI turns each code into a sentence."""

    DISK_FULL = "disk_full"
    NO_PERMISSION = "no_permission"
    DAMAGED = "damaged"  # the file was set aside and a new one begun
    UNREAD_ROWS = "unread_rows"  # a few cannot be read here: they stay in the file, not shown
    NEWER = "newer"  # a newer Spool wrote the file: it is left alone, another one is used
    FAILED = "failed"  # anything else


ProblemListener = Callable[[StoreProblem | None, str], None]
"""Takes a problem and the path it concerns: the file that was set aside, or the one that cannot
be written. None once writing works again. Called on the thread that owns the queue."""


class DownloadStore(Protocol):
    """Keeps the rows. Calls return at once and are carried out in order.

    `then` is called on the thread that owns the queue.
    """

    def load(self, then: Callable[[Sequence[Download]], None]) -> None:
        """Every row, by position."""

    def save(
        self,
        rows: Sequence[Download],
        deleted: Collection[str] = (),
        then: Callable[[StoreProblem | None], None] | None = None,
    ) -> None:
        """Write `rows` and delete others, in one step: both are there after a crash, or neither.
        Of a row that is both, only the history has its last form, where that is COMPLETED.

        With `then`, it gets None once they are on disk, or else why they are not; in that case
        they are given up. Without, they are tried again until they are kept.
        """
