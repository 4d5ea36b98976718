"""The run ends once the service says that it is ready, or says why it does not."""

import socket
from contextlib import closing

import pytest

from cloud.infra.readiness import wait_until_ready
from cloud.infra.refusals import Failed
from tests.cloud.infra.ready import service


def test_it_is_asked_until_it_is_ready() -> None:
    with service(502, 503, 200) as address:
        assert "it answers" in wait_until_ready(address, between=0)


def test_the_last_answer_is_said_in_the_end() -> None:
    with service(503) as address, pytest.raises(Failed, match=r"not say .* ready: 503"):
        wait_until_ready(address, limit=0, between=0)


def test_nobody_there_is_said_too() -> None:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(Failed, match="refused"):
            wait_until_ready(address, limit=0, between=0)
