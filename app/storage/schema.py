"""The tables, and the steps from every older version to the newest."""

import sqlite3
from collections.abc import Sequence

from app.storage.completed import words_of_json

# In a CASE, since its branches alone are sure not to be looked at where the row is no JSON.
_IS_JSON = "CASE typeof(row) WHEN 'text' THEN json_valid(row) ELSE 0 END"
# Whether a row is of the first shape, and what it is now.
_IS_OLD = f"""CASE WHEN NOT {_IS_JSON} THEN 0
    ELSE json_type(row, '$.request.quality') IS NOT NULL
        OR json_type(row, '$.request.audio') IS NOT NULL
        OR json_type(row, '$.update.already_here') IS NOT NULL
    END"""
# A merge patch leaves out what is null.
_RENEWED = """json_remove(
    json_patch(row, json_object(
        'request', json_object('choices', json_object(
            'quality', json_extract(row, '$.request.quality'),
            'audio', json_extract(row, '$.request.audio'))),
        'update', json_object('remark',
            CASE json_type(row, '$.update.already_here') WHEN 'true' THEN 'already_here' END))),
    '$.request.quality', '$.request.audio', '$.update.already_here')"""
NEWEST_ROW = f"CASE WHEN {_IS_OLD} THEN {_RENEWED} ELSE row END"
"""The column `row` of a file of any version, in the newest shape."""

_RENEW = f"UPDATE {{table}} SET row = {_RENEWED} WHERE {_IS_OLD}"  # noqa: S608 - constants
_FIND_WORDS = f"""
    UPDATE history SET words = words_of_json(CAST(row AS BLOB)), media_key = CASE
        WHEN {_IS_JSON} THEN coalesce(json_extract(row, '$.update.media_key'), '') ELSE '' END
    """  # noqa: S608 - constants

# Each step takes a file from the version before it. Steps are only ever added.
STEPS: Sequence[Sequence[str]] = (
    (
        # `row` is a Download as JSON: what is not asked for in SQL needs no column.
        "CREATE TABLE downloads (id TEXT PRIMARY KEY, position REAL NOT NULL, row TEXT NOT NULL)",
        "CREATE TABLE history (id TEXT PRIMARY KEY, finished REAL NOT NULL, row TEXT NOT NULL)",
        "CREATE INDEX history_by_time ON history (finished)",
    ),
    (
        _RENEW.format(table="downloads"),
        _RENEW.format(table="history"),
        # `words` is what is searched, and null where the row cannot be read.
        "ALTER TABLE history ADD COLUMN words TEXT",
        "ALTER TABLE history ADD COLUMN media_key TEXT NOT NULL DEFAULT ''",
        _FIND_WORDS,
        # The words are in it so that a search reads the index alone.
        "DROP INDEX history_by_time",
        "CREATE INDEX history_by_time ON history (finished, words)",
        "CREATE INDEX history_by_key ON history (media_key)",
        # What a person took out of the history, as long as a row may be saved again.
        "CREATE TABLE forgotten (id TEXT PRIMARY KEY, finished REAL NOT NULL)",
        "CREATE TABLE archive (media_key TEXT PRIMARY KEY, finished REAL NOT NULL)",
        """INSERT INTO archive SELECT media_key, max(finished) FROM history
            WHERE CASE media_key
                WHEN '' THEN 0 ELSE json_extract(row, '$.update.file_name') <> '' END
            GROUP BY media_key""",
    ),
    (
        # `entry` is a LedgerEntry as JSON.
        "CREATE TABLE remote (id TEXT PRIMARY KEY, entry TEXT NOT NULL)",
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
    connection.create_function("words_of_json", 1, words_of_json, deterministic=True)
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
