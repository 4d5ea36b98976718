"""Pause and cancel at every stage: how fast, what is left, and how it goes on."""

import stat
from pathlib import Path
from time import monotonic

import pytest

from app.core.choices import AudioFormat
from app.core.download import DownloadState, DownloadUpdate, Stage
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask, discard
from app.engine.options import EngineOptions
from app.engine.staging import HIDDEN_FOLDER
from app.engine.tools import find_ffmpeg
from tests.engine.conftest import MakeRequest
from tests.engine.running import (
    Running,
    digest,
    downloaded,
    elsewhere,
    eventually,
    group_members,
    is_flowing,
    is_processing,
    is_resolving,
    leased_pids,
)
from tests.site import MediaSite

SLOW = {
    "direct": ("/bytes/slow-2000000.mp4", {"rate": 800_000}),
    "hls": ("/hls/clip/master.m3u8", {"rate": 700_000, "parts": 20}),
    "aes": ("/hls-aes/clip/master.m3u8", {"rate": 700_000, "parts": 20}),
    "split": ("/hls-split/clip/master.m3u8", {"rate": 700_000, "parts": 20}),
    "dash": ("/dash/clip/manifest.mpd", {"rate": 700_000, "parts": 20}),
}


@pytest.fixture
def holding_ffmpeg(tmp_path: Path) -> Path:
    """ffmpeg that works for a minute as long as there is a file `hold` beside it."""
    program = tmp_path / "tools" / "ffmpeg"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *-bsfs*) ;; *) [ -e "{program.parent}/hold" ] && sleep 60;; esac\n'
        f'exec "{find_ffmpeg()}" "$@"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (program.parent / "hold").touch()
    return program


@pytest.mark.parametrize("kind", SLOW)
def test_a_paused_download_goes_on_to_the_same_bytes(
    pool: ChildPool, request_for: MakeRequest, folder: Path, tmp_path: Path, kind: str
) -> None:
    path, wishes = SLOW[kind]
    running = Running(pool, request_for(path, **wishes))
    running.wait(is_flowing)
    running.task.pause()
    paused = running.last()
    assert (paused.state, paused.error) == (DownloadState.PAUSED, None)
    assert 0 < (paused.progress.fraction or 0) < 1
    assert paused.progress.bytes_per_second is None
    assert any((folder / HIDDEN_FOLDER / "a").glob("*.part"))

    last = downloaded(pool, request_for(path, parts=20), run=2)
    assert last.state is DownloadState.COMPLETED, last
    undisturbed = elsewhere(request_for(path, parts=20), tmp_path / "undisturbed")
    other = downloaded(pool, undisturbed, "b")
    assert digest(folder / last.file_name) == digest(Path(undisturbed.folder) / other.file_name)


@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_fragments_without_a_count_begin_again(
    pool: ChildPool, request_for: MakeRequest, folder: Path, tmp_path: Path, damage: str
) -> None:
    path, wishes = SLOW["hls"]
    running = Running(pool, request_for(path, **wishes))
    running.wait(is_flowing)
    running.task.pause()
    assert running.last().state is DownloadState.PAUSED
    for count in (folder / HIDDEN_FOLDER / "a").glob("*.ytdl"):
        count.unlink() if damage == "missing" else count.write_bytes(b"")
    last = downloaded(pool, request_for(path, parts=20), run=2)
    undisturbed = elsewhere(request_for(path, parts=20), tmp_path / "undisturbed")
    other = downloaded(pool, undisturbed, "b")
    assert digest(folder / last.file_name) == digest(Path(undisturbed.folder) / other.file_name)


