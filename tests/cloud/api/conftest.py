"""The service over each kind of Redis, one of each for all tests."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import httpx
import pytest

from cloud.config import Config
from tests.cloud.api.service import USUAL, Service
from tests.cloud.redis_server import RedisServer, redis_server


def over(server: RedisServer, config: Config = USUAL) -> Config:
    """The configuration with this Redis in it."""
    return replace(config, redis_host="127.0.0.1", redis_port=server.port)


@pytest.fixture(scope="session")
def _redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="session")
def _over_redis(_redis: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("over-redis"), over(_redis)) as service:
        yield service


@pytest.fixture(scope="session")
def _embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("embedded")) as service:
        yield service


@pytest.fixture(params=["_over_redis", "_embedded"])
def service(request: pytest.FixtureRequest) -> Service:
    """The service with nothing in it, over a real Redis and over the embedded one."""
    found = cast("Service", request.getfixturevalue(request.param))
    found.flush()
    return found


@pytest.fixture
def ann(service: Service) -> Iterator[httpx.Client]:
    with service.client("ann") as client:
        yield client


@pytest.fixture
def bob(service: Service) -> Iterator[httpx.Client]:
    with service.client("bob") as client:
        yield client
