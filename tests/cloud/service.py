"""The service as it is run for real: API and workers in processes of their own."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import httpx

from cloud.owners import new_token
from tests.cloud.redis_server import RedisServer

LIMIT = 60.0  # seconds that anything may take on a busy machine
_TICK = 0.02


class Role:
    """A process of the service, `python -m cloud ROLE`."""

    def __init__(self, role: str, environment: Mapping[str, str], log: Path) -> None:
        self.log = log
        self._output = log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cloud", role],
            env={**_inherited(), **environment},
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._output,
        )

    @property
    def pid(self) -> int:
        return self.process.pid

    def signal(self, number: int) -> None:
        if self.process.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """As the system does when memory runs out: the process alone, at once."""
        self.signal(signal.SIGKILL)
        self.process.wait(LIMIT)

    def terminate(self) -> int:
        """As an orchestrator does; the exit code."""
        self.signal(signal.SIGTERM)
        return self.process.wait(LIMIT)

    def freeze(self) -> None:
        self.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.signal(signal.SIGCONT)

    def close(self) -> None:
        self.thaw()
        self.kill()
        self._output.close()


class Service:
    """An API and any number of workers over one Redis, sharing files and, unless told otherwise,
    the work folder. `owners` have a token each."""

    def __init__(
        self,
        folder: Path,
        redis: RedisServer,
        owners: tuple[str, ...] = ("anna", "ben"),
        **more: str,
    ) -> None:
        self.folder = folder
        self.redis = redis
        tokens = {owner: new_token(owner) for owner in owners}
        self.tokens = {owner: token for owner, (token, _) in tokens.items()}
        self.port = _free_port()
        self.files, self.work = folder / "files", folder / "work"
        (folder / "tokens").write_text("\n".join(line for _, line in tokens.values()))
        self.environment = {
            **redis.environment,
            "PORT": str(self.port),
            "TOKENS_FILE": str(folder / "tokens"),
            "FILES": str(self.files),
            "WORK": str(self.work),
            "ALLOW_NETWORKS": "127.0.0.0/8",
            "SOCKET_TIMEOUT": "5",
            **more,
        }
        self.api: Role | None = None
        self.workers: list[Role] = []
        self._clients: list[httpx.Client] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_api(self) -> Role:
        """It answers when this returns."""
        self.api = Role("api", self.environment, self.folder / "api.log")
        self.wait(self._is_up, "the API does not start")
        return self.api

    def start_worker(self, **more: str) -> Role:
        log = self.folder / f"worker-{len(self.workers)}.log"
        worker = Role("worker", {**self.environment, **more}, log)
        self.workers.append(worker)
        return worker

    def client(self, owner: str = "anna") -> httpx.Client:
        client = httpx.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {self.tokens[owner]}"},
            timeout=30,
            trust_env=False,
        )
        self._clients.append(client)
        return client

    def submit(self, client: httpx.Client, urls: list[str], **more: Any) -> dict[str, Any]:
        answer = client.post("/batch-download", json={"urls": urls, **more})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def ended(self, client: httpx.Client, batch_id: str, limit: float = LIMIT) -> dict[str, Any]:
        """The batch once none of it is in progress."""
        status: dict[str, Any] = {}

        def is_over() -> bool:
            status.update(client.get(f"/batch-status/{batch_id}").json())
            return not status["in_progress"]

        self.wait(is_over, "the batch does not end", limit, status)
        return status

    def wait(
        self,
        is_so: Callable[[], bool],
        otherwise: str,
        limit: float = LIMIT,
        shown: object = "",
    ) -> None:
        """Wait until something is so."""
        pause = threading.Event()
        end = monotonic() + limit
        while not is_so():
            assert monotonic() < end, f"{otherwise} {shown}\n{self._last_words()}"
            pause.wait(_TICK)

    def close(self) -> None:
        for client in self._clients:
            client.close()
        for role in (*self.workers, self.api):
            if role is not None:
                role.close()

    def _is_up(self) -> bool:
        assert self.api is not None
        assert self.api.process.poll() is None, self._last_words()
        try:
            return httpx.get(f"{self.url}/healthz", timeout=5, trust_env=False).is_success
        except httpx.TransportError:
            return False

    def _last_words(self) -> str:
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(f"{path.name}: {path.read_text()[-1500:]}" for path in logs)


@contextmanager
def service(folder: Path, redis: RedisServer, **more: Any) -> Iterator[Service]:
    """One whose processes are ended at the end, whatever became of it."""
    one = Service(folder, redis, **more)
    try:
        yield one
    finally:
        one.close()


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
