"""Where an image comes from, as its labels tell it."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

UNKNOWN = "unknown"

_VERSION = re.compile(r'^__version__ = "([^"]+)"', re.MULTILINE)
_LIMIT = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Origin:
    """A version of Spool, and a commit, which says if there were changes beside it."""

    version: str = UNKNOWN
    revision: str = UNKNOWN


def origin_of(root: Path) -> Origin:
    """What the checkout says of itself; a source without git has no revision."""
    return Origin(_version(root / "app/__init__.py"), _revision(root))


def _version(path: Path) -> str:
    try:
        found = _VERSION.search(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return UNKNOWN
    return found[1] if found else UNKNOWN


def _revision(root: Path) -> str:
    if not (root / ".git").exists():  # or it would be that of a checkout around it
        return UNKNOWN
    command = ["git", "-C", str(root), "describe", "--always", "--abbrev=40", "--exclude=*"]
    try:
        done = subprocess.run(
            [*command, "--dirty"], capture_output=True, text=True, timeout=_LIMIT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return UNKNOWN
    return done.stdout.strip() or UNKNOWN
