"""Reads the history: a page of it, or all that is searched for."""

import sqlite3
from collections.abc import Iterator

from app.core.download import Download
from app.core.stores import HistoryPage
from app.storage.completed import searched_words
from app.storage.database import readable_row

# Both orders are the index's own, so nothing is sorted.
_NEWEST = "FROM history WHERE words IS NOT NULL{filter} ORDER BY finished DESC, words DESC"
_COUNT = "SELECT count(*) FROM history WHERE words IS NOT NULL{filter}"
# As bytes: one row that is no UTF-8 must not keep the others from being read.
_COLUMNS = "SELECT rowid, CAST(id AS BLOB), CAST(row AS BLOB)"


class UnreadableError(Exception):
    """Some rows of a page are not what Spool wrote; without them it would have holes."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(f"{len(numbers)} of the history cannot be read")
        self.numbers = numbers


def read_page(connection: sqlite3.Connection, search: str, offset: int, count: int) -> HistoryPage:
    """Some of what is searched for, the newest first.

    Raises sqlite3.Error, and `UnreadableError` for rows that must be hidden first.
    """
    sql, words = _filter(search)
    (total,) = connection.execute(_COUNT.format(filter=sql), words).fetchone()
    page = f"{_COLUMNS} {_NEWEST.format(filter=sql)} LIMIT ? OFFSET ?"
    found = connection.execute(page, (*words, count, offset)).fetchall()
    rows = {number: readable_row(*columns) for number, *columns in found}
    if unreadable := [number for number, row in rows.items() if row is None]:
        raise UnreadableError(unreadable)
    return HistoryPage(total, offset, tuple(row for row in rows.values() if row))


def read_all(connection: sqlite3.Connection, search: str) -> Iterator[Download]:
    """All that is searched for and can be read, the newest first. Raises sqlite3.Error."""
    sql, words = _filter(search)
    found = connection.execute(f"{_COLUMNS} {_NEWEST.format(filter=sql)}", words)
    return (row for _number, *columns in found if (row := readable_row(*columns)))


def _filter(search: str) -> tuple[str, list[str]]:
    words = searched_words(search)
    return " AND instr(words, ?)" * len(words), words
