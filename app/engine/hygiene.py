"""What must go from a staging folder before yt-dlp may continue in it.

yt-dlp continues whatever it finds. Three kinds of leavings would make it fail or, worse, write a
damaged file and call it done: pieces of fragments, a complete `.part` that was not renamed yet,
and a fragment that was appended but not counted.
"""

import json
import os
import re
import shutil
from pathlib import Path

_PIECE = re.compile(r"\.part-Frag\d+(?:\.part)?$|\.temp\.[^.]+$")


def make_resumable(folder: Path, *, keep_fragmented: bool) -> None:
    """Leave only what yt-dlp continues soundly.

    Without `keep_fragmented`, streams that arrived in fragments begin again: nobody knows whether
    the last fragment was appended before its count was written.
    """
    for path in list(folder.iterdir()):
        if _PIECE.search(path.name):
            path.unlink()
        elif path.suffix == ".part" and not keep_fragmented:
            path.unlink()
            _counter(path).unlink(missing_ok=True)
        elif path.suffix == ".part" and not _counter(path).exists():
            _shorten(path)


def make_continuable(file: Path, *, fragmented: bool) -> None:
    """Drop what lies there of a stream, unless it came the way that it will come now.

    In fragments it goes on only where their count can be read: yt-dlp would append the first
    ones once more.
    """
    part = file.with_name(f"{file.name}.part")
    if (_count(_counter(part)) > 0) is not fragmented:
        part.unlink(missing_ok=True)
        _counter(part).unlink(missing_ok=True)


def drop_streams(folder: Path, *keep: str) -> None:
    """Empty the folder, except for what has one of these names."""
    for path in list(folder.iterdir()):
        if path.name in keep:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _counter(part: Path) -> Path:
    """Where yt-dlp counts the fragments of a stream that it has appended."""
    return part.with_suffix(".ytdl")


def _count(counter: Path) -> int:
    """How many fragments were appended; 0 where that cannot be read."""
    try:
        count = json.loads(counter.read_bytes())["downloader"]["current_fragment"]["index"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return 0
    return count if isinstance(count, int) else 0


def _shorten(part: Path) -> None:
    """Ask for one byte again: a complete `.part` would make yt-dlp ask beyond the end."""
    if size := part.stat().st_size:
        os.truncate(part, size - 1)
