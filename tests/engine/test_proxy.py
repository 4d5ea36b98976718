"""Through a proxy, or not at all; and who is to blame when nothing comes."""

import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core import wire
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.core.errors import ErrorCode
from app.engine.child_pool import ChildPool
from app.engine.failures import Failure, Refusal
from app.engine.options import EngineOptions
from app.engine.proxy import blamed, does_answer, proxy_address, with_password
from tests.engine.conftest import MakeRequest
from tests.engine.local_proxy import LocalProxy, local_proxy
from tests.engine.running import Running, command_lines, downloaded, eventually, leased_pids

SECRET = "pr0xyS3cret/0123"


@pytest.fixture(scope="module")
def children(engine_options: EngineOptions) -> Iterator[ChildPool]:
    """For options that change from test to test."""
    own = ChildPool(engine_options)
    yield own
    own.close()


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def through(children: ChildPool, options: EngineOptions, address: str) -> ChildPool:
    children.set_options(replace(options, proxy=address))
    return children


def secrets_in(running: Running, logged: str) -> list[str]:
    said = [wire.to_json(update) for update in running.updates] + running.log + [logged]
    return [line for line in said if SECRET in line or "pr0xyS3cret" in line]


@pytest.mark.parametrize("socks", [False, True])
def test_everything_goes_through_it_and_the_password_is_seen_by_nobody(
    children: ChildPool,
    engine_options: EngineOptions,
    request_for: MakeRequest,
    caplog: pytest.LogCaptureFixture,
    socks: bool,
) -> None:
    caplog.set_level(logging.DEBUG)
    with local_proxy(LocalProxy(password=SECRET, socks=socks)) as proxy:
        address = with_password(proxy.address("x"), SECRET)
        request = request_for("/bytes/slow-300000.mp4", rate=300_000)
        running = Running(through(children, engine_options, address), request)
        assert eventually(lambda: bool(leased_pids(children)))
        (pid,) = leased_pids(children)
        for name in ("cmdline", "environ"):
            assert b"pr0xyS3cret" not in Path(f"/proc/{pid}/{name}").read_bytes()
        last = running.last()
    assert (last.state, last.size) == (DownloadState.COMPLETED, 300_000)
    assert len(proxy.seen) >= 2
    assert not secrets_in(running, caplog.text)
    assert "pr0xyS3cret" not in repr(children.options)


@pytest.mark.parametrize("socks", [False, True])
def test_a_wrong_password_is_tried_once(
    children: ChildPool,
    engine_options: EngineOptions,
    request_for: MakeRequest,
    caplog: pytest.LogCaptureFixture,
    socks: bool,
) -> None:
    with local_proxy(LocalProxy(password="right", socks=socks)) as proxy:
        address = proxy.address("pr0xyS3cret")
        running = Running(through(children, engine_options, address), request_for("/bytes/a-9.mp4"))
        last = running.last()
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.PROXY)
    assert not secrets_in(running, caplog.text)
    assert not any(update.error for update in running.updates[:-1])


def failed(
    children: ChildPool, options: EngineOptions, request_for: MakeRequest, address: str
) -> DownloadUpdate:
    last = downloaded(through(children, options, address), request_for("/bytes/a-9000.mp4"))
    assert last.state is DownloadState.FAILED
    assert last.detail
    return last


def test_nobody_is_at_its_address(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest, closed_port: int
) -> None:
    for scheme in ("http", "socks5"):
        address = f"{scheme}://127.0.0.1:{closed_port}"
        assert failed(children, engine_options, request_for, address).error is ErrorCode.PROXY


@pytest.mark.parametrize("socks", [False, True])
def test_it_hangs(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest, socks: bool
) -> None:
    options = replace(engine_options, socket_timeout=0.6)
    with local_proxy(LocalProxy(hangs=True, socks=socks)) as proxy:
        last = failed(children, options, request_for, proxy.address())
    assert last.error is ErrorCode.PROXY


def test_it_babbles(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest
) -> None:
    options = replace(engine_options, socket_timeout=0.6)
    with local_proxy(LocalProxy(babbles=True)) as proxy:
        last = failed(children, options, request_for, proxy.address())
    assert last.error is ErrorCode.PROXY


@pytest.mark.parametrize("socks", [False, True])
def test_it_works_but_the_site_is_down(
    children: ChildPool, engine_options: EngineOptions, closed_port: int, folder: Path, socks: bool
) -> None:
    options = replace(engine_options, tries=1)
    behaviour = LocalProxy(socks=True) if socks else LocalProxy(answers=502)
    request = DownloadRequest(f"http://127.0.0.1:{closed_port}/a.mp4", folder=str(folder))
    with local_proxy(behaviour) as proxy:
        last = downloaded(through(children, options, proxy.address()), request)
    assert last.error is ErrorCode.NETWORK


@pytest.mark.parametrize(
    ("answers", "password", "code"),
    [(0, "right", ErrorCode.PROXY), (503, "", ErrorCode.NETWORK), (403, "", ErrorCode.PROXY)],
)
def test_a_tunnel_that_is_refused(
    children: ChildPool,
    engine_options: EngineOptions,
    folder: Path,
    answers: int,
    password: str,
    code: ErrorCode,
) -> None:
    options = replace(engine_options, tries=1)
    request = DownloadRequest("https://video.invalid/a.mp4", folder=str(folder))
    with local_proxy(LocalProxy(answers=answers, password=password)) as proxy:
        last = downloaded(through(children, options, proxy.address()), request)
    assert last.error is code
    assert proxy.seen[0].startswith("CONNECT video.invalid:443")


