"""A download that runs beside the test, and what is to be seen of it from outside."""

import contextlib
import hashlib
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from app.core.download import DownloadRequest, DownloadState, DownloadUpdate, Stage
from app.core.executor import Archive
from app.engine.archive import nothing_archived
from app.engine.child_pool import ChildPool
from app.engine.download_task import DownloadTask

LIMIT = 30.0  # seconds that anything may take on a busy machine


class Running:
    """A task in a thread of its own, with everything it said."""

    def __init__(
        self,
        pool: ChildPool,
        request: DownloadRequest,
        name: str = "a",
        run: int = 1,
        *,
        archive: Archive = nothing_archived,
    ) -> None:
        self.updates: list[DownloadUpdate] = []
        self.log: list[str] = []
        self._pool = pool
        self._news = threading.Condition()
        self.task = DownloadTask(pool, name, run, request, self._take, self._take_log, archive)
        self._thread = threading.Thread(target=self.task.run, name=f"running-{name}")
        self._thread.start()

    def wait(self, reached: Callable[[DownloadUpdate], bool]) -> DownloadUpdate:
        """The newest update once one was as it should be."""
        with self._news:
            arrived = self._news.wait_for(lambda: any(map(reached, self.updates)), LIMIT)
            assert arrived, self.updates[-1:]
            return self.updates[-1]

    def last(self) -> DownloadUpdate:
        """The update it ended with."""
        self._thread.join(LIMIT)
        assert not self._thread.is_alive(), self.updates[-1:]
        return self.updates[-1]

    def kill_child(self) -> None:
        """What the system does when memory runs out."""
        for pid in leased_pids(self._pool):
            os.kill(pid, signal.SIGKILL)

    def _take(self, update: DownloadUpdate) -> None:
        with self._news:
            self.updates.append(update)
            self._news.notify_all()

    def _take_log(self, download_id: str, line: str) -> None:
        assert download_id == self.updates[0].id
        self.log.append(line)


def downloaded(
    pool: ChildPool, request: DownloadRequest, name: str = "a", run: int = 1
) -> DownloadUpdate:
    """The update that a download ends with."""
    return Running(pool, request, name, run).last()


def is_flowing(update: DownloadUpdate) -> bool:
    """Whether some of it has arrived."""
    progress = update.progress
    return progress.stage is Stage.DOWNLOADING and (progress.fraction or 0) > 0.02


def is_resolving(update: DownloadUpdate) -> bool:
    return update.state is DownloadState.RUNNING and update.progress.stage is Stage.RESOLVING


def is_processing(update: DownloadUpdate) -> bool:
    return update.progress.stage is Stage.PROCESSING


def leased_pids(pool: ChildPool) -> list[int]:
    with pool._changed:
        return [child.pid for child in pool._leased]


def command_lines(pool: ChildPool) -> list[bytes]:
    """Of the children at work and of all they started: what everybody on the computer can see."""
    found = []
    for leader in leased_pids(pool):
        for pid in group_members(leader):
            with contextlib.suppress(OSError):  # it ended meanwhile
                found.append(Path(f"/proc/{pid}/cmdline").read_bytes())
    return found


def group_members(leader: int) -> list[int]:
    """The processes of a group that still run."""
    members = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            state, _, group = _stat(entry)
            if group == leader and state not in "ZX":
                members.append(int(entry.name))
    return members


def _stat(entry: Path) -> tuple[str, int, int]:
    try:
        fields = (entry / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it ended meanwhile
        return "X", 0, 0
    return fields[0], int(fields[1]), int(fields[2])


def eventually(is_so: Callable[[], bool], limit: float = LIMIT) -> bool:
    """Whether something outside of this process becomes so in time."""
    pause = threading.Event()
    end = monotonic() + limit
    while not is_so():
        if monotonic() > end:
            return False
        pause.wait(0.005)
    return True


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def elsewhere(request: DownloadRequest, folder: Path) -> DownloadRequest:
    """The same request into another folder."""
    folder.mkdir(exist_ok=True)
    return replace(request, folder=str(folder))
