"""What a request's file is called."""

from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.choices import AudioFormat, Choices, Container, Subtitles
from app.core.download import DownloadRequest, Section
from app.core.naming import literal
from app.engine.names import MAX_NAME_BYTES, numbered
from app.engine.placing import expected_ext, lacks_beside, relative_name
from app.engine.staging import is_within

INFO = {
    "id": "x1",
    "title": "A video",
    "uploader": "Some/one",
    "upload_date": "20261122",
    "height": 720,
    "width": 1280,
    "webpage_url": "https://www.site.example/v",
    "ext": "mp4",
}
REQUEST = DownloadRequest("https://a.example/", list_title="A list", list_number=3)


@pytest.mark.parametrize(
    ("naming", "name"),
    [
        ("", "A video [x1].mp4"),
        ("{title} [{id}]", "A video [x1].mp4"),
        ("{uploader}/{title}", "Some／one/A video.mp4"),
        ("{site}/{list}/{number} {title}", "site.example/A list/03 A video.mp4"),
        ("{date} {quality}", "2026-11-22 720p.mp4"),
        ("{unknown}", "A video [x1].mp4"),
        ("../{title}", "A video [x1].mp4"),
        (literal("My {own} name"), "My {own} name.mp4"),
        ("CON/{title}", "_CON/A video.mp4"),
        (".hidden/{title}", "hidden/A video.mp4"),
    ],
)
def test_templates(naming: str, name: str) -> None:
    assert str(relative_name(INFO, replace(REQUEST, naming=naming), "mp4")) == name


def test_what_a_site_does_not_say_is_left_out() -> None:
    request = DownloadRequest("https://a.example/", naming="{uploader}/{list}/{date}")
    assert str(relative_name({"id": "x1", "title": "T"}, request, "mp4")) == "T [x1].mp4"


@pytest.mark.parametrize(
    ("naming", "name"),
    [
        ("", "A video 1m02s-1m10s [x1].mp4"),
        ("{title} - {id}", "A video 1m02s-1m10s - x1.mp4"),
        ("{id}", "x1.mp4"),
    ],
)
def test_a_part_says_its_range(naming: str, name: str) -> None:
    request = replace(REQUEST, naming=naming, section=Section(62, 70))
    assert str(relative_name(INFO, request, "mp4")) == name


@pytest.mark.parametrize("naming", ["", "{title} [{id}] {date}"])
def test_a_long_title_gives_way_to_the_rest(naming: str) -> None:
    request = replace(REQUEST, naming=naming, section=Section(1, 2))
    name = relative_name({**INFO, "title": "語" * 1000}, request, "mp4").name
    assert " 1s-2s [x1]" in name
    assert MAX_NAME_BYTES - 12 < len(numbered(name, 9999).encode()) <= MAX_NAME_BYTES


@given(
    title=st.text(max_size=80) | st.sampled_from(["..", "../..", "CON", "C:\\x", "a/b", "."]),
    uploader=st.text(max_size=80) | st.sampled_from(["..", "", "NUL", ".spool", "/etc"]),
    naming=st.sampled_from(
        ["", "{uploader}/{title}", "{title}/{uploader}", "{list}/x{id}", "a{uploader}/b/{title}"]
    ),
)
def test_a_field_of_dots_does_not_escape_the_folder(title: str, uploader: str, naming: str) -> None:
    info = {**INFO, "title": title, "uploader": uploader, "id": title}
    request = DownloadRequest("https://a.example/", naming=naming, list_title=uploader)
    name = relative_name(info, request, "mp4")
    assert is_within(name)
    assert ".spool" not in name.parts
    assert all(PureWindowsPath(part).name == part for part in name.parts)
    assert all(len(part.encode()) <= MAX_NAME_BYTES for part in name.parts)
    assert not PurePosixPath(name).is_absolute()
    assert (Path("/folder") / name).is_relative_to("/folder")


@pytest.mark.parametrize(
    ("choices", "ext"),
    [
        (Choices(), "mp4"),
        (Choices(container=Container.MKV), "mkv"),
        (Choices(audio=AudioFormat.MP3, container=Container.MKV), "mp3"),
        (Choices(audio=AudioFormat.BEST), "m4a"),
    ],
)
def test_the_ending_to_expect(choices: Choices, ext: str) -> None:
    assert expected_ext(INFO, replace(REQUEST, choices=choices)) == ext


@pytest.mark.parametrize(
    ("words", "lacks"), [(None, True), (b"", True), (b"WEBVTT", False)], ids=["none", "claim", "it"]
)
def test_a_name_that_is_only_claimed_is_no_subtitle(
    tmp_path: Path, words: bytes | None, lacks: bool
) -> None:
    if words is not None:
        (tmp_path / "A.en.vtt").write_bytes(words)
    info = {**INFO, "requested_subtitles": {"en": {}}}
    choices = Choices(subtitles=Subtitles.BESIDE)
    assert lacks_beside(tmp_path / "A.mp4", info, choices) is lacks
    assert not lacks_beside(tmp_path / "A.mp4", info, Choices())
