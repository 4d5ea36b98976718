"""Colours: what is read can be read, and all the more in high contrast."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.core.settings import Theme
from app.ui import look as look_module
from app.ui.colours import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Colours
from app.ui.look import Look
from app.ui.style_sheet import style_sheet

_ALL = (LIGHT, DARK, LIGHT_CONTRAST, DARK_CONTRAST)
_CONTRAST = (LIGHT_CONTRAST, DARK_CONTRAST)
_WRITING = ("text", "dim", "done", "paused", "failed")
_BEHIND = ("window", "base", "soft")


def _ratio(one: str, other: str) -> float:
    """As the Web Content Accessibility Guidelines reckon it."""
    high, low = sorted((_brightness(one), _brightness(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _brightness(colour: str) -> float:
    shares = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=("light", "dark"))
def test_all_that_is_written_can_be_read(colours: Colours) -> None:
    pairs = [(name, behind) for name in ("text", "dim", "paused", "failed") for behind in _BEHIND]
    pairs += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("window", "text")]
    faint = {
        pair: ratio
        for pair in pairs
        if (ratio := _ratio(getattr(colours, pair[0]), getattr(colours, pair[1]))) < 4.5
    }
    assert faint == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=("light", "dark"))
@pytest.mark.parametrize("name", ["accent", "done", "paused", "failed"])
def test_what_shows_the_focus_and_how_far_a_bar_is_can_be_seen(colours: Colours, name: str) -> None:
    assert all(_ratio(getattr(colours, name), getattr(colours, one)) >= 3 for one in _BEHIND)
    assert _ratio(getattr(colours, name), colours.line) >= 2.9  # the rest of the bar


@pytest.mark.parametrize("colours", _CONTRAST, ids=("light", "dark"))
@pytest.mark.parametrize("behind", _BEHIND)
@pytest.mark.parametrize("name", _WRITING)
def test_in_high_contrast_all_that_is_written_stands_out(
    colours: Colours, name: str, behind: str
) -> None:
    assert _ratio(getattr(colours, name), getattr(colours, behind)) >= 7


@pytest.mark.parametrize("colours", _CONTRAST, ids=("light", "dark"))
def test_in_high_contrast_lines_and_bars_stand_out(colours: Colours) -> None:
    assert _ratio(colours.on_accent, colours.accent) >= 7
    assert _ratio(colours.accent, colours.window) >= 7
    assert _ratio(colours.line, colours.window) >= 3
    assert _ratio(colours.accent, colours.line) >= 3  # how far a bar is


@pytest.mark.parametrize("colours", _ALL, ids=("light", "dark", "light high", "dark high"))
def test_the_style_sheet_knows_every_name(colours: Colours) -> None:
    _comment, _, rules = style_sheet(colours).partition("*/")
    assert "$" not in rules


def test_high_contrast_can_be_chosen(look: Look) -> None:
    look.choose(Theme.CONTRAST)
    assert look.colours in _CONTRAST
    assert QApplication.palette().color(QApplication.palette().ColorRole.Text) == QColor(
        look.colours.text
    )
    look.choose(Theme.LIGHT)
    assert look.colours is LIGHT


@pytest.mark.parametrize("wants", [True, False])
def test_high_contrast_is_taken_where_the_system_asks_for_it(
    look: Look, monkeypatch: pytest.MonkeyPatch, wants: bool
) -> None:
    monkeypatch.setattr(look_module, "_wants_contrast", lambda _hints: wants)
    look.choose(Theme.DARK)
    assert look.colours is DARK
    look.choose(Theme.SYSTEM)
    assert (look.colours in _CONTRAST) is wants
    monkeypatch.undo()
    look.choose(Theme.LIGHT)


def test_a_system_without_a_wish_leaves_the_usual_colours(look: Look) -> None:
    look.choose(Theme.SYSTEM)
    scheme = QApplication.styleHints().colorScheme()
    assert look.colours is (DARK if scheme is Qt.ColorScheme.Dark else LIGHT)
    look.choose(Theme.LIGHT)
