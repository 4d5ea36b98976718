"""A queue with everything around it in hand."""

from collections.abc import Iterable

from app.core.download import Download, DownloadRequest, DownloadState, Place
from app.core.download_queue import DownloadQueue
from app.core.queue_events import Added
from app.core.settings import Unfinished
from tests.core.doubles import HandExecutor, HandProber, Later, MemoryStore, Mirror


class Desk:
    def __init__(
        self,
        store: MemoryStore | None = None,
        limit: int = 2,
        unfinished: Unfinished = Unfinished.CONTINUE,
        *,
        load: bool = True,
    ) -> None:
        self.store = store or MemoryStore()
        self.executor = HandExecutor()
        self.cloud = HandExecutor()
        self.prober = HandProber()
        self.mirror = Mirror()
        self.later = Later()
        self.closed_folders: set[str] = set()
        self.now = 1000.0
        self.queue = DownloadQueue(
            {Place.THIS_COMPUTER: self.executor, Place.CLOUD: self.cloud},
            self.prober,
            self.store,
            later=self.later,
            parallel_limit=limit,
            unfinished=unfinished,
            admits=lambda row: row.request.folder not in self.closed_folders,
            clock=lambda: self.now + self.later.now,
        )
        self.executor.report = self.cloud.report = self.queue.apply
        self.queue.listen(self.mirror)
        if load:
            self.queue.load()

    def add(self, *links: str, folder: str = "", place: Place = Place.THIS_COMPUTER) -> Added:
        """Add links by short names; what became of it, once the store has kept them."""
        answers: list[Added] = []
        requests = [DownloadRequest(f"https://example.org/{link}", folder=folder) for link in links]
        self.queue.add(requests, place=place, then=answers.append)
        return answers[0] if answers else Added()

    def rows(self) -> list[Download]:
        return list(self.queue)

    def id(self, link: str) -> str:
        return self.row(link).id

    def ids(self, links: Iterable[str]) -> list[str]:
        return [self.id(link) for link in links]

    def row(self, link: str) -> Download:
        (row,) = (r for r in self.queue if r.request.url == f"https://example.org/{link}")
        return row

    def state(self, link: str) -> DownloadState:
        return self.row(link).state

    def order(self) -> str:
        """The short names in order."""
        return "".join(row.request.url.rpartition("/")[2] for row in self.queue)

    def started(self) -> str:
        """The short names in the order they were submitted; rows since removed as "?"."""
        names = {row.id: row.request.url.rpartition("/")[2] for row in self.queue}
        return "".join(names.get(download_id, "?") for download_id in self.executor.started)

    def finish(self, link: str) -> None:
        self.executor.tell(self.id(link), DownloadState.COMPLETED)

    def restarted(self, unfinished: Unfinished = Unfinished.CONTINUE) -> "Desk":
        """The same store with a new queue, as after a crash."""
        return Desk(self.store, unfinished=unfinished)
