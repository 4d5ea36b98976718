"""Which subtitles are taken."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.subtitles import chosen, spoken_language, usable

VTT = [{"ext": "json3", "url": "a"}, {"ext": "vtt", "url": "b"}]
HUMAN = {"de": VTT, "en-GB": VTT, "pt-BR": VTT}
MACHINE = {"en": VTT, "fr": VTT, "ja-orig": VTT, "ja": VTT}


@pytest.mark.parametrize(
    ("languages", "spoken", "taken", "made"),
    [
        (("de",), "", ["de"], []),
        (("en",), "", ["en-GB"], []),
        (("pt_br",), "", ["pt-BR"], []),
        (("de-AT",), "", ["de"], []),
        (("fr", "de"), "", ["de"], ["fr"]),
        (("ja",), "", [], ["ja"]),
        (("xx",), "", [], []),
        ((), "pt", ["pt-BR"], []),
        ((), "fr", [], ["fr"]),
        ((), "xx", ["de"], []),
        ((), "", ["de"], []),
    ],
)
def test_the_wanted_ones_those_by_people_first(
    languages: tuple[str, ...], spoken: str, taken: list[str], made: list[str]
) -> None:
    by_hand, by_machine = chosen(languages, HUMAN, MACHINE, spoken)
    assert (list(by_hand), list(by_machine)) == (taken, made)


def test_a_language_is_found_among_hundreds() -> None:
    machine = {f"x{number}": VTT for number in range(500)} | {"de": VTT}
    assert list(chosen(("de",), {}, machine, "")[1]) == ["de"]


def test_of_a_machines_the_original_and_no_translation() -> None:
    assert list(chosen((), {}, MACHINE, "")[1]) == ["ja-orig"]


@pytest.mark.parametrize(
    "language", ["live_chat", "../../up", "a/b", "", "e n", "..", "x" * 80, "en.."]
)
def test_what_is_no_language_is_never_taken(language: str) -> None:
    assert usable({language: VTT}) == {}


def test_only_text_is_taken() -> None:
    assert usable({"en": [{"ext": "json3"}, {"ext": "mp4"}, {"ext": "../sh"}], "de": VTT}) == {
        "de": VTT[1:]
    }


def test_the_language_of_the_best_sound_is_the_spoken_one() -> None:
    formats = [
        {"language": "es", "language_preference": -1},
        {"language": "en", "language_preference": 10},
    ]
    assert spoken_language({"formats": formats}) == "en"
    assert spoken_language({"language": "fr", "formats": formats}) == "fr"
    assert spoken_language({}) == ""


ANYTHING = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(ANYTHING, ANYTHING)
def test_no_site_can_break_it(tracks: Any, formats: Any) -> None:
    assert isinstance(usable(tracks), dict)
    assert isinstance(spoken_language({"formats": formats}), str)
