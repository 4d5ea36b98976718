"""One hub follows for all, and ends when it is told to."""

import asyncio
from contextlib import suppress
from typing import Any, cast

import redis.asyncio

from cloud.api.hub import Hub
from tests.engine.running import LIMIT


class _Deaf:
    """A Redis client that loses a cancellation, as `wait_for` of Python 3.11 may have it do."""

    def __init__(self) -> None:
        self.waits = asyncio.Event()

    async def xrevrange(self, *_: Any, **__: Any) -> list[Any]:
        return []

    async def xread(self, *_: Any, **__: Any) -> list[Any]:
        self.waits.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        return []


def test_a_hub_ends_also_where_its_cancellation_is_lost() -> None:
    async def follow() -> None:
        client = _Deaf()
        hub = Hub(cast("redis.asyncio.Redis", client), "ann")
        task = asyncio.create_task(hub.follow())
        await client.waits.wait()
        hub.close()
        task.cancel()
        async with asyncio.timeout(LIMIT):
            await asyncio.wait([task])

    asyncio.run(follow())
