"""Older files become the newest version in one step, or stay as they are."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.storage.schema import STEPS, NewerFileError, migrate, version_of

NEXT = (*STEPS, ("ALTER TABLE downloads ADD COLUMN colour TEXT DEFAULT 'red'",))


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        yield opened


def test_an_empty_file_gets_every_step(connection: sqlite3.Connection) -> None:
    migrate(connection)
    assert version_of(connection) == len(STEPS)
    assert connection.execute("SELECT * FROM downloads").fetchall() == []


def test_an_older_file_keeps_its_rows(connection: sqlite3.Connection) -> None:
    migrate(connection)
    connection.execute("INSERT INTO downloads VALUES ('a', 1.0, '{}')")
    migrate(connection, NEXT)
    assert connection.execute("SELECT * FROM downloads").fetchall() == [("a", 1.0, "{}", "red")]
    assert version_of(connection, NEXT) == len(NEXT)


def test_a_step_that_fails_undoes_those_before_it(connection: sqlite3.Connection) -> None:
    migrate(connection)
    with pytest.raises(sqlite3.OperationalError, match="nonsense"):
        migrate(connection, (*NEXT, ("nonsense",)))
    assert version_of(connection) == len(STEPS)
    migrate(connection, NEXT)


def test_a_newer_file_is_refused(connection: sqlite3.Connection) -> None:
    migrate(connection, NEXT)
    with pytest.raises(NewerFileError):
        migrate(connection)
