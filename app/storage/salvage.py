"""Gets out of a damaged file what can be read, into a new one that takes its place."""

import logging
import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path

from app.core.download import Download, DownloadState
from app.storage.database import COMPANIONS, Database, readable_row
from app.storage.set_aside import last_aside, rename_whole, set_aside

log = logging.getLogger(__name__)

# A damaged table is read from both ends, up to where it is broken.
_SCAN_ROWS = (
    "SELECT id, row FROM downloads NOT INDEXED ORDER BY rowid",
    "SELECT id, row FROM downloads NOT INDEXED ORDER BY rowid DESC",
)
_SCAN_HISTORY = (
    "SELECT id, row FROM history NOT INDEXED ORDER BY rowid",
    "SELECT id, row FROM history NOT INDEXED ORDER BY rowid DESC",
)


def begin_anew(path: Path, known: Collection[Download]) -> Path:
    """Replace a damaged file by one with what can be read of it; returns where it was set aside.

    `known` rows are kept whatever can be read. The new file is complete before the old one goes:
    a crash in between leaves either the damaged file or one for `finish_replacing`. Raises
    sqlite3.Error and OSError, with the damaged file still in its place.
    """
    fresh = _fresh(path)
    for suffix in ("", *COMPANIONS):
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    rows, history = _salvaged(path, _SCAN_ROWS), _salvaged(path, _SCAN_HISTORY)
    log.warning("%d rows and %d of the history were readable", len(rows), len(history))
    rows.update({row.id: row for row in known})
    finished = [row for row in known if row.state is DownloadState.COMPLETED]
    with closing(Database(fresh)) as database:
        database.write(rows.values(), [*history.values(), *finished], ())
    aside = set_aside(path, COMPANIONS)
    rename_whole(fresh, path, COMPANIONS)
    return aside


def finish_replacing(path: Path) -> Path | None:
    """Where a crash came between setting aside and putting in place, do the latter; the answer is
    where the damaged file is, if so."""
    if path.exists() or not _fresh(path).exists():
        return None
    rename_whole(_fresh(path), path, COMPANIONS)
    return last_aside(path, COMPANIONS)


def _fresh(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _salvaged(path: Path, scans: Iterable[str]) -> dict[str, Download]:
    found: dict[str, Download] = {}
    for scan in scans:
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
                connection.text_factory = bytes
                for download_id, text in connection.execute(scan):
                    if row := readable_row(download_id, text):
                        found[row.id] = row
        except sqlite3.Error as error:
            log.info("reading the damaged file ended: %s", error)
    return found
