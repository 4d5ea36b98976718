"""From starting the program to its painted window, and what it holds in memory. Linux only."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from app.core.download import Download, DownloadRequest, DownloadState, DownloadUpdate
from app.storage.library import Library
from tests.bench.stops import processes_of
from tests.bench.table import Row, seconds

ROWS = 10_000
PAINTED = "window painted"
LOADED = "rows loaded"


def start_and_memory(runs: int) -> list[Row]:
    """An empty queue and one of 10,000 paused rows; files evicted from the cache before each."""
    rows = []
    for count in (0, ROWS):
        painted, loaded, memory = zip(*(_start(count) for _ in range(runs)), strict=True)
        what = f"{count:,} rows" if count else "an empty queue"
        quick = median(painted) < 1.5
        rows.append(Row(f"cold start to painted, {what}", seconds(painted), "under 1.5 s", quick))
        if count:
            rows.append(Row("cold start to all rows loaded", seconds(loaded)))
        window, children = zip(*memory, strict=True)
        figure = f"{median(window):.0f} MiB, and {median(children):.0f} MiB in the warm child"
        rows.append(Row(f"resident memory, {what}", figure))
    return rows


def _start(count: int) -> tuple[float, float, tuple[float, float]]:
    with tempfile.TemporaryDirectory(prefix="spool-bench-") as home:
        if count:
            _fill(Path(home, "data", "library.sqlite3"), count)
        _evict()
        environment = {**os.environ, "SPOOL_HOME": home}
        began = time.perf_counter()
        app = subprocess.Popen(
            [sys.executable, "-m", "app", "--verbose"],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            times = _times(app, began)
            time.sleep(3.0)  # the warm child is up, thumbnails and all have settled
            return times[PAINTED], times[LOADED], _memory(app.pid)
        finally:
            app.terminate()
            app.communicate(timeout=20)


def _times(app: "subprocess.Popen[str]", began: float) -> dict[str, float]:
    """When the program said what, in seconds since it was started."""
    times: dict[str, float] = {}
    for line in app.stderr or ():
        now = time.perf_counter() - began
        times.update({words: now for words in (PAINTED, LOADED) if words in line})
        if len(times) == 2:
            return times
    raise RuntimeError("the program ended before its window was painted")


def _memory(pid: int) -> tuple[float, float]:
    """MiB resident in the window's process, and in all of its children."""
    return _resident(pid), sum(_resident(child) for child in processes_of(pid))


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _fill(path: Path, count: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    library = Library(path, lambda call: call(), lambda *_: None)
    library.save([_row(number) for number in range(count)])
    library.close(timeout=60)


def _row(number: int) -> Download:
    update = DownloadUpdate(
        f"row-{number}", 1, 1, DownloadState.PAUSED, title=f"A video with a title, number {number}"
    )
    request = DownloadRequest(f"https://example.invalid/watch/{number}", folder="/nowhere")
    return Download(update.id, request, float(number), time.time(), update, run=1)


def _evict() -> None:
    """Take what is on disk out of memory, as after a start of the computer.

    Only root may ask for all of it. Without that the program's own files have to do; they go
    only as long as nobody runs from them, which is why nothing here imports Qt.
    """
    os.sync()
    with contextlib.suppress(PermissionError):
        Path("/proc/sys/vm/drop_caches").write_text("3")
        return
    for root in (Path(sys.prefix, "lib"), Path(sys.base_prefix, "lib"), Path("app")):
        for path in root.rglob("*"):
            if path.is_file() and not path.is_symlink():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
