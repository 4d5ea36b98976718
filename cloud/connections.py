"""The ways to Redis, each with the patience that its use allows."""

from dataclasses import dataclass
from typing import Any

import redis
import redis.asyncio
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from cloud.config import Config

# Seconds; a lease is kept by calls that must not take long, and a client wants its 503 soon. One
# call may take four times as much: twice for the connection, twice for what it is for.
_SHORT = 1.25
_LONG = 10.0  # seconds; longer than any call that waits for news
_CONNECT = 1.25
_FOLLOWED = 4_096  # owners whose events are followed at once, each over a connection of its own


@dataclass(frozen=True, slots=True)
class Connections:
    """To one Redis: for the scripts, for the task engine (which reads bytes), and for followers of
    events, on the loop that uses them."""

    scripts: redis.Redis
    broker: redis.Redis
    events: redis.asyncio.Redis


def connect(config: Config) -> Connections:
    """The connections that the configuration asks for; none is made before it is used.

    Every client is told how often to try again: what a library does by itself differs from one way
    of making a client to the next.
    """
    if config.is_embedded:
        return _embedded()
    shared = _shared(config)
    quick = Retry(ConstantBackoff(0.05), 1)
    return Connections(
        scripts=redis.Redis(
            **shared, socket_timeout=_SHORT, retry=quick, decode_responses=True, max_connections=256
        ),
        broker=redis.Redis(**shared, socket_timeout=_SHORT, retry=quick),
        events=redis.asyncio.Redis(
            **shared,
            socket_timeout=_LONG,
            retry=AsyncRetry(ConstantBackoff(0.05), 1),
            decode_responses=True,
            max_connections=_FOLLOWED,
        ),
    )


def _shared(config: Config) -> dict[str, Any]:
    return {
        "host": config.redis_host,
        "port": config.redis_port,
        "username": config.redis_username or None,
        "password": config.redis_password or None,
        "ssl": config.redis_tls,
        "socket_connect_timeout": _CONNECT,
        "socket_keepalive": True,
        "health_check_interval": 15,
        "client_name": "spool",
    }


def _embedded() -> Connections:
    """An in-memory Redis that this process alone knows, and that ends with it."""
    import fakeredis  # what a real Redis has no use for

    server = fakeredis.FakeServer()
    return Connections(
        scripts=fakeredis.FakeRedis(server=server, decode_responses=True),
        broker=fakeredis.FakeRedis(server=server),
        events=fakeredis.FakeAsyncRedis(server=server, decode_responses=True),
    )
