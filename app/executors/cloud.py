"""Runs downloads in the service, and shows how things stand with it."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from app.core.cloud import (
    CloudListener,
    CloudStanding,
    CloudTest,
    CloudTrouble,
    LedgerEntry,
    RemoteLedger,
    Wanted,
)
from app.core.download import DownloadRequest
from app.core.remote import RemoteDownload
from app.core.stores import StoreProblem
from app.executors.bring_back import BringBack
from app.executors.cloud_address import Access, checked_address
from app.executors.cloud_book import Book
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_hearing import Hearing
from app.executors.cloud_link import CloudLink, What
from app.executors.cloud_mirror import Listeners, Mirror
from app.executors.cloud_run import Run
from app.executors.cloud_sender import CloudSender
from app.executors.cloud_timing import CloudTiming

log = logging.getLogger(__name__)


class CloudExecutor:
    """An `Executor` over the service, and the `Cloud` that the window shows.

    Everything happens on one loop, which `start` is called on; the listeners are called there too.
    What is in the service goes on when this closes: its runs end as paused, and the next run of a
    row follows what has become of it.
    """

    def __init__(
        self,
        ledger: RemoteLedger,
        listeners: Listeners,
        *,
        timing: CloudTiming = CloudTiming(),  # noqa: B008  it is frozen
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._ledger = ledger
        self._timing = timing
        self._book = Book(ledger, self._written, self._unwritten)
        pictures: dict[str, RemoteDownload] = {}
        forgotten: set[str] = set()
        self._link = CloudLink(self, timing, clock)
        self._sender = CloudSender(
            self._book, pictures, lambda: self._link.client, self, self._link.reconnect, timing
        )
        self._mirror = Mirror(
            self._book,
            pictures,
            listeners,
            forgotten=forgotten,
            wake=self._sender.wake,
            changed=self.standing_changed,
        )
        self._hearing = Hearing(
            self._book,
            pictures,
            forgotten,
            self._mirror,
            found=listeners.found,
            wake=self._sender.wake,
            doubt=self._sender.doubt,
        )
        self._mirror.bring_back = BringBack(
            lambda: self._access,
            on_progress=lambda *news: self._soon(partial(self._mirror.fetching, *news)),
            on_end=lambda *news: self._soon(partial(self._mirror.fetched, *news)),
            on_trouble=self._on_trouble,
            patience=timing.patience,
            pace=timing.pace,
        )
        self._early: list[Callable[[], None]] | None = []
        self._standing_listeners: list[CloudListener] = []
        self._told = CloudStanding()
        self._is_telling = False
        self._access: Access | None = None
        self._ledger_trouble: CloudTrouble | None = None
        self._is_closed = False
        self._tests: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Read the ledger, and begin; what was asked for before is done then."""
        self._loop = asyncio.get_running_loop()
        self._ledger.load(self._loaded)

    def use(self, access: Access | None) -> None:
        """Go over to another service, or to none."""
        self._access = access
        self._when_open(lambda: self._link.use(access))

    def set_brings_back(self, brings_back: bool) -> None:
        """Whether files come here by themselves, of what is run from now on."""
        self._mirror.brings_back = brings_back

    def drop_rowless(self, has_row: Callable[[str], bool]) -> None:
        """Forget what no row shows, so that it is found again: a crash came in between."""
        self._when_open(partial(self._mirror.drop_rowless, has_row))

    def submit(self, download_id: str, run: int, request: DownloadRequest) -> None:
        """A newer run of a download takes over from the older one."""
        self._when_open(partial(self._mirror.submit, Run(download_id, run, request)))

    def pause(self, download_id: str) -> None:
        self._when_open(partial(self._mirror.stop, download_id, Wanted.PAUSE))

    def cancel(self, download_id: str) -> None:
        """A file that is on its way here stays in the service."""
        self._when_open(partial(self._mirror.stop, download_id, Wanted.CANCEL))

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        self._when_open(partial(self._mirror.discard, download_id, request))

    def set_parallel_limit(self, limit: int) -> None:
        """The service has its own."""

    def close(self) -> None:
        """Leave the service to itself. Its files come the next time."""
        if self._is_closed:
            return
        self._is_closed = True
        self._mirror.close()
        early, self._early = self._early or [], None
        for act in early:
            act()
        self._mirror.bring_back.close()
        self._sender.close()
        self._link.close()
        self._book.write(last=True)
        for test in self._tests:
            test.cancel()

    @property
    def standing(self) -> CloudStanding:
        return self._told

    def listen(self, listener: CloudListener) -> None:
        self._standing_listeners.append(listener)

    def reconnect(self) -> None:
        self._when_open(self._link.reconnect)

    def test(
        self, address: str, token: str, *, plain: bool, then: Callable[[CloudTest], None]
    ) -> None:
        """As `Cloud` promises; the proxy is the one in use."""
        proxy = self._access.proxy if self._access else ""
        task = asyncio.get_running_loop().create_task(
            _tried(Access(address, token, plain=plain, proxy=proxy), then)
        )
        self._tests.add(task)
        task.add_done_callback(self._tests.discard)

    def standing_changed(self) -> None:
        """Tell those who show it, once for all that changes together."""
        if not self._is_telling and not self._is_closed:
            self._is_telling = True
            self._loop.call_soon(self._tell_standing)

    def connected(self) -> None:
        """As `Hears` and `Answers` have it, like the next four."""
        self._sender.connected()

    def hear(self, what: What) -> None:
        self._hearing.hear(what)

    def take_picture(self, picture: RemoteDownload) -> None:
        self._hearing.take_picture(picture)

    def gone(self, entry_id: str, *, expired: bool) -> None:
        self._hearing.gone(entry_id, expired=expired)

    def refused(self, entry: LedgerEntry, detail: str) -> None:
        self._mirror.refused(entry, detail)

    def _tell_standing(self) -> None:
        self._is_telling = False
        trouble = self._sender.trouble or self._ledger_trouble
        standing = self._link.standing(self._sender.waiting, trouble)
        if standing != self._told and not self._is_closed:
            self._told = standing
            for listener in self._standing_listeners:
                listener(standing)

    def _on_trouble(self, trouble: CloudTrouble) -> None:
        """A transfer met it; who is not let in there is not let in anywhere."""
        if trouble is CloudTrouble.TOKEN:
            self._soon(self._link.reconnect)

    def _soon(self, call: Callable[[], None]) -> None:
        """From a transfer's thread to the loop, which may be gone already."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(call)

    def _when_open(self, act: Callable[[], None]) -> None:
        if self._early is None:
            act()
        else:
            self._early.append(act)

    def _loaded(self, entries: Sequence[LedgerEntry], problem: StoreProblem | None) -> None:
        if self._is_closed:
            return
        if problem is not None:
            self._ledger_trouble = CloudTrouble.LEDGER
            self.standing_changed()
            self._loop.call_later(self._timing.ledger, self._ledger.load, self._loaded)
            return
        self._book.take(entries)
        early, self._early = self._early or [], None
        self._ledger_trouble = None
        self._sender.start()
        self._link.start()
        for act in early:
            act()
        self.standing_changed()

    def _written(self) -> None:
        self._ledger_trouble = None
        self._sender.wake()

    def _unwritten(self) -> None:
        self._ledger_trouble = CloudTrouble.LEDGER
        self.standing_changed()
        if not self._is_closed:
            self._loop.call_later(self._timing.ledger, self._book.write)


async def _tried(access: Access, then: Callable[[CloudTest], None]) -> None:
    try:
        checked_address(access.address, plain=access.plain)
        client = CloudClient(access)
        try:
            found = CloudTest(versions=await client.versions())
        finally:
            await client.close()
    except CloudError as error:
        found = CloudTest(error.trouble, error.detail)
    then(found)
