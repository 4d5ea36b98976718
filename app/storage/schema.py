"""The tables, and the steps from every older version to the newest."""

import sqlite3
from collections.abc import Sequence

# Each step takes a file from the version before it. Steps are only ever added.
STEPS: Sequence[Sequence[str]] = (
    (
        # `row` is a Download as JSON: what is not asked for in SQL needs no column.
        "CREATE TABLE downloads (id TEXT PRIMARY KEY, position REAL NOT NULL, row TEXT NOT NULL)",
        "CREATE TABLE history (id TEXT PRIMARY KEY, finished REAL NOT NULL, row TEXT NOT NULL)",
        "CREATE INDEX history_by_time ON history (finished)",
    ),
)


class NewerFileError(Exception):
    """A newer Spool wrote the file."""


def version_of(connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = STEPS) -> int:
    """How many of the steps a file has behind it. Raises `NewerFileError`; touches nothing."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(steps):
        raise NewerFileError(f"version {version}, and {len(steps)} is the newest known here")
    return version


def migrate(connection: sqlite3.Connection, steps: Sequence[Sequence[str]] = STEPS) -> None:
    """Bring a file to the newest version, in one transaction; an empty one gets its tables.

    The connection is in autocommit mode.
    """
    version = version_of(connection, steps)
    if version == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[version:]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
