"""Whether a role is well can be seen from beside it, and Redis has no part in that."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import time

import pytest

from cloud import health
from cloud.health import AliveFile
from tests.cloud.redis_server import RedisServer, redis_server
from tests.cloud.service import Service


def _healthy(service: Service) -> int:
    """As a container's check asks."""
    done = subprocess.run(
        [sys.executable, "-m", "cloud", "healthy"],
        env={"PATH": "/usr/bin:/bin", "TMPDIR": service.environment["TMPDIR"]},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert done.stdout + done.stderr == b""
    return done.returncode


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with redis_server(tmp_path) as started:
        yield started


@pytest.fixture
def place(tmp_path: Path, server: RedisServer) -> Iterator[Service]:
    """A service whose one role has a temporary folder of its own, as in a container."""
    (tmp_path / "tmp").mkdir()
    one = Service(tmp_path, server, TMPDIR=str(tmp_path / "tmp"))
    try:
        yield one
    finally:
        one.close()


def _grown_old(place: Service) -> Path:
    """The file as it is once nobody has touched it for a while."""
    file = Path(place.environment["TMPDIR"]) / "spool-cloud.alive"
    os.utime(file, (time() - 600, time() - 600))
    return file


def test_an_api_is_well_while_it_answers(place: Service, server: RedisServer) -> None:
    assert _healthy(place) == 1
    role = place.start_api()
    assert _healthy(place) == 0
    server.kill()
    _grown_old(place)
    assert _healthy(place) == 0
    role.freeze()
    assert _healthy(place) == 1
    role.thaw()
    assert role.terminate() == 0
    assert list(Path(place.environment["TMPDIR"]).iterdir()) == []
    assert _healthy(place) == 1


def test_a_worker_is_well_while_it_goes_on(place: Service, server: RedisServer) -> None:
    role = place.start_worker()
    place.wait(lambda: _healthy(place) == 0, "the worker is not well")
    server.kill()
    _grown_old(place)
    place.wait(lambda: _healthy(place) == 0, "it is not well without Redis")
    role.freeze()
    _grown_old(place)
    assert _healthy(place) == 1
    role.thaw()
    place.wait(lambda: _healthy(place) == 0, "it does not come back")
    assert role.terminate() == 0
    assert _healthy(place) == 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "text", ["", "api 127.0.0.1", "api 127.0.0.1 x", "up 127.0.0.1 1", "api \x00 1"]
)
def test_what_is_no_such_file_is_not_well(folder: Path, text: str) -> None:
    (folder / "spool-cloud.alive").write_text(text)
    assert not health.is_well()


def test_a_file_is_made_anew_and_no_link_is_followed(folder: Path) -> None:
    other = folder / "other"
    other.write_text("worker")
    health.path().symlink_to(other)
    assert not health.is_well()
    file = AliveFile("worker")
    file.touch()
    assert other.read_text() == "worker"
    assert not health.path().is_symlink()
    assert health.is_well()
    health.path().unlink()
    file.touch()
    file.touch()
    assert health.is_well()
    file.remove()
    file.remove()
    assert not health.is_well()


def test_a_folder_that_is_gone_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    file = AliveFile("worker")
    for _ in range(3):
        file.touch()
    (record,) = caplog.records
    assert record.getMessage().startswith("health checks will fail: ")
    (tmp_path / "gone").mkdir()
    file.touch()
    assert health.is_well()
