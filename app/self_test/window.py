"""A look at the window, in a process of its own, so that whatever happens there can be told."""

import subprocess
import sys
from pathlib import Path

import app
from app.core import wire
from app.core.glance import Glance
from app.folders import Folders
from app.self_test.bench import Bench
from app.self_test.programs import ending, is_frozen
from app.self_test.report import CheckFailed, Program

SECONDS = 90.0
_PICTURES = frozenset({"svg", "png", "jpeg", "webp"})


def window_opens(bench: Bench) -> str:
    """The window opens, is painted and closes, and the application ends as it should."""
    file = _file(bench)
    _keep_to_itself()
    try:
        done = subprocess.run(
            [*_own_program(), "--glance", str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=None if is_frozen() else Path(app.__file__).parents[1],
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CheckFailed(f"The application does not run: {type(error).__name__}") from None
    said = ending(done.stdout.decode(errors="replace"))
    if done.returncode:
        raise CheckFailed(f"The application ended with {done.returncode}: {said}")
    if not file.exists():
        raise CheckFailed(f"The window was not painted: {said}")
    return _judged(_read(file))


def qt_of(bench: Bench) -> Program:
    """The Qt that painted the window, if one has."""
    seen = _read(_file(bench)) if _file(bench).exists() else Glance()
    return Program("Qt", seen.qt or "unknown", seen.qt_path)


def _keep_to_itself() -> None:
    """Whether there is a newer yt-dlp is not asked for a window that nobody sees."""
    config = Folders.find().config
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.toml").write_text("engine_updates = false\n")


def _judged(seen: Glance) -> str:
    if not seen.tls:
        raise CheckFailed("Qt cannot fetch over https")
    if missing := _PICTURES - set(seen.pictures):
        raise CheckFailed(f"Qt cannot read pictures of the kinds {', '.join(sorted(missing))}")
    return f"on the platform {seen.platform}"


def _file(bench: Bench) -> Path:
    return bench.home / "glance.json"


def _read(file: Path) -> Glance:
    return wire.from_json(Glance, file.read_bytes())


def _own_program() -> list[str]:
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "app"]
