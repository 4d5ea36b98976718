"""File names that every system takes."""

import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.names import MAX_NAME_BYTES, is_plain, numbered, trimmed, valid_name


@pytest.mark.parametrize(
    ("title", "media_id", "ext", "name"),
    [
        ("A video", "x1", "mp4", "A video [x1].mp4"),
        ("A  video\n two\t", "x1", "MP4", "A video two [x1].mp4"),
        ("clip", "clip", "mp4", "clip.mp4"),
        ("", "x1", "mp4", "x1.mp4"),
        ("A video", "", "mp4", "A video.mp4"),
        ("", "", "", "video.bin"),
        ("..", "..", "..", "video.bin"),
        ("../../etc/passwd", "/", "/../sh", "／..／etc／passwd [／].sh"),
        ('AC/DC: "Live?" <1>|*', "a\\b", "mp3", "AC／DC： ＂Live？＂ ＜1＞｜＊ [a＼b].mp3"),
        (".hidden", "x1", "mp4", "hidden [x1].mp4"),
        ("ends. ", "", "mp4", "ends.mp4"),
        ("CON", "", "mp4", "_CON.mp4"),
        ("nul.tar", "x1", "mp4", "_nul.tar [x1].mp4"),
        ("com¹", "", "mp4", "_com¹.mp4"),
        ("CONcert", "", "mp4", "CONcert.mp4"),
        ("abc\u202egpj.exe", "x1", "mp4", "abcgpj.exe [x1].mp4"),
        ("a\x00b\x7fc\ufeffd\ud800e", "x1", "mp4", "abcde [x1].mp4"),
        ("e\x00\u0301", "", "mp4", "é.mp4"),
        ("Cafe\u0301", "x1", "mp4", "Café [x1].mp4"),
        ("👩\u200d🚀 flies", "x1", "mp4", "👩\u200d🚀 flies [x1].mp4"),
    ],
)
def test_names(title: str, media_id: str, ext: str, name: str) -> None:
    assert valid_name(title, media_id, ext) == name


RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{device}{number}" for device in ("COM", "LPT") for number in "0123456789¹²³"
}
anything = st.text(max_size=300) | st.sampled_from(
    ["CON", "..", "aux.x", "lpt¹ .x", "nul :x", "x" * 400, "é" * 200]
)


@given(anything, anything, st.text(max_size=30))
def test_any_name_is_valid_everywhere(title: str, media_id: str, ext: str) -> None:
    name = valid_name(title, media_id, ext)
    assert len(numbered(name, 9999).encode()) <= MAX_NAME_BYTES
    assert is_plain(name)
    assert unicodedata.normalize("NFC", name) == name
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert name.split(".")[0].strip().upper() not in RESERVED
    assert name == name.strip(" .")
    assert all(unicodedata.category(sign) != "Cc" for sign in name)
    assert not set(name) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(st.text(max_size=100), st.text(max_size=60), st.sampled_from(["mp4", "webm"]))
def test_any_name_can_be_made_and_stays_in_its_folder(
    tmp_path_factory: pytest.TempPathFactory, title: str, media_id: str, ext: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    folder.mkdir(exist_ok=True)
    path = folder / valid_name(title, media_id, ext)
    path.touch()
    assert path.resolve().parent == folder.resolve()
    assert path.name in {found.name for found in folder.iterdir()}
    path.unlink()


def test_a_title_of_a_million_characters_is_cut() -> None:
    name = valid_name("語" * 1_000_000, "x1", "mp4")
    assert name.startswith("語語")
    assert name.endswith("語 [x1].mp4")
    assert MAX_NAME_BYTES - 10 <= len(numbered(name, 9999).encode()) <= MAX_NAME_BYTES


@given(st.text(max_size=50), st.integers(0, 60))
def test_text_is_cut_between_characters(text: str, size: int) -> None:
    assert len(trimmed(text, size).encode()) <= size
    assert trimmed(text, size) in text


def test_numbers_stand_before_the_extension() -> None:
    assert [numbered("a.b.mp4", number) for number in (1, 2, 10)] == [
        "a.b.mp4",
        "a.b (2).mp4",
        "a.b (10).mp4",
    ]
    assert numbered("none", 2) == "none (2)"


@pytest.mark.parametrize("name", ["", ".", "..", ".x", "a/b", "a\\b", "c:d", "a\0", "a\n", "/a"])
def test_what_could_lead_elsewhere_is_not_plain(name: str) -> None:
    assert not is_plain(name)


def test_a_plain_name_lies_in_its_folder() -> None:
    assert is_plain("A video (2).mp4")
    assert (Path("/folder") / "A video (2).mp4").parent == Path("/folder")
