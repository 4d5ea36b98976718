"""The real yt-dlp in real children against the local site: what arrives, and what is told of it."""

from itertools import pairwise
from pathlib import Path

import pytest

from app.core.choices import AudioFormat, Quality
from app.core.download import DownloadRequest, DownloadState, Remark
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.staging import HIDDEN_FOLDER
from tests.engine.conftest import MakeRequest
from tests.engine.running import Running, digest, downloaded
from tests.site import MediaSite


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/direct/short-480.mp4", "MP4"),
        ("/page/json-ld/short.html", "MP4"),
        ("/page/html5/short.html", "480p MP4"),
        ("/hls/short/master.m3u8", "480p MP4"),
        ("/hls-split-aes/short/master.m3u8", "480p MP4"),
        ("/dash/short/manifest.mpd", "480p MP4"),
    ],
)
def test_every_kind_arrives(
    pool: ChildPool, request_for: MakeRequest, folder: Path, path: str, label: str
) -> None:
    running = Running(pool, request_for(path))
    last = running.last()
    assert last.state is DownloadState.COMPLETED, last
    assert last.format_label == label
    file = folder / last.file_name
    assert file.stat().st_size == last.size
    assert file.read_bytes()[4:8] == b"ftyp"
    assert [entry.name for entry in folder.iterdir() if entry.name != HIDDEN_FOLDER] == [file.name]
    assert not (folder / HIDDEN_FOLDER / last.id).exists()


def test_updates_are_whole_rising_and_honest(pool: ChildPool, request_for: MakeRequest) -> None:
    running = Running(pool, request_for("/hls-split/clip/master.m3u8", rate=1_500_000), run=7)
    last = running.last()
    *before, completed = running.updates
    assert [update.seq for update in running.updates] == list(range(1, len(running.updates) + 1))
    assert {(update.id, update.run) for update in running.updates} == {("a", 7)}
    assert {update.state for update in before} == {DownloadState.RUNNING}
    fractions = [u.progress.fraction for u in before if u.progress.fraction is not None]
    assert fractions, "never anything known"
    assert all(earlier <= later for earlier, later in pairwise(fractions))
    assert max(fractions) < 1.0
    assert completed.progress.fraction == 1.0
    assert last.title
    assert last.media_key


def test_a_page_tells_about_its_video(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    last = downloaded(pool, request_for("/page/json-ld/short.html"))
    assert last.title == "Two seconds"
    assert last.uploader == "Spool Test Channel"
    assert last.duration == 2
    assert last.thumbnail.startswith(media_site.base_url)


def test_sound_alone(pool: ChildPool, request_for: MakeRequest, folder: Path) -> None:
    request = request_for("/direct/short-480.mp4", audio=AudioFormat.MP3)
    last = downloaded(pool, request)
    assert (last.state, last.format_label) == (DownloadState.COMPLETED, "MP3"), last
    assert (folder / last.file_name).suffix == ".mp3"


def test_the_quality_is_a_limit(pool: ChildPool, request_for: MakeRequest) -> None:
    last = downloaded(pool, request_for("/hls/short/master.m3u8", quality=Quality.P360))
    assert last.format_label == "360p MP4"


def test_the_same_media_again_is_already_here(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite, folder: Path
) -> None:
    request = request_for("/bytes/twice-900000.mp4")
    first = downloaded(pool, request, "first")
    asked = media_site.requests.count()
    second = downloaded(pool, request, "second")
    assert second.state is DownloadState.COMPLETED
    assert second.remark is Remark.ALREADY_HERE
    assert second.file_name == first.file_name
    assert second.size == 900_000
    assert media_site.requests.count() - asked < asked  # looked up, not fetched
    assert len(list(folder.glob("*.mp4"))) == 1


def test_another_file_of_the_same_name_gets_a_number(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    first = downloaded(pool, request_for("/bytes/same-1000.mp4"), "first")
    other = downloaded(pool, request_for("/bytes/same-1000.mp4", rate=10_000_000), "other")
    assert other.remark is not Remark.ALREADY_HERE
    assert {first.file_name, other.file_name} == {"same-1000.mp4", "same-1000 (2).mp4"}
    assert {path.name for path in folder.glob("*.mp4")} == {first.file_name, other.file_name}


def test_a_list_is_refused_without_walking_it(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    last = downloaded(pool, request_for("/feed/long.rss", count=3_000))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.PLAYLIST)
    assert media_site.requests.count("/bytes/") == 0


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/a.mp4", "ytsearch:cats", "", "nonsense"]
)
def test_only_web_links_are_taken(pool: ChildPool, folder: Path, url: str) -> None:
    last = downloaded(pool, DownloadRequest(url=url, folder=str(folder)))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.UNSUPPORTED)
    assert list(folder.iterdir()) == []


def test_a_folder_that_vanished_is_no_permission(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    request = request_for("/bytes/a-1000.mp4")
    folder.rmdir()
    last = downloaded(pool, request)
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.NO_PERMISSION)


@pytest.mark.parametrize("odd", ["dots", "climbing", "absolute", "million", "control", "blank"])
def test_odd_titles_stay_in_the_folder(
    pool: ChildPool, request_for: MakeRequest, folder: Path, odd: str
) -> None:
    last = downloaded(pool, request_for("/page/json-ld/short.html", odd=odd))
    assert last.state is DownloadState.COMPLETED, last
    assert (folder / last.file_name).is_file()
    assert (folder / last.file_name).resolve().parent == folder.resolve()
    assert len(last.file_name.encode()) <= 255
    assert len(last.title) <= 300
    assert list(folder.parent.iterdir()) == [folder]


def test_nothing_of_one_download_reaches_the_next(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    first = downloaded(pool, request_for("/bytes/one-5000.mp4"), "one")
    second = downloaded(pool, request_for("/bytes/two-5000.mp4"), "two")
    assert first.title != second.title
    assert first.media_key != second.media_key
    assert digest(folder / first.file_name) != digest(folder / second.file_name)
