"""The description is exact, the page needs nothing from elsewhere, and no answer surprises."""

import logging
import re
from pathlib import Path

import httpx
import pytest

from cloud.api import about
from cloud.api.problems import ProblemCode
from cloud.store.batches import Limit
from tests.cloud.api.service import Service, links, problem, submit
from tests.engine.running import eventually

ROUTES = {
    "/batch-download": {"post"},
    "/batch-status/{batch_id}": {"get"},
    "/batch-cleanup/{batch_id}": {"delete"},
    "/batches": {"get"},
    "/download": {"post"},
    "/download/{download_id}": {"delete"},
    "/status/{download_id}": {"get"},
    "/file/{download_id}": {"get", "head"},
    "/pause/{download_id}": {"post"},
    "/resume/{download_id}": {"post"},
    "/cancel/{download_id}": {"post"},
    "/retry/{download_id}": {"post"},
    "/events": {"get"},
    "/healthz": {"get"},
    "/readyz": {"get"},
    "/metrics": {"get"},
    "/version": {"get"},
}


def test_the_interface_is_what_clients_know(ann: httpx.Client) -> None:
    described = ann.get("/openapi.json").json()
    assert {path: set(methods) for path, methods in described["paths"].items()} == ROUTES
    schemas = described["components"]["schemas"]
    assert schemas["Batch"]["additionalProperties"] is False
    assert schemas["Batch"]["required"] == ["urls"]
    assert schemas["Batch"]["properties"]["urls"]["maxItems"] == 10
    for name in ("RemoteDownload", "BatchStatus", "Submitted", "Problem"):
        assert schemas[name]["required"] == list(schemas[name]["properties"])
    assert "HTTPValidationError" not in schemas


def test_every_quota_has_its_code() -> None:
    assert {ProblemCode(f"quota_{one}").status for one in Limit} == {429}


def test_the_page_needs_nothing_from_elsewhere(ann: httpx.Client) -> None:
    answer = ann.get("/docs")
    page = answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "<script" not in page
    assert not re.findall(r"(?:src|href)=\"(?!#|/openapi\.json)", page)
    assert "@import" not in page
    assert "url(" not in page
    for path, methods in ROUTES.items():
        for method in methods:
            assert f"<b>{method.upper()}</b> {path}</h3>" in page
    for code in ProblemCode:
        assert f"<code>{code}</code>" in page
    assert "curl -X POST -H &#x27;Authorization: Bearer TOKEN&#x27;" in page


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/nothing", (404, "not_found")),
        ("GET", "/batches/", (404, "not_found")),
        ("PUT", "/download", (405, "method_not_allowed")),
        ("GET", "/batch-download", (405, "method_not_allowed")),
        ("GET", "/batches?limit=x", (422, "invalid")),
    ],
)
def test_every_error_is_a_problem_document(
    ann: httpx.Client, method: str, path: str, expected: tuple[int, str]
) -> None:
    answer = ann.request(method, path)
    assert problem(answer) == expected
    assert answer.headers.get("allow", "") == ("POST" if expected[0] == 405 else "")


@pytest.mark.parametrize("path", ["/healthz", "/docs", "/batches", "/nothing", "/metrics"])
def test_every_answer_is_guarded(ann: httpx.Client, path: str) -> None:
    headers = ann.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_what_nobody_foresaw_is_logged_and_not_told(
    service: Service,
    ann: httpx.Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(service.batches, "batches", fail)
    answer = ann.get("/batches")
    assert problem(answer) == (500, "internal")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    (record,) = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert record.exc_info
    assert record.getMessage() == "a request failed: GET /batches"


def test_a_request_is_one_line_without_secrets(
    service: Service, ann: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = {"url": f"{links(1)[0]}?key=querysecret"}
    one = ann.post("/download", json=body).json()["download_id"]
    ann.get(f"/status/{one}").raise_for_status()
    ann.get(f"/status/{one}", params={"x": "querysecret"})
    ann.get("/querysecret")
    with service.client("nobody") as nobody:
        nobody.get("/batches")

    def lines() -> list[str]:
        return [one.getMessage() for one in caplog.records if one.name == "cloud.api.watch"]

    assert eventually(lambda: len(lines()) >= 5)  # a line comes after its answer
    assert [re.sub(r"\d+ ms", "N ms", line) for line in lines()] == [
        "POST /download 200 N ms ann",
        "GET /status/{download_id} 200 N ms ann",
        "GET /status/{download_id} 422 N ms ann",
        "GET - 404 N ms ann",
        "GET - 401 N ms -",
    ]
    said = [one.getMessage() for one in caplog.records if not one.name.startswith("http")]
    assert not [line for line in said if "querysecret" in line or "token-of" in line]


def test_metrics_tell_of_the_store_and_of_requests(service: Service, ann: httpx.Client) -> None:
    submit(ann, 4)
    service.complete()
    service.run_to(0.5)
    service.runs.pulse(1)
    pattern = r'spool_requests_total{method="POST",route="/batch-download",status="200"} [1-9]'
    # A request is counted after its answer.
    assert eventually(lambda: re.search(pattern, ann.get("/metrics").text) is not None)
    text = ann.get("/metrics").text
    for line in (
        'spool_downloads{state="queued"} 2.0',
        'spool_downloads{state="running"} 1.0',
        'spool_downloads{state="waiting"} 0.0',
        'spool_ended_total{state="completed"} 1.0',
        "spool_submitted_total 4.0",
        "spool_workers 1.0",
        "spool_store_up 1.0",
        "spool_event_streams 0.0",
    ):
        assert f"\n{line}\n" in text
    assert re.search(r"\nspool_oldest_queued_seconds [0-9.]+\n", text)
    assert 'spool_request_seconds_bucket{le="0.005",method="POST",route="/batch-download"}' in text


def test_it_is_not_ready_without_its_files(
    service: Service, ann: httpx.Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(about, "_HOLDS", 0.0)
    assert ann.get("/readyz").json() == {"status": "ok"}
    (tmp_path / "file").touch()
    monkeypatch.setattr(service.files, "_root", tmp_path / "file" / "folder")
    answer = ann.get("/readyz")
    assert problem(answer) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"
    assert str(tmp_path) not in answer.text
    assert ann.get("/healthz").status_code == 200
