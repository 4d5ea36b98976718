"""Downloads in the service keep what every executor promises, and what the mirror does."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.core.cloud import Link
from app.executors.cloud_address import Access
from tests.cloud.redis_server import redis_server
from tests.cloud.service import Service, service
from tests.executors.cloud_desk import CloudDesk, cloud_desk
from tests.executors.contract import ExecutorContract
from tests.executors.watched import Watched


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with one worker of two."""
    folder = tmp_path_factory.mktemp("service")
    with (
        redis_server(tmp_path_factory.mktemp("redis")) as redis,
        service(folder, redis, MAX_PARALLEL_DOWNLOADS="2") as started,
    ):
        started.start_api()
        started.start_worker()
        yield started


@pytest.fixture
def anna(served: Service) -> Iterator[httpx.Client]:
    """A client of the owner whose rows are mirrored; nothing of hers is left afterwards."""
    client = served.client("anna")
    yield client
    for batch in client.get("/batches").json()["batches"]:
        client.delete(f"/batch-cleanup/{batch['batch_id']}").raise_for_status()


def access_to(served: Service, owner: str = "anna") -> Access:
    return Access(served.url, served.tokens[owner])


class TestCloudExecutor(ExecutorContract):
    @pytest.fixture
    def executor(
        self, served: Service, anna: httpx.Client, watched: Watched, tmp_path: Path
    ) -> Iterator[CloudDesk]:
        assert anna
        with cloud_desk(tmp_path, watched) as desk:
            desk.use(access_to(served))
            desk.wait_for(Link.CONNECTED)
            yield desk
