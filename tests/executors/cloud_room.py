"""The desktop's side of the service in one process, whose downloads tests move by hand."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from app.core.cloud import Link
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate, Progress, Stage
from app.core.remote import RemoteDownload
from app.executors.cloud_address import Access
from cloud.files import file_key
from cloud.store.rows import KeptFile
from cloud.store.runs import Claim, Ending, Outcome, Wish
from tests.cloud.api.service import CONTENT, TOKENS, Service
from tests.engine.running import eventually
from tests.executors.cloud_desk import QUICK, CloudDesk
from tests.executors.watched import Watched, is_end
from tests.executors.weather import Weather

_OUTCOMES = {Wish.PAUSE: Outcome.PAUSED, Wish.CANCEL: Outcome.CANCELED}


@dataclass
class CloudRoom:
    """A service with weather before it, and desks with one token."""

    folder: Path
    service: Service
    weather: Weather
    stack: ExitStack
    claims: dict[str, Claim] = field(default_factory=dict)
    desks: list[CloudDesk] = field(default_factory=list)

    @property
    def access(self) -> Access:
        return Access(self.weather.address, TOKENS["ann"])

    def client(self) -> httpx.Client:
        """Past the weather."""
        return self.stack.enter_context(self.service.client("ann"))

    def desk(self, name: str = "a", **more: Any) -> CloudDesk:
        """A desktop of that name, connected; the same name is the same computer."""
        desk = self.away(name, **more)
        desk.use(self.access)
        desk.wait_for(Link.CONNECTED)
        return desk

    def away(self, name: str = "a", **more: Any) -> CloudDesk:
        """One that is not connected."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        desk = CloudDesk(folder, Watched(), **{"timing": QUICK, **more})
        self.desks.append(desk)
        return desk

    def leave(self, desk: CloudDesk, *, crash: bool = False) -> None:
        """Have it end."""
        self.desks.remove(desk)
        desk.end(crash=crash)

    def request(self, name: str, **more: Any) -> DownloadRequest:
        files = self.folder / "chosen"
        files.mkdir(exist_ok=True)
        return DownloadRequest(f"http://127.0.0.1/{name}", folder=str(files), **more)

    @property
    def chosen(self) -> Path:
        """Where files go."""
        return Path(self.request("").folder)

    def files(self) -> list[Path]:
        """What a person sees there."""
        return [path for path in self.chosen.iterdir() if not path.name.startswith(".")]

    def submit(self, desk: CloudDesk, *names: str, run: int = 1) -> list[str]:
        """Rows of these links, all in one go."""
        ids = [new_id() for _ in names]

        def act() -> None:
            for row, name in zip(ids, names, strict=True):
                desk.cloud.submit(row, run, self.request(name))

        desk.do(act)
        return ids

    def there(self) -> list[RemoteDownload]:
        """All that the service has."""
        after = ""
        found: list[RemoteDownload] = []
        while True:
            page = self.service.batches.page("ann", after, 200)
            found += page.downloads
            if not page.after:
                return found
            after = page.after

    def there_for(self, name: str) -> list[RemoteDownload]:
        return [one for one in self.there() if one.url.endswith(f"/{name}")]

    def one(self, name: str) -> RemoteDownload:
        """The one download of a link, once it is there."""
        found: list[RemoteDownload] = []

        def is_there() -> bool:
            found[:] = self.there_for(name)
            return len(found) == 1

        self.until(is_there)
        return found[0]

    def claim(self, name: str) -> Claim:
        """Have a worker take the download of a link."""

        def is_ours() -> bool:
            while claim := self.service.runs.claim():
                self.claims[_name(claim)] = claim
            return name in self.claims

        self.until(is_ours)
        return self.claims.pop(name)

    def work(self, name: str, fraction: float = 0.3, **known: Any) -> Claim:
        """Have a worker take it, and bring it so far."""
        claim = self.claim(name)
        self.show(claim, fraction, **known)
        return claim

    def show(self, claim: Claim, fraction: float, **known: Any) -> Wish:
        progress = Progress(Stage.DOWNLOADING, fraction=fraction)
        update = replace(claim.before, progress=progress, title="A title", **known)
        return self.service.runs.report(claim, update)

    def obey(self, claim: Claim) -> Wish:
        """Have the worker do what is asked of it, once something is."""
        wishes: list[Wish] = []

        def is_asked() -> bool:
            wishes[:] = [self.service.runs.report(claim, None)]
            return wishes[0] is not Wish.NOTHING

        self.until(is_asked)
        if outcome := _OUTCOMES.get(wishes[0]):
            self.service.runs.finish(claim, Ending(outcome, claim.before))
        return wishes[0]

    def complete(self, claim: Claim, **known: Any) -> None:
        """Have the worker finish with a file, of which more may be known."""
        key = file_key(claim.owner, claim.id, claim.run, "video.mp4")
        source = self.folder / new_id()
        source.write_bytes(CONTENT)
        self.service.files.put(key, source, lambda _: None)
        source.unlink(missing_ok=True)
        kept = KeptFile(key, len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
        update = DownloadUpdate(
            **{"id": "", "run": 0, "seq": 0, "state": DownloadState.COMPLETED, **known},
            file_name=f"{_name(claim)}.mp4",
            size=kept.size,
            sha256=kept.sha256,
        )
        self.service.runs.finish(claim, Ending(Outcome.COMPLETED, update, files=(kept,)))

    def fail(self, claim: Claim, **known: Any) -> None:
        update = DownloadUpdate("", 0, 0, DownloadState.FAILED, **known)
        self.service.runs.finish(claim, Ending(Outcome.FAILED, update))

    def until(self, is_so: Callable[[], bool]) -> None:
        assert eventually(is_so), [(one.url, one.state) for one in self.there()]


def flows(desk: CloudDesk, row: str, run: int = 1) -> None:
    """Until a row shows how far it is."""
    desk.watched.wait(row, lambda one: bool(one.progress.fraction), run)


def ends_once(desk: CloudDesk, row: str) -> DownloadState:
    """How the one end of a row's first run shows it."""
    end = desk.watched.end(row)
    assert sum(map(is_end, desk.watched.of(row))) == 1
    return end.state


@contextmanager
def cloud_room(folder: Path, service: Service) -> Iterator[CloudRoom]:
    """Whose desks are closed at the end."""
    with ExitStack() as stack:
        weather = stack.enter_context(Weather(service.port))
        room = CloudRoom(folder, service, weather, stack)
        try:
            yield room
        finally:
            for desk in room.desks:
                desk.end()


def _name(claim: Claim) -> str:
    return claim.request.url.rpartition("/")[2]


def new_id() -> str:
    return str(uuid.uuid4())
