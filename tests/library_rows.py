"""The list of an application that runs, as it is on disk."""

import sqlite3
from contextlib import closing
from pathlib import Path

from app.core import wire
from app.core.download import Download


def rows_in(library: Path) -> list[Download]:
    """The rows in their order; none while there is no list yet."""
    if not library.exists():
        return []
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as database:
        try:
            found = database.execute("SELECT row FROM downloads ORDER BY position").fetchall()
        except sqlite3.DatabaseError:  # no file of ours yet, or no tables in it
            return []
    return [wire.from_json(Download, row) for (row,) in found]
