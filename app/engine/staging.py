"""A folder of its own for each download, inside the chosen folder, and the way out of it."""

import contextlib
import errno
import logging
import os
import re
import shutil
import stat
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from time import monotonic, sleep, time
from types import MappingProxyType

from app.core import wire
from app.core.download import DownloadRequest
from app.engine import hygiene, names
from app.engine.boot import boot_id
from app.engine.durable import sync_file, sync_folder
from app.engine.file_lock import try_lock
from app.engine.options import BESIDE_FOLDER
from app.engine.placed_index import PlacedFile, PlacedIndex
from app.engine.rename_new import rename_new

log = logging.getLogger(__name__)

HIDDEN_FOLDER = ".spool"

_ID = re.compile(r"[0-9a-zA-Z-]{1,64}")
_STATE_FILE = ".state"
_INDEX = "index"
_MAX_NUMBER = 9999
_LONGEST_CLAIM = 5.0  # seconds
_BETWEEN_CLAIMS = 0.05
_LEFT_ALONE = 60.0  # seconds in which a folder that nobody knows may still become known


@dataclass(frozen=True, slots=True)
class Pin:
    """A format a download settled on, and its exact size where the site tells it."""

    format_id: str
    size: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class StagingState:
    """What the next run must know of the last one."""

    running: bool = False  # and never marked as stopped: it ended in an uncontrolled way
    fragmented: bool = False  # the stream under way comes in fragments
    pins: tuple[Pin, ...] = ()
    boot: str = ""  # which start of this computer the run belonged to
    synced: bool = False  # all that lies there is on the disk


Beside = Mapping[str, Path]
"""Files that lie beside another under its name; each by what its own ends in, such as en.vtt."""

