"""What was downloaded before is not downloaded again, unless a person wants it."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.download import DownloadRequest, DownloadState, Remark
from app.core.executor import Archive
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, is_flowing
from tests.site import MediaSite


@pytest.fixture
def asked() -> list[str]:
    """The keys the archive was asked for."""
    return []


@pytest.fixture
def everything(asked: list[str]) -> Archive:
    """An archive that knows whatever it is asked for."""

    def knows(key: str) -> bool:
        asked.append(key)
        return True

    return knows


def test_what_the_archive_knows_is_skipped(
    pool: ChildPool,
    request_for: MakeRequest,
    media_site: MediaSite,
    folder: Path,
    everything: Archive,
    asked: list[str],
) -> None:
    last = Running(pool, request_for("/page/html5/short.html"), archive=everything).last()
    assert (last.state, last.remark, last.error) == (
        DownloadState.COMPLETED,
        Remark.SKIPPED,
        None,
    )
    assert (last.file_name, last.size, last.progress.fraction) == ("", None, 1.0)
    assert last.title.startswith("Two seconds")
    assert asked == [last.media_key]
    assert list(folder.iterdir()) == []
    assert media_site.requests.count("/direct/") == 0


def test_a_person_may_want_it_again(
    pool: ChildPool, request_for: MakeRequest, folder: Path, everything: Archive, asked: list[str]
) -> None:
    request = replace(request_for("/bytes/again-9000.mp4"), again=True)
    last = Running(pool, request, archive=everything).last()
    assert (last.state, last.remark) == (DownloadState.COMPLETED, None)
    assert (folder / last.file_name).stat().st_size == 9000
    assert asked == []


def test_a_file_that_is_still_there_is_named(
    pool: ChildPool, request_for: MakeRequest, everything: Archive, asked: list[str]
) -> None:
    request = request_for("/bytes/here-9000.mp4")
    first = Running(pool, request).last()
    second = Running(pool, request, "b", archive=everything).last()
    assert (second.remark, second.file_name) == (Remark.ALREADY_HERE, first.file_name)
    assert asked == []


def test_an_archive_that_fails_skips_nothing(
    pool: ChildPool, request_for: MakeRequest, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_key: str) -> bool:
        raise OSError("the disk is gone")

    last = Running(pool, request_for("/bytes/broken-9000.mp4"), archive=broken).last()
    assert (last.state, last.remark) == (DownloadState.COMPLETED, None)
    assert "the archive cannot be asked" in caplog.text


def test_what_was_fetched_by_half_goes_on(
    pool: ChildPool, request_for: MakeRequest, asked: list[str]
) -> None:
    def knows_nothing(key: str) -> bool:
        asked.append(key)
        return False

    request = request_for("/bytes/half-900000.mp4", rate=600_000)
    first = Running(pool, request, archive=knows_nothing)
    first.wait(is_flowing)
    first.task.pause()
    assert first.last().state is DownloadState.PAUSED
    last = Running(pool, request, run=2, archive=knows_nothing).last()
    assert (last.state, last.size) == (DownloadState.COMPLETED, 900_000)
    assert asked == [last.media_key] * 2


def test_a_pause_while_the_archive_thinks(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite, folder: Path
) -> None:
    is_asked, may_answer = threading.Event(), threading.Event()

    def slow(_key: str) -> bool:
        is_asked.set()
        return may_answer.wait(20)

    running = Running(pool, request_for("/page/html5/short.html"), archive=slow)
    assert is_asked.wait(20)
    running.task.pause()
    may_answer.set()
    last = running.last()
    assert last.state in (DownloadState.PAUSED, DownloadState.COMPLETED)
    assert [path for path in folder.iterdir() if not path.name.startswith(".")] == []
    assert media_site.requests.count("/direct/") == 0


@pytest.fixture
def impatient(engine_options: EngineOptions) -> Iterator[ChildPool]:
    own = ChildPool(replace(engine_options, socket_timeout=1.0))  # silence is 3 s
    yield own
    own.close()


def test_an_archive_that_takes_its_time_is_waited_for(
    impatient: ChildPool, media_site: MediaSite, folder: Path
) -> None:
    def slow(_key: str) -> bool:
        threading.Event().wait(3.2)
        return True

    request = DownloadRequest(media_site.url("/bytes/slow-9000.mp4"), folder=str(folder))
    running = Running(impatient, request, archive=slow)
    assert running.last().remark is Remark.SKIPPED
    assert not any(update.error for update in running.updates)
