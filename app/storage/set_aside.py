"""Files that cannot be read are kept under another name."""

import logging
import time
from pathlib import Path

log = logging.getLogger(__name__)

_MARK = ".damaged-"


def set_aside(path: Path, companions: tuple[str, ...] = ()) -> Path:
    """Rename a damaged file, and those named like it with a suffix; returns the new path.

    Nothing is deleted or written over. Raises OSError where renaming is not possible.
    """
    aside = _unused(path.with_name(f"{path.name}{_MARK}{time.strftime('%Y%m%d-%H%M%S')}"))
    rename_whole(path, aside, companions)
    log.warning("set aside %s as %s", path, aside.name)
    return aside


def rename_whole(path: Path, target: Path, companions: tuple[str, ...]) -> None:
    """Rename a file and those named like it with a suffix. Raises OSError."""
    # The companions go first: a database that lost its log to a crash in between is set aside in
    # turn, while a log left beside a new database would be deleted by SQLite.
    for suffix in (*companions, ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(target.with_name(target.name + suffix))


def last_aside(path: Path, companions: tuple[str, ...] = ()) -> Path | None:
    """Where the file was set aside last."""
    asides = [one for one in path.parent.iterdir() if one.name.startswith(path.name + _MARK)]
    return max((one for one in asides if not one.name.endswith(companions)), default=None)


def _unused(wanted: Path) -> Path:
    path, number = wanted, 1
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.name}-{number}")
    return path
