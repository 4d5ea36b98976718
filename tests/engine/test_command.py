"""The command that fetches the same, as yt-dlp itself reads it."""

import shlex
from typing import Any

import pytest
import yt_dlp

from app.core.choices import AudioFormat, Choices, Container, Quality, Sponsors, Subtitles
from app.core.download import DownloadRequest, Section
from app.engine.command import command_line

LINK = "http://a.example/watch?v=1"


def read(request: DownloadRequest) -> dict[str, Any]:
    """The parameters yt-dlp takes out of the request's command."""
    _, *arguments = shlex.split(command_line(request))
    parsed = yt_dlp.parse_options(["--ignore-config", *arguments])
    assert parsed.urls == [LINK]
    found: dict[str, Any] = parsed.ydl_opts
    return found


def steps(request: DownloadRequest) -> list[str]:
    return [one["key"] for one in read(request)["postprocessors"] if one["key"] != "FFmpegConcat"]


def test_everything_at_once() -> None:
    choices = Choices(
        quality=Quality.P720,
        container=Container.MKV,
        subtitles=Subtitles.EMBEDDED,
        languages=("en", "pt-BR"),
        automatic_subtitles=True,
        chapters=True,
        tags=True,
        cover=True,
        sponsors=Sponsors.REMOVE,
    )
    request = DownloadRequest(LINK, choices, section=Section(62, 70.5))
    found = read(request)
    assert found["merge_output_format"] == "mkv"
    assert found["subtitleslangs"] == ["en", "pt-BR"]
    assert found["writeautomaticsub"] is True
    assert found["writethumbnail"] is True
    assert found["download_ranges"] is not None
    assert set(steps(request)) == {
        *("SponsorBlock", "FFmpegSubtitlesConvertor", "FFmpegThumbnailsConvertor"),
        *("FFmpegVideoRemuxer", "FFmpegEmbedSubtitle", "ModifyChapters", "FFmpegMetadata"),
        "EmbedThumbnail",
    }


def test_nothing_but_what_was_chosen() -> None:
    assert steps(DownloadRequest(LINK)) == []
    assert steps(DownloadRequest(LINK, Choices(chapters=True))) == ["FFmpegMetadata"]
    assert steps(DownloadRequest(LINK, Choices(cover=True)))[-1] == "EmbedThumbnail"


@pytest.mark.parametrize(("tags", "chapters"), [(True, False), (False, True), (True, True)])
def test_tags_and_chapters_apart(tags: bool, chapters: bool) -> None:
    found = read(DownloadRequest(LINK, Choices(tags=tags, chapters=chapters)))
    (step,) = (one for one in found["postprocessors"] if one["key"] == "FFmpegMetadata")
    assert (step["add_metadata"] or False, step["add_chapters"]) == (tags, chapters)


def test_sound_with_a_bitrate() -> None:
    found = read(DownloadRequest(LINK, Choices(audio=AudioFormat.MP3, bitrate=192)))
    assert found["postprocessors"][0]["preferredquality"] == "192"


def test_subtitles_beside() -> None:
    found = read(DownloadRequest(LINK, Choices(subtitles=Subtitles.BESIDE)))
    assert found["writesubtitles"] is True
    assert "FFmpegEmbedSubtitle" not in [one["key"] for one in found["postprocessors"]]


def test_an_odd_format_id_stays_one_word() -> None:
    found = read(DownloadRequest(LINK, format="a\"b'c"))
    assert r"""format_id="a\"b'c""" in found["format"]


def test_names() -> None:
    request = DownloadRequest(
        LINK,
        naming="{uploader}/100% {title} {list} {number}",
        list_title="50%(x)s",
        list_number=2,
    )
    template = read(request)["outtmpl"]["default"]
    with yt_dlp.YoutubeDL({"quiet": True}) as engine:
        name = engine.evaluate_outtmpl(template, {"title": "T", "uploader": "U", "ext": "mp4"})
    assert name == "U/100% T 50%(x)s 02.mp4"


def test_a_range_without_end() -> None:
    assert "*62-inf" in command_line(DownloadRequest(LINK, section=Section(62)))
