"""The style sheet: what the palette alone cannot say, with literal colours."""

from app.ui import resources
from app.ui.colours import Colours


def style_sheet(colours: Colours) -> str:
    """The sheet of the whole application; set again whenever the colours change."""
    text = resources.path("style.qss").read_text(encoding="utf-8")
    names = {name: getattr(colours, name) for name in _NAMES}
    names["check"] = "check-light" if colours.on_accent == "#ffffff" else "check-dark"
    names["icons"] = resources.path("icons").as_posix()
    # Longest first, so that $accent does not cut $accent_hover short.
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(f"${name}", names[name])
    return text


_NAMES = (
    "window",
    "base",
    "text",
    "dim",
    "disabled",
    "line",
    "soft",
    "accent",
    "accent_hover",
    "on_accent",
    "done",
    "paused",
    "failed",
)
