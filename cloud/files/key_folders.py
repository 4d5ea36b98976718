"""Walking the folders of keys, while other machines make and remove them."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from cloud.files.stored_file import is_download_id, is_run
from cloud.owners import is_owner

DEPTH = 3
"""Folders above a file: its owner's, its download's, its run's."""

_LEVELS = (is_owner, is_download_id, is_run)
VANISHED = frozenset({errno.ENOENT, errno.ENOTDIR, getattr(errno, "ESTALE", errno.ENOENT)})
"""What a system says of something that another machine has just removed; a shared one, ESTALE."""


def below(folder: Path, level: int = 0) -> Iterator[tuple[os.DirEntry[str], int]]:
    """What lies where keys lie, the contents of a folder before it, with the folders above it.

    No link is followed. `OSError` where something is there and cannot be read.
    """
    for entry in entries(folder, must_exist=level == 0):
        if level == DEPTH:
            yield entry, level
        elif _LEVELS[level](entry.name) and entry.is_dir(follow_symlinks=False):
            yield from below(Path(entry.path), level + 1)
            yield entry, level


def entries(folder: Path, *, must_exist: bool = True) -> list[os.DirEntry[str]]:
    """What is in the folder; nothing where it has gone, unless it must not."""
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError as error:
        if must_exist or error.errno not in VANISHED:
            raise
        return []


def status_of(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Of the entry itself, be it a link; None where it has gone."""
    try:
        return entry.stat(follow_symlinks=False)
    except OSError as error:
        if error.errno not in VANISHED:
            raise
        return None
