"""Wake-ups through the task engine: a message says that there may be something to do, not what.

Which download it becomes is decided when a thread is free to run it. So a message too many finds
nothing, and one that is lost is made up for by the next pulse of a worker.
"""

import logging
import threading
from collections.abc import Callable

import dramatiq
import redis
from dramatiq.brokers.redis import RedisBroker
from dramatiq.middleware import CurrentMessage

log = logging.getLogger(__name__)

_NAMESPACE = "{spool}:dq"
_QUEUE = "downloads"
_ACTOR = "work"
_HEARTBEAT_MS = 10_000
_POLL_MS = 200
_AT_ONCE = 64  # messages sent together; with more to do, threads that get free look again


class Wakeups:
    """Sends them. Any thread may call it."""

    def __init__(self, client: redis.Redis) -> None:
        self.broker = RedisBroker(
            client=client,
            namespace=_NAMESPACE,
            heartbeat_timeout=_HEARTBEAT_MS,
            # At one fetch in fifty, each few seconds. It looks through all keys, and what it gives
            # back early the pulses would make up for a little later.
            maintenance_chance=20_000,
            middleware=[CurrentMessage()],  # the usual ones end long downloads
        )
        self.broker.declare_queue(_QUEUE)

    def send(self, count: int) -> None:
        """Have so many idle threads, of whichever workers, look for something to do."""
        try:
            for _ in range(min(count, _AT_ONCE)):
                self.broker.enqueue(
                    dramatiq.Message(
                        queue_name=_QUEUE, actor_name=_ACTOR, args=(), kwargs={}, options={}
                    )
                )
        except redis.RedisError as error:
            log.warning(
                "workers were not woken, and will look by themselves: %s", type(error).__name__
            )


class Threads:
    """So many threads that call `work` for each wake-up."""

    def __init__(self, wakeups: Wakeups, count: int, work: Callable[[], None]) -> None:
        dramatiq.actor(broker=wakeups.broker, actor_name=_ACTOR, queue_name=_QUEUE)(work)
        self._worker = dramatiq.Worker(
            wakeups.broker, worker_threads=count, worker_timeout=_POLL_MS
        )
        # No more than it has threads for: what one worker holds, another cannot take.
        self._worker.queue_prefetch = count

    def start(self) -> None:
        self._worker.start()

    def stop(self, seconds: float) -> None:
        """Take no more, and wait so long at most for what is being done."""
        # It has patience with a Redis that is away, which is not ours to have now.
        ending = threading.Thread(target=self._end, args=(seconds,), name="ending", daemon=True)
        ending.start()
        ending.join(seconds)

    def _end(self, seconds: float) -> None:
        try:
            self._worker.stop(timeout=round(seconds * 1000))
        except redis.RedisError as error:
            log.warning(
                "wake-ups were not given back, and will be missed: %s", type(error).__name__
            )
