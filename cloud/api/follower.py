"""One client's way through the events of its owner."""

import asyncio
import random
from collections.abc import AsyncGenerator
from time import monotonic

from cloud.api.frames import (
    COMMENT,
    RETRY,
    EntryId,
    entry_id,
    event_frame,
    id_text,
    snapshot_frame,
)
from cloud.api.hub import Hub
from cloud.store.batches import BatchStore
from cloud.store.scripts import StoreAway

QUIET = 15.0
"""Seconds after which a comment shows that the stream is alive."""

LONGEST = 900.0
"""Seconds of one stream. Then the client comes back, if it may, and goes on where it was."""

_AT_ONCE = 100  # events or downloads
_PAUSE = 1.0  # seconds until the store is asked again


class Follower:
    """Knows how far a client has come, and nothing else: one that is slow costs no memory.

    It reads from the hub what is there, else from the store; where that cannot tell any more, it
    begins with a snapshot.
    """

    def __init__(self, store: BatchStore, owner: str, hub: Hub, last_id: str) -> None:
        self._store = store
        self._owner = owner
        self._hub = hub
        self._place = entry_id(last_id)  # None: a snapshot comes next
        self._is_known = False  # whether the place is one of this Redis
        self._page = ""  # where the snapshot goes on
        self._begun_at: EntryId | None = None  # the event from which the snapshot holds
        self._epoch = hub.epoch

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """What is to be sent, until the hub is over or the client has to show its token again."""
        yield RETRY
        sent = monotonic()
        end = sent + random.uniform(0.8, 1.0) * LONGEST
        while not self._hub.is_over and monotonic() < end:
            news = self._hub.news
            chunk = await self._next()
            if chunk is None:
                await asyncio.sleep(_PAUSE)
            elif not chunk:
                await _set_within(news, sent + QUIET - monotonic())
            if not chunk and monotonic() >= sent + QUIET:
                chunk = COMMENT
            if chunk:
                yield chunk
                sent = monotonic()

    async def _next(self) -> bytes | None:
        """What comes next; empty where there is nothing, None where that is not known now."""
        try:
            return await self._found()
        except StoreAway:
            return None

    async def _found(self) -> bytes:
        if self._epoch != self._hub.epoch:
            self._place = self._begun_at = None
            self._epoch = self._hub.epoch
        while True:
            if self._place is None:
                return await self._snapshot()
            entries = self._hub.after(self._place, _AT_ONCE) if self._is_known else None
            if entries is None:
                entries = await self._from_store(self._place)
            if entries is not None:
                break
            self._place = None
        if entries:
            self._place = entries[-1][0]
        return b"".join(frame for _, frame in entries)

    async def _from_store(self, place: EntryId) -> list[tuple[EntryId, bytes]] | None:
        found = await asyncio.to_thread(self._events, place)
        self._is_known = found is not None
        return found

    def _events(self, place: EntryId) -> list[tuple[EntryId, bytes]] | None:
        found = self._store.events(self._owner, id_text(place), _AT_ONCE)
        if found is None:
            return None
        return [(entry_id(one.id) or place, event_frame(one)) for one in found]

    async def _snapshot(self) -> bytes:
        begun_at = self._begun_at
        page_after = self._page if begun_at else ""
        frame, newest, self._page = await asyncio.to_thread(self._read_page, page_after, begun_at)
        self._begun_at = begun_at or entry_id(newest)
        if not self._page:
            self._place, self._begun_at, self._is_known = self._begun_at, None, True
        return frame

    def _read_page(self, after: str, begun_at: EntryId | None) -> tuple[bytes, str, str]:
        page = self._store.page(self._owner, after, _AT_ONCE)
        return snapshot_frame(page, begun_at), page.newest, page.after


async def _set_within(news: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(max(seconds, 0)):
            await news.wait()
    except TimeoutError:
        pass
