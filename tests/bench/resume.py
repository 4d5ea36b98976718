"""Stops of every sort in mid-download, then the end: is the file what it would have been?"""

import hashlib
import os
import queue
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.core import wire
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask
from tests.bench.table import Row
from tests.bench.warm_pool import child_pool, warm

STOPS_EACH = 4
"""Stops of one file before it is let finish."""


@dataclass
class Tally:
    stops: Counter[str] = field(default_factory=Counter)
    identical: int = 0
    different: list[str] = field(default_factory=list)


def stops_and_resumes(urls: Mapping[str, str], wanted: int, seed: int = 1) -> list[Row]:
    """`wanted` stops spread over the kinds of link in `urls` and over the sorts of stop."""
    tally = disturb(urls, wanted, seed)
    files = tally.identical + len(tally.different)
    good = not tally.different
    stops = ", ".join(f"{count} by {sort}" for sort, count in sorted(tally.stops.items()))
    return [
        Row("stops", f"{tally.stops.total()} ({stops})", str(wanted)),
        Row("finished files as undisturbed ones", f"{tally.identical} of {files}", "all", good),
    ]


def disturb(urls: Mapping[str, str], wanted: int, seed: int) -> Tally:
    """Stop downloads at random moments until there were enough stops; compare every file."""
    chance = random.Random(seed)
    tally = Tally()
    with child_pool() as pool:
        sums = {kind: _undisturbed(pool, url) for kind, url in urls.items()}
        while tally.stops.total() < wanted:
            for kind, url in urls.items():
                with tempfile.TemporaryDirectory(prefix="spool-stops-") as folder:
                    found = _Disturbed(pool, url, Path(folder), chance, tally).finish()
                if found == sums[kind]:
                    tally.identical += 1
                else:
                    tally.different.append(kind)
    return tally


class _Disturbed:
    """One download that is stopped again and again."""

    def __init__(
        self, pool: ChildPool, url: str, folder: Path, chance: random.Random, tally: Tally
    ) -> None:
        self._pool = pool
        self._request = DownloadRequest(url, folder=str(folder))
        self._chance = chance
        self._tally = tally
        self._run = 0

    def finish(self) -> str:
        sorts = [self._pause, self._kill_child, self._kill_application]
        for _ in range(STOPS_EACH):
            if self._chance.choice(sorts)():
                break
        if not _finished(Path(self._request.folder)):
            self._start().join(120)
        return _sum(Path(self._request.folder))

    def _pause(self) -> bool:
        """Whether it was over before it could be paused."""
        task = self._start()
        if task.wait_for(self._moment()):
            return True
        task.task.pause()
        ended = task.join(30)
        self._tally.stops["pause"] += ended.state is DownloadState.PAUSED
        return ended.state is DownloadState.COMPLETED

    def _kill_child(self) -> bool:
        task = self._start()
        if task.wait_for(self._moment()):
            return True
        for pid in task.child_groups():
            os.killpg(pid, signal.SIGKILL)
            self._tally.stops["kill -9 of the child"] += 1
        task.join(120)
        return True

    def _kill_application(self) -> bool:
        command = [sys.executable, "-m", "tests.bench.one_download"]
        app = subprocess.Popen(
            [*command, self._request.url, self._request.folder], stdout=subprocess.PIPE
        )
        moment = self._moment()
        try:
            for line in app.stdout or ():
                update = wire.from_json(DownloadUpdate, line)
                if update.state is not DownloadState.RUNNING:
                    return True
                if (update.progress.fraction or 0.0) >= moment:
                    break
            app.kill()
            self._tally.stops["kill -9 of the application"] += 1
            return False
        finally:
            app.kill()
            app.communicate()

    def _start(self) -> "_Task":
        self._run += 1
        return _Task(self._pool, self._run, self._request)

    def _moment(self) -> float:
        """A fraction at which to stop: anywhere, and often right at the end."""
        return self._chance.choice([self._chance.random() * 0.94, 0.945])


class _Task:
    def __init__(self, pool: ChildPool, run: int, request: DownloadRequest) -> None:
        self._pool = pool
        self._updates: queue.Queue[DownloadUpdate] = queue.Queue()
        self._last: DownloadUpdate | None = None
        warm(pool)
        self.task = DownloadTask(
            pool, "disturbed", run, request, self._updates.put, lambda *_: None
        )
        self._thread = threading.Thread(target=self.task.run)
        self._thread.start()

    def wait_for(self, fraction: float) -> bool:
        """Until it is so far; True if it is over instead."""
        while (self._last is None) or self._last.state is DownloadState.RUNNING:
            if self._last and (self._last.progress.fraction or 0.0) >= fraction:
                return False
            self._last = self._updates.get(timeout=60)
        return True

    def child_groups(self) -> set[int]:
        """The process group at work. Not those that wait: two deaths fail a download."""
        return {child.pid for child in self._pool._leased}

    def join(self, limit: float) -> DownloadUpdate:
        self._thread.join(limit)
        while not self._updates.empty():
            self._last = self._updates.get()
        if self._last is None or self._last.state is DownloadState.RUNNING:
            raise RuntimeError("a download does not end")
        if self._last.state is DownloadState.FAILED:
            raise RuntimeError(f"a download failed: {self._last.error} {self._last.detail}")
        return self._last


def _undisturbed(pool: ChildPool, url: str) -> str:
    with tempfile.TemporaryDirectory(prefix="spool-stops-") as folder:
        _Task(pool, 1, DownloadRequest(url, folder=folder)).join(120)
        return _sum(Path(folder))


def _finished(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]


def _sum(folder: Path) -> str:
    """Of the one finished file; anything but one file is no match."""
    files = _finished(folder)
    if len(files) != 1:
        return f"{len(files)} files"
    return hashlib.sha256(files[0].read_bytes()).hexdigest()
