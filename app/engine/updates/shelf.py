"""Where newer engines lie, and which of them is in use.

    shelf.json       what is chosen, and what is remembered; replaced in one step
    engines/<random>/<version>/   yt_dlp and yt_dlp_ejs, to be put on the path

A folder counts only once `shelf.json` names it, which is the last thing that is done. So nothing
that is half there is ever used, whatever ends whoever is at it.
"""

import contextlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.core import wire
from app.core.text_file import read_bytes
from app.engine import file_lock
from app.engine.chosen_engine import is_newer, version_of
from app.engine.durable import sync_folder

log = logging.getLogger(__name__)

_MOST_BYTES = 64 * 1024
_MOST_BAD = 20


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept. Places are relative to the folder of the engines; empty is the bundled one."""

    place: str = ""  # of the one in use
    before: str = ""  # of the one that was in use before, and did work
    solver: str = ""  # the yt-dlp-ejs beside the one in use
    solver_before: str = ""
    verified: str = ""  # the newest version whose signature was ever good
    bad: tuple[str, ...] = ()  # versions that did not work here
    declined: str = ""  # the version a person went back from
    looked: float = 0.0  # when the feed last answered, in seconds since the epoch

    @property
    def version(self) -> str:
        return version_of(self.place)

    def switched(self, place: str, solver: str) -> "Record":
        """With this one in use."""
        return replace(
            self,
            place=place,
            solver=solver,
            before=self.place,
            solver_before=self.solver,
            bad=tuple(one for one in self.bad if one != version_of(place)),
            declined="",
        )

    def with_bad(self, version: str) -> "Record":
        """With this version among those that did not work here."""
        others = tuple(one for one in self.bad if one != version)
        return replace(self, bad=(*others, version)[-_MOST_BAD:])

    def rolled_back(self) -> "Record":
        """With the one before in use, and the one that is marked as bad."""
        marked = self.with_bad(self.version)
        return replace(
            marked, place=self.before, solver=self.solver_before, before="", solver_before=""
        )

    def gone_back(self) -> "Record":
        """With the bundled one in use, since a person wants it so."""
        return replace(
            self, place="", before="", solver="", solver_before="", declined=self.version
        )


class Shelf:
    """The folder, for any process of this person. Everything here may block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._file = folder / "shelf.json"
        self._engines = folder / "engines"

    def read(self) -> Record:
        """What is kept; where that cannot be read, nothing is, and the bundled one is used."""
        try:
            return self._read()
        except OSError as error:
            log.warning("it cannot be read which engine is chosen: %s", error)
            return Record()

    def engine(self, record: Record, bundled: str) -> str:
        """The folder of the one in use; empty for the bundled one, also where that is newer."""
        return self.path(record.place) if is_newer(record.version, bundled) else ""

    def path(self, place: str) -> str:
        """The whole path of a place that is there; empty where there is none."""
        folder = self._engines / place
        return str(folder) if place and (folder / "yt_dlp").is_dir() else ""

    def change(self, change: Callable[[Record], Record]) -> Record:
        """Read, change and write it in one step, also beside other processes. Raises `OSError`.

        What cannot be read at the moment is not written over either.
        """
        with _locked(self.folder / "shelf.lock"):
            record = self._read()
            changed = change(record)
            if changed != record:
                self._write(changed)
            return changed

    @contextmanager
    def updating(self) -> Iterator[bool]:
        """Whether it is ours to update; nobody else does so meanwhile. The end of us frees it."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self.folder / "updating.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            is_ours = file_lock.try_lock(descriptor)
            yield is_ours
            if is_ours:
                file_lock.unlock(descriptor)
        finally:
            os.close(descriptor)

    def room(self, version: str) -> Path:
        """A new, empty folder for a version. Raises `OSError`."""
        self._engines.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder = Path(tempfile.mkdtemp(dir=self._engines)) / version
        folder.mkdir()
        return folder

    def place_of(self, folder: Path) -> str:
        """What a record says of a folder that `room` has made."""
        return folder.relative_to(self._engines).as_posix()

    def tidy(self) -> None:
        """Remove what no record names. For who is `updating`: what others unpack is not named."""
        with contextlib.suppress(OSError):
            record = self._read()
            kept = {Path(place).parts[0] for place in (record.place, record.before) if place}
            for folder in self._engines.iterdir():
                if folder.name not in kept:
                    shutil.rmtree(folder, ignore_errors=True)

    def _read(self) -> Record:
        try:
            record = wire.from_json(Record, read_bytes(self._file, _MOST_BYTES).data)
        except FileNotFoundError:
            return Record()
        except ValueError as error:
            log.warning("what is kept of the engines is damaged: %s", error)
            return Record()
        return record if _is_place(record.place) and _is_place(record.before) else Record()

    def _write(self, record: Record) -> None:
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".shelf.", delete=False) as file:
            written = Path(file.name)
            try:
                file.write(wire.to_line(record))
                file.flush()
                os.fsync(file.fileno())
                file.close()
                written.replace(self._file)
            except BaseException:
                file.close()
                written.unlink(missing_ok=True)
                raise
        sync_folder(self.folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        file_lock.lock(descriptor)
        yield
        file_lock.unlock(descriptor)
    finally:
        os.close(descriptor)


def _is_place(place: str) -> bool:
    """Whether it can be one of ours: a file that a person edits leads to no other folder."""
    parts = Path(place).parts
    return not place or (len(parts) == 2 and not Path(place).anchor and ".." not in parts)
