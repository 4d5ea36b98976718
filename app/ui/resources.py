"""Where the pictures, fonts and icons that come with Spool lie."""

import sys
from pathlib import Path

_FROZEN = getattr(sys, "_MEIPASS", None)
_ROOT = Path(_FROZEN) if _FROZEN else Path(__file__).resolve().parents[2]


def path(name: str) -> Path:
    """A file of the folder `resources`, in a checkout and in a packaged application alike."""
    return _ROOT / "resources" / name
