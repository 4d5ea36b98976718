"""How long a stop takes until nothing of the download runs any more. Linux only (/proc)."""

import json
import os
import queue
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from app.core.download import DownloadRequest, DownloadState, DownloadUpdate, Stage
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask
from tests.bench.table import Row, milliseconds
from tests.bench.warm_pool import child_pool, warm

Moment = Callable[[DownloadUpdate], bool]


def processes_of(parent: int) -> dict[int, int]:
    """Living descendants of a process, by pid, with their process groups."""
    table = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (found := _stat(entry)):
            table[int(entry.name)] = found
    found_pids: dict[int, int] = {}
    wanted = {parent}
    while wanted:
        wanted = {pid for pid, (above, _) in table.items() if above in wanted} - set(found_pids)
        found_pids.update({pid: table[pid][1] for pid in wanted})
    return found_pids


def _stat(entry: Path) -> tuple[int, int] | None:
    """The parent and process group of a process that lives and is no zombie."""
    try:
        fields = (entry / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return None if fields[0] in "ZX" else (int(fields[1]), int(fields[2]))


class Stopped:
    """One download under way, to be stopped at a moment."""

    def __init__(self, pool: ChildPool, url: str, folder: Path) -> None:
        self._pool = pool
        self._updates: queue.Queue[DownloadUpdate] = queue.Queue()
        self._task = DownloadTask(
            pool, "bench", 1, DownloadRequest(url, folder=str(folder)), self._updates.put, _no_log
        )
        self._thread = threading.Thread(target=self._task.run)
        self._thread.start()

    def wait_for(self, moment: Moment) -> None:
        while not moment(update := self._updates.get(timeout=60)):
            if update.state is not DownloadState.RUNNING:
                raise RuntimeError(f"ended as {update.state} too early: {update.detail}")

    def cancel(self) -> float:
        """Seconds from asking to nothing of it running."""
        groups = {child.pid for child in self._pool._leased}
        start = time.perf_counter()
        self._task.cancel()
        while groups & set(processes_of(os.getpid()).values()):
            if time.perf_counter() - start > 30:
                raise RuntimeError("it does not end")
        taken = time.perf_counter() - start
        self._thread.join(30)
        return taken

    def pause(self) -> float:
        """Seconds from asking to the answer that it is paused."""
        start = time.perf_counter()
        self._task.pause()
        self._thread.join(30)
        return time.perf_counter() - start


def _no_log(_download_id: str, _line: str) -> None:
    pass


def measure(url: str, moment: Moment, stop: Callable[[Stopped], float], runs: int) -> list[float]:
    """The same stop several times, each on a warm child and in a fresh folder."""
    times = []
    with child_pool() as pool:
        for _ in range(runs):
            warm(pool)
            with tempfile.TemporaryDirectory(prefix="spool-bench-") as folder:
                download = Stopped(pool, url, Path(folder))
                download.wait_for(moment)
                times.append(stop(download))
    return times


def _asking(base: str) -> Moment:
    """From when on the site has a request whose answer never comes."""

    def moment(_update: DownloadUpdate) -> bool:
        while not _answering(base):
            time.sleep(0.01)
        return True

    return moment


def _answering(base: str) -> int:
    """Requests that are being answered, other than this one."""
    with urllib.request.urlopen(f"{base}/_stats", timeout=10) as answer:
        return int(json.load(answer)["answering"])


def in_body(update: DownloadUpdate) -> bool:
    return (update.progress.done_bytes or 0) > 300_000


def in_ffmpeg(update: DownloadUpdate) -> bool:
    return update.progress.stage is Stage.PROCESSING


def stops(base: str, merging: str, runs: int) -> list[Row]:
    """`merging`: the address of something whose merge or conversion takes a while."""
    body = f"{base}/bytes/body-20000000.mp4?rate=500000"
    cancels = {
        "resolving, stalled server": (
            f"{base}/bytes/stalled-1000000.mp4?fault=stall",
            _asking(base),
        ),
        "in mid-body at 500 KB/s": (body, in_body),
        "in ffmpeg": (merging, in_ffmpeg),
    }
    rows = []
    for where, (url, moment) in cancels.items():
        times = measure(url, moment, Stopped.cancel, runs)
        middle = sorted(times)[len(times) // 2]
        rows.append(Row(f"cancel, {where}", milliseconds(times), "under 100 ms", middle < 0.1))
    times = measure(body, in_body, Stopped.pause, runs)
    good = sorted(times)[len(times) // 2] < 0.25 and max(times) < 1.5
    rows.append(
        Row("pause in mid-body at 500 KB/s", milliseconds(times), "under 250, never 1,500", good)
    )
    return rows
