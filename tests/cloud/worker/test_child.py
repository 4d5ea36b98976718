"""The child behind the guard, and what of it can be seen on the wire."""

import ipaddress
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.core.download import DownloadRequest, DownloadState
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.tools import find_ffmpeg
from cloud.worker.child import main
from cloud.worker.confine import can_confine
from cloud.worker.egress_proxy import EgressProxy
from tests.cloud.worker.namespace_gate import _relay
from tests.cloud.worker.stand_in import Page, StandIn, stand_in
from tests.engine.running import Running, downloaded, eventually
from tests.site import MediaSite

HERE = [ipaddress.ip_network("127.0.0.1/32")]
HLS = "application/vnd.apple.mpegurl"


@pytest.mark.parametrize("arguments", [[], [""], ["0"], ["65536"], ["-1"], ["x"], ["1", "2"]])
def test_without_a_port_there_is_no_child(arguments: list[str]) -> None:
    assert main(arguments) == 2


@contextmanager
def children(port: int, proxy: str, *before: str) -> Iterator[ChildPool]:
    options = EngineOptions(
        ffmpeg=find_ffmpeg(),
        proxy=proxy,
        socket_timeout=4.0,
        tries=1,
        untrusted=True,
        ffmpeg_fetches=can_confine(),
    )
    python = (*before, sys.executable, "-m", "cloud.worker.child", str(port))
    pool = ChildPool(options, python=python)
    try:
        yield pool
    finally:
        pool.close()


def test_downloads_go_through_the_proxy_it_was_given(media_site: MediaSite, tmp_path: Path) -> None:
    request = DownloadRequest(media_site.url("/page/html5/short.html"), folder=str(tmp_path))
    with EgressProxy(HERE) as proxy, children(proxy.port, proxy.address) as pool:
        last = downloaded(pool, request)
    assert last.state is DownloadState.COMPLETED


def test_no_other_proxy_is_reached_and_no_site(media_site: MediaSite, tmp_path: Path) -> None:
    request = DownloadRequest(media_site.url("/bytes/a-9000.mp4"), folder=str(tmp_path))
    with EgressProxy(HERE) as proxy, EgressProxy(HERE) as other:
        with children(proxy.port, other.address) as pool:
            last = downloaded(pool, request)
        assert last.state is DownloadState.FAILED
        with children(other.port, other.address) as pool:
            assert downloaded(pool, request, "b").state is DownloadState.COMPLETED
    media_site.requests.clear()
    with EgressProxy(HERE) as proxy, children(proxy.port, "") as pool:
        assert downloaded(pool, request, "c").state is DownloadState.FAILED
    assert not media_site.requests.count()


def ip(*arguments: str) -> bool:
    tool = shutil.which("ip")
    if tool is None:
        return False
    return subprocess.run([tool, *arguments], capture_output=True, check=False).returncode == 0


_NETWORK = (
    "link set lo up",
    "link add wall type veth peer name beyond",
    "link set wall up",
    "link set beyond up",
    "addr add 10.77.0.2/24 dev wall",
    "route add default via 10.77.0.9 dev wall",
    "neigh add 10.77.0.9 lladdr 02:00:00:00:00:09 dev wall nud permanent",
)


@pytest.fixture
def namespace() -> Iterator[str]:
    """A network of its own, whose every other address lies behind an interface to nowhere."""
    name = f"spool-{os.getpid()}"
    if sys.platform != "linux" or not ip("netns", "add", name):
        pytest.skip("network namespaces cannot be made here: that takes root, Linux and iproute2")
    try:
        made = all(ip("-n", name, *words.split()) for words in _NETWORK)
        if not made:
            pytest.skip("this system's network namespaces take no pair of interfaces")
        yield name
    finally:
        ip("netns", "del", name)


