"""Moving a file to a name that nothing has, within one file system."""

import os
import sys
from pathlib import Path


def rename_new(source: Path, target: Path) -> None:
    """Give the file its new name in one step; `FileExistsError` where something has it already.

    Nothing is ever replaced, also when others create files there at the same moment.
    """
    if sys.platform == "win32":
        source.rename(target)
        return
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:
        _claim_and_replace(source, target)
    else:
        source.unlink()


def _claim_and_replace(source: Path, target: Path) -> None:
    """For file systems without hard links: own the name first, then put the file in its place."""
    source.lstat()  # a missing source shall not leave an empty file behind
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    try:
        source.replace(target)
    except OSError:
        target.unlink()
        raise
