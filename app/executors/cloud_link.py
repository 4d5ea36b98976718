"""The connection to the service: it is followed, lost, and found again."""

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, suppress
from time import monotonic
from typing import Protocol

from app.core.cloud import CloudStanding, CloudTrouble, Link
from app.core.remote import BatchStatus, RemoteDownload, Removed, Snapshot
from app.executors.cloud_address import Access
from app.executors.cloud_client import CloudClient
from app.executors.cloud_errors import CloudError

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 30.0  # seconds between two tries
_FIRST_PAUSE = 0.5
_POLL_SECONDS = 5.0
_POLLS = 6  # until the stream is tried again
_SLICE = 0.008  # seconds of work before others have a turn
_LOOK_SECONDS = 5.0
_SLEPT = 20.0  # seconds by which the clock has jumped
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

    def __init__(self, ears: Hears, make: Callable[[Access], CloudClient] = CloudClient) -> None:
        self._ears = ears
        self._make = make
        self._access: Access | None = None
        self._changed = asyncio.Event()
        self._try_now = asyncio.Event()
        self._client: CloudClient | None = None
        self._last_id = ""
        self._polls_left = 0
        self._link = Link.OFF
        self._trouble: CloudTrouble | None = None
        self._heard: float | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def client(self) -> CloudClient | None:
        """Who to ask, while the service answers."""
        return self._client if self._link is Link.CONNECTED else None

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
            error = await self._follow_until_lost(access)
            if self._changed.is_set():
                return
            if error is None:
                failures = 0
                continue
            failures = 0 if self._link is Link.CONNECTED else failures + 1
            log.info("the connection to the service is lost: %s", error)
            self._stand(Link.AWAY, error.trouble)
            await self._pause(error, failures)

    async def _pause(self, error: CloudError, failures: int) -> None:
        seconds = min(_FIRST_PAUSE * 2.0 ** min(failures, 10), _LONGEST_PAUSE)
        if error.trouble in _HOPELESS:
            seconds = _LONGEST_PAUSE
        seconds = max(seconds * random.uniform(0.5, 1.0), error.retry_after or 0.0)
        self._try_now.clear()
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
            client = self._client = self._make(access)
            await client.versions()
            if self._polls_left:
                await self._poll(client)
            else:
                await self._stream(client)
        except CloudError as error:
            return error
        finally:
            self._client = None
            if client:
                await client.close()
        return None

    async def _stream(self, client: CloudClient) -> None:
        heard_something = False
        turn = monotonic()
        try:
            async with aclosing(client.events(self._last_id)) as events:
                async for event in events:
                    self._alive()
                    if event.what is not None:
                        heard_something = True
                        self._ears.hear(event.what)
                    self._last_id = event.id or self._last_id
                    if monotonic() > turn + _SLICE:
                        await asyncio.sleep(0)
                        turn = monotonic()
        except CloudError as error:
            if not heard_something and error.trouble in _BREAKS_STREAMS:
                self._polls_left = _POLLS
            raise

    async def _poll(self, client: CloudClient) -> None:
        """Look again and again instead of listening."""
        while self._polls_left:
            self._polls_left -= 1
            self._alive()
            self._ears.hear(Snapshot(first=True))
            async for batch in _all_batches(client):
                self._ears.hear(Snapshot(batch.downloads))
            self._ears.hear(Snapshot(last=True))
            self._last_id = ""
            await asyncio.sleep(_POLL_SECONDS)

    def _alive(self) -> None:
        self._heard = time.time()
        if self._link is not Link.CONNECTED:
            self._stand(Link.CONNECTED, None)
            self._ears.connected()

    def _stand(self, link: Link, trouble: CloudTrouble | None) -> None:
        if (link, trouble) != (self._link, self._trouble):
            self._link, self._trouble = link, trouble
            self._ears.standing_changed()

    async def _look_for_sleep(self) -> None:
        """After a sleep of the computer the connection is dead, and nobody says so."""
        while True:
            before = time.time()
            await asyncio.sleep(_LOOK_SECONDS)
            if abs(time.time() - before - _LOOK_SECONDS) > _SLEPT:
                log.info("the clock has jumped: connecting anew")
                self.reconnect()


async def _all_batches(client: CloudClient) -> AsyncIterator[BatchStatus]:
    """Every batch with its downloads."""
    before = ""
    while True:
        page = await client.batches(before)
        for one in page.batches:
            try:
                yield await client.batch(one.batch_id)
            except CloudError as error:
                if not error.is_gone:
                    raise
        before = page.next
        if not before:
            return
