"""What must survive a restart, as the queue sees it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some of what was downloaded, the newest first."""

    total: int  # how many there are, of what was searched for
    offset: int
    rows: tuple[Download, ...]
    problem: StoreProblem | None = None  # why there is nothing here


class HistoryStore(Protocol):
    """What was downloaded. Calls return at once; `then` is called on the queue's thread.

    `search` is words that all must stand in the title, the uploader, the link or the file name;
    empty for everything.
    """

    def page(
        self, search: str, offset: int, count: int, then: Callable[[HistoryPage], None]
    ) -> None: ...

    def forget(self, ids: Collection[str], then: Callable[[StoreProblem | None], None]) -> None:
        """Take downloads out of the history; files, rows and the archive stay."""

    def clear(self, then: Callable[[StoreProblem | None], None]) -> None:
        """Take all of them out of it."""

    def export(
        self, path: str, search: str, then: Callable[[int, StoreProblem | None], None]
    ) -> None:
        """Write them as CSV; `then` gets how many there were."""

    def listen(self, changed: Callable[[], None]) -> None:
        """Have `changed` called after downloads have come in or gone."""


class SecretProblem(StrEnum):
    """Why a secret is not in the system's keyring. The UI turns each code into a sentence."""

    NO_KEYRING = "no_keyring"
    NO_ANSWER = "no_answer"  # it may wait for a password that nobody types
    REFUSED = "refused"


class SecretStore(Protocol):
    """Keeps passwords in the system's keyring. Calls return at once, also where that hangs.

    `then` is called on the queue's thread, within a few seconds. What cannot be kept is remembered
    until the end of the program, unless `in_file` allows a file that only this account may read.
    """

    def get(self, name: str, then: Callable[[str, SecretProblem | None], None]) -> None:
        """The secret, empty where there is none."""

    def put(
        self,
        name: str,
        value: str,
        then: Callable[[SecretProblem | None], None],
        *,
        in_file: bool = False,
    ) -> None:
        """Keep it, or with an empty value forget it everywhere."""
