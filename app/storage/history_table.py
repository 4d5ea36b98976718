"""Downloads come into the history and the archive, and are taken out of them."""

import sqlite3
from collections.abc import Collection, Iterable

from app.core import wire
from app.core.download import Download, Remark
from app.storage.completed import archive_key, finished_at, media_key, words

# Whether the file of what is in the history is here, and not in the service still. In a CASE, since
# its branches alone are sure not to be looked at where the row is no JSON.
_IS_HERE = """CASE CASE typeof(row) WHEN 'text' THEN json_valid(row) ELSE 0 END
    WHEN 1 THEN json_extract(row, '$.update.expires') IS NULL ELSE 1 END"""
# A completed row is saved whenever it is moved: it was noted before, or taken out again. One whose
# file has come here since is news, whatever the clock says.
_IS_NOTED = f"""
    SELECT 1 FROM history WHERE id = ? AND finished >= ? AND (? OR {_IS_HERE})
    UNION ALL SELECT 1 FROM forgotten WHERE id = ? AND finished >= ?"""  # noqa: S608 - constants
_HAS_MEDIA = f"SELECT 1 FROM history WHERE media_key = ? AND {_IS_HERE}"  # noqa: S608 - constants
_NOTE = """
    INSERT OR REPLACE INTO history (id, finished, row, words, media_key) VALUES (?, ?, ?, ?, ?)"""
_ARCHIVE = "INSERT OR REPLACE INTO archive VALUES (?, ?)"
_REMEMBER_ALL = """
    INSERT OR REPLACE INTO forgotten SELECT id, finished FROM history
    WHERE EXISTS (SELECT 1 FROM downloads WHERE downloads.id = history.id)"""
_REMEMBER = f"{_REMEMBER_ALL} AND id = ?"


def note(cursor: sqlite3.Cursor, completed: Iterable[Download]) -> bool:
    """Let completed downloads come in; whether any was new."""
    return sum(_note(cursor, row) for row in completed) > 0


def forget(cursor: sqlite3.Cursor, ids: Collection[str]) -> bool:
    """Take downloads out of the history, and say that it changed.

    Their rows may be saved again without coming back.
    """
    columns = [(download_id,) for download_id in ids]
    cursor.executemany(_REMEMBER, columns)
    cursor.executemany("DELETE FROM history WHERE id = ?", columns)
    return True


def forget_all(cursor: sqlite3.Cursor) -> bool:
    """Take all of them out of the history, and say that it changed."""
    cursor.execute(_REMEMBER_ALL)
    cursor.execute("DELETE FROM history")
    return True


def rows_gone(cursor: sqlite3.Cursor, ids: Iterable[tuple[str]]) -> None:
    """These are saved no more, so it need not be remembered what was taken out."""
    cursor.executemany("DELETE FROM forgotten WHERE id = ?", ids)


def forget_archive(cursor: sqlite3.Cursor) -> bool:
    """Let everything be downloaded once more; the history does not change."""
    cursor.execute("DELETE FROM archive")
    return False


def hide(cursor: sqlite3.Cursor, numbers: Collection[int]) -> bool:
    """Have rows that cannot be read found no more, and say that it changed; they stay."""
    columns = [(number,) for number in numbers]
    cursor.executemany("UPDATE history SET words = NULL WHERE rowid = ?", columns)
    return True


def _note(cursor: sqlite3.Cursor, row: Download) -> bool:
    finished = finished_at(row)
    at = (row.id, finished)
    if cursor.execute(_IS_NOTED, (*at, row.is_in_cloud, *at)).fetchone():
        return False
    if key := archive_key(row):
        cursor.execute(_ARCHIVE, (key, finished))
    was_here = row.update.remark is Remark.ALREADY_HERE
    if was_here and key and cursor.execute(_HAS_MEDIA, (key,)).fetchone():
        return False
    cursor.execute(_NOTE, (row.id, finished, wire.to_json(row), words(row), media_key(row)))
    cursor.execute("DELETE FROM forgotten WHERE id = ?", (row.id,))
    return True
