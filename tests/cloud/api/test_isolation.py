"""Two owners who try everything on each other's ids: each sees what is not there at all."""

import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import pytest

from tests.cloud.api.listening import Listener
from tests.cloud.api.service import Service, links, submit


class _Route(NamedTuple):
    method: str
    path: str
    has_body: bool


class _Theirs(NamedTuple):
    """What one owner has: a batch with a download in each state."""

    batch_id: str
    ids: list[str]


def _routes(service: Service) -> Iterator[_Route]:
    """Every route that takes an id, also one that is added some day."""
    for path, methods in service.app.openapi()["paths"].items():
        for method, operation in methods.items():
            if "{" in path:
                yield _Route(method.upper(), path, "requestBody" in operation)


def _ask(client: httpx.Client, route: _Route, name: str) -> tuple[int, str]:
    path = route.path.replace("{batch_id}", name).replace("{download_id}", name)
    assert "{" not in path
    answer = client.request(route.method, path, json={} if route.has_body else None)
    return answer.status_code, answer.text.replace(name, "ID")


@pytest.fixture
def theirs(service: Service, bob: httpx.Client) -> _Theirs:
    batch = submit(bob, 6)
    ids = batch["download_ids"]
    service.complete(beside=True)
    service.fail()
    service.run_to(0.5)
    for action, name in (("cancel", ids[3]), ("pause", ids[4])):
        bob.post(f"/{action}/{name}").raise_for_status()
    removed = bob.post("/download", json={"url": links(1)[0]}).json()["download_id"]
    bob.delete(f"/download/{removed}").raise_for_status()
    return _Theirs(batch["batch_id"], [*ids, removed])


def test_anothers_ids_are_as_unknown_as_any(
    service: Service, ann: httpx.Client, bob: httpx.Client, theirs: _Theirs
) -> None:
    before = bob.get(f"/batch-status/{theirs.batch_id}").json()
    tried = 0
    for route in _routes(service):
        unknown = _ask(ann, route, str(uuid.uuid4()))
        for name in (*theirs.ids, theirs.batch_id):
            assert _ask(ann, route, name) == unknown, route
            tried += 1
    assert tried >= 9 * 8
    assert bob.get(f"/batch-status/{theirs.batch_id}").json() == before
    assert bob.get(f"/file/{theirs.ids[0]}").status_code == 200


def test_lists_and_events_show_ones_own_alone(
    ann: httpx.Client, bob: httpx.Client, theirs: _Theirs
) -> None:
    mine = submit(ann)
    batches = ann.get("/batches").json()["batches"]
    assert [one["batch_id"] for one in batches] == [mine["batch_id"]]
    with Listener(bob) as listener:
        last = listener.snapshot()[-1].id
    for name in ("", last):
        with Listener(ann, name) as listener:
            (page,) = listener.snapshot()
            assert [one["id"] for one in page.data["downloads"]] == mine["download_ids"]
    assert theirs.batch_id not in ann.get("/metrics").text


def test_the_same_ids_and_keys_of_two_owners_are_two_things(
    service: Service, ann: httpx.Client, bob: httpx.Client
) -> None:
    body: dict[str, Any] = {"urls": links(1), "ids": [str(uuid.uuid4())]}
    key = {"Idempotency-Key": "the same"}
    batches = {
        client.post("/batch-download", json=body, headers=key).json()["batch_id"]
        for client in (ann, bob)
    }
    assert len(batches) == 2
    assert service.runs.stats().queued == 2
    ann.delete(f"/download/{body['ids'][0]}").raise_for_status()
    assert bob.get(f"/status/{body['ids'][0]}").json()["state"] == "queued"
