"""Places for finished files, each with a look at all that really lies there."""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from cloud.files import Files

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Files, their configuration, and everything that lies there, unfinished or not."""

    files: Files
    environment: dict[str, str]
    everything: Callable[[], list[str]]


def below(root: Path) -> list[str]:
    """All files, links and folders."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


@contextmanager
def other_disk(near: Path) -> Iterator[Path]:
    """A folder on another file system than this one."""
    memory = Path("/dev/shm")
    if memory.is_dir() and memory.stat().st_dev != near.stat().st_dev:
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            yield Path(folder)
        return
    with small_disk(near, 100) as folder:
        yield folder


@contextmanager
def small_disk(near: Path, megabytes: int, *options: str) -> Iterator[Path]:
    """A disk with hardly any room, or none that can be written."""
    folder = near / "disk"
    folder.mkdir()
    choices = ",".join([f"size={megabytes}m", *options])
    command = ["mount", "-t", "tmpfs", "-o", choices, "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True, capture_output=True)


def written(path: Path, size: int) -> Path:
    """A local file of bytes that do not repeat."""
    path.write_bytes(os.urandom(size))
    return path
