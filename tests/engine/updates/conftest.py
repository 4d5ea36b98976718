"""A feed, a shelf, and jobs for the two."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.engine.options import EngineOptions
from app.engine.protocol import EngineJob, EngineUpdate
from app.engine.updates.shelf import Shelf
from tests.engine.updates.looking import look
from tests.engine.updates.release_feed import KEY, ReleaseFeed, serving

Look = Callable[..., EngineUpdate]


@pytest.fixture
def feed() -> Iterator[ReleaseFeed]:
    with serving(ReleaseFeed()) as feed:
        yield feed


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "data" / "engine")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The public half of the feed's key."""
    path = tmp_path / "key.asc"
    path.write_text(str(KEY.extract_certificate()))
    return path


@pytest.fixture
def job(feed: ReleaseFeed, shelf: Shelf, key: Path) -> EngineJob:
    """A look at the feed."""
    return EngineJob(str(shelf.folder), str(key), feed.address)


@pytest.fixture
def looked(job: EngineJob) -> Callable[..., EngineUpdate]:
    """Does the job in this process, and tells how it ended."""

    def do(options: EngineOptions | None = None, *, by_hand: bool = False) -> EngineUpdate:
        return look(job, options, by_hand=by_hand)[-1]

    return do
