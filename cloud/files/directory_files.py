"""Finished files in a directory, which several machines may share."""

import errno
import os
import re
import stat
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from time import time
from typing import BinaryIO

from app.engine.durable import sync_file, sync_folder
from cloud.files.key_folders import DEPTH, VANISHED, below, entries, status_of
from cloud.files.stored_file import FilesError, StoredFile, is_file_name, opened, parts_of

_PIECE = 1024 * 1024
_TRIES = 10
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# A key's name never starts with a dot.
_UNFINISHED = re.compile(r"\.[0-9a-f]{32}\.part")


class DirectoryFiles:
    """`Files` below a root. No link below it is ever followed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def check(self, *, writes: bool = True) -> None:
        """See `Files`. The root is made where it is missing."""
        try:
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.scandir(self._root):
                pass
            if writes:
                _try_writing(self._root / _unfinished_name())
        except OSError as error:
            reason = error.strerror or "it cannot be used"
            raise FilesError(f"FILES: the folder {self._root} cannot be used: {reason}") from None

    def put(self, key: str, path: Path, progress: Callable[[int], None]) -> None:
        """See `Files`. Within one file system it is a rename, else a copy that is then renamed."""
        target = self._root.joinpath(*parts_of(key))
        with opened(path) as source:
            size = os.fstat(source.fileno()).st_size
        progress(0)
        try:
            self._bring(path, target, size, progress)
        except BaseException:
            self._remove_empty(target.parent)
            raise

    def delete(self, keys: Iterable[str]) -> None:
        """See `Files`. Folders that become empty go too."""
        failed: OSError | None = None
        for target in [self._root.joinpath(*parts_of(key)) for key in keys]:
            try:
                if self._is_real(target.parent):
                    target.unlink(missing_ok=True)
            except OSError as error:
                failed = failed or error
            else:
                self._remove_empty(target.parent)
        if failed:
            raise failed

    def listing(self) -> Iterator[StoredFile]:
        """See `Files`."""
        for entry, level in below(self._root):
            status = status_of(entry)
            if (
                level == DEPTH
                and status
                and stat.S_ISREG(status.st_mode)
                and is_file_name(entry.name)
            ):
                key = Path(entry.path).relative_to(self._root).as_posix()
                yield StoredFile(key, status.st_size, status.st_mtime)

    def tidy(self, older_than: float) -> None:
        """See `Files`. Folders that a put has made and not filled go too."""
        latest = time() - older_than
        for entry, level in below(self._root):
            status = status_of(entry)
            if status is None or status.st_mtime > latest:
                continue
            path = Path(entry.path)
            if level < DEPTH:
                self._remove_empty(path)
            elif _UNFINISHED.fullmatch(entry.name):
                path.unlink(missing_ok=True)
                self._remove_empty(path.parent)
        self._tidy_root(latest)

    def delivery(self, key: str, file_name: str, content_type: str) -> Path:  # noqa: ARG002
        """See `Files`. Name and type are for whoever sends the file."""
        target = self._root.joinpath(*parts_of(key))
        if self._is_real(target.parent):
            with suppress(FileNotFoundError):
                if stat.S_ISREG(target.lstat().st_mode):
                    return target
        raise FileNotFoundError(errno.ENOENT, "the file is gone")

    def _bring(self, path: Path, target: Path, size: int, progress: Callable[[int], None]) -> None:
        path.chmod(0o600)
        sync_file(path)
        for tries_left in reversed(range(_TRIES)):
            try:
                self._make_folders(target.parent)
                _place(path, target, size, progress)
            except FileNotFoundError:
                # Another machine removed the folder, which was empty, at this very moment.
                if not tries_left or not path.exists():
                    raise
            else:
                break
        sync_folder(target.parent)

    def _make_folders(self, folder: Path) -> None:
        for one in self._down_to(folder):
            with suppress(FileExistsError):
                one.mkdir(mode=0o700)
                sync_folder(one.parent)
            if not stat.S_ISDIR(one.lstat().st_mode):
                raise NotADirectoryError(errno.ENOTDIR, "a folder's name is taken")

    def _is_real(self, folder: Path) -> bool:
        """Whether it is there, and no link stands in for it or for a folder above it."""
        return self._real(folder) == self._down_to(folder)

    def _real(self, folder: Path) -> list[Path]:
        """The folders down to this one, as far as they are there and no link."""
        return list(takewhile(_is_folder, self._down_to(folder)))

    def _down_to(self, folder: Path) -> list[Path]:
        above = [folder, *folder.parents]
        return above[: above.index(self._root)][::-1]

    def _remove_empty(self, folder: Path) -> None:
        with suppress(OSError):  # one is not empty, or another machine was quicker
            for one in reversed(self._real(folder)):
                one.rmdir()

    def _tidy_root(self, latest: float) -> None:
        """What a check that was killed has left."""
        for entry in entries(self._root):
            status = status_of(entry)
            if status and status.st_mtime <= latest and _UNFINISHED.fullmatch(entry.name):
                Path(entry.path).unlink(missing_ok=True)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError as error:
        if error.errno not in VANISHED:
            raise
        return False


def _place(path: Path, target: Path, size: int, progress: Callable[[int], None]) -> None:
    if path.lstat().st_dev == target.parent.lstat().st_dev:
        progress(size)
        try:
            path.replace(target)
        except OSError as error:  # one disk can be mounted twice
            if error.errno != errno.EXDEV:
                raise
        else:
            return
    _copy(path, target, progress)


def _copy(path: Path, target: Path, progress: Callable[[int], None]) -> None:
    unfinished = target.with_name(_unfinished_name())
    try:
        with opened(path) as source, _new(unfinished) as copy:
            done = 0
            while piece := source.read(_PIECE):
                done += copy.write(piece)
                progress(done)
            copy.flush()
            os.fsync(copy.fileno())
        unfinished.replace(target)
    except BaseException:
        with suppress(OSError):  # tidying will find it
            unfinished.unlink(missing_ok=True)
        raise


def _new(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, _CREATE, 0o600), "wb")


def _unfinished_name() -> str:
    return f".{uuid.uuid4().hex}.part"


def _try_writing(path: Path) -> None:
    try:
        with _new(path) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    finally:
        path.unlink(missing_ok=True)
