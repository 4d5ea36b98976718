"""Which versions of everything do the work here."""

import logging
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from app.core.versions import Versions
from app.engine.chosen_engine import ENGINE, bundled_version, folder, version_of
from app.engine.options import EngineOptions

log = logging.getLogger(__name__)

if sys.platform == "win32":
    _CREATION_FLAGS = subprocess.CREATE_NO_WINDOW
else:
    _CREATION_FLAGS = 0

_LONGEST = 10.0  # seconds that a program may take to tell its own
_FIRST_LINE = re.compile(r"(?:ffmpeg version|ffprobe version|deno)\s+(\S+)", re.IGNORECASE)


def look_up(options: EngineOptions) -> Versions:
    """What is found, without Spool's own and the window's. Blocks, for seconds where things hang.

    Nothing is imported for it: yt-dlp's version is that of the package, or of the folder, it is in.
    """
    newer = folder({ENGINE: options.engine})
    ffmpeg = options.ffmpeg or shutil.which("ffmpeg") or ""
    return Versions(
        ytdlp=version_of(newer) if newer else bundled_version(),
        ffmpeg=_of_program(ffmpeg, "-version"),
        ffprobe=_of_program(_beside(ffmpeg, "ffprobe"), "-version"),
        deno=_of_program(options.deno or shutil.which("deno") or "", "--version"),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.release()} {platform.machine()}".strip(),
    )


def _beside(program: str, other: str) -> str:
    """The other program in the same folder, which is where yt-dlp looks for it."""
    if not program:
        return ""
    return shutil.which(other, path=str(Path(program).parent)) or ""


def _of_program(program: str, question: str) -> str:
    if not program:
        return ""
    try:
        said = subprocess.run(
            [program, question],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_LONGEST,
            check=False,
            creationflags=_CREATION_FLAGS,
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("a program does not tell its version: %s", type(error).__name__)
        return ""
    found = _FIRST_LINE.match(said[:200].decode(errors="replace"))
    return found[1] if found else ""
