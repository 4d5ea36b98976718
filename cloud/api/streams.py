"""All event streams of this process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from cloud.api.hub import Hub
from cloud.api.problems import ProblemCode, Refused

_RETRY_WHEN_FULL = 30.0  # seconds


@dataclass(slots=True)
class _Followed:
    hub: Hub
    task: "asyncio.Task[None]"
    clients: int = 0

    def end(self) -> None:
        self.hub.close()
        self.task.cancel()


class EventStreams:
    """A hub for each owner that somebody follows. All of it belongs to one loop."""

    def __init__(self, client: redis.asyncio.Redis, most_per_owner: int) -> None:
        # A Redis that was away may have lost what was told: hubs must hear that it was.
        client.set_retry(Retry(NoBackoff(), 0))
        self._client = client
        self._most = most_per_owner
        self._followed: dict[str, _Followed] = {}
        self._is_closed = False

    @property
    def open(self) -> int:
        """How many clients follow events now."""
        return sum(one.clients for one in self._followed.values())

    @asynccontextmanager
    async def hub(self, owner: str) -> AsyncIterator[Hub]:
        """The owner's hub, for one more client; `Refused` where there are too many."""
        if self._is_closed:
            raise Refused(ProblemCode.UNAVAILABLE, retry_after=1)
        followed = self._followed.get(owner)
        if followed is None or followed.hub.is_over:
            followed = self._begin(owner)
        if followed.clients >= self._most:
            raise Refused(ProblemCode.TOO_MANY_STREAMS, retry_after=_RETRY_WHEN_FULL)
        followed.clients += 1
        try:
            yield followed.hub
        finally:
            followed.clients -= 1
            if not followed.clients:
                self._end(owner, followed)

    def close(self) -> None:
        """End every stream at once, and begin none."""
        self._is_closed = True
        for followed in self._followed.values():
            followed.end()

    def _begin(self, owner: str) -> _Followed:
        hub = Hub(self._client, owner)
        task = asyncio.create_task(hub.follow(), name=f"events-{owner}")
        followed = self._followed[owner] = _Followed(hub, task)
        return followed

    def _end(self, owner: str, followed: _Followed) -> None:
        followed.end()
        if self._followed.get(owner) is followed:
            del self._followed[owner]
