"""A ledger whose answers can be waited for, and what lies in its table."""

import queue
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from app.core.choices import Choices, Quality
from app.core.cloud import LedgerEntry, RemoteLedger
from app.core.download import DownloadRequest
from app.core.stores import StoreProblem
from app.storage.ledger import Ledger
from tests.rows import FOLDER
from tests.storage.shelf import SECONDS, Shelf

Loaded = tuple[list[LedgerEntry], StoreProblem | None]


class Kept:
    """Asks it and waits."""

    def __init__(self, shelf: Shelf) -> None:
        self.ledger: RemoteLedger = Ledger(shelf.library)

    def load(self) -> Loaded:
        answer: queue.SimpleQueue[Loaded] = queue.SimpleQueue()
        self.ledger.load(lambda entries, problem: answer.put((list(entries), problem)))
        return answer.get(timeout=SECONDS)

    def save(self, *entries: LedgerEntry, deleted: Collection[str] = ()) -> StoreProblem | None:
        answer: queue.SimpleQueue[StoreProblem | None] = queue.SimpleQueue()
        self.ledger.save(entries, deleted, answer.put)
        return answer.get(timeout=SECONDS)


def an_entry(
    name: str, row: str = "", url: str = "https://example.org/", **said: object
) -> LedgerEntry:
    request = DownloadRequest(f"{url}{name}", Choices(Quality.P720), folder=FOLDER)
    return replace(LedgerEntry(name, row or name, request), **said)  # type: ignore[arg-type]  # any field


def ids(path: Path, table: str = "remote") -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute(f"SELECT id FROM {table} ORDER BY rowid")]


def entries_as_they_lie(path: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT id, CAST(entry AS BLOB) FROM remote"))


def spoil(path: Path, text: str | bytes, kind: str = "TEXT") -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        sql = f"UPDATE remote SET entry = CAST(? AS {kind}) WHERE id = 'bad'"
        assert connection.execute(sql, (text,)).rowcount == 1


def drop(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"DROP TABLE {table}")
