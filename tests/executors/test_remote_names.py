"""What the service's files are called here, whatever the service says."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest

from app.core.choices import AudioFormat, Choices, Container
from app.core.download import DownloadRequest, DownloadState
from app.core.remote import BesideFile, RemoteDownload
from app.engine import media
from app.engine.staging import is_within
from app.executors.remote_names import file_key, is_fit, placed_name

REMOTE = RemoteDownload(
    "r",
    1,
    1,
    DownloadState.COMPLETED,
    title="A film",
    uploader="Somebody",
    media_key="Site x1 137+140",
    format_label="1080p MP4",
    file_name="A film [x1].mp4",
    url="https://www.example.org/watch/x1",
    sha256="0" * 64,
)


def name(naming: str = "", request: DownloadRequest | None = None, **remote: Any) -> str:
    asked = request or DownloadRequest("https://www.example.org/watch/x1")
    return str(placed_name(replace(asked, naming=naming), replace(REMOTE, **remote)))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A film [x1].mp4", "A film [x1].mp4"),
        ("deeper/still/A film.MKV", "A film.mkv"),
        ("../../etc/passwd", "passwd.bin"),
        ("..\\..\\evil.mp4", "＼..＼evil.mp4"),
        ("C:evil.mp4", "C：evil.mp4"),
        ("CON.mp4", "_CON.mp4"),
        (".hidden.mp4", "hidden.mp4"),
        ("a\nb\x00\u202ec.mp4", "a bc.mp4"),
        ("film.mp4.{title}", "film.mp4.title"),
        ("", "A film [x1].bin"),
        (".mp4", "A film [x1].mp4"),
        ("/", "A film [x1].bin"),
    ],
)
def test_without_a_naming_it_is_the_services_name_made_harmless(said: str, expected: str) -> None:
    assert name(file_name=said) == expected


@pytest.mark.parametrize("said", ["../" * 30 + "x" * 900 + ".mp4", "ü" * 500, "\ud800.mp4", "a/.."])
def test_no_name_leads_out_of_the_folder(said: str) -> None:
    found = PurePosixPath(name(file_name=said))
    assert is_within(found)
    assert len(str(found).encode()) <= 200


@pytest.mark.parametrize(
    ("naming", "expected"),
    [
        ("{uploader}/{title} [{id}]", "Somebody/A film [x1].mp4"),
        ("{site}/{quality}/{title}", "example.org/1080p/A film.mp4"),
        ("{list}/{number} {title}", "My list/03 A film.mp4"),
        ("{title} ({date})", "A film.mp4"),
        ("{date}", "A film [x1].mp4"),
        ("Fixed", "Fixed.mp4"),
    ],
)
def test_the_rows_own_naming_is_filled_with_what_is_known(naming: str, expected: str) -> None:
    request = DownloadRequest("https://a.example/", list_title="My list", list_number=3)
    assert name(naming, request) == expected


def test_what_fills_a_naming_is_not_trusted_either() -> None:
    evil: dict[str, Any] = {"title": "../../x", "uploader": "..", "media_key": "Site ../y 1"}
    assert is_within(PurePosixPath(name("{uploader}/{title} [{id}]", **evil)))


@pytest.mark.parametrize(
    ("media_key", "file_name", "expected"),
    [
        ("Site x1 137", "whatever.mp4", "x1"),
        ("Generic my film 0 abc", "Title [my film].mp4", "my film"),
        ("Site x1 137", "Title [other].mp4", "x1"),
        ("", "Title [x1].mp4", "A film"),
    ],
)
def test_the_id_is_that_of_the_media(media_key: str, file_name: str, expected: str) -> None:
    assert name("{id}", media_key=media_key, file_name=file_name) == f"{expected}.mp4"


@pytest.mark.parametrize(
    "choices",
    [
        Choices(),
        Choices(tags=True, chapters=True, cover=True, container=Container.MKV),
        Choices(audio=AudioFormat.MP3, bitrate=192, tags=True),
    ],
)
def test_the_key_is_that_of_a_download_here(choices: Choices) -> None:
    info = {"extractor_key": "Site", "id": "x1", "format_id": "137+140"}
    request = DownloadRequest("https://a.example/", choices)
    remote = replace(REMOTE, media_key=media.media_key(info, request))
    assert file_key(request, remote) == media.file_key(info, request)


def test_without_a_key_the_content_is_one() -> None:
    request = DownloadRequest("https://a.example/")
    keys = {file_key(request, replace(REMOTE, media_key="", sha256=one * 64)) for one in "01"}
    assert len(keys) == 2
    assert all(keys)


@pytest.mark.parametrize(
    ("suffix", "fits"),
    [
        *((good, True) for good in ("en.vtt", "zh-Hans.vtt", "vtt")),
        *((bad, False) for bad in ("../x", "a/b", "", ".vtt", "a\tb", "vtt ", "a\u202eb")),
        ("x" * 41, False),
    ],
)
def test_a_suffix_stands_behind_a_name_and_nowhere_else(suffix: str, fits: bool) -> None:
    assert is_fit(BesideFile(suffix, 1, "0" * 64)) is fits
