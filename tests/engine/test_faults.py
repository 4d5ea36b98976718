"""Every fault of the site, and the code it must give."""

from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from app.core.download import Activity, DownloadRequest, DownloadState
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, digest, downloaded, elsewhere
from tests.site import MediaSite

FILE = "/bytes/fault-300000.mp4"


@pytest.mark.parametrize(
    ("path", "fault", "code"),
    [
        (FILE, "401", ErrorCode.LOGIN_NEEDED),
        (FILE, "403", ErrorCode.FORBIDDEN),
        (FILE, "404", ErrorCode.NOT_FOUND),
        (FILE, "410", ErrorCode.NOT_FOUND),
        (FILE, "451", ErrorCode.GEO_BLOCKED),
        (FILE, "loop", ErrorCode.UNSUPPORTED),
        (FILE, "json", ErrorCode.UNSUPPORTED),
        ("/page/empty", "", ErrorCode.UNSUPPORTED),
        ("/page/login", "", ErrorCode.LOGIN_NEEDED),
        ("/feed/videos.rss", "", ErrorCode.PLAYLIST),
    ],
)
def test_what_is_permanent_fails_at_once(
    pool: ChildPool, request_for: MakeRequest, path: str, fault: str, code: ErrorCode, folder: Path
) -> None:
    running = Running(pool, request_for(path, **({"fault": fault} if fault else {})))
    last = running.last()
    assert (last.state, last.error) == (DownloadState.FAILED, code)
    assert last.detail
    assert not code.is_transient
    assert all(update.progress.activity is not Activity.WAITING for update in running.updates)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("500", ErrorCode.NETWORK),
        ("429", ErrorCode.RATE_LIMITED),
        ("hang_up", ErrorCode.NETWORK),
        ("reset", ErrorCode.NETWORK),
        ("truncate", ErrorCode.NETWORK),
        ("wrong_length", ErrorCode.NETWORK),
    ],
)
def test_what_may_pass_is_tried_as_often_as_granted(
    pool: ChildPool, request_for: MakeRequest, fault: str, code: ErrorCode
) -> None:
    running = Running(pool, request_for(FILE, fault=fault))
    last = running.last()
    assert (last.state, last.error) == (DownloadState.FAILED, code), last
    assert code.is_transient
    waits = [u for u in running.updates if u.progress.activity is Activity.WAITING]
    assert waits
    assert {update.error for update in waits} == {code}
    assert all((update.progress.seconds_left or 0) > 0 for update in waits)
    were_waiting = [u.progress.activity is Activity.WAITING for u in running.updates]
    assert list(pairwise(were_waiting)).count((False, True)) == pool.options.tries - 1


@pytest.mark.parametrize(
    ("path", "wishes"),
    [
        (FILE, {"fault": "500", "times": 1}),
        (FILE, {"fault": "503", "times": 1, "retry_after": "1"}),
        (FILE, {"fault": "reset", "times": 1, "skip": 1}),
        (FILE, {"fault": "truncate", "times": 1, "skip": 1}),
        (FILE, {"fault": "no_range,truncate", "times": 1, "skip": 1}),
        (FILE, {"fault": "no_length"}),
        ("/hls/short/master.m3u8", {"media_fault": "500", "media_times": 1}),
        ("/dash/short/manifest.mpd", {"media_fault": "reset", "media_times": 1}),
    ],
)
def test_what_passes_leaves_no_mark(
    pool: ChildPool,
    request_for: MakeRequest,
    folder: Path,
    tmp_path: Path,
    path: str,
    wishes: dict[str, str | float],
) -> None:
    last = downloaded(pool, request_for(path, **wishes))
    assert last.state is DownloadState.COMPLETED, last
    assert last.error is None
    undisturbed = elsewhere(request_for(path), tmp_path / "undisturbed")
    other = downloaded(pool, undisturbed, "undisturbed")
    assert digest(folder / last.file_name) == digest(Path(undisturbed.folder) / other.file_name)


def test_a_stalled_server_is_a_timeout(pool: ChildPool, request_for: MakeRequest) -> None:
    running = Running(pool, request_for(FILE, fault="stall"))
    waiting = running.wait(lambda update: update.progress.activity is Activity.WAITING)
    assert waiting.error is ErrorCode.TIMEOUT
    running.task.cancel()
    assert running.last().state is DownloadState.CANCELED


def test_retry_after_is_honoured(pool: ChildPool, request_for: MakeRequest) -> None:
    begin = monotonic()
    running = Running(pool, request_for(FILE, fault="429", times=1, retry_after="3"))
    assert running.last().state is DownloadState.COMPLETED
    assert monotonic() - begin >= 3


def test_nobody_waits_for_an_hour(pool: ChildPool, request_for: MakeRequest) -> None:
    running = Running(pool, request_for(FILE, fault="429", retry_after="3600"))
    last = running.last()
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.RATE_LIMITED)
    assert all(update.progress.activity is not Activity.WAITING for update in running.updates)


def test_forbidden_media_are_looked_up_once_more(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    page = "/page/open-graph/short.html"
    last = downloaded(pool, request_for(page, media_fault="403"))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.FORBIDDEN)
    assert media_site.requests.count(page) == 2
    again = downloaded(pool, request_for(page, media_fault="403", media_times=1), "again")
    assert again.state is DownloadState.COMPLETED


@pytest.mark.parametrize(
    ("wish", "state"),
    [("pause", DownloadState.PAUSED), ("cancel", DownloadState.CANCELED)],
)
def test_a_wait_ends_at_once(
    pool: ChildPool, request_for: MakeRequest, wish: str, state: DownloadState
) -> None:
    running = Running(pool, request_for(FILE, fault="429", retry_after="120"))
    running.wait(lambda update: update.progress.activity is Activity.WAITING)
    begin = monotonic()
    getattr(running.task, wish)()
    last = running.last()
    assert monotonic() - begin < 1
    assert last.state is state


def test_a_protected_stream_is_drm(pool: ChildPool, media_site: MediaSite, folder: Path) -> None:
    url = media_site.base_url + "/hls/short/master.m3u8?drm=1"
    last = downloaded(pool, DownloadRequest(url=url, folder=str(folder)))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.DRM)