@pytest.mark.parametrize(
    "address",
    [
        *("", "ftp://127.0.0.1:1", "http://", "http://h:99999", "http://a b:1", "://"),
        *("http://h/path", "http://a..b:1", f"http://{'a' * 64}:1"),
    ],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(Refusal) as raised:
        proxy_address(address)
    assert raised.value.kind is ErrorCode.PROXY


def test_without_a_scheme_it_is_an_http_proxy() -> None:
    assert proxy_address("h:3128") == "http://h:3128"


def test_a_download_with_no_address_fails_at_once(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest
) -> None:
    last = failed(children, engine_options, request_for, "ftp://u:pr0xyS3cret@127.0.0.1:1")
    assert last.error is ErrorCode.PROXY
    assert "pr0xyS3cret" not in last.detail


def test_a_password_is_part_of_the_address_whatever_is_in_it() -> None:
    assert with_password("http://me@h:1", "a/b@c:d") == "http://me:a%2Fb%40c%3Ad@h:1"
    assert with_password("http://me:old@h:1", "new") == "http://me:new@h:1"
    assert with_password("me@h:1", "new") == "me:new@h:1"
    assert with_password("http://h:1", "new") == "http://h:1"
    assert with_password("http://me@h:1", "") == "http://me@h:1"


def test_the_setting_wins_over_the_environment(
    engine_options: EngineOptions, request_for: MakeRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with local_proxy(LocalProxy()) as proxy, local_proxy(LocalProxy()) as other:
        monkeypatch.setenv("http_proxy", other.address())
        own = ChildPool(replace(engine_options, proxy=proxy.address()))
        try:
            last = downloaded(own, request_for("/bytes/a-9000.mp4"))
        finally:
            own.close()
    assert last.state is DownloadState.COMPLETED
    assert proxy.seen
    assert not other.seen


def test_without_a_setting_the_environment_counts(
    engine_options: EngineOptions, request_for: MakeRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with local_proxy(LocalProxy()) as proxy:
        monkeypatch.setenv("http_proxy", proxy.address())
        own = ChildPool(engine_options)
        try:
            last = downloaded(own, request_for("/bytes/a-9000.mp4"))
        finally:
            own.close()
    assert last.state is DownloadState.COMPLETED
    assert proxy.seen


def test_ffmpeg_gets_it_by_its_environment_alone(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest
) -> None:
    with local_proxy(LocalProxy(password="pr0xyS3cret")) as proxy:
        request = request_for("/hls/clip/master.m3u8", live=1)
        address = proxy.address("pr0xyS3cret")
        running = Running(through(children, engine_options, address), request)
        assert eventually(lambda: any(b"ffmpeg" in line for line in command_lines(children)))
        assert eventually(lambda: sum(".ts" in line for line in proxy.seen) > 0)
        assert not [line for line in command_lines(children) if b"pr0xyS3cret" in line]
        running.task.cancel()
        assert running.last().state is DownloadState.CANCELED


def test_ffmpeg_never_goes_past_a_proxy_it_does_not_know(
    children: ChildPool, engine_options: EngineOptions, request_for: MakeRequest
) -> None:
    with local_proxy(LocalProxy(socks=True)) as proxy:
        request = request_for("/hls/clip/master.m3u8", live=1)
        last = downloaded(through(children, engine_options, proxy.address()), request)
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.PROXY)


def test_whether_it_answers(closed_port: int) -> None:
    with local_proxy(LocalProxy()) as proxy, local_proxy(LocalProxy(socks=True)) as socks:
        assert does_answer(proxy.address(), 5)
        assert does_answer(socks.address(), 5)
    with local_proxy(LocalProxy(hangs=True)) as proxy:
        assert not does_answer(proxy.address(), 0.2)
    assert not does_answer(f"http://127.0.0.1:{closed_port}", 5)


@pytest.mark.parametrize("scheme", ["http", "socks4", "socks5"])
@pytest.mark.parametrize("said", [b"SSH-2.0-Server\r\n", b"\x16\x03\x01 garbage"])
def test_what_speaks_another_language_is_no_proxy(scheme: str, said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=_say_once, args=(server, said))
        answering.start()
        assert not does_answer(f"{scheme}://127.0.0.1:{server.getsockname()[1]}", 5)
        answering.join()


def test_garbage_in_place_of_a_proxy_is_blamed() -> None:
    lost = Failure(ErrorCode.NETWORK, "Connection aborted")
    with socket.create_server(("127.0.0.1", 0)) as server:
        answering = threading.Thread(target=_say_once, args=(server, b"\xa3\x2e"))
        answering.start()
        failure = blamed(lost, f"http://127.0.0.1:{server.getsockname()[1]}", 5)
        answering.join()
    assert failure.code is ErrorCode.PROXY


def _say_once(server: socket.socket, said: bytes) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(1)
        connection.sendall(said)


def test_a_password_of_any_signs_can_be_sent() -> None:
    assert with_password("http://me@h:1", "a\ud800/@") == "http://me:a%3F%2F%40@h:1"
