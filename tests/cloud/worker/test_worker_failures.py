"""What goes wrong: tried again where that is of use, said once where it is not."""

import hashlib
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.download import DownloadState
from app.core.errors import ErrorCode
from cloud.connections import Connections
from tests.cloud.worker.crew import Crew, crew_of
from tests.cloud.worker.desk import eventually, is_running, is_waiting
from tests.cloud.worker.processes import offspring, working_on
from tests.site import MediaSite, generated_bytes

SIZE = 1_500_000


def _sha256(name: str, size: int = SIZE) -> str:
    return hashlib.sha256(generated_bytes(name, size)).hexdigest()


@pytest.mark.parametrize(("fault", "skip"), [("500", 0), ("reset", 1)])
def test_what_passes_is_tried_again_after_a_wait_that_shows(
    crew: Crew, media_site: MediaSite, fault: str, skip: int
) -> None:
    url = media_site.url(f"/bytes/t-{SIZE}.mp4", fault=fault, times=1, skip=skip)
    download_id = crew.desk.one(url)
    found = crew.desk.completed(download_id)
    assert found.sha256 == _sha256("t")
    waits = [one for one in crew.desk.told(download_id) if is_waiting(one)]
    assert [one.error for one in waits] == [ErrorCode.NETWORK]
    assert waits[0].progress.seconds_left
    assert found.run > waits[0].run
    assert eventually(lambda: not crew.desk.in_work())


def test_there_are_no_more_tries_than_granted(
    embedded: Connections, tmp_path: Path, media_site: MediaSite
) -> None:
    with crew_of(embedded, tmp_path, TRIES="2") as crew:
        download_id = crew.desk.one(media_site.url("/bytes/n-2000.mp4", fault="503"))
        found = crew.desk.ended(download_id)
        assert (found.state, found.error) == (DownloadState.FAILED, ErrorCode.NETWORK)
        runs = {one.run for one in crew.desk.told(download_id) if one.run}
        assert len(runs) == 2
        states = [one.state for one in crew.desk.told(download_id)]
        assert states.count(DownloadState.FAILED) == 1
        assert eventually(lambda: not crew.desk.in_work())


def test_what_does_not_pass_is_asked_for_once_and_said_once(
    crew: Crew, media_site: MediaSite
) -> None:
    download_id = crew.desk.one(media_site.url("/bytes/x-2000.mp4", fault="404"))
    found = crew.desk.ended(download_id)
    assert (found.state, found.error) == (DownloadState.FAILED, ErrorCode.NOT_FOUND)
    assert media_site.requests.count("/bytes/") == 1
    told = [one for one in crew.desk.told(download_id) if one.state is DownloadState.FAILED]
    assert [one.error for one in told] == [ErrorCode.NOT_FOUND]
    assert not any(is_waiting(one) for one in crew.desk.told(download_id))
    assert eventually(lambda: not crew.desk.in_work())


def test_a_child_that_is_killed_costs_a_try_and_no_bytes(crew: Crew, media_site: MediaSite) -> None:
    download_id = crew.desk.one(media_site.url(f"/bytes/k-{SIZE}.mp4", rate=400_000))
    crew.desk.wait(download_id, lambda one: (one.progress.fraction or 0) > 0.2)
    (child,) = working_on(download_id, offspring(os.getpid()))
    os.kill(child, signal.SIGKILL)
    assert crew.desk.completed(download_id).sha256 == _sha256("k")
    told = [one for one in crew.desk.told(download_id) if one.error is ErrorCode.INTERRUPTED]
    assert {one.state for one in told} == {DownloadState.RUNNING}
    assert crew.desk.field(download_id, "tries") == "1"
    *_, last = media_site.requests.of("/bytes/")
    assert int(last.range.removeprefix("bytes=").rstrip("-")) > 0


def test_a_larger_one_than_allowed_is_ended(crew: Crew, media_site: MediaSite) -> None:
    desk = crew.desk
    with _bound(crew, bytes=SIZE // 2):
        large, unannounced, quick, small = desk.submit(
            media_site.url(f"/bytes/l-{SIZE}.mp4", rate=200_000),
            media_site.url(f"/bytes/u-{SIZE}.mp4", rate=200_000, fault="no_length"),
            media_site.url(f"/bytes/q-{SIZE}.mp4"),
            media_site.url(f"/bytes/s-{SIZE // 2}.mp4"),
        )
        for download_id in (large, unannounced, quick):
            found = desk.ended(download_id)
            assert (found.state, found.error) == (DownloadState.FAILED, ErrorCode.TOO_LARGE)
            assert desk.in_files(download_id) == []
        for name in "lu":
            assert media_site.requests.bytes_sent(f"/bytes/{name}-{SIZE}.mp4") < SIZE
        desk.completed(small)
    assert eventually(lambda: not desk.in_work())


def test_one_that_takes_longer_than_allowed_is_ended(crew: Crew, media_site: MediaSite) -> None:
    with _bound(crew, seconds=1.0):
        slow = crew.desk.one(media_site.url(f"/bytes/s-{SIZE}.mp4", rate=20_000))
        found = crew.desk.ended(slow)
    assert (found.state, found.error) == (DownloadState.FAILED, ErrorCode.TOO_LARGE)
    assert eventually(lambda: media_site.requests.answering("/bytes/") == 0)
    assert eventually(lambda: not crew.desk.in_work())


@contextmanager
def _bound(crew: Crew, **less: float) -> Iterator[None]:
    """What begins meanwhile may take no more than this."""
    before = crew.worker._tools
    bounds = replace(before.bounds, **less)  # type: ignore[arg-type]
    crew.worker._tools = replace(before, bounds=bounds)
    yield
    crew.worker._tools = before


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, check=False, capture_output=True)
    except OSError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("a small file system may not be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_work_disk_fails_its_download_alone(
    embedded: Connections, tmp_path: Path, media_site: MediaSite
) -> None:
    with (
        _small_disk(tmp_path / "small", "4m") as small,
        crew_of(embedded, tmp_path, WORK=str(small)) as crew,
    ):
        other = crew.desk.one(media_site.url(f"/bytes/s-{SIZE}.mp4", fault="stall", times=1))
        crew.desk.wait(other, is_running)
        large = crew.desk.one(media_site.url("/bytes/l-9000000.mp4", rate=4_000_000))
        _fails_for_want_of_room(crew, large)
        assert is_running(crew.desk.look(other))
        assert crew.desk.completed(other).sha256 == _sha256("s")
        assert eventually(lambda: not crew.desk.in_work())


def test_a_full_disk_for_files_fails_its_download_alone(
    embedded: Connections, tmp_path: Path, media_site: MediaSite
) -> None:
    with (
        _small_disk(tmp_path / "small", "4m") as small,
        crew_of(embedded, tmp_path, FILES=str(small)) as crew,
    ):
        large = crew.desk.one(media_site.url("/bytes/l-9000000.mp4"))
        _fails_for_want_of_room(crew, large)
        assert crew.desk.in_files() == []
        small_one = crew.desk.one(media_site.url(f"/bytes/s-{SIZE}.mp4"))
        assert crew.desk.completed(small_one).sha256 == _sha256("s")
        assert eventually(lambda: not crew.desk.in_work())


def _fails_for_want_of_room(crew: Crew, download_id: str) -> None:
    found = crew.desk.ended(download_id)
    assert (found.state, found.error) == (DownloadState.FAILED, ErrorCode.DISK_FULL)
