"""A real Redis of a test's own, that may be killed, frozen and started again."""

import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

import redis

_LIMIT = 20.0  # seconds

DURABLE = ("--appendonly", "yes", "--appendfsync", "always")
CLUSTER = ("--cluster-enabled", "yes")


class RedisServer:
    """On a free port of 127.0.0.1; what it holds lies in `folder`, where it is durable."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = _free_port()
        self._folder = folder
        # The usual port of a cluster's bus may be beyond the last there is.
        bus = ("--cluster-port", str(_free_port())) if options == CLUSTER else ()
        self._options = (*options, *bus)
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        """What tells the service where it is."""
        return {"REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(self.port)}

    def client(self) -> redis.Redis:
        return redis.Redis(port=self.port, decode_responses=True, socket_timeout=5)

    def start(self) -> None:
        """Start it, also after a kill; it answers when this returns."""
        program = shutil.which("redis-server")
        assert program, "redis-server is installed by the set-up for tests"
        self._process = subprocess.Popen(
            [
                program,
                *("--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder)),
                *("--save", "", "--maxmemory-policy", "noeviction"),
                *(self._options or ("--appendonly", "no")),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()

    def kill(self) -> None:
        self._signal(signal.SIGKILL)
        assert self._process is not None
        self._process.wait(_LIMIT)

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        assert self._process is not None
        if self._process.poll() is None:
            os.kill(self._process.pid, number)

    def _wait(self) -> None:
        end = monotonic() + _LIMIT
        with closing(self.client()) as client:
            while True:
                try:
                    client.ping()
                    break
                except redis.RedisError:
                    assert monotonic() < end, "redis-server does not start"
                    self._pause.wait(0.02)
            if "--cluster-enabled" in self._options:
                client.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
                while "cluster_state:ok" not in str(client.execute_command("CLUSTER", "INFO")):
                    assert monotonic() < end, "the cluster does not form"
                    self._pause.wait(0.02)


@contextmanager
def redis_server(folder: Path, *options: str) -> Iterator[RedisServer]:
    """A running one, ended at the end whatever became of it."""
    server = RedisServer(folder, *options)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
