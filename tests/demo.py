"""The real window with a batch of the local site's links: `python -m tests.demo [--theme dark]`.

Where there is no screen, it runs on a virtual one and saves pictures at the start, in mid-download
and at the end. Nothing outside this repository is needed, and nothing of the user's is touched.
"""

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.core.download import DownloadState
from tests.site import MediaSite
from tests.site.demo import demo_links, prepare

WIDTH, HEIGHT = 1100, 760
TIME_LIMIT = 300.0  # seconds


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.demo", description=__doc__)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--out", type=Path, default=Path("artifacts"), help="where pictures go")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="spool-demo-") as home, MediaSite() as site:
        sys.stdout.write("Making the media of the demo (once)\n")
        prepare(site.media)
        environment = _environment(Path(home), chosen.theme)
        links = demo_links(site.base_url)
        if _has_screen():
            return subprocess.run(_app(links), env=environment, check=False).returncode
        with _virtual_screen() as display:
            environment.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
            os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
            return _photographed(links, environment, Path(home), chosen.out, chosen.theme)


def _photographed(
    links: list[str], environment: dict[str, str], home: Path, out: Path, theme: str
) -> int:
    """Run the batch to its end with nobody watching but the camera."""
    out.mkdir(parents=True, exist_ok=True)
    library = home / "data" / "library.sqlite3"
    app = subprocess.Popen(_app(links), env=environment)
    try:
        camera = QGuiApplication([])

        def picture(name: str) -> None:
            target = out / f"{name}-{theme}.png"
            camera.primaryScreen().grabWindow(0).save(str(target))
            sys.stdout.write(f"{target}\n")

        moments = {
            "start": lambda c: c[DownloadState.RUNNING] > 0,
            "middle": lambda c: _ended(c) >= sum(c.values()) // 2 > 0,
            "end": lambda c: _ended(c) == sum(c.values()) > 0,
        }
        for name, is_now in moments.items():
            counts = _wait(app, library, is_now)
            time.sleep(1.0)  # what a person would wait before looking; lets the window settle
            picture(name)
        sys.stdout.write(", ".join(f"{n} {state}" for state, n in sorted(counts.items())) + "\n")
        # Three links of the batch lead to what nobody may have.
        return 0 if counts == {"completed": len(links) - 3, "failed": 3} else 1
    finally:
        app.terminate()
        app.wait(20)


def _ended(counts: Counter[str]) -> int:
    return sum(n for state, n in counts.items() if DownloadState(state).is_final)


def _wait(
    app: "subprocess.Popen[bytes]", library: Path, is_now: Callable[[Counter[str]], bool]
) -> Counter[str]:
    end = time.monotonic() + TIME_LIMIT
    while time.monotonic() < end:
        if app.poll() is not None:
            raise RuntimeError(f"the application ended with {app.returncode}")
        counts = _states(library)
        if is_now(counts):
            return counts
        time.sleep(0.2)
    raise TimeoutError(f"the demo batch came no further than {dict(_states(library))}")


def _states(library: Path) -> Counter[str]:
    """How many rows are in which state, read beside the running application."""
    if not library.exists():
        return Counter()
    with closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as database:
        try:
            rows = database.execute(
                "SELECT json_extract(row, '$.update.state') FROM downloads"
            ).fetchall()
        except sqlite3.OperationalError:  # not made yet
            return Counter()
    return Counter(state for (state,) in rows)


def _app(links: list[str]) -> list[str]:
    return [sys.executable, "-m", "app", *links]


def _environment(home: Path, theme: str) -> dict[str, str]:
    """A Spool of its own below `home`, with its own settings."""
    files = home / "Videos"
    files.mkdir()
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text(
        f'folder = "{files.as_posix()}"\ntheme = "{theme}"\n'
    )
    return {**os.environ, "SPOOL_HOME": str(home), "HOME": str(home)}


def _has_screen() -> bool:
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


@contextmanager
def _virtual_screen() -> Iterator[str]:
    """An X server of our own, as large as the window; yields its display."""
    reading, writing = os.pipe()
    size = f"{WIDTH}x{HEIGHT}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            yield f":{pipe.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    sys.exit(main())
