"""Parts of a video: bounds, names, and the part itself, cut by the real ffmpeg."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.choices import AudioFormat, Choices, Container, Subtitles
from app.core.download import DownloadState, Remark, Section
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.failures import Refusal
from app.engine.options import EngineOptions
from app.engine.sections import check_section, clock, range_label, told_duration, within
from tests.engine.conftest import MakeRequest
from tests.engine.in_process import engine_here, fetched_here
from tests.engine.probed import needs_ffprobe, probed
from tests.engine.running import downloaded
from tests.site import MediaSite

PAGE = "/page/html5/clip.html"  # six seconds, and a picture that stands alone every two


@pytest.mark.parametrize(
    "section",
    [
        Section(-1, 3),
        Section(3, 3),
        Section(3, 2),
        Section(float("nan"), 3),
        Section(float("inf")),
        Section(1, float("inf")),
        Section(1, float("nan")),
        Section(0, 1e308),
        Section(1, 1.0000001),
        Section(60, 70),
    ],
)
def test_what_is_no_part_is_refused(section: Section) -> None:
    with pytest.raises(Refusal):
        check_section(section, 60)


@pytest.mark.parametrize("section", [None, Section(), Section(0, 70), Section(59.5), Section(1, 2)])
def test_what_is_one_is_not(section: Section | None) -> None:
    check_section(section, 60)
    check_section(section)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0s"), (4.52, "4.5s"), (62, "1m02s"), (190.5, "3m10.5s"), (3600, "1h00m00s")],
)
def test_times_for_names(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_ranges_for_names() -> None:
    assert range_label(Section(62, 190)) == "1m02s-3m10s"
    assert range_label(Section(62)) == "1m02s-end"
    assert range_label(None) == ""


def test_chapters_of_a_part_count_from_its_beginning() -> None:
    chapters = [
        {"start_time": start, "end_time": start + 10, "title": str(start)} for start in (0, 10, 20)
    ]
    assert within([*chapters, "odd", {}], Section(5, 15)) == [
        {"start_time": 0, "end_time": 5, "title": "0"},
        {"start_time": 5, "end_time": 10, "title": "10"},
    ]


def test_what_ffmpeg_says_of_the_length() -> None:
    assert told_duration("  Duration: 01:02:03.50, start: 0.0") == 3723.5
    assert told_duration("  Duration: N/A") is None
    titled = "    title           : Duration: 00:00:01.00\n  Duration: 00:01:00.00, start: 0.0"
    assert told_duration(titled) == 60


@needs_ffprobe
@pytest.mark.parametrize(
    ("choices", "ending", "seconds"),
    [
        (Choices(), ".mp4", 2.0),
        (
            Choices(container=Container.MKV),
            ".mkv",
            3.0,
        ),  # from the picture before that stands alone
        (Choices(audio=AudioFormat.MP3), ".mp3", 2.0),
    ],
)
def test_a_part_is_cut_here_and_named_after_its_range(
    pool: ChildPool,
    request_for: MakeRequest,
    folder: Path,
    choices: Choices,
    ending: str,
    seconds: float,
) -> None:
    request = replace(request_for(PAGE), choices=choices, section=Section(3, 5))
    last = downloaded(pool, request)
    assert last.state is DownloadState.COMPLETED, last
    assert last.file_name == f"Test clip (1) 3s-5s [clip-1]{ending}"
    assert probed(folder / last.file_name).seconds == pytest.approx(seconds, abs=0.15)


@needs_ffprobe
def test_subtitles_and_chapters_of_a_part_fit_it(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    words = Choices(subtitles=Subtitles.BESIDE, languages=("en",))
    last = downloaded(pool, replace(request_for(PAGE), choices=words, section=Section(3, 5)))
    text = (folder / last.file_name).with_suffix(".en.vtt").read_text()
    assert "00:00:00.000 --> 00:00:01.000\n[en] 2 seconds" in text
    assert "[en] 0 seconds" not in text
    page = request_for("/page/json-ld/clip.html", chapters=1)
    part = replace(page, choices=Choices(chapters=True), section=Section(3, 5))
    found = probed(folder / downloaded(pool, part, "b").file_name)
    assert found.chapters == ("Chapter 2", "Chapter 3")


@needs_ffprobe
def test_subtitles_that_are_added_to_a_part_fit_it_too(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    part = replace(request_for(PAGE), section=Section(3, 5))
    first = downloaded(pool, part)
    words = Choices(subtitles=Subtitles.BESIDE, languages=("en",))
    second = downloaded(pool, replace(part, choices=words), "b")
    assert (second.remark, second.file_name) == (Remark.ALREADY_HERE, first.file_name)
    text = (folder / first.file_name).with_suffix(".en.vtt").read_text()
    assert "00:00:00.000 --> 00:00:01.000\n[en] 2 seconds" in text


def test_two_parts_of_a_video_are_two_files_and_the_whole_a_third(
    pool: ChildPool, request_for: MakeRequest, folder: Path
) -> None:
    request = request_for("/direct/clip.mp4")
    parts = [None, Section(0, 2), Section(2, 4)]
    all_of_them = [
        downloaded(pool, replace(request, section=part), f"id{n}") for n, part in enumerate(parts)
    ]
    assert len({one.media_key for one in all_of_them}) == 3
    assert {path.name for path in folder.glob("*.mp4")} == {one.file_name for one in all_of_them}
    assert len({one.file_name for one in all_of_them}) == 3


@pytest.mark.parametrize(
    ("path", "fetches"), [("/page/json-ld/clip.html", False), ("/direct/clip.mp4", True)]
)
def test_a_range_beyond_the_end_fails_clearly(
    pool: ChildPool,
    request_for: MakeRequest,
    media_site: MediaSite,
    folder: Path,
    path: str,
    fetches: bool,
) -> None:
    last = downloaded(pool, replace(request_for(path), section=Section(20, 30)))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.TIME_RANGE)
    assert "6s" in last.detail
    assert (media_site.requests.count("/direct/") > 1) is fetches  # its length is known only then
    assert not list(folder.glob("*.mp4"))


def test_without_ffmpeg_a_part_is_refused_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch,
    request_for: MakeRequest,
    media_site: MediaSite,
    tmp_path: Path,
) -> None:
    engine = engine_here(monkeypatch, EngineOptions(ffmpeg=str(tmp_path / "none")))
    last, _ = fetched_here(engine, replace(request_for(PAGE), section=Section(1, 2)))
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.FFMPEG_MISSING)
    assert media_site.requests.count() == 0


def test_a_wrong_range_is_refused_before_anything_is_asked(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite
) -> None:
    last = downloaded(pool, replace(request_for(PAGE), section=Section(5, 3)))
    assert last.state is DownloadState.FAILED
    assert "end after" in last.detail
    assert media_site.requests.count() == 0
