"""Cutting subtitles."""

from hypothesis import given
from hypothesis import strategies as st

from app.core.download import Section
from app.engine.webvtt import cut

WHOLE = """WEBVTT
Kind: captions

NOTE nothing

00:00.000 --> 00:02.000 align:start
zero

2
00:00:02.000 --> 00:00:04.000
two <00:00:03.500>more

01:00:00.000 --> 01:00:02.000
late
"""


def test_a_part_keeps_what_is_in_it_and_counts_from_its_beginning() -> None:
    assert cut(WHOLE, Section(1, 3)) == (
        "WEBVTT\nKind: captions\n\nNOTE nothing\n\n"
        "00:00:00.000 --> 00:00:01.000 align:start\nzero\n\n"
        "2\n00:00:01.000 --> 00:00:02.000\ntwo <00:00:02.500>more\n"
    )


def test_the_rest_has_no_end() -> None:
    assert cut(WHOLE, Section(3600.5)).endswith("00:00:00.000 --> 00:00:01.500\nlate\n")


def test_a_file_that_begins_early_counts_from_there() -> None:
    assert "00:00:00.500 --> 00:00:01.500 align" in cut(WHOLE, Section(1, 3), before=0.5)


def test_windows_lines_are_lines() -> None:
    assert cut(WHOLE.replace("\n", "\r\n"), Section(1, 3)) == cut(WHOLE, Section(1, 3))


@given(st.text(alphabet="0123456789:.->\n <>aZ", max_size=200))
def test_nothing_breaks_it(text: str) -> None:
    assert cut(text, Section(0, 5)).endswith("\n")
