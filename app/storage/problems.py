"""What the disk and SQLite raise, in the words of the house."""

import errno
import shutil
import sqlite3
from pathlib import Path

from app.core.stores import StoreProblem

_NO_ROOM = 1_000_000  # bytes free; SQLite reports a full disk in several ways
_DENIED = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH}
)
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT})


def problem_of(error: Exception, path: Path) -> StoreProblem:
    """What it means that a file could not be read or written."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or _is_disk_full(error, path):
        return StoreProblem.DISK_FULL
    if code in _DENIED or isinstance(error, PermissionError):
        return StoreProblem.NO_PERMISSION
    return StoreProblem.FAILED


def _is_disk_full(error: Exception, path: Path) -> bool:
    if isinstance(error, OSError):
        return error.errno in _NO_SPACE
    try:
        return shutil.disk_usage(path.parent).free < _NO_ROOM
    except OSError:
        return False
