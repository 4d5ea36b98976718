"""The owners' side without the API: submits, asks, waits, and looks at what came of it."""

import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

import redis

from app.core.choices import Choices
from app.core.download import Activity, DownloadRequest, DownloadState, Stage
from app.core.remote import RemoteDownload
from cloud.store.batches import Action, BatchStore, NewDownload, Quotas, event, stream_of
from cloud.store.rows import KeptFile
from cloud.store.runs import RunStore
from cloud.store.scripts import Keeping, Scripts, StoreAway

LIMIT = 60.0  # seconds that anything may take on a busy machine
_TICK = 0.1  # seconds; each look costs the embedded Redis something
HOUR = 3_600_000  # milliseconds
_MANY = 10_000

IsSo = Callable[[RemoteDownload], bool]


class Desk:
    """Over one Redis; `files` and `work` are the folders of the workers, `wake` wakes them."""

    def __init__(
        self,
        client: redis.Redis,
        files: Path,
        work: Path,
        wake: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.files, self.work = files, work
        self.scripts = Scripts(client, Keeping(HOUR))
        self.batches = BatchStore(self.scripts, Quotas(_MANY, _MANY, 10**12))
        self.runs = RunStore(self.scripts, "desk", tries=10)
        self._wake = wake

    def that_wakes_nobody(self) -> "Desk":
        """The same one, whose wake-ups get lost."""
        return Desk(self.scripts.client, self.files, self.work)

    def submit(
        self, *urls: str, owner: str = "anna", batch: str = "", choices: Choices = Choices()
    ) -> list[str]:
        """The ids of a batch of these links; workers are woken."""
        listed = [NewDownload(str(uuid4()), DownloadRequest(url, choices)) for url in urls]
        taken = self.batches.submit(owner, batch or str(uuid4()), listed)
        self._wake(taken.new)
        return list(taken.ids)

    def one(self, url: str, choices: Choices = Choices()) -> str:
        """The id of a batch of one link."""
        return self.submit(url, choices=choices)[0]

    def ask(self, download_id: str, action: Action) -> RemoteDownload:
        found, is_new = self.batches.ask("anna", download_id, action)
        if is_new:
            self._wake(1)
        return found

    def look(self, download_id: str, owner: str = "anna") -> RemoteDownload:
        return self.batches.download(owner, download_id)

    def wait(
        self, download_id: str, is_so: IsSo, limit: float = LIMIT, owner: str = "anna"
    ) -> RemoteDownload:
        """How a download stands once it is as it should be, whether Redis is there meanwhile."""
        found: list[RemoteDownload] = []

        def has_come() -> bool:
            try:
                found[:] = [self.look(download_id, owner)]
            except StoreAway:
                return False
            return is_so(found[0])

        assert eventually(has_come, limit), found
        return found[0]

    def ended(self, download_id: str, limit: float = LIMIT, owner: str = "anna") -> RemoteDownload:
        return self.wait(download_id, lambda one: one.state.is_final, limit, owner)

    def completed(self, download_id: str, owner: str = "anna") -> RemoteDownload:
        """It ends well, and what is told of its file is so."""
        found = self.ended(download_id, owner=owner)
        assert found.state is DownloadState.COMPLETED, found
        main, *beside = self.kept(download_id, owner)
        for one in (main, *beside):
            data = self.path(one).read_bytes()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (one.size, one.sha256)
        assert (found.size, found.sha256) == (main.size, main.sha256)
        assert self.path(main).name == found.file_name
        return found

    def kept(self, download_id: str, owner: str = "anna") -> tuple[KeptFile, ...]:
        return self.batches.files(owner, download_id)[1]

    def path(self, kept: KeptFile) -> Path:
        path = self.files / kept.key
        assert path.resolve().is_relative_to(self.files.resolve())
        return path

    def field(self, download_id: str, name: str, owner: str = "anna") -> str:
        """A field of the row as it lies in Redis."""
        value = self.scripts.client.hget(f"{{spool}}:dl:{owner}/{download_id}", name)
        return str(value or "")

    def told(self, download_id: str, owner: str = "anna") -> list[RemoteDownload]:
        """Every picture of a download that its owner heard of, the oldest first."""
        entries: Any = self.scripts.client.xrange(stream_of(owner))
        heard = [event(entry_id, fields).what for entry_id, fields in entries]
        return [one for one in heard if isinstance(one, RemoteDownload) and one.id == download_id]

    def in_work(self) -> list[str]:
        """All that lies in the work folder."""
        return _below(self.work, folders=True)

    def in_files(self, download_id: str = "") -> list[str]:
        """All files that are kept, finished or not, or those of one download."""
        return [one for one in _below(self.files, folders=False) if download_id in one]


def _below(root: Path, *, folders: bool) -> list[str]:
    found = []
    for parent, below, files in os.walk(root):  # it minds nothing that goes meanwhile
        names = (*files, *below) if folders else files
        found += [str((Path(parent) / name).relative_to(root)) for name in names]
    return sorted(found)


def eventually(is_so: Callable[[], bool], limit: float = LIMIT) -> bool:
    """Whether something becomes so in time."""
    pause = threading.Event()
    end = monotonic() + limit
    while not is_so():
        if monotonic() > end:
            return False
        pause.wait(_TICK)
    return True


def is_running(one: RemoteDownload) -> bool:
    return one.state is DownloadState.RUNNING


def is_flowing(one: RemoteDownload) -> bool:
    """Whether some of it has arrived."""
    progress = one.progress
    return is_running(one) and progress.stage is Stage.DOWNLOADING and bool(progress.fraction)


def is_waiting(one: RemoteDownload) -> bool:
    """Whether it waits for its next try."""
    return is_running(one) and one.progress.activity is Activity.WAITING
