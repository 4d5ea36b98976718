"""Every kind of link arrives whole, and leaves nothing behind."""

import hashlib
import subprocess

import pytest

from app.core.choices import AudioFormat, Choices, Quality, Subtitles
from app.core.download import DownloadState
from app.core.errors import ErrorCode
from app.engine.tools import find_ffmpeg
from tests.cloud.worker.crew import Crew
from tests.cloud.worker.desk import eventually
from tests.site import MediaSite, generated_bytes
from tests.site.catalogue import VIDEOS

SMALL = Choices(Quality.P360)


def _streams(crew: Crew, download_id: str) -> list[str]:
    """The kinds of streams in the file, as ffmpeg sees them."""
    path = crew.desk.path(crew.desk.kept(download_id)[0])
    seen = subprocess.run(
        [find_ffmpeg(), "-hide_banner", "-i", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return sorted(
        line.split(": ")[1].strip() for line in seen.stderr.splitlines() if " Stream #" in line
    )


def _is_tidy(crew: Crew) -> bool:
    return eventually(lambda: not crew.desk.in_work(), 10)


def test_a_plain_file_is_the_sites_to_the_byte(real_crew: Crew, media_site: MediaSite) -> None:
    download_id = real_crew.desk.one(media_site.url("/bytes/a-3000000.mp4"))
    found = real_crew.desk.completed(download_id)
    assert found.sha256 == hashlib.sha256(generated_bytes("a", 3_000_000)).hexdigest()
    assert (found.file_name, found.size) == ("a-3000000.mp4", 3_000_000)
    assert (found.percentage, found.error) == (100.0, None)
    assert found.ended is not None
    assert _is_tidy(real_crew)


def test_the_video_of_a_page_is_the_sites_to_the_byte(
    real_crew: Crew, media_site: MediaSite
) -> None:
    download_id = real_crew.desk.one(media_site.url("/page/open-graph/short.html"))
    found = real_crew.desk.completed(download_id)
    there = media_site.media.mp4(VIDEOS["short"], 480)
    assert found.sha256 == hashlib.sha256(there.read_bytes()).hexdigest()
    assert found.title == "Two seconds"
    assert found.file_name.startswith("Two seconds")
    assert _is_tidy(real_crew)


@pytest.mark.parametrize(
    "path",
    ["/hls/clip/master.m3u8", "/hls-split-aes/clip/master.m3u8", "/dash/clip/manifest.mpd"],
)
def test_streams_arrive_whole(real_crew: Crew, media_site: MediaSite, path: str) -> None:
    download_id = real_crew.desk.one(media_site.url(path), SMALL)
    real_crew.desk.completed(download_id)
    assert _streams(real_crew, download_id) == ["Audio", "Video"]
    assert _is_tidy(real_crew)


def test_the_sound_alone_is_converted(real_crew: Crew, media_site: MediaSite) -> None:
    mp3 = Choices(audio=AudioFormat.MP3, bitrate=64)
    download_id = real_crew.desk.one(media_site.url("/page/html5/clip.html"), mp3)
    found = real_crew.desk.completed(download_id)
    assert found.file_name.endswith(".mp3")
    assert _streams(real_crew, download_id) == ["Audio"]
    assert _is_tidy(real_crew)


def test_subtitles_lie_beside_or_inside(real_crew: Crew, media_site: MediaSite) -> None:
    url = media_site.url("/page/html5/short.html")
    beside, inside = (
        real_crew.desk.one(url, Choices(Quality.P360, subtitles=where, languages=("en", "de")))
        for where in (Subtitles.BESIDE, Subtitles.EMBEDDED)
    )
    found = real_crew.desk.completed(beside)
    assert sorted(one.suffix for one in found.beside) == ["de.vtt", "en.vtt"]
    main, *others = real_crew.desk.kept(beside)
    stem = real_crew.desk.path(main).stem
    for told, kept in zip(found.beside, others, strict=True):
        path = real_crew.desk.path(kept)
        assert path.name == f"{stem}.{told.suffix}"
        assert (told.size, told.sha256) == (kept.size, kept.sha256)
        assert f"[{told.suffix.split('.')[0]}] 0 seconds" in path.read_text()
    assert real_crew.desk.completed(inside).beside == ()
    assert _streams(real_crew, inside).count("Subtitle") == 2
    assert _is_tidy(real_crew)


def test_a_list_is_said_to_be_one(real_crew: Crew, media_site: MediaSite) -> None:
    download_id = real_crew.desk.one(media_site.url("/feed/a.rss", count=3))
    found = real_crew.desk.ended(download_id)
    assert (found.state, found.error) == (DownloadState.FAILED, ErrorCode.PLAYLIST)
    assert media_site.requests.count("/bytes/") == 0
    assert _is_tidy(real_crew)
