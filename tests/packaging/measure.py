"""How large the packaged application is, and how soon its window is there.

    python -m tests.packaging.measure [RUNS]

Cold means that its files were evicted from the page cache before. Linux only.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.packaging.built import FOLDER, PROGRAM, ROOT
from tests.stage import virtual_screen

_PAINTED = "window painted"


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else 7
    for path in (FOLDER, *sorted(FOLDER.parent.glob("spool*.[dr][ep][bm]"))):
        say(f"{path.relative_to(ROOT)}: {_size(files_of(path)) / 2**20:.0f} MiB")
    with virtual_screen() as display:
        for name, cold in (("warm", False), ("cold", True)):
            seconds = [painted_after(display, cold=cold) for _ in range(runs)]
            say(f"painted, {name}: {median(seconds):.2f} s of {runs} ({max(seconds):.2f} s)")


def painted_after(display: str, *, cold: bool) -> float:
    """Seconds from the start until the window is painted."""
    if cold:
        evict(files_of(FOLDER))
    with tempfile.TemporaryDirectory(prefix="spool-bench-") as home:
        given = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "SPOOL_HOME": home}
        began = time.perf_counter()
        app = subprocess.Popen(
            [PROGRAM, "--verbose"], env={**os.environ, **given}, stderr=subprocess.PIPE, text=True
        )
        try:
            for line in app.stderr or ():
                if _PAINTED in line:
                    return time.perf_counter() - began
            raise RuntimeError("the program ended before its window was painted")
        finally:
            app.terminate()
            app.communicate(timeout=60)


def files_of(path: Path) -> list[Path]:
    return [one for one in [path, *path.rglob("*")] if one.is_file() and not one.is_symlink()]


def evict(paths: Iterable[Path]) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _size(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


if __name__ == "__main__":
    main()
