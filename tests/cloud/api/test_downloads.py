"""Batches and downloads: how they stand, what may be asked of them, and their end."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.core import wire
from app.core.choices import Choices, Quality
from app.core.download import DownloadRequest, Section
from app.core.remote import BatchPage, BatchStatus, RemoteDownload, ServiceVersions
from cloud.store.runs import Wish
from tests.cloud.api.service import VERSIONS, Service, links, problem, state_of, submit
from tests.engine.running import LIMIT


def test_the_counts_add_up_at_every_moment(service: Service, ann: httpx.Client) -> None:
    batch = submit(ann, 5)
    ids = batch["download_ids"]
    service.complete()
    service.fail()
    service.run_to(0.25)
    ann.post(f"/cancel/{ids[3]}").raise_for_status()
    ann.post(f"/pause/{ids[4]}").raise_for_status()
    status = ann.get(f"/batch-status/{batch['batch_id']}").json()
    counts = {name: status[name] for name in ("completed", "failed", "in_progress", "canceled")}
    assert counts == {"completed": 1, "failed": 1, "in_progress": 2, "canceled": 1}
    assert status["total"] == 5
    states = ["completed", "failed", "running", "canceled", "paused"]
    assert [one["state"] for one in status["downloads"]] == states
    percentages = [one["percentage"] for one in status["downloads"]]
    assert percentages == [100.0, None, 25.0, None, None]


def test_answers_carry_every_field_and_are_read_back(service: Service, ann: httpx.Client) -> None:
    batch = submit(ann)
    service.complete(beside=True)
    shown = ann.get(f"/status/{batch['download_ids'][0]}").json()
    assert set(shown) == set(RemoteDownload.__dataclass_fields__)
    assert [one["suffix"] for one in shown["beside"]] == ["en.vtt"]
    status = ann.get(f"/batch-status/{batch['batch_id']}").json()
    assert status["downloads"] == [shown]
    read = wire.read(BatchStatus, status)
    assert read.downloads == (wire.read(RemoteDownload, shown),)
    assert read.downloads[0].title == ""
    page = ann.get("/batches").json()
    assert wire.read(BatchPage, page).batches[0].completed == 1
    assert wire.read(ServiceVersions, ann.get("/version").json()) == VERSIONS


def test_a_second_computer_learns_what_was_asked_for(ann: httpx.Client) -> None:
    wanted: dict[str, Any] = {
        "quality": "720p",
        "tags": True,
        "format": "137",
        "section": {"start": 1.5},
    }
    batch = submit(ann, **wanted)
    shown = ann.get(f"/status/{batch['download_ids'][0]}").json()
    asked = DownloadRequest(
        links(1)[0], Choices(Quality.P720, tags=True), "137", Section(1.5, None)
    )
    assert wire.read(RemoteDownload, shown).request == asked
    assert set(shown["request"]) == {"url", "choices", "format", "section"}
    assert ann.get(f"/batch-status/{batch['batch_id']}").json()["downloads"] == [shown]
    paused = ann.post(f"/pause/{shown['id']}").json()
    assert paused["request"] == shown["request"]
    described = ann.get("/openapi.json").json()["components"]["schemas"]["DownloadRequest"]
    assert set(described["required"]) == set(described["properties"]) == set(shown["request"])


def test_the_time_that_workers_were_at_it_is_told(service: Service, ann: httpx.Client) -> None:
    (one,) = submit(ann)["download_ids"]
    assert ann.get(f"/status/{one}").json()["worked"] == 0.0
    claim = service.run_to(0.5)
    row = f"{{spool}}:dl:{claim.ref}"
    begun = int(service.connections.scripts.hget(row, "begun") or 0)
    service.connections.scripts.hset(row, "begun", str(begun - 60_000))
    service.complete(claim)
    assert 60 <= ann.get(f"/status/{one}").json()["worked"] < 60 + LIMIT


def test_what_is_asked_of_a_queued_one_is_done_at_once(service: Service, ann: httpx.Client) -> None:
    (one,) = submit(ann)["download_ids"]
    service.woken.clear()
    assert ann.post(f"/pause/{one}").json()["state"] == "paused"
    assert ann.post(f"/pause/{one}").json()["state"] == "paused"
    assert service.woken == []
    assert ann.post(f"/resume/{one}").json()["state"] == "queued"
    assert service.woken == [1]
    canceled = ann.post(f"/cancel/{one}").json()
    assert (canceled["state"], canceled["error"]) == ("canceled", "canceled")
    assert ann.post(f"/retry/{one}").json()["state"] == "queued"
    assert service.woken == [1, 1]


def test_what_is_asked_of_a_running_one_reaches_its_worker(
    service: Service, ann: httpx.Client
) -> None:
    (one,) = submit(ann)["download_ids"]
    claim = service.claimed()
    assert ann.post(f"/pause/{one}").json()["state"] == "running"
    assert service.runs.report(claim, None) is Wish.PAUSE
    ann.post(f"/cancel/{one}").raise_for_status()
    assert service.runs.report(claim, None) is Wish.CANCEL
    ann.delete(f"/download/{one}").raise_for_status()
    assert service.runs.report(claim, None) is Wish.LOST


@pytest.mark.parametrize("action", ["pause", "resume", "cancel", "retry"])
def test_nothing_can_be_asked_of_a_completed_one(
    service: Service, ann: httpx.Client, action: str
) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete()
    answer = ann.post(f"/{action}/{one}")
    assert problem(answer) == (409, "wrong_state")
    assert answer.json()["detail"] == "It is completed."


def test_a_removed_download_is_gone_with_its_file(service: Service, ann: httpx.Client) -> None:
    first, second = submit(ann, 2)["download_ids"]
    service.complete()
    assert kept(service)
    answer = ann.delete(f"/download/{first}")
    assert (answer.status_code, answer.json()["id"]) == (200, first)
    assert not kept(service)
    again = ann.delete(f"/download/{first}")
    assert (again.status_code, again.json()["id"]) == (200, first)
    assert problem(ann.get(f"/status/{first}")) == (410, "gone")
    assert problem(ann.post(f"/retry/{first}")) == (410, "gone")
    assert problem(ann.get(f"/file/{first}")) == (410, "gone")
    assert state_of(ann, second) == "queued"


def test_a_batch_is_cleaned_up_whatever_it_is_at(service: Service, ann: httpx.Client) -> None:
    batch = submit(ann, 3)
    service.complete(beside=True)
    running = service.run_to(0.5)
    answer = ann.delete(f"/batch-cleanup/{batch['batch_id']}").json()
    assert set(answer) == {"batch_id", "removed", "message"}
    assert answer["removed"] == 2
    assert not kept(service)
    assert service.runs.report(running, None) is Wish.LOST
    assert service.runs.claim() is None
    assert ann.delete(f"/batch-cleanup/{batch['batch_id']}").json()["removed"] == 0
    assert problem(ann.get(f"/batch-status/{batch['batch_id']}")) == (404, "not_found")
    for one in batch["download_ids"]:
        assert problem(ann.get(f"/status/{one}")) == (404, "not_found")
    assert ann.get("/batches").json() == {"batches": [], "next": ""}


def test_files_that_cannot_be_deleted_now_stop_nothing(
    service: Service, ann: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete()

    def fail(keys: object) -> None:
        raise PermissionError(f"no {keys!r:.0}")

    monkeypatch.setattr(service.files, "delete", fail)
    assert ann.delete(f"/download/{one}").status_code == 200
    assert problem(ann.get(f"/status/{one}")) == (410, "gone")


def test_a_second_computer_finds_the_batches_again(service: Service, ann: httpx.Client) -> None:
    batches = [submit(ann, number + 1)["batch_id"] for number in range(5)]
    found, before = [], ""
    while True:
        page = ann.get("/batches", params={"limit": 2, "before": before}).json()
        found += page["batches"]
        before = page["next"]
        if not before:
            break
        assert len(page["batches"]) == 2
    assert [one["batch_id"] for one in found] == batches[::-1]
    assert [one["total"] for one in found] == [5, 4, 3, 2, 1]
    assert not any(one["downloads"] for one in found)
    with service.client("ann") as other:
        assert other.get("/batches").json()["batches"][0]["batch_id"] == batches[-1]


@pytest.mark.parametrize(
    "wrong", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"before": "x"}, {"before": "-1"}]
)
def test_a_page_that_there_cannot_be_is_refused(ann: httpx.Client, wrong: dict[str, str]) -> None:
    assert problem(ann.get("/batches", params=wrong)) == (422, "invalid")


@pytest.mark.parametrize(
    "name", ["0b0f7a55-3c0e-4f62-9d0c-5d1f2ab3c4d5", "x", "a,b", "%00", "..%2f..", "é" * 40]
)
def test_an_id_that_nobody_has_is_not_found(ann: httpx.Client, name: str) -> None:
    assert problem(ann.get(f"/status/{name}")) == (404, "not_found")
    assert problem(ann.get(f"/batch-status/{name}")) == (404, "not_found")
    assert problem(ann.delete(f"/download/{name}")) == (404, "not_found")


def kept(service: Service) -> list[Path]:
    return [one for one in Path(service.config.files).rglob("*") if one.is_file()]
