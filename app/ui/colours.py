"""The colours of the window, light and dark, each also for those who need more contrast."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, named by what they are for, as `#rrggbb`."""

    is_dark: bool
    window: str
    base: str
    text: str
    dim: str
    disabled: str
    line: str
    soft: str
    accent: str
    accent_hover: str
    on_accent: str
    done: str
    paused: str
    failed: str

    def palette(self) -> QPalette:
        """The same for Qt's own painting."""
        role = QPalette.ColorRole
        palette = QPalette()
        for roles, colour in (
            ((role.Window, role.Button), self.window),
            ((role.Base, role.ToolTipBase), self.base),
            ((role.AlternateBase, role.Midlight), self.soft),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), self.text),
            ((role.PlaceholderText,), self.dim),
            ((role.Mid, role.Light), self.line),
            ((role.Highlight, role.Link, role.LinkVisited, role.Accent), self.accent),
            ((role.HighlightedText, role.BrightText), self.on_accent),
            ((role.Dark, role.Shadow), self.dim),
        ):
            for one in roles:
                palette.setColor(one, QColor(colour))
        for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(self.disabled))
        return palette


LIGHT = Colours(
    is_dark=False,
    window="#f6f7f9",
    base="#ffffff",
    text="#1f2937",
    dim="#656d7b",
    disabled="#656d7b",
    line="#e3e7ed",
    soft="#eef1f5",
    accent="#2563eb",
    accent_hover="#1d4ed8",
    on_accent="#ffffff",
    done="#059669",
    paused="#b15108",
    failed="#d32424",
)

DARK = Colours(
    is_dark=True,
    window="#1b1e24",
    base="#14171c",
    text="#e6e9ef",
    dim="#8b95a5",
    disabled="#8b95a5",
    line="#2a2f38",
    soft="#232832",
    accent="#2d6fe8",
    accent_hover="#2563d8",
    on_accent="#ffffff",
    done="#34d399",
    paused="#fbbf24",
    failed="#f87171",
)

LIGHT_CONTRAST = Colours(
    is_dark=False,
    window="#ffffff",
    base="#ffffff",
    text="#000000",
    dim="#333333",
    disabled="#6d6d6d",
    line="#8a8a8a",
    soft="#dde6ff",
    accent="#0a2a8c",
    accent_hover="#061a5e",
    on_accent="#ffffff",
    done="#004d25",
    paused="#6b3a00",
    failed="#8f0000",
)

DARK_CONTRAST = Colours(
    is_dark=True,
    window="#000000",
    base="#000000",
    text="#ffffff",
    dim="#d6d6d6",
    disabled="#8f8f8f",
    line="#5e5e5e",
    soft="#1c2740",
    accent="#8ec0ff",
    accent_hover="#b3d4ff",
    on_accent="#000000",
    done="#5ef0b0",
    paused="#ffd54a",
    failed="#ff9c9c",
)
