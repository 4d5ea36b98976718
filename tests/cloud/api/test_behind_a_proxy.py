"""What stands before the service may keep its connections, and is believed nothing."""

from dataclasses import replace
from pathlib import Path

import pytest
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.cloud.api.service import USUAL, Service, problem

LOAD_BALANCER = 120  # seconds that it keeps a connection on which nothing happens
SAID = [
    {"X-Forwarded-Host": "localhost", "X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-Proto": "https", "X-Real-IP": "127.0.0.1"},
    {"Forwarded": "for=127.0.0.1;host=localhost;proto=https"},
]


def test_this_side_never_hangs_up_first(service: Service) -> None:
    assert service.server.config.timeout_keep_alive > LOAD_BALANCER


def test_no_header_says_who_a_client_is(service: Service) -> None:
    assert not isinstance(service.server.config.loaded_app, ProxyHeadersMiddleware)


@pytest.mark.parametrize("headers", SAID)
def test_no_header_stands_in_for_the_host(tmp_path: Path, headers: dict[str, str]) -> None:
    with Service(tmp_path, replace(USUAL, tokens="")) as one, one.client("nobody") as client:
        answer = client.get("/batches", headers={"Host": "evil.example", **headers})
        assert problem(answer) == (403, "wrong_host")
        assert client.get("/batches", headers=headers).status_code == 200
