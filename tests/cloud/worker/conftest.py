"""Redis, and workers over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cloud.connections import Connections
from tests.cloud.redis_server import RedisServer, redis_server
from tests.cloud.worker.crew import Crew, Plant, connected, crew_of, plant_of


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A real Redis that forgets."""
    with redis_server(tmp_path_factory.mktemp("redis")) as started:
        yield started


@pytest.fixture(scope="module", params=["embedded", "real"])
def either_crew(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crew]:
    """A worker in this process, over the embedded Redis and then over a real one."""
    real = request.getfixturevalue("server") if request.param == "real" else None
    yield from _a_crew(real, tmp_path_factory)


@pytest.fixture(scope="module")
def real_crew(server: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    """A worker in this process over a real Redis."""
    yield from _a_crew(server, tmp_path_factory)


@pytest.fixture
def embedded() -> Iterator[Connections]:
    with connected() as connections:
        yield connections


@pytest.fixture(scope="module")
def crew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    """A worker in this process over the embedded Redis."""
    yield from _a_crew(None, tmp_path_factory)


@pytest.fixture
def plant(server: RedisServer, tmp_path: Path) -> Iterator[Plant]:
    """Room for workers in processes of their own."""
    with plant_of(server, tmp_path) as built:
        yield built


def _a_crew(server: RedisServer | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crew]:
    folder = tmp_path_factory.mktemp("crew")
    with connected(server) as connections, crew_of(connections, folder) as started:
        yield started
