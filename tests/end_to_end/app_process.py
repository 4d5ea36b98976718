"""The application itself, in a process, over a home of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from app.core.download import Download
from tests.library_rows import rows_in

_LIMIT = 60.0  # seconds


class AppProcess:
    """Runs between `with` and its end. `rows` is what it keeps on disk."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.home = home
        self.folder = home / "Videos"
        self._arguments = arguments

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = self.home / "config" / "settings.toml"
        if not settings.exists():
            settings.parent.mkdir(exist_ok=True)
            folder = f'folder = "{self.folder.as_posix()}"\n'
            settings.write_text(f"{folder}engine_updates = false\n")
        self.process = start(self.home, *self._arguments)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def rows(self) -> list[Download]:
        return rows_in(self.home / "data" / "library.sqlite3")

    def wait(self, is_so: Callable[[list[Download]], bool]) -> list[Download]:
        """Until the rows on disk are so; they are read again and again for a bounded time."""
        end = time.monotonic() + _LIMIT
        while not is_so(rows := self.rows()):
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < end, [(row.state, row.update.detail) for row in rows]
            time.sleep(0.05)  # between two looks at what another process does
        return rows

    def finish(self) -> tuple[int, str]:
        """End it as the system does; its exit code and what it wrote to stderr."""
        self.process.terminate()
        _, errors = self.process.communicate(timeout=_LIMIT)
        # What Qt says of the platform without a screen is no matter of ours.
        said = [line for line in errors.splitlines() if "This plugin does not" not in line]
        return self.process.returncode, "\n".join(said)


def start(home: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "app", *arguments],
        env={**os.environ, "SPOOL_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
