"""The service on a port of its own, and what tests do with it."""

import hashlib
import socket
import threading
import uuid
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx

from app.core.download import DownloadState, DownloadUpdate, Progress, Stage
from app.core.remote import ServiceVersions
from cloud.api.app import create_app
from cloud.api.server import ApiServer
from cloud.api.services import Services
from cloud.config import Config
from cloud.connections import connect
from cloud.files import file_key, open_files
from cloud.owners import Owners
from cloud.store.batches import BatchStore, Quotas
from cloud.store.rows import KeptFile
from cloud.store.runs import Claim, Ending, Outcome, RunStore
from cloud.store.scripts import Keeping, Scripts
from tests.engine.running import LIMIT, eventually

TOKENS = {"ann": "token-of-ann", "bob": "token-of-bob"}
VERSIONS = ServiceVersions(1, "0.1.0", "2026.10.26", "7.0", "2.9")
CONTENT = bytes(range(256)) * 300

_DIGESTS = (f"{name}:{hashlib.sha256(one.encode()).hexdigest()}" for name, one in TOKENS.items())
USUAL = Config(tokens=",".join(_DIGESTS), requests_per_minute=1_000_000, links_per_day=1_000_000)


class Service:
    """Runs in a thread until it is closed. `runs` is what a worker has in hand."""

    def __init__(self, folder: Path, config: Config = USUAL) -> None:
        self.config = replace(config, files=str(folder / "files"))
        self.woken: list[int] = []
        self.connections = connect(self.config)
        scripts = Scripts(self.connections.scripts, Keeping(3_600_000))
        quotas = Quotas(config.links_per_day, config.batches_per_owner, config.gb_per_owner * 10**9)
        self.batches = BatchStore(scripts, quotas)
        self.runs = RunStore(scripts, "worker", tries=3)
        self.files = open_files(self.config)
        self.files.check()
        self.app = create_app(self._services())
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.server = ApiServer(self.app, self.config)
        self._thread = threading.Thread(target=self.server.run, args=([self._socket],))
        self._thread.start()
        assert eventually(lambda: self.server.started)

    def _services(self) -> Services:
        return Services(
            config=self.config,
            batches=self.batches,
            stats=self.runs.stats,
            events=self.connections.events,
            files=self.files,
            owners=Owners.from_config(self.config),
            wake=self.woken.append,
            versions=VERSIONS,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End it as a signal does."""
        self.server.should_exit = True
        self._thread.join(LIMIT)
        assert not self._thread.is_alive()
        self.connections.scripts.close()
        self.connections.broker.close()

    def flush(self) -> None:
        self.connections.scripts.flushall()
        self.files.delete([one.key for one in self.files.listing()])
        self.woken.clear()

    def client(self, owner: str = "ann") -> httpx.Client:
        """A client of the owner; of nobody where there is no such one."""
        token = TOKENS.get(owner)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx.Client(
            base_url=self.address,
            headers=headers,
            timeout=LIMIT,
            trust_env=False,
            verify=False,  # there is nothing to verify, and certificates take long to load
        )

    def claimed(self) -> Claim:
        claim = self.runs.claim()
        assert claim
        return claim

    def run_to(self, fraction: float, claim: Claim | None = None) -> Claim:
        """Have a worker bring the next download so far."""
        claim = claim or self.claimed()
        progress = Progress(Stage.DOWNLOADING, fraction=fraction)
        self.runs.report(claim, replace(claim.before, progress=progress, title="A title"))
        return claim

    def complete(
        self, claim: Claim | None = None, *, name: str = "Ein Übungsfilm.mp4", beside: bool = False
    ) -> Claim:
        """Have a worker finish the next download with a file."""
        claim = claim or self.claimed()
        files = [self._kept(claim, "video.mp4", CONTENT)]
        if beside:
            files.append(self._kept(claim, "en.vtt", b"WEBVTT\n", "en.vtt"))
        update = DownloadUpdate("", 0, 0, DownloadState.COMPLETED, file_name=name)
        update = replace(update, size=len(CONTENT), sha256=files[0].sha256)
        self.runs.finish(claim, Ending(Outcome.COMPLETED, update, files=tuple(files)))
        return claim

    def keep_bytes(self, claim: Claim, size: int) -> DownloadState | None:
        """Have a download end with a file that is said to be so large."""
        file = KeptFile(file_key(claim.owner, claim.id, claim.run, "video.mp4"), size, "0" * 64)
        return self.runs.finish(claim, Ending(Outcome.COMPLETED, claim.before, files=(file,)))

    def fail(self, claim: Claim | None = None) -> Claim:
        claim = claim or self.claimed()
        self.runs.finish(claim, Ending(Outcome.FAILED, claim.before))
        return claim

    def _kept(self, claim: Claim, name: str, content: bytes, suffix: str = "") -> KeptFile:
        key = file_key(claim.owner, claim.id, claim.run, name)
        source = Path(self.config.files).parent / uuid.uuid4().hex
        source.write_bytes(content)
        self.files.put(key, source, lambda _: None)
        source.unlink(missing_ok=True)
        return KeptFile(key, len(content), hashlib.sha256(content).hexdigest(), suffix)


def links(count: int) -> list[str]:
    return [f"http://127.0.0.1/{number}" for number in range(count)]


def submit(client: httpx.Client, count: int = 1, **more: Any) -> dict[str, Any]:
    """The answer to a batch of so many links."""
    answer = client.post("/batch-download", json={"urls": links(count), **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def problem(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a problem document that is one."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) == {"type", "title", "status", "detail", "code"}
    assert body["status"] == answer.status_code
    return answer.status_code, body["code"]


def state_of(client: httpx.Client, download_id: str) -> str:
    return str(client.get(f"/status/{download_id}").json()["state"])
