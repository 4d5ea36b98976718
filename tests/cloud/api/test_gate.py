"""What every request passes: tokens, hosts, origins, rates, sizes."""

import contextlib
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from app.core.download import DownloadState
from cloud.api import gate
from cloud.config import Config
from tests.cloud.api.service import TOKENS, USUAL, Service, links, problem, submit

JSON = {"Content-Type": "application/json"}
LINK = {"url": links(1)[0]}


@contextlib.contextmanager
def serving(config: Config) -> Iterator[Service]:
    with tempfile.TemporaryDirectory() as folder, Service(Path(folder), config) as service:
        yield service


@pytest.fixture(scope="module")
def _unguarded() -> Iterator[Service]:
    with serving(replace(USUAL, tokens="")) as service:
        yield service


@pytest.fixture
def unguarded(_unguarded: Service) -> Iterator[httpx.Client]:
    """A client of a service without tokens."""
    _unguarded.flush()
    with _unguarded.client("nobody") as client:
        yield client


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer wrong",
        f"Basic {TOKENS['ann']}",
        TOKENS["ann"],
        f"Bearer {TOKENS['ann']}x",
        f"Bearer {'a' * 5000}",
        "Bearer \xff\xfe",
    ],
)
def test_nobody_is_let_in_without_a_token(service: Service, header: str | None) -> None:
    headers = [] if header is None else [(b"Authorization", header.encode("latin-1"))]
    with service.client("nobody") as client:
        for path in ("/batches", "/version", "/metrics", "/events", "/nothing"):
            answer = client.get(path, headers=headers)
            assert problem(answer) == (401, "unauthorized")
            assert answer.headers["www-authenticate"] == "Bearer"
        answer = client.post("/download", json=LINK, headers=headers)
        assert problem(answer) == (401, "unauthorized")


def test_a_token_is_taken_however_the_scheme_is_written(service: Service) -> None:
    with service.client("nobody") as client:
        headers = {"Authorization": f"bearer {TOKENS['ann']}"}
        assert client.get("/version", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/docs", "/openapi.json"])
def test_some_things_are_for_everybody(service: Service, path: str) -> None:
    with service.client("nobody") as client:
        assert client.get(path).status_code == 200


def test_without_tokens_this_computer_is_one_owner(unguarded: httpx.Client) -> None:
    assert submit(unguarded)["download_ids"]
    assert len(unguarded.get("/batches").json()["batches"]) == 1


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "LocalHost:1", "127.0.0.1:8000"]
)
def test_without_tokens_loopback_names_are_answered(unguarded: httpx.Client, host: str) -> None:
    assert unguarded.get("/batches", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "127.0.0.1.example.org",
        "localhost.example.org:8000",
        "0.0.0.0",
        "localhost@example.org",
        "example.org/localhost",
        "localhost:x",
        "[::1",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/batches", "/docs", "/healthz"])
def test_without_tokens_no_other_name_is_answered(
    unguarded: httpx.Client, host: str, path: str
) -> None:
    answer = unguarded.get(path, headers={"Host": host})
    assert problem(answer) == (403, "wrong_host")


def test_with_tokens_any_name_is_answered(ann: httpx.Client) -> None:
    assert ann.get("/version", headers={"Host": "spool.example.org"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://localhost:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_without_tokens_no_page_of_another_site_is_answered(
    unguarded: httpx.Client, headers: dict[str, str]
) -> None:
    headers = {"Host": "localhost:8000", **headers}
    assert problem(unguarded.get("/batches", headers=headers)) == (403, "cross_origin")
    answer = unguarded.post("/download", json=LINK, headers=headers)
    assert problem(answer) == (403, "cross_origin")
    assert unguarded.get("/batches").json()["batches"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost:8000"},
        {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_without_tokens_the_services_own_page_is_answered(
    unguarded: httpx.Client, headers: dict[str, str]
) -> None:
    headers = {"Host": "localhost:8000", **headers}
    assert unguarded.get("/batches", headers=headers).status_code == 200


def test_no_page_is_allowed_in(ann: httpx.Client) -> None:
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    preflight = ann.options("/download", headers=headers)
    assert problem(preflight) == (405, "method_not_allowed")
    asked = ann.get("/batches", headers=headers)
    for answer in (preflight, asked):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "json"]
)
def test_only_json_is_taken(ann: httpx.Client, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = ann.post("/download", content=b'{"url": "http://127.0.0.1/"}', headers=headers)
    assert problem(answer) == (415, "not_json")


def test_json_is_taken_with_its_charset(ann: httpx.Client) -> None:
    headers = {"Content-Type": "Application/JSON; charset=utf-8"}
    answer = ann.post("/download", content=b'{"url": "http://127.0.0.1/"}', headers=headers)
    assert answer.status_code == 200


@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_large_body_is_refused_before_it_is_read(ann: httpx.Client, *, is_chunked: bool) -> None:
    body = b'{"url": "http://127.0.0.1/"' + b" " * (gate.MAX_BODY - 28) + b"}"
    assert len(body) == gate.MAX_BODY
    for size, status in ((0, 200), (1, 413), (10_000_000, 413)):
        content = body + b" " * size
        sent = iter([content[:1000], content[1000:]]) if is_chunked else content
        with contextlib.suppress(httpx.WriteError):  # it may hang up before all is sent
            answer = ann.post("/download", content=sent, headers=JSON)
            assert answer.status_code == status
            if status == 413:
                assert problem(answer) == (413, "too_large")
                assert answer.headers["connection"] == "close"


def test_a_body_that_does_not_come_is_not_waited_for(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_BODY_SECONDS", 0.05)
    head = (
        f"POST /download HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKENS['ann']}\r\n"
        "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{"
    )
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        connection.sendall(head.encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"too_slow"' in answer


@pytest.fixture
def strict() -> Iterator[Service]:
    """A service whose owners may have little of everything."""
    config = replace(USUAL, links_per_day=3, batches_per_owner=2, gb_per_owner=1)
    with serving(config) as service:
        yield service


def test_quotas_are_said_with_the_time_to_come_back(strict: Service) -> None:
    with strict.client() as ann, strict.client("bob") as bob:
        submit(ann)
        submit(ann)
        answer = ann.post("/download", json=LINK)
        assert problem(answer) == (429, "quota_batches")
        assert int(answer.headers["retry-after"]) >= 1
        strict.fail()
        strict.fail()
        answer = ann.post("/batch-download", json={"urls": links(2)})
        assert problem(answer) == (429, "quota_links")
        assert int(answer.headers["retry-after"]) >= 1
        submit(bob)
        claim = strict.claimed()
        full = replace(claim, owner="bob")
        assert strict.keep_bytes(full, 10**9) is DownloadState.COMPLETED
        answer = bob.post("/download", json=LINK)
        assert problem(answer) == (429, "quota_bytes")
        assert len(bob.get("/batches").json()["batches"]) == 1


def test_each_owner_has_a_rate_of_its_own() -> None:
    with (
        serving(replace(USUAL, requests_per_minute=5)) as service,
        service.client() as ann,
        service.client("bob") as bob,
    ):
        answers = [ann.get("/batches") for _ in range(12)]  # a minute may begin meanwhile
        refused = [one for one in answers if one.status_code != 200]
        assert problem(refused[0]) == (429, "rate_limited")
        assert 1 <= int(refused[0].headers["retry-after"]) <= 60
        assert bob.get("/batches").status_code == 200
        assert ann.get("/version").status_code == 200
        assert service.woken == []
