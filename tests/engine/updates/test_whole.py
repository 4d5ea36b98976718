"""The whole of yt-dlp through an update, as it is released."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yt_dlp
import yt_dlp_ejs

from app.core.engine_updates import UpdateEnd
from app.engine.protocol import EngineUpdate
from app.engine.updates.shelf import Shelf
from tests.engine.updates.release_feed import NEWER, ReleaseFeed


def whole() -> dict[str, str | bytes]:
    """Everything of the installed yt-dlp and yt-dlp-ejs, under a newer version."""
    files: dict[str, str | bytes] = {}
    for package in (yt_dlp, yt_dlp_ejs):
        root = Path(str(package.__file__)).parent
        for path in root.rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                files[path.relative_to(root.parent).as_posix()] = path.read_bytes()
    version = (Path(str(yt_dlp.__file__)).parent / "version.py").read_text()
    files["yt_dlp/version.py"] = version.replace(yt_dlp.version.__version__, NEWER)
    return files


@pytest.mark.stress
def test_all_of_it_is_taken_and_stands_alone(
    looked: Callable[..., EngineUpdate], feed: ReleaseFeed, shelf: Shelf
) -> None:
    feed.offer(NEWER, whole())
    ended = looked()
    assert ended.end is UpdateEnd.UPDATED, ended.reason
    record = shelf.read()
    assert (record.version, record.solver) == (NEWER, yt_dlp_ejs.version)
    folder = Path(shelf.path(record.place))
    sources, compiled = list(folder.rglob("*.py")), list(folder.rglob("*.pyc"))
    assert len(compiled) == len(sources) > 1000
