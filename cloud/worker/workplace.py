"""Folders for what is under way: one for each run, handed on from run to run."""

import contextlib
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import time

from app.engine.file_lock import try_lock
from app.engine.staging import HIDDEN_FOLDER
from cloud.files.stored_file import is_download_id
from cloud.owners import is_owner
from cloud.store.runs import Claim

log = logging.getLogger(__name__)

_TRIES = 10
_DROPPED = ".dropped"


class Workplace:
    """`<root>/<owner>/<download>/<run>`. Several workers may share the root.

    A run works in its own folder alone: an older one that comes back to life finds its paths gone,
    and what it has open is in no folder any more.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def take(self, claim: Claim) -> Path:
        """The run's folder, with what the newest of the earlier runs left, as far as that is sound.

        `OSError` where there is no room or no permission.
        """
        for _ in range(_TRIES - 1):
            # Whoever ends another run of it, or of its owner, takes an empty folder away.
            with contextlib.suppress(FileNotFoundError):
                return self._take(claim)
        return self._take(claim)

    def _take(self, claim: Claim) -> Path:
        home = self._home(claim)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = home / str(claim.run)
        earlier = [path for run, path in _runs(home) if run < claim.run]
        if earlier:
            with contextlib.suppress(FileNotFoundError):
                earlier.pop().rename(folder)
        for path in earlier:
            _remove(path)
        if folder.exists() and _is_worked_in(folder, claim.id):
            log.warning("an earlier run is still there: its files are not gone on with")
            _remove(folder)
        folder.mkdir(exist_ok=True, mode=0o700)
        return folder

    def leave(self, claim: Claim) -> None:
        """Remove what lies there of a download that is over."""
        _remove(self._home(claim))
        with contextlib.suppress(OSError):
            self._home(claim).parent.rmdir()

    def drop(self, claim: Claim) -> None:
        """Remove what lies there of this run alone, unless a later one has taken it over."""
        home = self._home(claim)
        ours = home / f"{claim.run}{_DROPPED}"
        with contextlib.suppress(OSError):
            # At once and as a whole: a run that takes it over has all of it, or nothing.
            (home / str(claim.run)).rename(ours)
        _remove(ours)
        with contextlib.suppress(OSError):
            home.rmdir()
            home.parent.rmdir()

    def homes(self) -> Iterator[tuple[str, float, Path]]:
        """Every download of which something lies here: its ref, its age in seconds, its folder.

        The root may hold what is not ours, such as the finished files.
        """
        for home in self._root.glob("*/*"):
            if not is_owner(home.parent.name) or not is_download_id(home.name):
                continue
            with contextlib.suppress(OSError):
                newest = max(path.stat().st_mtime for path in (home, *home.iterdir()))
                yield f"{home.parent.name}/{home.name}", time() - newest, home

    def remove(self, home: Path) -> None:
        """Remove one of the `homes`."""
        _remove(home)

    def _home(self, claim: Claim) -> Path:
        return self._root / claim.owner / claim.id


def size_of(folder: Path) -> int:
    """Bytes of all files below it, as far as they can be seen."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += (Path(parent) / name).lstat().st_size
    return total


def _runs(home: Path) -> list[tuple[int, Path]]:
    return sorted((int(path.name), path) for path in home.iterdir() if path.name.isdecimal())


def _is_worked_in(folder: Path, download_id: str) -> bool:
    """Whether a process of an earlier run holds the folder, frozen as it may be."""
    lock = folder / HIDDEN_FOLDER / f"{download_id}.lock"
    try:
        with lock.open("rb+") as file:
            return not try_lock(file.fileno())
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
