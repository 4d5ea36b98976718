"""Many small files, rate-limited files and streams: Spool beside other ways to run yt-dlp."""

import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.engine.child_pool import ChildPool
from app.engine.tools import find_ffmpeg
from app.executors.local import LocalExecutor
from tests.bench.table import Row, seconds
from tests.bench.warm_pool import child_pool, warm

PARALLEL = 3
Way = Callable[[Sequence[str], Path], None]


class Spool:
    """The local executor over a pool of children."""

    def __init__(self, pool: ChildPool, parallel: int) -> None:
        self._updates: queue.Queue[DownloadUpdate] = queue.Queue()
        self.executor = LocalExecutor(
            pool, parallel, on_update=self._updates.put, on_log=lambda *_: None
        )

    def download(self, urls: Sequence[str], folder: Path) -> None:
        """All of them; every one must complete."""
        for number, url in enumerate(urls):
            request = DownloadRequest(url, folder=str(folder))
            self.executor.submit(f"bench-{number}", 1, request)
        for _ in urls:
            self._await_end()

    def _await_end(self) -> None:
        while (update := self._updates.get(timeout=300)).state is DownloadState.RUNNING:
            pass
        if update.state is not DownloadState.COMPLETED:
            raise RuntimeError(f"a download ended as {update.state}: {update.detail}")


@contextmanager
def spool(parallel: int = PARALLEL, *, cold: bool = False) -> Iterator[Spool]:
    """With as many children ready as may run at once, unless it is to start cold."""
    with child_pool(parallel) as pool:
        started = Spool(pool, parallel)
        if not cold:
            warm(pool, parallel)
        try:
            yield started
        finally:
            started.executor.close()


def one_ytdlp(urls: Sequence[str], folder: Path) -> None:
    """`yt-dlp -a list`: one process, one link after another."""
    links = folder / "links"
    links.write_text("\n".join(urls))
    _run([*_ytdlp(folder), "-a", str(links)])


def ytdlp_each(urls: Sequence[str], folder: Path) -> None:
    """A yt-dlp process for each link, three at once; a folder each, since names may be the same."""
    _at_once([[*_ytdlp(folder / str(number)), url] for number, url in enumerate(urls)])


def curl_each(urls: Sequence[str], folder: Path) -> None:
    """A curl process for each link, three at once: the floor."""
    _at_once([["curl", "-sf", "-o", str(folder / str(i)), url] for i, url in enumerate(urls)])


def small_files(base: str, rounds: int, each_rounds: int) -> list[Row]:
    """100 files of 200 KB, all ways in turn within each round."""
    urls = [f"{base}/bytes/small{number}-200000.mp4" for number in range(100)]
    times: dict[str, list[float]] = {}
    for number in range(rounds):
        times.setdefault("cold", []).append(_cold(urls))
        with spool() as ready:
            times.setdefault("warm", []).append(_timed(ready.download, urls))
        times.setdefault("list", []).append(_timed(one_ytdlp, urls))
        times.setdefault("curl", []).append(_timed(curl_each, urls))
        if number < each_rounds:
            times.setdefault("each", []).append(_timed(ytdlp_each, urls))
    middle = {name: median(values) for name, values in times.items()}
    to_each, to_list = middle["warm"] / middle["each"], middle["warm"] / middle["list"]
    return [
        Row("Spool, pool warm", seconds(times["warm"])),
        Row("Spool, pool cold", seconds(times["cold"])),
        Row("`yt-dlp -a list`", seconds(times["list"])),
        Row("one yt-dlp process per link, 3 at once", seconds(times["each"])),
        Row("curl, 3 at once (the floor)", seconds(times["curl"])),
        Row("warm / process per link", f"{to_each:.3f}", "at most 0.05", to_each <= 0.05),
        Row("warm / `yt-dlp -a list`", f"{to_list:.2f}", "at most 0.7", to_list <= 0.7),
    ]


def rate_limited(base: str) -> list[Row]:
    """9 files that take 10 s each, three at once against one after another."""
    urls = [f"{base}/bytes/slow{number}-2000000.mp4?rate=200000" for number in range(9)]
    with spool(1) as single:
        one = _timed(single.download, urls)
    with spool() as parallel:
        three = _timed(parallel.download, urls)
    return [
        Row("one after another", seconds([one])),
        Row("three at once", seconds([three])),
        Row("times as fast", f"{one / three:.2f}", "at least 2.8", one / three >= 2.8),
    ]


def streams(kind: str, urls: Sequence[str], rounds: int) -> list[Row]:
    """Downloads that need merging, against a process for each."""
    ours, theirs = [], []
    for _ in range(rounds):
        with spool() as ready:
            ours.append(_timed(ready.download, urls))
        theirs.append(_timed(ytdlp_each, urls))
    ratio = median(ours) / median(theirs)
    return [
        Row(f"{kind}: Spool, pool warm", seconds(ours)),
        Row(f"{kind}: one yt-dlp process per link, 3 at once", seconds(theirs)),
        Row(f"{kind}: ratio", f"{ratio:.2f}", "under 1", ratio < 1),
    ]


def _cold(urls: Sequence[str]) -> float:
    """From nothing to all files, the start of the children included."""

    def download(urls: Sequence[str], folder: Path) -> None:
        with spool(cold=True) as cold:
            cold.download(urls, folder)

    return _timed(download, urls)


def _timed(way: Way, urls: Sequence[str]) -> float:
    folder = Path(tempfile.mkdtemp(prefix="spool-bench-"))
    try:
        start = time.perf_counter()
        way(urls, folder)
        return time.perf_counter() - start
    finally:
        shutil.rmtree(folder)


def _ytdlp(folder: Path) -> list[str]:
    command = [sys.executable, "-m", "yt_dlp", "--ignore-config", "--quiet", "--no-warnings"]
    return [*command, "--ffmpeg-location", find_ffmpeg(""), "-P", str(folder)]


def _at_once(commands: Sequence[Sequence[str]]) -> None:
    with ThreadPoolExecutor(PARALLEL) as threads:
        list(threads.map(_run, commands))


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
