"""The executor of the service on a loop of its own, for tests that wait with their thread."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from app.core.cloud import CloudStanding, CloudTrouble, Link, RemoteLedger
from app.core.download import DownloadRequest
from app.core.errors import ErrorCode
from app.core.executor import Archive
from app.core.remote import RemoteDownload
from app.core.stores import StoreProblem
from app.engine.archive import nothing_archived
from app.executors.cloud import CloudExecutor
from app.executors.cloud_address import Access
from app.executors.cloud_http import Patience
from app.executors.cloud_mirror import Listeners
from app.executors.cloud_timing import CloudTiming
from app.executors.file_transfer import Pace
from app.storage.ledger import Ledger
from app.storage.library import Library
from tests.executors.watched import SECONDS, Watched

T = TypeVar("T")

QUICK = CloudTiming(
    first_pause=0.02,
    longest_pause=0.2,
    settled=0.0,
    first_sign=1.0,
    poll=0.05,
    polls=3,
    ask_again=0.3,
    look=0.02,
    ledger=0.02,
    patience=Patience(connect=5.0, step=10.0, answer=10.0),
    pace=Pace(first=0.02, longest=0.1, same_token=0.5),
)
"""Of who has no time."""


class CloudDesk:
    """An `Executor` whose calls are made on the loop's thread, over a real ledger."""

    def __init__(
        self,
        folder: Path,
        watched: Watched,
        archive: Archive = nothing_archived,
        *,
        timing: CloudTiming = CloudTiming(),  # noqa: B008  it is frozen
        clock: Callable[[], float] = time.time,
        ledger: Callable[[Library], RemoteLedger] = Ledger,
    ) -> None:
        self.watched = watched
        self.found: list[RemoteDownload] = []
        self.lost: list[tuple[str, ErrorCode | None]] = []
        self.woken: list[str] = []
        self.standings: list[CloudStanding] = []
        self._news = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="cloud-desk")
        self._thread.start()
        self._library = Library(
            folder / "library.sqlite3",
            self._deliver,
            self._problem,
        )
        self.cloud = CloudExecutor(
            ledger(self._library),
            Listeners(
                update=watched.take,
                found=lambda some: self._note(self.found.extend, some),
                lost=lambda *one: self._note(self.lost.append, one),
                woken=lambda one: self._note(self.woken.append, one),
                archive=archive,
            ),
            timing=timing,
            clock=clock,
        )
        self.cloud.listen(lambda one: self._note(self.standings.append, one))
        self.do(self.cloud.start)

    def do(self, act: Callable[[], T]) -> T:
        """Do it on the loop's thread, and wait for it."""

        async def done() -> T:
            result = act()
            await asyncio.sleep(0)  # what is told soon is told now
            return result

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result(SECONDS)

    def use(self, access: Access | None) -> None:
        self.do(lambda: self.cloud.use(access))

    def submit(self, download_id: str, run: int, request: DownloadRequest) -> None:
        self.do(lambda: self.cloud.submit(download_id, run, request))

    def pause(self, download_id: str) -> None:
        self.do(lambda: self.cloud.pause(download_id))

    def cancel(self, download_id: str) -> None:
        self.do(lambda: self.cloud.cancel(download_id))

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        self.do(lambda: self.cloud.discard(download_id, request))

    def set_parallel_limit(self, limit: int) -> None:
        self.do(lambda: self.cloud.set_parallel_limit(limit))

    def close(self) -> None:
        self.do(self.cloud.close)

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Until something that the executor told makes it so."""
        with self._news:
            assert self._news.wait_for(is_so, SECONDS), (self.standings[-3:], self.found, self.lost)

    @property
    def standing(self) -> CloudStanding:
        """The newest that was told."""
        return self.standings[-1] if self.standings else CloudStanding()

    def wait_for(
        self, link: Link, *, waiting: int | None = None, trouble: CloudTrouble | None = None
    ) -> None:
        """Until the connection stands so, with so many changes unconfirmed."""

        def stands() -> bool:
            now = self.standing
            is_meant = now.link is link and waiting in (None, now.waiting)
            return is_meant and trouble in (None, now.trouble)

        self.wait(stands)

    def end(self, *, crash: bool = False) -> None:
        """Close everything, as the program does when it ends; or stop as it does in a crash."""
        if not crash:
            self.close()
        asyncio.run_coroutine_threadsafe(self._wind_up(crash), self._loop).result(SECONDS)
        self._library.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    def _deliver(self, call: Callable[[], None]) -> None:
        self._loop.call_soon_threadsafe(call)

    async def _wind_up(self, crash: bool) -> None:
        """Cancel what nobody else does, and let all close what they hold.

        What closes already is not canceled again: that would have it leave open what it holds.
        """
        tasks = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        for task in tasks:
            if crash and task.get_name() in ("cloud-link", "cloud-sender", "cloud-sleep"):
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _note(self, keep: Callable[[T], None], news: T) -> None:
        with self._news:
            keep(news)
            self._news.notify_all()

    def _problem(self, problem: StoreProblem | None, path: str) -> None:
        raise AssertionError(problem, path)


@contextmanager
def cloud_desk(
    folder: Path, watched: Watched, archive: Archive = nothing_archived, **more: Any
) -> Iterator[CloudDesk]:
    desk = CloudDesk(folder, watched, archive, **more)
    try:
        yield desk
    finally:
        desk.end()


def ids_of(found: Sequence[RemoteDownload]) -> set[str]:
    return {one.id for one in found}