@contextmanager
def door(proxy: EgressProxy, path: Path) -> Iterator[None]:
    """The proxy behind a file."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def let_in() -> None:
            with suppress(OSError):
                while True:
                    guest, _ = listener.accept()
                    beyond = socket.create_connection(("127.0.0.1", proxy.port))
                    threading.Thread(target=_both_ways, args=(guest, beyond)).start()

        thread = threading.Thread(target=let_in)
        thread.start()
        try:
            yield
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def _both_ways(guest: socket.socket, beyond: socket.socket) -> None:
    with guest, beyond:
        back = threading.Thread(target=_relay, args=(beyond, guest))
        back.start()
        _relay(guest, beyond)
        back.join()


def gate(namespace: str, port: int, path: Path) -> subprocess.Popen[str]:
    script = str(Path(__file__).with_name("namespace_gate.py"))
    command = ["ip", "netns", "exec", namespace, sys.executable, script, str(port), str(path)]
    started = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def hostile() -> dict[str, Page]:
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:2", "#EXTINF:2,", "http://169.254.169.254/0.ts", ""]
    text = "\n".join(lines)
    return {
        "/redirect.ts": Page(status=302, location="http://10.77.0.9:8080/a.ts"),
        "/name.ts": Page(status=302, location="http://internal.example:8080/a.ts"),
        "/segment.m3u8": Page(f"{text}#EXT-X-ENDLIST\n".encode(), HLS),
        "/live.m3u8": Page(text.encode(), HLS),
    }


def test_nothing_but_the_proxy_is_seen_on_the_wire(
    namespace: str, media_site: MediaSite, tmp_path: Path
) -> None:
    async def private(_host: str, _port: int) -> list[str]:
        return ["10.77.0.9"]

    enter = ("ip", "netns", "exec", namespace)
    path = tmp_path / "door"
    with (
        stand_in(StandIn(hostile())) as site,
        EgressProxy(HERE, resolve=private) as proxy,
        door(proxy, path),
        gate(namespace, proxy.port, path) as recorder,
    ):
        with children(proxy.port, proxy.address, *enter) as pool:
            good = DownloadRequest(media_site.url("/bytes/a-90000.mp4"), folder=str(tmp_path))
            assert downloaded(pool, good, "good").state is DownloadState.COMPLETED
            for number, name in enumerate(("redirect.ts", "name.ts", "segment.m3u8")):
                request = DownloadRequest(f"{site.address}/{name}", folder=str(tmp_path))
                assert downloaded(pool, request, f"{number}").state is DownloadState.FAILED
            before = proxy.refused
            assert before >= 3
            request = DownloadRequest(f"{site.address}/live.m3u8", folder=str(tmp_path))
            live = Running(pool, request, "live")
            if can_confine():  # else ffmpeg fetches nothing
                assert eventually(lambda: proxy.refused > before)
            live.task.cancel()
            live.last()
        # And that the recorder would have seen it.
        code = "import socket; s = socket.socket(type=socket.SOCK_DGRAM); "
        code += "s.sendto(b'a', ('169.254.169.254', 80)); s.sendto(b'a', ('127.0.0.2', 81))"
        subprocess.run([*enter, sys.executable, "-c", code], check=True)
        said, _ = recorder.communicate(timeout=20)
    past = {"169.254.169.254:80", "127.0.0.2:81"}
    assert set(json.loads(said)) == {f"127.0.0.1:{proxy.port}"} | past


def test_no_program_of_the_child_connects_elsewhere(proxy_port: int) -> None:
    if not can_confine():
        pytest.skip("the kernel cannot confine")
    with socket.create_server(("127.0.0.1", 0)) as other:
        target = other.getsockname()[1]
        code = (
            f"from cloud.worker.confine import confine; import subprocess; confine({proxy_port}); "
            f"print([subprocess.run(['curl', '-so', '/dev/null', '-m', '5', f'http://127.0.0.1:{{port}}'])"
            f".returncode for port in ({target}, {proxy_port})])"
        )
        said = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        other.settimeout(0.1)
        with pytest.raises(TimeoutError):
            other.accept()
    assert said.strip().startswith("[7, ")
    assert not said.strip().endswith(" 7]")


@pytest.fixture
def proxy_port() -> Iterator[int]:
    with EgressProxy() as proxy:
        yield proxy.port
