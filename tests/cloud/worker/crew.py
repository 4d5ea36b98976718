"""Workers of a test: one in this process over any Redis, or several in processes of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis

from cloud.config import Config, from_environment
from cloud.connections import Connections, connect
from cloud.files import Files, open_files
from cloud.store.scripts import Keeping, Scripts
from cloud.worker.wakeups import Wakeups
from cloud.worker.worker import Worker
from tests.cloud.redis_server import RedisServer
from tests.cloud.service import Service, service
from tests.cloud.worker.desk import HOUR, Desk


@dataclass(frozen=True, slots=True)
class Crew:
    """A worker in this process, and the desk before it."""

    worker: Worker
    desk: Desk
    files: Files


@dataclass(frozen=True, slots=True)
class Plant:
    """Workers in processes of their own, and the desk before them."""

    service: Service
    desk: Desk


def config_of(folder: Path, **more: str) -> Config:
    """A worker's configuration that allows this computer's own site."""
    return from_environment(
        {
            "WORK": str(folder / "work"),
            "FILES": str(folder / "files"),
            "ALLOW_NETWORKS": "127.0.0.0/8",
            "SOCKET_TIMEOUT": "5",
            **more,
        }
    )


@contextmanager
def crew_of(
    connections: Connections, folder: Path, *, flush: bool = True, **more: str
) -> Iterator[Crew]:
    """A worker in this process that has started, and is stopped at the end."""
    if flush:
        connections.scripts.flushall()
    config = config_of(folder, **more)
    scripts = Scripts(connections.scripts, Keeping(HOUR))
    wakeups, files = Wakeups(connections.broker), open_files(config)
    files.check()
    worker = Worker(config, scripts, wakeups, files)
    desk = Desk(connections.scripts, Path(config.files), Path(config.work), wakeups.send)
    worker.start()
    try:
        yield Crew(worker, desk, files)
    finally:
        worker.stop()


@contextmanager
def connected(server: RedisServer | None = None) -> Iterator[Connections]:
    """To a real Redis, or without one to an embedded one."""
    config = Config(redis_host="127.0.0.1", redis_port=server.port) if server else Config()
    connections = connect(config)
    try:
        yield connections
    finally:
        connections.scripts.close()
        connections.broker.close()


@contextmanager
def plant_of(
    server: RedisServer, folder: Path, password: str | None = None, **more: Any
) -> Iterator[Plant]:
    """No worker has started yet."""
    broker = redis.Redis(port=server.port, password=password, socket_timeout=5)
    client = redis.Redis(
        port=server.port, password=password, socket_timeout=5, decode_responses=True
    )
    client.flushall()
    try:
        with service(folder, server, **more) as one:
            one.work.mkdir()
            yield Plant(one, Desk(client, one.files, one.work, Wakeups(broker).send))
    finally:
        broker.close()
        client.close()
