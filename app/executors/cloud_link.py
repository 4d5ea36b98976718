"""The connection to the service: it is followed, lost, and found again."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, suppress
from dataclasses import replace
from time import monotonic
from typing import Protocol

from app.core.cloud import CloudStanding, CloudTrouble, Link
from app.core.remote import BatchStatus, RemoteDownload, Removed, Snapshot
from app.executors.cloud_address import Access
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError
from app.executors.cloud_timing import CloudTiming

log = logging.getLogger(__name__)

_SLICE = 0.008  # seconds of work before others have a turn
_EACH_LOOK = 0.2  # seconds at least for each batch that is looked at, so that the service has rest
_HOPELESS = frozenset({CloudTrouble.NO_ADDRESS, CloudTrouble.NOT_SECURE, CloudTrouble.TOKEN})
# What a stream meets where something on the way answers everything else.
_BREAKS_STREAMS = frozenset(
    {CloudTrouble.NO_ANSWER, CloudTrouble.NOT_THE_SERVICE, CloudTrouble.BROKEN}
)

What = Snapshot | RemoteDownload | Removed


class Hears(Protocol):
    """Who listens to the service."""

    def hear(self, what: What) -> None:
        """An event, in order."""

    def connected(self) -> None:
        """From now on requests may be sent."""

    def standing_changed(self) -> None: ...


class CloudLink:
    """One service at a time, whose events go to `ears` without gaps.

    Everything happens on the loop that `start` is called on.
    """

    def __init__(
        self, ears: Hears, timing: CloudTiming, clock: Callable[[], float] = time.time
    ) -> None:
        self._ears = ears
        self._timing = timing
        self._clock = clock
        self._access: Access | None = None
        self._changed = asyncio.Event()
        self._try_now = asyncio.Event()
        self._client: CloudClient | None = None
        self._is_alive = False  # the client that is there now was answered
        self._last_id = ""
        self._polls_left = 0
        self._link = Link.OFF
        self._trouble: CloudTrouble | None = None
        self._heard: float | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def client(self) -> CloudClient | None:
        """Who to ask, while the service answers."""
        return self._client if self._is_alive else None

    def standing(self, waiting: int, trouble: CloudTrouble | None) -> CloudStanding:
        return CloudStanding(self._link, self._trouble or trouble, self._heard, waiting)

    def start(self) -> None:
        self._tasks = [
            asyncio.create_task(self._run(), name="cloud-link"),
            asyncio.create_task(self._look_for_sleep(), name="cloud-sleep"),
        ]

    def use(self, access: Access | None) -> None:
        """Go over to another service, or to none."""
        if access == self._access:
            return
        if access is None or self._access is None or access.address != self._access.address:
            self._last_id = ""
            self._heard = None
        self._access = access
        self._changed.set()
        self.reconnect()

    def reconnect(self) -> None:
        """Try now. A connection that is there is made anew, since it may be dead."""
        self._try_now.set()

    def close(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _run(self) -> None:
        try:
            while True:
                self._changed.clear()
                if self._access is None:
                    self._stand(Link.OFF, None)
                    await self._changed.wait()
                else:
                    await self._use(self._access)
        finally:
            self._link = Link.OFF

    async def _use(self, access: Access) -> None:
        self._stand(Link.CONNECTING, None)
        failures = 0
        while not self._changed.is_set():
            begun = monotonic()
            error = await self._follow_until_lost(access)
            if self._changed.is_set():
                return
            if self._try_now.is_set():
                failures = 0
                continue
            failures = 0 if monotonic() > begun + self._timing.settled else failures + 1
            if error:
                log.info("the connection to the service is lost: %s", error)
                self._stand(Link.AWAY, error.trouble)
            await self._pause(error, failures)

    async def _pause(self, error: CloudError | None, failures: int) -> None:
        seconds = self._timing.pause(failures)
        if error and error.trouble in _HOPELESS:
            seconds = self._timing.longest_pause
        if error and error.retry_after:
            seconds = max(seconds, error.retry_after)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._try_now.wait()

    async def _follow_until_lost(self, access: Access) -> CloudError | None:
        """Until the stream ends, or somebody wants it anew; why it was lost."""
        self._try_now.clear()
        following = asyncio.create_task(self._follow(access), name="cloud-follow")
        woken = asyncio.create_task(self._try_now.wait(), name="cloud-woken")
        try:
            await asyncio.wait({following, woken}, return_when=asyncio.FIRST_COMPLETED)
            return following.result() if following.done() else None
        finally:
            for task in (following, woken):
                task.cancel()
            await asyncio.gather(following, woken, return_exceptions=True)

    async def _follow(self, access: Access) -> CloudError | None:
        client = None
        try:
            client = self._client = CloudClient(access, patience=self._timing.patience)
            await client.versions()
            if not self._polls_left:
                await self._stream(client)
            if self._polls_left:
                await self._poll(client)
        except CloudError as error:
            return error
        except Exception:
            log.exception("the service could not be followed")
            return CloudError(CloudTrouble.BROKEN)
        finally:
            self._client = None
            self._is_alive = False
            if client:
                await client.close()
        return None

    async def _stream(self, client: CloudClient) -> None:
        """Listen, until the service ends it. Where streams do not get through, `_poll` is next."""
        try:
            async with (
                aclosing(client.events(self._last_id)) as events,
                asyncio.timeout(self._timing.first_sign) as patience,
            ):
                turn = monotonic()
                async for event in events:
                    patience.reschedule(None)
                    self._alive()
                    if event.what is not None:
                        self._ears.hear(event.what)
                    self._last_id = event.id or self._last_id
                    if monotonic() > turn + _SLICE:
                        await asyncio.sleep(0)
                        turn = monotonic()
        except (CloudError, TimeoutError) as error:
            is_broken = isinstance(error, TimeoutError) or error.trouble in _BREAKS_STREAMS
            if self._is_alive or not is_broken:
                raise
            log.info("the service's events do not get through: %s", error)
            self._polls_left = self._timing.polls

    async def _poll(self, client: CloudClient) -> None:
        """Look again and again instead of listening."""
        known: dict[str, BatchStatus] = {}
        while self._polls_left:
            self._polls_left -= 1
            looks = 0
            self._ears.hear(Snapshot(first=True))
            async for batch in _all_batches(client, known):
                self._alive()
                self._ears.hear(Snapshot(batch.downloads))
                looks += 1
            self._alive()
            self._ears.hear(Snapshot(last=True))
            self._last_id = ""
            await asyncio.sleep(max(self._timing.poll, looks * _EACH_LOOK))

    def _alive(self) -> None:
        self._heard = self._clock()
        if not self._is_alive:
            self._is_alive = True
            self._stand(Link.CONNECTED, None)
            self._ears.connected()

    def _stand(self, link: Link, trouble: CloudTrouble | None) -> None:
        if (link, trouble) != (self._link, self._trouble):
            self._link, self._trouble = link, trouble
            self._ears.standing_changed()

    async def _look_for_sleep(self) -> None:
        """After a sleep of the computer the connection is dead, and nobody says so."""
        while True:
            before = self._clock()
            await asyncio.sleep(self._timing.look)
            if abs(self._clock() - before - self._timing.look) > self._timing.slept:
                log.info("the clock has jumped: connecting anew")
                self.reconnect()


async def _all_batches(
    client: CloudClient, known: dict[str, BatchStatus]
) -> AsyncIterator[BatchStatus]:
    """Every batch with its downloads. One of `known` that is over and as it was is not asked for
    again."""
    before = ""
    while True:
        page = await client.batches(before)
        for one in page.batches:
            old = known.get(one.batch_id)
            if old is None or one.in_progress or replace(old, downloads=()) != one:
                try:
                    known[one.batch_id] = await client.batch(one.batch_id)
                except CloudError as error:
                    if not error.is_gone:
                        raise
                    continue
            yield known[one.batch_id]
        before = page.next
        if not before:
            return