NOTHING: Beside = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a finished file is now. `already_here`: it had been there before."""

    path: Path
    already_here: bool


class Staging:
    """One download's folder, `<folder>/.spool/<id>`: on the same file system as its target.

    One process at a time uses it; several share `.spool` and what it remembers.
    """

    def __init__(self, folder: Path, download_id: str) -> None:
        if not _ID.fullmatch(download_id):
            raise ValueError("not an id of a download")
        self.folder = folder
        self.path = folder / HIDDEN_FOLDER / download_id
        self._lock_file = self.path.with_name(f"{download_id}.lock")
        self._index = PlacedIndex(folder / HIDDEN_FOLDER / _INDEX)

    @classmethod
    def open(cls, request: DownloadRequest, download_id: str) -> "Staging":
        """Make the folder, or find it again. `OSError` where that cannot be.

        The chosen folder itself must be there: one that vanished with its disk is not made anew.
        """
        staging = cls(Path(request.folder), download_id)
        if not staging.folder.is_absolute():
            raise NotADirectoryError(errno.ENOTDIR, "not an absolute path", request.folder)
        for tries_left in (2, 1, 0):
            try:
                _make_own_folder(staging.path.parent)
                _make_own_folder(staging.path)
                break
            except FileNotFoundError:
                # Another download that ends takes an empty `.spool` away.
                if not tries_left:
                    raise
        _hide(staging.path.parent)
        return staging

    @contextlib.contextmanager
    def claimed(self, check: Callable[[], None]) -> Iterator[None]:
        """Only one process at a time is in here, for this download.

        A child whose parent was killed takes a moment to end; until then the next one waits.
        `check` is called meanwhile. `BlockingIOError` if the other does not go.
        """
        _make_own_folder(self.path.parent)
        with self._lock_file.open("ab") as file:
            end = monotonic() + _LONGEST_CLAIM
            while not try_lock(file.fileno()):
                check()
                if monotonic() > end:
                    raise BlockingIOError(errno.EWOULDBLOCK, "another process works on this file")
                sleep(_BETWEEN_CLAIMS)
            _make_own_folder(self.path.parent)  # the other may have taken it away at its end
            _make_own_folder(self.path)
            yield
        self._give_up_place()

    @property
    def state(self) -> StagingState:
        """What was last marked. Where that cannot be read, the worst is assumed."""
        try:
            return wire.from_json(StagingState, (self.path / _STATE_FILE).read_bytes())
        except FileNotFoundError:
            return StagingState()
        except (OSError, wire.WireError) as error:
            log.warning("the state of a staging folder is unreadable: %s", error)
            return StagingState(running=True, fragmented=True)

    def clean_before_run(self) -> StagingState:
        """Leave only what can be continued soundly; the answer is what the last run marked."""
        shutil.rmtree(self.path / BESIDE_FOLDER, ignore_errors=True)
        state = self.state
        if not state.synced and state.boot != boot_id():
            # What the computer was still to write when it went down may be missing anywhere.
            hygiene.drop_streams(self.path, _STATE_FILE)
        else:
            uncontrolled = state.running and state.fragmented
            hygiene.make_resumable(self.path, keep_fragmented=not uncontrolled)
        return state

    def mark_running(self, pins: Sequence[Pin] = (), *, fragmented: bool) -> None:
        """Say what is about to flow, before it does: at the start and with each new stream.

        Where formats or their sizes differ from the last time, nothing may be continued and what
        lies there of the streams is removed.
        """
        before = self.state
        if _differ(before.pins, pins):
            hygiene.drop_streams(self.path, _STATE_FILE, BESIDE_FOLDER)
        self._write(StagingState(True, fragmented, tuple(pins), boot_id()))
        if before.synced:
            self._sync_state()

    def mark_clean_stop(self) -> None:
        """Say that the run ended between two blocks, so that all that lies there is sound.

        Then see to it that this also holds after a loss of power. That may take long on a slow
        disk; a process that is killed meanwhile has still stopped cleanly.
        """
        stopped = replace(self.state, running=False, synced=False)
        self._write(stopped)
        for path in self.path.iterdir():
            if _regular_size(path):
                sync_file(path)
        sync_folder(self.path)
        self._write(replace(stopped, synced=True))
        self._sync_state()

    def already_here(self, media_key: str) -> Path | None:
        """The file this very media became earlier, if it is still in the folder unchanged."""
        placed = self._index.find(media_key) if media_key else None
        if placed is None or not is_within(PurePosixPath(placed.name)):
            return None
        path = self.folder / placed.name
        return path if _regular_size(path) == placed.size and self._holds(path.parent) else None

    def move_in(
        self, file: Path, name: PurePosixPath, media_key: str = "", beside: Beside = NOTHING
    ) -> Placed:
        """Bring a finished file into the folder, and others to lie beside it, replacing nothing.

        The name may lie in folders below it, which are made. One that is taken gets a number. If
        this very media is there already, the new file is dropped. A kill at any moment leaves no
        doubles: what was moved is found by the next run.
        """
        if not is_within(name):
            raise ValueError("not a name below the folder")
        size = _regular_size(file)
        if size is None or not file.resolve().is_relative_to(self.path.resolve()):
            raise FileNotFoundError(errno.ENOENT, "no such file in the staging folder", file.name)
        with self._index.locked():
            if here := self.already_here(media_key):
                file.unlink()
                self.add_beside(here, beside)
                return Placed(here, already_here=True)
            with self._folder_for(name) as folder:
                placed = self._place(file, folder / name.name, size, media_key, beside)
            self.add_beside(placed, beside)
        sync_folder(placed.parent)
        return Placed(placed, already_here=False)

    def add_beside(self, placed: Path, beside: Beside) -> None:
        """Bring files to lie beside one that is in its place, but not over any other."""
        for suffix, file in beside.items():
            target = placed.with_name(f"{placed.stem}.{suffix}")
            if _regular_size(target) == 0:
                target.unlink()  # claimed by a run that was killed
            sync_file(file)
            try:
                rename_new(file, target)
            except FileExistsError:
                file.unlink()

    def remove(self) -> None:
        """Remove this download's folder, and `.spool` once nothing is remembered in it.

        Files in the chosen folder are never touched. `OSError` where something resists.
        """
        if self.path.parent.is_symlink() or self.path.is_symlink():
            return
        for tries_left in (2, 1, 0):
            # A program that is just being ended may still put a file there.
            try:
                shutil.rmtree(self.path)
            except FileNotFoundError:
                break
            except OSError:
                if not tries_left:
                    raise
        self._give_up_place()

    def remove_if_left(self, seconds: float) -> None:
        """Remove it unless a process works in it, or something of it is younger than that."""
        if self.path.parent.is_symlink() or not stat.S_ISDIR(self.path.lstat().st_mode):
            return
        touched = max(path.lstat().st_mtime for path in (self.path, *self.path.iterdir()))
        if time() - touched < seconds:
            return
        with self._lock_file.open("ab") as file:
            if try_lock(file.fileno()):
                self.remove()
        self._give_up_place()

    def _give_up_place(self) -> None:
        """Remove the lock of a folder that is gone. Windows does so only once it is closed."""
        with contextlib.suppress(OSError):
            if not os.path.lexists(self.path):
                self._lock_file.unlink(missing_ok=True)
                self.path.parent.rmdir()

    @contextlib.contextmanager
    def _folder_for(self, name: PurePosixPath) -> Iterator[Path]:
        """The folder the name lies in; those that were made for it go again if that is no use."""
        made: list[Path] = []
        try:
            folder = self.folder
            for part in name.parent.parts:
                folder = self._subfolder(folder, part, made)
            yield folder
        except BaseException:
            for path in reversed(made):
                with contextlib.suppress(OSError):
                    path.rmdir()
            raise

    def _subfolder(self, folder: Path, part: str, made: list[Path]) -> Path:
        """A folder of this name, numbered where something else has it."""
        for number in range(1, _MAX_NUMBER + 1):
            path = folder / (part if number < 2 else f"{part} ({number})")
            with contextlib.suppress(FileExistsError):
                path.mkdir()
                made.append(path)
                sync_folder(folder)
            if self._holds(path):
                return path
        raise FileExistsError(errno.EEXIST, "too many files have this name", part)

    def _holds(self, folder: Path) -> bool:
        """Whether it is a folder below the chosen one, on the same disk, whatever links lead to."""
        try:
            same_disk = folder.stat().st_dev == self.folder.stat().st_dev
        except OSError:
            return False
        inside = folder.resolve().is_relative_to(self.folder.resolve())
        return folder.is_dir() and same_disk and inside

    def _place(self, file: Path, first: Path, size: int, media_key: str, beside: Beside) -> Path:
        for number in range(1, _MAX_NUMBER + 1):
            target = first.with_name(names.numbered(first.name, number))
            if os.path.lexists(target) and not self._is_empty_claim(target, media_key):
                continue
            if any(os.path.lexists(target.with_name(f"{target.stem}.{one}")) for one in beside):
                continue
            if media_key:
                # Written down first: a kill after the rename is then no kill before the note.
                self._index.add(media_key, PlacedFile(self._below(target), size))
            try:
                rename_new(file, target)
            except FileExistsError:
                continue
            return target
        raise FileExistsError(errno.EEXIST, "too many files have this name", first.name)

    def _is_empty_claim(self, target: Path, media_key: str) -> bool:
        """Free a name that a killed run of this very media had claimed and not filled."""
        earlier = self._index.find(media_key) if media_key else None
        if earlier is None or earlier.name != self._below(target) or not earlier.size:
            return False
        if _regular_size(target) != 0:
            return False
        target.unlink()
        return True

    def _below(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _write(self, state: StagingState) -> None:
        new = self.path / f"{_STATE_FILE}.new"
        new.write_bytes(wire.to_line(state))
        new.replace(self.path / _STATE_FILE)

    def _sync_state(self) -> None:
        sync_file(self.path / _STATE_FILE)
        sync_folder(self.path)


def sweep(folder: Path, known: Collection[str], *, older_than: float = _LEFT_ALONE) -> None:
    """Remove what downloads left in the chosen folder of which nobody knows any more.

    A folder that was touched less than `older_than` seconds ago stays, and so does one at which a
    process is at work, and what cannot be removed. It never raises.
    """
    with contextlib.suppress(OSError, ValueError):  # ValueError: a path with a zero in it
        for path in list((folder / HIDDEN_FOLDER).iterdir()):
            if path.name not in known and _ID.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    Staging(folder, path.name).remove_if_left(older_than)


def is_within(name: PurePosixPath) -> bool:
    """Whether each of its parts is one visible name, so that it lies below any folder."""
    return bool(name.parts) and all(map(names.is_plain, name.parts))


def _make_own_folder(path: Path) -> None:
    with contextlib.suppress(FileExistsError):
        path.mkdir()
    if not stat.S_ISDIR(path.lstat().st_mode):  # also a link to a folder is none of our own
        raise NotADirectoryError(errno.ENOTDIR, "not a folder of its own", str(path))


def _regular_size(path: Path) -> int | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


def _differ(before: Sequence[Pin], after: Sequence[Pin]) -> bool:
    if not before or not after:
        return False
    if [pin.format_id for pin in before] != [pin.format_id for pin in after]:
        return True
    return any(
        None not in (old.size, new.size) and old.size != new.size
        for old, new in zip(before, after, strict=True)
    )


def _hide(path: Path) -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetFileAttributesW(str(path), 0x02)  # FILE_ATTRIBUTE_HIDDEN
