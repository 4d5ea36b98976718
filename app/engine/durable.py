"""Having what was written reach the disk, so that it outlives a loss of power."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def sync_file(path: Path) -> None:
    """The file's content is on the disk when this returns."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """The names in the folder are on the disk when this returns, where the system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some file systems refuse it for folders
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
