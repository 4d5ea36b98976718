"""A release's file: what is in it, without running any of it, and how it is unpacked."""

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.core.engine_updates import UpdateEnd
from app.engine.chosen_engine import bundled_solver
from app.engine.durable import sync_file, sync_folder
from app.engine.updates.refused import NoUpdate

MOST_FILES = 10_000
MOST_BYTES = 200_000_000
"""Unpacked: several times what it comes to today."""

_PACKAGES = ("yt_dlp", "yt_dlp_ejs")
_PART = re.compile(r"\w[\w.-]*|\.\w[\w.-]*", re.ASCII)
_VERSION = re.compile(r"^__version__\s*=\s*['\"]([\d.]+)['\"]", re.MULTILINE)
_SOLVER = re.compile(r"^(?:__version__\s*=\s*)?version\s*=\s*['\"]([\d.]+)['\"]", re.MULTILINE)
_WANTED = re.compile(r"^VERSION\s*=\s*['\"]([\d.]+)['\"]", re.MULTILINE)

_OF_ENGINE = "yt_dlp/version.py"
_OF_SOLVER = "yt_dlp_ejs/_version.py"
_OF_WANTED = "yt_dlp/extractor/youtube/jsc/_builtin/vendor/_info.py"


@dataclass(frozen=True, slots=True)
class Contents:
    """What an engine says of itself."""

    version: str
    solver: str  # the yt-dlp-ejs that comes with it; empty: none does


class ArchiveFile:
    """A zip file in memory, whose every name is looked at before anything is done with it."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._members = {one.filename: one for one in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise _damaged(type(error).__name__) from None
        self._check()

    def contents(self) -> Contents:
        """Its versions. `NoUpdate` where it has none, or not the yt-dlp-ejs it would want."""
        version, solver = self._found(_OF_ENGINE, _VERSION), self._found(_OF_SOLVER, _SOLVER)
        wanted, there = self._found(_OF_WANTED, _WANTED), solver or bundled_solver()
        if not version:
            raise _damaged("it does not tell its version")
        # As yt-dlp compares them: the last number does not count.
        if wanted and wanted.split(".")[:2] != there.split(".")[:2]:
            raise NoUpdate(UpdateEnd.BROKEN, "it lacks the yt-dlp-ejs it wants")
        return Contents(version, solver)

    def unpack(self, folder: Path, check: Callable[[], None]) -> None:
        """Write its packages there, to the disk; nothing else of it. Raises `OSError`."""
        folders = {folder}
        for member in self._wanted():
            check()
            path = folder / member.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._read(member))
            sync_file(path)
            folders.add(path.parent)
        for one in folders:
            sync_folder(one)

    def _check(self) -> None:
        members = self._zip.infolist()
        names = {one.filename.rstrip("/").casefold() for one in members}
        if len(members) > MOST_FILES or len(names) != len(members):
            raise _damaged("too many files, or two of one name")
        if sum(one.file_size for one in members) > MOST_BYTES:
            raise _damaged("it is far too large")
        if not all(map(_is_plain, members)):
            raise _damaged("it has files that are none of its own")

    def _wanted(self) -> Iterator[zipfile.ZipInfo]:
        for member in self._members.values():
            parts = PurePosixPath(member.filename).parts
            if len(parts) > 1 and parts[0] in _PACKAGES and not member.is_dir():
                yield member

    def _found(self, name: str, pattern: re.Pattern[str]) -> str:
        if (member := self._members.get(name)) is None:
            return ""
        found = pattern.search(self._read(member).decode(errors="replace"))
        return found[1] if found else ""

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(member)  # never more than it has said, which was added up
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
            raise _damaged(type(error).__name__) from None
        except Exception as error:  # the decompressors have errors of their own
            if isinstance(error, (OSError, MemoryError)):
                raise
            raise _damaged(type(error).__name__) from None


def _is_plain(member: zipfile.ZipInfo) -> bool:
    """Whether it is a file or a folder with a name that stays below where it is put."""
    name = member.filename.rstrip("/") if member.is_dir() else member.filename
    kind = stat.S_IFMT(member.external_attr >> 16)
    # `orig_filename` also has what the other was cleaned of: a zero, or another system's slashes.
    return (
        member.orig_filename == member.filename
        and kind in (0, stat.S_IFREG, stat.S_IFDIR)
        and all(_PART.fullmatch(part) for part in name.split("/"))
    )


def _damaged(reason: str) -> NoUpdate:
    return NoUpdate(UpdateEnd.DAMAGED, reason)
