"""Where the demos play: a home of their own, a screen where there is none, and a camera."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.core.download import Download
from tests.library_rows import rows_in

WIDTH, HEIGHT = 1100, 760
TIME_LIMIT = 300.0  # seconds


class Stage:
    """The real application over a home of its own, started with links."""

    def __init__(self, home: Path, theme: str, **settings: str) -> None:
        self.home = home
        self.theme = theme
        self.files = home / "Videos"
        self.files.mkdir()
        (home / "config").mkdir()
        chosen = {"folder": self.files.as_posix(), "theme": theme, **settings}
        lines = [f'{name} = "{value}"\n' for name, value in chosen.items()]
        lines.append("engine_updates = false\n")
        (home / "config" / "settings.toml").write_text("".join(lines))
        self.environment = {**os.environ, "SPOOL_HOME": str(home), "HOME": str(home)}

    def run(self, links: Sequence[str]) -> int:
        """For somebody who looks on, until the window is closed."""
        return subprocess.run(_app(links), env=self.environment, check=False).returncode

    @contextmanager
    def played(self, links: Sequence[str], display: str) -> Iterator["Play"]:
        """On a virtual screen, with nobody watching but the camera."""
        os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
        environment = {**self.environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        app = subprocess.Popen(_app(links), env=environment)
        try:
            yield Play(self, app)
        finally:
            app.terminate()
            app.wait(20)


class Play:
    """A running application that is looked at from outside."""

    def __init__(self, stage: Stage, app: "subprocess.Popen[bytes]") -> None:
        self._stage = stage
        self._app = app
        self._camera = QGuiApplication([])

    def picture(self, out: Path, name: str) -> None:
        """Save what is on the screen."""
        out.mkdir(parents=True, exist_ok=True)
        time.sleep(1.0)  # what a person would wait before looking; lets the window settle
        target = out / f"{name}-{self._stage.theme}.png"
        self._camera.primaryScreen().grabWindow(0).save(str(target))
        sys.stdout.write(f"{target}\n")

    def rows(self) -> list[Download]:
        """As they are on disk."""
        return rows_in(self._stage.home / "data" / "library.sqlite3")

    def wait(self, is_now: Callable[[list[Download]], bool]) -> list[Download]:
        """Until the rows are so; `TimeoutError` if they do not become so."""
        end = time.monotonic() + TIME_LIMIT
        while time.monotonic() < end:
            if self._app.poll() is not None:
                raise RuntimeError(f"the application ended with {self._app.returncode}")
            rows = self.rows()
            if is_now(rows):
                return rows
            time.sleep(0.2)
        raise TimeoutError(f"the batch came no further than {[row.state for row in self.rows()]}")


def ended(rows: Sequence[Download]) -> int:
    """How many have ended."""
    return sum(row.state.is_final for row in rows)


def has_screen() -> bool:
    """Whether there is one to show a window on."""
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


@contextmanager
def virtual_screen() -> Iterator[str]:
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


def _app(links: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "app", *links]
