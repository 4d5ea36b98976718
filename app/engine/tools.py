"""The programs the engine calls: where they are on this computer."""

import logging
import shutil
import sys
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

_SUFFIX = ".exe" if sys.platform == "win32" else ""


def find_ffmpeg(configured: str = "") -> str:
    """ffmpeg's path: the configured one, else on PATH, else the packaged one; '' without any.

    The configured path may name the program or the folder it is in. A packaged application brings
    one along with the ffprobe that belongs to it, and takes it before whatever is on PATH.
    """
    return (
        _configured(configured)
        or _brought_along("ffmpeg")
        or shutil.which("ffmpeg")
        or _packaged_ffmpeg()
    )


def find_deno() -> str:
    """deno's path: the packaged one, else on PATH; '' without any."""
    return _brought_along("deno") or _packaged_deno() or shutil.which("deno") or ""


def _configured(path: str) -> str:
    if not path:
        return ""
    # RuntimeError: "~somebody" who is nobody here; OSError: far too long.
    with suppress(RuntimeError, OSError):
        given = Path(path).expanduser()
        for program in (given, given / f"ffmpeg{_SUFFIX}"):
            if program.is_file() and (found := shutil.which(program)):
                return str(Path(found).absolute())
    log.warning("no ffmpeg at the configured path, looking elsewhere")
    return ""


def _brought_along(name: str) -> str:
    """A program inside the packaged application; '' where this is none."""
    inside = getattr(sys, "_MEIPASS", "")
    return (inside and shutil.which(str(Path(inside, "tools", name)))) or ""


def _packaged_ffmpeg() -> str:
    # Importing the package takes a while and asking it starts a process: only when it is needed.
    try:
        import imageio_ffmpeg

        found = imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError, OSError):
        return ""
    return shutil.which(found) or ""


def _packaged_deno() -> str:
    beside = Path(sys.executable).with_name(f"deno{_SUFFIX}")
    if beside.is_file():
        return str(beside)
    try:
        from deno import find_deno_bin

        return str(find_deno_bin())
    except (ImportError, OSError):
        return ""
