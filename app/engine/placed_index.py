"""What has already been placed in a folder, remembered beside its files."""

import contextlib
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.engine.file_lock import lock

MAX_INDEX_BYTES = 1024 * 1024
"""Beyond this the older half is forgotten."""


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A name in the folder and the size the file had when it got there."""

    name: str
    size: int


class PlacedIndex:
    """Media keys and the files they became, one line each, the newest last.

    Damaged lines are passed over. Writers hold `locked`; readers need not.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, media_key: str) -> PlacedFile | None:
        """What was last remembered for the key."""
        data = self._read()
        start = data.rfind(b"\n" + _digest(media_key))
        if start < 0:
            return None
        line = data[start + 1 :].split(b"\n", 1)[0]
        return _parsed(line)

    def add(self, media_key: str, placed: PlacedFile) -> None:
        """Remember it; it is in the file when this returns."""
        line = b"%s %d %s\n" % (_digest(media_key), placed.size, json.dumps(placed.name).encode())
        data = self._read()
        if len(data) + len(line) > MAX_INDEX_BYTES:
            self._replace(data[len(data) // 2 :].split(b"\n", 1)[-1] + line)
            return
        with self._path.open("ab") as file:
            # The first newline ends a line that a killed writer left unfinished.
            file.write(line if data.endswith(b"\n") else b"\n" + line)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Only one process at a time is in here, for this index; its end frees the place.

        Without locks nothing is replaced either: at worst the very same media lies there twice.
        """
        with self._path.with_name(f"{self._path.name}.lock").open("ab") as file:
            lock(file.fileno())
            yield

    def _read(self) -> bytes:
        try:
            with self._path.open("rb") as file:
                return b"\n" + file.read(2 * MAX_INDEX_BYTES)
        except FileNotFoundError:
            return b"\n"

    def _replace(self, data: bytes) -> None:
        new = self._path.with_name(f"{self._path.name}.new")
        new.write_bytes(data)
        new.replace(self._path)


def _digest(media_key: str) -> bytes:
    return hashlib.sha256(media_key.encode(errors="backslashreplace")).hexdigest()[:32].encode()


def _parsed(line: bytes) -> PlacedFile | None:
    try:
        _, size, name = line.split(b" ", 2)
        decoded = json.loads(name)
        return PlacedFile(decoded, int(size)) if isinstance(decoded, str) else None
    except ValueError:
        return None
