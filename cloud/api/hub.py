"""One owner's events as they happen, for all who follow them in this process."""

import asyncio
import logging
from collections import deque
from itertools import islice, takewhile
from typing import Any

import redis.asyncio
from redis.exceptions import RedisError

from cloud.api.frames import EntryId, entry_id, event_frame, id_text
from cloud.store.batches import event, stream_of

log = logging.getLogger(__name__)

_KEPT = 1_000  # of the newest events
_AT_ONCE = 200
_BLOCK_MS = 4_000  # shorter than the connection's patience
_PAUSE = 1.0  # seconds until Redis is asked again

_START: EntryId = (0, 0)

Entry = tuple[EntryId, bytes]


class Hub:
    """Follows the stream in one task and keeps its newest events, ready to be sent.

    It never waits for those who read here: who is too slow reads from the store. Each time there
    is something new `news` is set and replaced. All of it belongs to one loop.
    """

    def __init__(self, client: redis.asyncio.Redis, owner: str) -> None:
        self._client = client
        self._stream = stream_of(owner)
        self._entries: deque[Entry] = deque()
        self._since: EntryId | None = None  # what came after it is here; None: nothing is known
        self._newest = _START
        self._is_away = False
        self.news = asyncio.Event()
        self.epoch = 0  # raised where what was told may not be true any more
        self.is_over = False

    def after(self, place: EntryId, most: int) -> list[Entry] | None:
        """What came after an event, the oldest first; None where that is not here any more."""
        if self._since is None or place < self._since:
            return None
        newer = [*takewhile(lambda entry: entry[0] > place, reversed(self._entries))]
        return list(islice(reversed(newer), most))

    async def follow(self) -> None:
        """Go on until it is over, also across the times when Redis is away."""
        try:
            while not self.is_over:
                await self._follow_while_there()
        finally:
            self.close()

    def close(self) -> None:
        """Have it be over, for all who read here.

        Its task is to be canceled too, but that alone can be lost: `wait_for` of Python 3.11, with
        which the client sends, swallows what comes at the wrong moment.
        """
        self.is_over = True
        self._tell()

    async def _follow_while_there(self) -> None:
        try:
            await self._find_place()
            while not self.is_over:
                await self._take()
        except RedisError as error:
            if not self._is_away:
                log.warning("events cannot be followed now: %s", type(error).__name__)
            self._is_away = True
            await asyncio.sleep(_PAUSE)

    async def _find_place(self) -> None:
        """Begin behind the newest event; begin anew where Redis has lost what was told."""
        is_there = self._since is not None and await self._is_newest_there()
        newest: Any = [] if is_there else await self._client.xrevrange(self._stream, count=1)
        if self._is_away:
            log.info("events are followed again")
            self._is_away = False
        if is_there:
            return
        if self._since is not None:
            self.epoch += 1
        self._entries.clear()
        self._since = self._newest = (entry_id(newest[0][0]) if newest else None) or _START
        self._tell()

    async def _is_newest_there(self) -> bool:
        """Whether the last event that was read is still known; a later one alone says nothing."""
        if self._newest == _START:
            return True
        name = id_text(self._newest)
        return bool(await self._client.xrange(self._stream, name, name, count=1))

    async def _take(self) -> None:
        after: dict[Any, Any] = {self._stream: id_text(self._newest)}
        found = await self._client.xread(after, count=_AT_ONCE, block=_BLOCK_MS)
        if not found:
            await self._find_place()
            return
        entries = _of_one_stream(found)
        if len(entries) >= _AT_ONCE and not await self._is_newest_there():
            await self._find_place()  # between the last one and these some were trimmed away
            return
        for name, fields in entries:
            self._keep(name, fields)
        self._tell()

    def _keep(self, name: str, fields: Any) -> None:
        place = entry_id(name)
        if place is None:
            return
        self._newest = place
        self._entries.append((place, event_frame(event(name, fields))))
        while len(self._entries) > _KEPT:
            self._since = self._entries.popleft()[0]

    def _tell(self) -> None:
        told, self.news = self.news, asyncio.Event()
        told.set()


def _of_one_stream(found: Any) -> list[tuple[str, Any]]:
    """The entries in an answer to XREAD for one stream."""
    return [(name, fields) for _, entries in found for name, fields in entries]
