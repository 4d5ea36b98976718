"""What tests of downloads in the service share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cloud.api.service import Service
from tests.executors.cloud_room import CloudRoom, cloud_room


@pytest.fixture(scope="session")
def _service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with Service(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture
def room(_service: Service, tmp_path: Path) -> Iterator[CloudRoom]:
    """A service with nothing in it, in fine weather, and no desk yet."""
    _service.flush()
    with cloud_room(tmp_path, _service) as one:
        yield one
