"""Redis away, frozen, restarted: the service says so, and comes back by itself."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import httpx
import pytest

from cloud.api import follower
from tests.cloud.api.conftest import over
from tests.cloud.api.listening import Listener
from tests.cloud.api.service import Service, links, problem, submit
from tests.cloud.redis_server import DURABLE, RedisServer, redis_server
from tests.engine.running import eventually

PATIENCE = 15.0  # seconds; it is about 5 on a machine that is not busy


@pytest.fixture
def durable(tmp_path: Path) -> Iterator[RedisServer]:
    folder = tmp_path / "redis"
    folder.mkdir()
    with redis_server(folder, *DURABLE) as server:
        yield server


@pytest.fixture
def service(durable: RedisServer, tmp_path: Path) -> Iterator[Service]:
    with Service(tmp_path, over(durable)) as service:
        yield service


@pytest.fixture
def ann(service: Service) -> Iterator[httpx.Client]:
    with service.client() as client:
        yield client


def _is_back(client: httpx.Client) -> bool:
    return client.get("/readyz").status_code == 200


def test_what_was_answered_survives_the_end_of_redis(
    durable: RedisServer, ann: httpx.Client
) -> None:
    batches = []
    for number in range(5):
        batches.append(submit(ann, number + 1))
        durable.kill()
        durable.start()
        assert eventually(lambda: _is_back(ann))
    found = ann.get("/batches").json()["batches"]
    assert [one["batch_id"] for one in found] == [one["batch_id"] for one in batches[::-1]]
    assert [one["in_progress"] for one in found] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize("way", ["kill", "freeze"])
def test_without_redis_it_says_when_to_come_back(
    durable: RedisServer, ann: httpx.Client, way: str
) -> None:
    batch = submit(ann)
    getattr(durable, way)()
    asked = [
        ("GET", f"/batch-status/{batch['batch_id']}"),
        ("POST", "/download"),
        ("GET", "/readyz"),
        ("GET", "/events"),
        ("DELETE", f"/download/{batch['download_ids'][0]}"),
    ]
    begun = monotonic()
    with ThreadPoolExecutor() as pool:
        metrics = pool.submit(ann.get, "/metrics")
        answers = [*pool.map(lambda one: _ask(ann, *one), asked)]
    assert "spool_store_up 0.0" in metrics.result().text
    assert monotonic() - begun < PATIENCE
    for answer in answers:
        assert problem(answer) == (503, "unavailable")
        assert answer.headers["retry-after"] == "5"
    assert ann.get("/healthz").status_code == 200
    assert ann.get("/version").status_code == 200
    (durable.start if way == "kill" else durable.thaw)()
    assert eventually(lambda: _is_back(ann))
    assert ann.get(f"/batch-status/{batch['batch_id']}").json()["total"] == 1
    assert submit(ann)


def _ask(client: httpx.Client, method: str, path: str) -> httpx.Response:
    return client.request(method, path, json={"url": links(1)[0]} if path == "/download" else None)


@pytest.mark.parametrize("way", ["kill", "freeze"])
def test_a_stream_stays_open_and_goes_on_by_itself(
    durable: RedisServer, ann: httpx.Client, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "QUIET", 0.2)
    (one,) = submit(ann)["download_ids"]
    with Listener(ann) as listener:
        listener.snapshot()
        ann.post(f"/pause/{one}").raise_for_status()
        assert listener.next().data["state"] == "paused"
        getattr(durable, way)()
        assert [listener.next_of_any_kind().kind for _ in range(8)] == ["comment"] * 8
        (durable.start if way == "kill" else durable.thaw)()
        assert eventually(lambda: ann.post(f"/resume/{one}").status_code == 200)
        heard = listener.next()
        assert (heard.kind, heard.data["state"]) == ("update", "queued")


def test_who_follows_a_redis_that_lost_everything_begins_anew(tmp_path: Path) -> None:
    folder = tmp_path / "redis"
    folder.mkdir()
    with (
        redis_server(folder) as forgetful,
        Service(tmp_path, over(forgetful)) as service,
        service.client() as ann,
    ):
        submit(ann, 3)
        with Listener(ann) as listener:
            assert len(listener.snapshot()[0].data["downloads"]) == 3
            forgetful.kill()
            forgetful.start()
            assert eventually(lambda: _is_back(ann))
            ids = submit(ann)["download_ids"]
            (page,) = listener.snapshot()
            assert page.data["first"]
            known = [one["id"] for one in page.data["downloads"]]
            assert known in ([], ids)
            if not known:
                assert listener.next().data["id"] == ids[0]
