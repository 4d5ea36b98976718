"""The programs and packages that do the work: where they are, and calling them."""

import logging
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from app.engine import versions
from app.engine.options import EngineOptions
from app.engine.redact import clean
from app.self_test.report import CheckFailed, Program

log = logging.getLogger(__name__)

CALL_SECONDS = 60.0
_MOST_SAID = 400  # characters of what a program said before it failed

if sys.platform == "win32":
    _CREATION_FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _CREATION_FLAGS = 0


def is_frozen() -> bool:
    """Whether this is a packaged application."""
    return bool(getattr(sys, "frozen", False))


def ffprobe_of(ffmpeg: str) -> str:
    """The ffprobe that yt-dlp uses with this ffmpeg; empty without one."""
    if not ffmpeg:
        return ""
    return shutil.which("ffprobe", path=str(Path(ffmpeg).parent)) or ""


def found(options: EngineOptions) -> tuple[Program, ...]:
    """Everything but Qt, which only the window knows."""
    known = versions.look_up(options)
    return (
        Program("Python", platform.python_version(), sys.executable),
        Program("yt-dlp", known.ytdlp, _path_of("yt_dlp")),
        Program("ffmpeg", known.ffmpeg, options.ffmpeg),
        Program("ffprobe", known.ffprobe, ffprobe_of(options.ffmpeg)),
        Program("deno", known.deno, options.deno),
    )


def call(words: Sequence[str], *, said: str = "", folder: Path | None = None) -> str:
    """What a program answers on its standard output and its errors; `CheckFailed` if it fails."""
    name = Path(words[0]).name
    try:
        done = subprocess.run(
            list(words),
            input=said.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=folder,
            timeout=CALL_SECONDS,
            check=False,
            creationflags=_CREATION_FLAGS,
        )
    except OSError as error:
        raise CheckFailed(f"{name} cannot be started: {reason_of(error)}") from None
    except subprocess.TimeoutExpired:
        raise CheckFailed(f"{name} did not end within {CALL_SECONDS:.0f} s") from None
    text = done.stdout.decode(errors="replace")
    if done.returncode:
        raise CheckFailed(f"{name} ended with {done.returncode}: {ending(text)}")
    return text


def reason_of(error: OSError) -> str:
    """Why the system refused something, in its words."""
    return error.strerror or type(error).__name__


def ending(text: str) -> str:
    """The end of what a program said, on one line and without secrets."""
    return " ".join(clean(text).split())[-_MOST_SAID:] or "it said nothing"


def _path_of(package: str) -> str:
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return ""
    return str(Path(spec.origin).parent) if spec and spec.origin else ""
