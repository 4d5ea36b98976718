"""File names come out of templates, and never lead out of the chosen folder."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.core.naming import (
    MAX_DEPTH,
    MAX_TEMPLATE,
    USUAL,
    Field,
    TemplateFault,
    fault_of,
    literal,
    rendered,
)

VALUES = {Field.TITLE: "A film", Field.ID: "x1", Field.UPLOADER: "Ann", Field.NUMBER: "7"}

_PIECES = st.sampled_from([f"{{{field}}}" for field in Field] + ["{{", "}}", "/", "\\", " ", "a"])
_TEMPLATES = st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("template", "names"),
    [
        (USUAL, ("A film [x1]",)),
        ("{uploader}/{number} {title}", ("Ann", "7 A film")),
        ("{uploader}\\{title}", ("Ann", "A film")),
        ("{title} ({date})", ("A film",)),
        ("{{{title}}}", ("{A film}",)),
        ("{{title}}", ("{title}",)),
        ("", ("A film [x1]",)),
        ("../{title}", ("A film [x1]",)),
    ],
)
def test_a_template_is_filled(template: str, names: tuple[str, ...]) -> None:
    assert rendered(template, VALUES) == names


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("", TemplateFault.EMPTY),
        (" \n\t", TemplateFault.EMPTY),
        ("a" * (MAX_TEMPLATE + 1), TemplateFault.TOO_LONG),
        ("{" * 10_000_000, TemplateFault.TOO_LONG),
        ("{tilte}", TemplateFault.UNKNOWN_FIELD),
        ("{}", TemplateFault.UNKNOWN_FIELD),
        ("{title!r}", TemplateFault.UNKNOWN_FIELD),
        ("{title.__class__}", TemplateFault.UNKNOWN_FIELD),
        ("{ti\0tle}", TemplateFault.UNKNOWN_FIELD),
        ("{title", TemplateFault.BRACES),
        ("title}", TemplateFault.BRACES),
        ("{{title}", TemplateFault.BRACES),
        ("{ti/tle}", TemplateFault.UNKNOWN_FIELD),
        ("../{title}", TemplateFault.ESCAPES),
        ("a/../../{title}", TemplateFault.ESCAPES),
        ("a\\..\\{title}", TemplateFault.ESCAPES),
        (" .. /{title}", TemplateFault.ESCAPES),
        ("/etc/{title}", TemplateFault.ESCAPES),
        ("\\\\server\\{title}", TemplateFault.ESCAPES),
        ("C:\\{title}", TemplateFault.ESCAPES),
        ("{title}/", TemplateFault.ESCAPES),
        ("{list}//{title}", TemplateFault.ESCAPES),
        ("a/" * (MAX_DEPTH + 1) + "{title}", TemplateFault.TOO_DEEP),
        ("a/" * MAX_DEPTH + "{title}", None),
        (USUAL, None),
    ],
)
def test_what_is_wrong_is_said(template: str, fault: TemplateFault | None) -> None:
    assert fault_of(template) is fault


def test_a_value_is_not_expanded_again() -> None:
    assert rendered("{title}", {Field.TITLE: "{id} {{", Field.ID: "no"}) == ("{id} {{",)


def test_a_slash_in_a_title_makes_no_folder() -> None:
    (name,) = rendered("{title}", {Field.TITLE: "../../etc/pass\\wd"})
    assert "/" not in name
    assert "\\" not in name


@given(_TEMPLATES, st.dictionaries(st.sampled_from(Field), st.text(max_size=20)))
@example("{title}", {Field.TITLE: "a/b\\c"})
def test_no_name_ever_contains_a_separator(template: str, values: dict[Field, str]) -> None:
    names = rendered(template, values)
    assert 1 <= len(names) <= MAX_DEPTH + 1
    assert not any({"/", "\\"} & set(name) for name in names)


@given(st.text(st.characters(exclude_characters="/\\:"), min_size=1, max_size=80))
@example("{title} [{id}]")
@example("}{")
@example("a  ()  b")
@example("\ue000\ue001")
def test_a_literal_name_comes_out_as_it_is(name: str) -> None:
    assume(name.strip() not in ("", ".", ".."))
    assert rendered(literal(name), VALUES) == (name,)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_judged(template: str) -> None:
    assert fault_of(template) in (None, *TemplateFault)
