"""A library whose answers can be waited for."""

import queue
import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from pathlib import Path

from app.core.download import Download
from app.core.stores import HistoryPage, StoreProblem
from app.storage.history import History
from app.storage.library import Library

SECONDS = 20.0


class Shelf:
    """Its answers come on the library's own thread and are kept here."""

    def __init__(self, path: Path) -> None:
        self.problems: queue.SimpleQueue[tuple[StoreProblem | None, str]] = queue.SimpleQueue()
        self.library = Library(path, self._deliver, lambda *told: self.problems.put(told))
        self.history = History(self.library, self._deliver)

    def load(self) -> list[Download]:
        answer: queue.SimpleQueue[Sequence[Download]] = queue.SimpleQueue()
        self.library.load(answer.put)
        return list(answer.get(timeout=SECONDS))

    def save(self, *rows: Download, deleted: Collection[str] = ()) -> StoreProblem | None:
        answer: queue.SimpleQueue[StoreProblem | None] = queue.SimpleQueue()
        self.library.save(rows, deleted, answer.put)
        return answer.get(timeout=SECONDS)

    def problem(self) -> tuple[StoreProblem | None, str]:
        """The next one told."""
        return self.problems.get(timeout=SECONDS)

    def close(self) -> None:
        self.history.close(SECONDS)
        self.library.close(SECONDS)

    def _deliver(self, call: Callable[[], None]) -> None:
        call()


def read_page(shelf: Shelf, search: str = "", offset: int = 0, count: int = 100) -> HistoryPage:
    answer: queue.SimpleQueue[HistoryPage] = queue.SimpleQueue()
    shelf.history.page(search, offset, count, answer.put)
    return answer.get(timeout=SECONDS)


def history(path: Path) -> list[str]:
    """The ids in the history, in the order they were finished."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT id FROM history ORDER BY finished, rowid").fetchall()
    return [download_id for (download_id,) in found]


def limit_pages(shelf: Shelf, pages: int) -> None:
    """Have SQLite itself run out of room; zero is what the file has now."""
    opened = shelf.library._database
    assert opened is not None
    (used,) = opened._connection.execute("PRAGMA page_count").fetchone()
    opened._connection.execute(f"PRAGMA max_page_count = {pages or used}").fetchall()
