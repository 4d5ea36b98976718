"""A child, or the whole application, killed at every stage: nothing is lost, nothing is corrupt."""

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from app.core.download import Activity, DownloadState, Remark
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.child_process import Child
from app.engine.options import EngineOptions
from app.engine.staging import HIDDEN_FOLDER
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
    leased_pids,
)
from tests.site import MediaSite
from tests.site.request_log import RequestLog

BODIES = {
    "direct": ("/bytes/killed-1500000.mp4", {"rate": 1_000_000}),
    "hls": ("/hls-aes/clip/master.m3u8", {"rate": 1_000_000, "parts": 20}),
    "dash": ("/dash/clip/manifest.mpd", {"rate": 1_000_000, "parts": 20}),
}


@pytest.mark.parametrize("kind", BODIES)
def test_a_child_that_dies_is_replaced_once(
    pool: ChildPool, request_for: MakeRequest, folder: Path, tmp_path: Path, kind: str
) -> None:
    path, wishes = BODIES[kind]
    running = Running(pool, request_for(path, **wishes))
    running.wait(is_flowing)
    running.kill_child()
    last = running.last()
    assert last.state is DownloadState.COMPLETED, last
    undisturbed = elsewhere(request_for(path, parts=20), tmp_path / "undisturbed")
    other = downloaded(pool, undisturbed, "b")
    assert digest(folder / last.file_name) == digest(Path(undisturbed.folder) / other.file_name)


def _has_asked(path: str, times: int, log: RequestLog) -> bool:
    return log.count(path) >= times


def test_a_child_that_dies_twice_fails_its_download_only(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    bystander = Running(pool, request_for("/bytes/bystander-1500000.mp4", rate=300_000), "b")
    bystander.wait(is_flowing)
    others = set(leased_pids(pool))
    running = Running(pool, request_for("/bytes/killed-1500000.mp4", fault="stall"), "a")
    for _ in range(2):
        # By then it has begun; before, its death would not be the job's. One child may ask twice.
        asked = media_site.requests.count("/bytes/killed-1500000.mp4")
        media_site.requests.wait_for(partial(_has_asked, "/bytes/killed-1500000.mp4", asked + 1))
        (pid,) = set(leased_pids(pool)) - others
        os.kill(pid, signal.SIGKILL)
        others.add(pid)
    last = running.last()
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.INTERRUPTED)
    assert bystander.last().state is DownloadState.COMPLETED


def test_killed_while_it_resolves(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    request = request_for("/bytes/resolving-1000.mp4", fault="stall", times=1)
    running = Running(pool, request)
    media_site.requests.wait_for(lambda requests: requests.answering(request.url) > 0)
    running.kill_child()
    assert running.last().state is DownloadState.COMPLETED


def test_killed_while_it_merges(pool: ChildPool, request_for: MakeRequest, folder: Path) -> None:
    running = Running(pool, request_for("/dash/clip/manifest.mpd"))
    running.wait(is_processing)
    running.kill_child()
    last = running.last()
    assert last.state is DownloadState.COMPLETED, last
    assert [file.name for file in folder.glob("*.mp4")] == [last.file_name]


def test_killed_after_the_move_and_before_the_report(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    request = request_for("/bytes/moved-90000.mp4")
    first = downloaded(pool, request, "a")
    # As a kill at that moment leaves it: the file is in its place, the download has not ended.
    (folder / HIDDEN_FOLDER / "a").mkdir()
    again = downloaded(pool, request, "a", run=2)
    assert (again.state, again.remark) == (DownloadState.COMPLETED, Remark.ALREADY_HERE)
    assert [file.name for file in folder.glob("*.mp4")] == [first.file_name]


def test_killed_in_mid_body_and_resumed_in_another_run(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite, folder: Path
) -> None:
    request = request_for("/bytes/run-1500000.mp4", rate=700_000)
    running = Running(pool, request)
    running.wait(lambda update: (update.progress.fraction or 0) > 0.3)
    running.task.pause()
    running.last()
    # Uncontrolled, as far as the next run can see.
    state = folder / HIDDEN_FOLDER / "a" / ".state"
    state.write_text(state.read_text().replace('"running":false', '"running":true'))
    media_site.requests.clear()
    last = downloaded(pool, request, run=2)
    assert last.state is DownloadState.COMPLETED
    assert any(seen.status == 206 for seen in media_site.requests.of(request.url))


def test_a_child_that_falls_silent_is_replaced(request_for: MakeRequest) -> None:
    children = ChildPool(EngineOptions(socket_timeout=1.0))
    try:
        running = Running(children, request_for("/bytes/silent-1500000.mp4", rate=300_000))
        running.wait(is_flowing)
        (pid,) = leased_pids(children)
        os.kill(pid, signal.SIGSTOP)
        running.wait(lambda update: update.progress.activity is Activity.WAITING)
        waiting = next(u for u in running.updates if u.progress.activity is Activity.WAITING)
        assert waiting.error is ErrorCode.TIMEOUT
        assert eventually(lambda: group_members(pid) == [])
        running.task.cancel()
        assert running.last().state is DownloadState.CANCELED
    finally:
        children.close()


PARENT = """
import sys, threading
from app.core.download import DownloadRequest
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask
from app.engine.options import EngineOptions
from app.engine.tools import find_ffmpeg

def told(update):
    fraction = update.progress.fraction or 0
    print(update.state, pool._leased and next(iter(pool._leased)).pid, fraction, flush=True)

if __name__ == "__main__":
    url, folder = sys.argv[1:]
    pool = ChildPool(EngineOptions(ffmpeg=find_ffmpeg(), socket_timeout=4.0))
    request = DownloadRequest(url=url, folder=folder)
    DownloadTask(pool, "a", 1, request, told, lambda *_: None).run()
"""


def application_for(url: str, folder: Path) -> "subprocess.Popen[str]":
    """Another process that downloads, to be killed."""
    return subprocess.Popen(
        [sys.executable, "-c", PARENT, url, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def test_nothing_outlives_a_killed_application(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    request = request_for("/bytes/orphan-1500000.mp4", rate=700_000)
    with application_for(request.url, folder) as application:
        assert application.stdout is not None
        for line in application.stdout:
            _, pid, fraction = line.split()
            if float(fraction) > 0.02:
                break
        application.kill()
    assert eventually(lambda: group_members(int(pid)) == [], limit=5.0)
    last = downloaded(pool, request, run=2)
    assert last.state is DownloadState.COMPLETED


def test_a_live_recording_ends_with_its_application(media_site: MediaSite, folder: Path) -> None:
    url = media_site.base_url + "/hls/clip/master.m3u8?live=1"
    with application_for(url, folder) as application:
        assert application.stdout is not None
        pid = 0
        for line in application.stdout:
            pid = int(line.split()[1]) if line.split()[1].isdecimal() else 0
            if pid:
                break
        assert eventually(lambda: len(group_members(pid)) > 1), "ffmpeg did not start"
        application.kill()
    assert eventually(lambda: group_members(pid) == [], limit=5.0)


def test_children_are_seen_to_end() -> None:
    gone = []
    child = Child(
        (sys.executable, "-m", "app.engine.child"),
        EngineOptions(),
        lambda child: gone.append(child.is_gone),
    )
    child.retire()
    assert child.join(30)
    assert child.is_gone
    assert gone[-1] is True
