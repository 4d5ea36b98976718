"""Keys are safe in every place, and names of files arrive as they are."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.names import valid_name
from cloud.files.stored_file import content_disposition, file_key, is_file_name, is_key, parts_of

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_a_key_has_the_four_parts_it_was_made_of() -> None:
    key = file_key("anna", ID, 12, "a b.mp4")
    assert key == f"anna/{ID}/12/a b.mp4"
    assert parts_of(key) == ("anna", ID, "12", "a b.mp4")
    assert is_key(key)


@pytest.mark.parametrize(
    ("owner", "download_id", "run", "name", "what"),
    [
        ("../anna", ID, 1, "a.mp4", "four parts"),
        ("ANNA", ID, 1, "a.mp4", "owner"),
        ("anna", "x", 1, "a.mp4", "download id"),
        ("anna", ID.replace("-", ""), 1, "a.mp4", "download id"),
        ("anna", f"urn:uuid:{ID}", 1, "a.mp4", "download id"),
        ("anna", ID, -1, "a.mp4", "run"),
        ("anna", ID, 10**15, "a.mp4", "run"),
        ("anna", ID, 1, "..", "file name"),
        ("anna", ID, 1, "", "file name"),
        ("anna", ID, 1, "é" * 128, "file name"),
        ("anna", ID, 1, "a/b", "four parts"),
    ],
)
def test_a_part_that_is_not_safe_is_named_and_not_repeated(
    owner: str, download_id: str, run: int, name: str, what: str
) -> None:
    with pytest.raises(ValueError, match=what) as caught:
        file_key(owner, download_id, run, name)
    assert owner == "anna" or owner not in str(caught.value)


@given(st.text(), st.text(max_size=60))
def test_whatever_a_video_is_called_its_file_has_a_key(title: str, media_id: str) -> None:
    assert is_key(file_key("anna", ID, 1, valid_name(title, media_id, "mp4")))


@given(st.text())
def test_the_name_is_saved_as_it_is(name: str) -> None:
    header = content_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    found = re.fullmatch(r"attachment; filename=\"([^\"\\%]*)\"; filename\*=UTF-8''(\S*)", header)
    assert found
    assert unquote(found[2]) == name.encode(errors="replace").decode()


@pytest.mark.parametrize(
    ("name", "in_ascii"),
    [
        ("a b.mp4", "a b.mp4"),
        ("Größe é.mp4", "Gro_e e.mp4"),
        ("日本.mp4", "__.mp4"),
        ('a"b\\c%41.mp4', "a_b_c_41.mp4"),
        ("a\r\nSet-Cookie: x.mp4", "a__Set-Cookie: x.mp4"),
    ],
)
def test_old_readers_get_what_is_left_in_ascii(name: str, in_ascii: str) -> None:
    assert f'filename="{in_ascii}";' in content_disposition(name)


def test_a_name_fits_everywhere() -> None:
    assert is_file_name("é" * 127)
    assert not is_file_name("é" * 128)
    assert not is_file_name("\ud800")
    assert not is_file_name("a\ufffe")
