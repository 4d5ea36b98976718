"""The store on a real Redis, on one that is a cluster's only node, and on the embedded one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import redis

from app.core.download import DownloadRequest
from cloud.config import Config
from cloud.connections import connect
from cloud.store.batches import BatchStore, NewDownload, Quotas
from cloud.store.runs import RunStore
from cloud.store.scripts import Keeping, Scripts
from tests.cloud.redis_server import CLUSTER, redis_server

HOUR = 3_600_000  # milliseconds


@pytest.fixture(scope="module", params=["real", "cluster", "embedded"])
def client(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[redis.Redis]:
    if request.param == "embedded":
        yield connect(Config()).scripts
        return
    folder: Path = tmp_path_factory.mktemp("redis")
    with redis_server(folder, *(CLUSTER if request.param == "cluster" else ())) as server:
        client = connect(Config(redis_host="127.0.0.1", redis_port=server.port)).scripts
        yield client
        client.close()


@pytest.fixture
def scripts(client: redis.Redis) -> Scripts:
    client.flushall()
    return Scripts(client, Keeping(HOUR))


@pytest.fixture
def batches(scripts: Scripts) -> BatchStore:
    return BatchStore(scripts, Quotas(links_per_day=100, batches=20, bytes=1_000))


@pytest.fixture
def runs(scripts: Scripts) -> RunStore:
    return RunStore(scripts, "worker", tries=3)


Submit = Callable[..., tuple[str, list[str]]]


@pytest.fixture
def submit(batches: BatchStore) -> Submit:
    """Submits so many links of an owner; answers the batch and the ids."""

    def submit(count: int = 1, owner: str = "anna") -> tuple[str, list[str]]:
        listed = links(count)
        taken = batches.submit(owner, str(uuid4()), listed)
        return taken.batch_id, list(taken.ids)

    return submit


def links(count: int) -> list[NewDownload]:
    return [
        NewDownload(str(uuid4()), DownloadRequest(f"https://example.org/{number}"))
        for number in range(count)
    ]