def test_what_was_fetched_is_not_fetched_again(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    request = request_for("/bytes/resumed-4000000.mp4", rate=2_000_000)
    running = Running(pool, request)
    running.wait(lambda update: (update.progress.fraction or 0) > 0.3)
    running.task.pause()
    assert running.last().state is DownloadState.PAUSED
    media_site.requests.clear()
    assert downloaded(pool, request, run=2).state is DownloadState.COMPLETED
    (resumed,) = (seen for seen in media_site.requests.of(request.url) if seen.range)
    assert resumed.status == 206
    assert resumed.sent < 3_500_000


def test_a_paused_child_is_warm_for_the_next(pool: ChildPool, request_for: MakeRequest) -> None:
    running = Running(pool, request_for("/bytes/slow-2000000.mp4", rate=500_000))
    running.wait(is_flowing)
    (pid,) = leased_pids(pool)
    begin = monotonic()
    running.task.pause()
    assert running.last().state is DownloadState.PAUSED
    assert monotonic() - begin < 1.0, "it had to be killed"
    assert eventually(lambda: pid in {child.pid for child in pool._idle})


@pytest.mark.parametrize(
    ("path", "wishes"),
    [
        ("/bytes/stalled-2000000.mp4", {"fault": "stall"}),
        ("/bytes/stalled-2000000.mp4", {"fault": "stall_body", "skip": 1}),
        ("/bytes/slow-2000000.mp4", {"rate": 800_000}),
        ("/hls-aes/clip/master.m3u8", {"rate": 700_000, "parts": 20}),
    ],
)
def test_cancel_is_over_at_once(
    pool: ChildPool,
    request_for: MakeRequest,
    media_site: MediaSite,
    folder: Path,
    path: str,
    wishes: dict[str, str | float],
) -> None:
    running = Running(pool, request_for(path, **wishes))
    if wishes.get("fault") == "stall":
        media_site.requests.wait_for(lambda requests: requests.answering(path) > 0)
        assert is_resolving(running.updates[-1])
    else:
        running.wait(is_flowing)
    (pid,) = leased_pids(pool)
    begin = monotonic()
    running.task.cancel()
    last = running.last()
    assert monotonic() - begin < 0.5  # a busy machine; it takes a few milliseconds
    assert (last.state, last.error) == (DownloadState.CANCELED, ErrorCode.CANCELED)
    assert group_members(pid) == []
    assert list(folder.iterdir()) == []


def test_pausing_a_stalled_body_takes_little_more_than_a_second(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    request = request_for("/bytes/stalled-2000000.mp4", fault="stall_body", skip=1)
    running = Running(pool, request)
    running.wait(is_flowing)
    media_site.requests.wait_for(lambda requests: requests.bytes_sent(request.url) >= 1_000_000)
    begin = monotonic()
    running.task.pause()
    assert running.last().state is DownloadState.PAUSED
    assert monotonic() - begin < 2.0


@pytest.mark.parametrize(
    ("path", "audio", "how"),
    [
        ("/dash/short/manifest.mpd", None, "cancel"),
        ("/dash/short/manifest.mpd", None, "pause"),
        ("/dash/short/manifest.mpd", AudioFormat.M4A, "pause"),
        ("/hls/short/master.m3u8", None, "pause"),
    ],
)
def test_ffmpeg_is_ended_too(
    request_for: MakeRequest,
    folder: Path,
    tmp_path: Path,
    holding_ffmpeg: Path,
    path: str,
    audio: AudioFormat | None,
    how: str,
) -> None:
    options = EngineOptions(ffmpeg=str(holding_ffmpeg), socket_timeout=4.0, tries=3)
    children = ChildPool(options)
    try:
        request = request_for(path, audio=audio)
        running = Running(children, request)
        running.wait(is_processing)
        (pid,) = leased_pids(children)
        assert eventually(lambda: len(group_members(pid)) > 1)
        begin = monotonic()
        getattr(running.task, how)()
        last = running.last()
        assert monotonic() - begin < 0.5
        assert eventually(lambda: group_members(pid) == [], limit=1.0)
        if how == "cancel":
            assert last.state is DownloadState.CANCELED
            assert list(folder.iterdir()) == []
            return
        assert last.state is DownloadState.PAUSED
        assert last.progress.stage is Stage.PROCESSING
        (holding_ffmpeg.parent / "hold").unlink()
        done = downloaded(children, request, run=2)
        assert done.state is DownloadState.COMPLETED
        undisturbed = elsewhere(request, tmp_path / "undisturbed")
        other = downloaded(children, undisturbed, "b")
        assert digest(folder / done.file_name) == digest(Path(undisturbed.folder) / other.file_name)
    finally:
        children.close()


def test_cancel_wins_over_pause(pool: ChildPool, request_for: MakeRequest, folder: Path) -> None:
    running = Running(pool, request_for("/bytes/slow-2000000.mp4", rate=500_000))
    running.wait(is_flowing)
    running.task.pause()
    running.task.cancel()
    running.task.pause()
    assert running.last().state is DownloadState.CANCELED
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("wish", "state"),
    [("pause", DownloadState.PAUSED), ("cancel", DownloadState.CANCELED)],
)
def test_a_wish_before_the_start_is_heard(
    pool: ChildPool,
    request_for: MakeRequest,
    media_site: MediaSite,
    wish: str,
    state: DownloadState,
) -> None:
    updates: list[DownloadUpdate] = []
    request = request_for("/bytes/never-1000.mp4")
    task = DownloadTask(pool, "a", 1, request, updates.append, lambda *_: None)
    getattr(task, wish)()
    task.run()
    assert updates[-1].state is state
    assert media_site.requests.count(request.url) == 0


def test_discard_removes_what_a_paused_download_left(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    request = request_for("/bytes/slow-2000000.mp4", rate=500_000)
    running = Running(pool, request)
    running.wait(is_flowing)
    running.task.pause()
    running.last()
    assert list(folder.iterdir())
    discard("a", request)
    assert list(folder.iterdir()) == []
    discard("a", request)


def test_the_pool_closing_pauses(
    engine_options: EngineOptions, request_for: MakeRequest, folder: Path
) -> None:
    children = ChildPool(engine_options)
    running = Running(children, request_for("/bytes/slow-2000000.mp4", rate=500_000))
    running.wait(is_flowing)
    pids = leased_pids(children)
    children.close()
    assert running.last().state is DownloadState.PAUSED
    assert all(group_members(pid) == [] for pid in pids)
    assert list((folder / HIDDEN_FOLDER).iterdir())
