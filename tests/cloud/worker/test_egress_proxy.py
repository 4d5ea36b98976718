"""The way out of a child: for whom it opens, where to, and that what goes through is whole."""

import base64
import ipaddress
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

import pytest
import trustme

from cloud.worker.egress_proxy import EgressProxy
from tests.cloud.worker.stand_in import Page, StandIn, stand_in
from tests.engine.running import eventually

HERE = [ipaddress.ip_network("127.0.0.1/32")]
LIMIT = 20.0  # seconds


@pytest.fixture
def proxy() -> Iterator[EgressProxy]:
    with EgressProxy(HERE, resolve=no_names) as started:
        yield started


@pytest.fixture
def site() -> Iterator[StandIn]:
    with stand_in(StandIn(otherwise=Page(b"hello"))) as served:
        yield served


@pytest.fixture
def inside() -> Iterator[StandIn]:
    with stand_in(StandIn(host="127.0.0.2", otherwise=Page(b"secret"))) as served:
        yield served


async def no_names(_host: str, _port: int) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


def answering(*answers: Sequence[str]) -> tuple[Callable[..., object], list[str]]:
    """A name server that gives one answer after another, and then the last one for ever."""
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return resolve, asked


def token(proxy: EgressProxy) -> str:
    user_and_secret = urlsplit(proxy.address).netloc.rpartition("@")[0]
    return "Basic " + base64.b64encode(user_and_secret.encode()).decode()


def connected(proxy: EgressProxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", proxy.port), LIMIT)


def everything(connection: socket.socket) -> bytes:
    found = b""
    while more := connection.recv(64 * 1024):
        found += more
    return found


def said(proxy: EgressProxy, *lines: str, body: bytes = b"", secret: str | None = None) -> bytes:
    """What comes back for a request with these lines."""
    own = token(proxy) if secret is None else secret
    head = "\r\n".join([*lines, *([f"Proxy-Authorization: {own}"] if own else []), "", ""])
    with connected(proxy) as connection:
        connection.sendall(head.encode("latin-1") + body)
        return everything(connection)


def get(proxy: EgressProxy, address: str, *lines: str) -> bytes:
    return said(proxy, f"GET {address} HTTP/1.1", *lines)


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_a_plain_request_reaches_the_site_as_if_it_came_by_itself(
    proxy: EgressProxy, site: StandIn
) -> None:
    answer = get(
        proxy,
        f"{site.address}/a?b=c#d",
        *("Host: other.example", "Connection: keep-alive, X-Hop", "X-Hop: 1", "Keep-Alive: 5"),
        *("Proxy-Connection: keep-alive", "TE: trailers", "Upgrade: h2c", "X-Own:  kept "),
    )
    assert status(answer) == 200
    assert answer.endswith(b"\r\n\r\nhello")
    assert answer.lower().count(b"connection: close") == 1
    ((path, headers, _),) = site.requests
    assert path == "/a?b=c"
    assert {name.lower(): value for name, value in headers.items()} == {
        "host": f"127.0.0.1:{site.port}",
        "x-own": "kept",
        "connection": "close",
    }
    assert (proxy.refused, proxy.failed) == (0, 0)


@pytest.mark.parametrize(
    "secret",
    [
        *("", "Basic", "Basic ", "Basic !", "Bearer x", "Digest x"),
        "Basic " + base64.b64encode(b"spool:").decode(),
        "Basic " + base64.b64encode(b"spool:wrong").decode(),
    ],
)
def test_without_the_secret_nothing_is_asked(
    proxy: EgressProxy, site: StandIn, secret: str
) -> None:
    for line in (f"GET {site.address}/ HTTP/1.1", f"CONNECT 127.0.0.1:{site.port} HTTP/1.1"):
        answer = said(proxy, line, secret=secret)
        assert status(answer) == 407
        assert b'\r\nProxy-Authenticate: Basic realm="spool"\r\n' in answer
    assert not site.connections


def test_the_secret_is_new_each_time_and_shown_to_nobody(
    site: StandIn, inside: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with EgressProxy(HERE) as one, EgressProxy(HERE) as other:
        secrets = [urlsplit(each.address).password or "" for each in (one, other)]
        assert min(map(len, secrets)) >= 32
        assert secrets[0] != secrets[1]
        assert status(said(one, f"GET {site.address}/ HTTP/1.1", secret=token(other))) == 407
        get(one, f"{inside.address}/path?query")
        get(one, f"{site.address}/path?query", "Connection: Host, Content-Length")
        for shown in (repr(one), str(one), caplog.text, str(site.requests)):
            assert not any(secret in shown or token(one)[6:] in shown for secret in secrets)
    assert "query" not in caplog.text
    assert "path" not in caplog.text
    assert "127.0.0.2" not in caplog.text


def test_the_secret_never_reaches_the_site(proxy: EgressProxy, site: StandIn) -> None:
    # What follows a request on its connection is no second one, to the site or to anybody.
    second = f"GET {site.address}/second HTTP/1.1\r\nProxy-Authorization: {token(proxy)}\r\n\r\n"
    answer = said(proxy, f"GET {site.address}/first HTTP/1.1", body=second.encode())
    assert answer.endswith(b"hello")
    assert [path for path, _, _ in site.requests] == ["/first"]
    assert len(site.connections) == 1
    assert "authorization" not in str(site.requests).lower()


FORMS_OF_INSIDE = [
    *("127.0.0.2", "2130706434", "0177.0.0.2", "0x7f.2", "127.2", "0x7f000002", "[::1]"),
    *("[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[2002:7f00:2::]", "[64:ff9b::127.0.0.2]"),
    *("169.254.169.254", "[fd00:ec2::254]", "10.0.0.1", "0.0.0.0", "[fe80::1]"),
    # Where a task on ECS finds its credentials and its agent, and the resolver of its network.
    *("169.254.170.2", "2852039170", "0xa9.0xfe.0xaa.2", "[::ffff:169.254.170.2]"),
    *("[64:ff9b::a9fe:aa02]", "169.254.169.253", "[fd00:ec2::253]"),
    *("localhost", "a.localhost", "metadata.google.internal", "nas.local", "redis", "inside."),
]


@pytest.mark.parametrize("host", FORMS_OF_INSIDE)
def test_the_inside_is_refused_in_all_its_forms(
    proxy: EgressProxy, inside: StandIn, host: str
) -> None:
    plain = get(proxy, f"http://{host}:{inside.port}/x")
    tunnel = said(proxy, f"CONNECT {host}:{inside.port} HTTP/1.1")
    for answer in (plain, tunnel):
        assert answer.startswith(b"HTTP/1.1 403 Refused\r\n")
        assert b"127." not in answer
        assert host.encode() not in answer.partition(b"\r\n\r\n")[2]
    assert proxy.refused == 2
    assert not inside.connections


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]"])
def test_what_the_operator_allows_is_reached_in_all_its_forms(
    proxy: EgressProxy, site: StandIn, host: str
) -> None:
    assert get(proxy, f"http://{host}:{site.port}/").endswith(b"hello")


@pytest.mark.parametrize(
    "answer",
    [
        *(["127.0.0.2"], ["127.0.0.1", "127.0.0.2"], ["127.0.0.2", "127.0.0.1"]),
        *(["8.8.8.8", "10.0.0.1"], ["127.0.0.1", "fe80::1%lo"], ["127.0.0.1", "nonsense"]),
    ],
)
def test_a_name_with_any_address_inside_is_refused(
    site: StandIn, inside: StandIn, answer: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    resolve, asked = answering(answer)
    with EgressProxy(HERE, resolve=resolve) as proxy:  # type: ignore[arg-type]
        assert status(get(proxy, f"http://rebind.example:{inside.port}/x?y")) == 403
        assert status(said(proxy, f"CONNECT rebind.example:{inside.port} HTTP/1.1")) == 403
    assert asked == ["rebind.example"] * 2
    assert not inside.connections
    assert not site.connections
    assert "refused rebind.example" in caplog.text
    assert "x?y" not in caplog.text


def test_a_name_is_asked_for_once_and_the_address_that_was_looked_at_is_used(
    inside: StandIn,
) -> None:
    outside = StandIn(otherwise=Page(b"outside"), port=inside.port)
    resolve, asked = answering(["127.0.0.1"], ["127.0.0.2"])
    with stand_in(outside), EgressProxy(HERE, resolve=resolve) as proxy:  # type: ignore[arg-type]
        address = f"http://rebind.example:{inside.port}/"
        assert get(proxy, address).endswith(b"outside")
        assert asked == ["rebind.example"]
        assert status(get(proxy, address)) == 403
    assert not inside.connections


def test_the_next_address_is_tried(site: StandIn) -> None:
    allowed = [ipaddress.ip_network("127.0.0.0/8")]
    resolve, _ = answering(["127.0.0.3", "127.0.0.1"])
    with EgressProxy(allowed, resolve=resolve) as proxy:  # type: ignore[arg-type]
        assert get(proxy, f"http://two.example:{site.port}/").endswith(b"hello")
    assert len(site.connections) == 1


def test_the_systems_own_names_are_judged_too(inside: StandIn) -> None:
    with EgressProxy(HERE) as proxy:
        # Both known to every system, without asking anybody.
        assert status(get(proxy, f"http://localhost:{inside.port}/")) == 403
        assert status(get(proxy, f"http://nobody.{'x' * 60}.{'y' * 64}.example/")) == 403
        assert (proxy.refused, proxy.failed) == (2, 0)


@pytest.mark.parametrize("port", [22, 25, 1023])
def test_low_ports_are_for_allowed_networks_alone(port: int) -> None:
    resolve, _ = answering(["8.8.8.8"])
    with EgressProxy(HERE, resolve=resolve) as proxy:  # type: ignore[arg-type]
        assert b"this port is not open" in get(proxy, f"http://public.example:{port}/")
        assert status(get(proxy, f"http://127.0.0.1:{port}/")) == 502


@pytest.mark.parametrize("line", ["GET http://{}/ HTTP/1.1", "CONNECT {} HTTP/1.1"])
def test_who_does_not_answer(proxy: EgressProxy, line: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = f"127.0.0.1:{taken.getsockname()[1]}"
        assert said(proxy, line.format(closed)).startswith(b"HTTP/1.1 502 Lost\r\n")
    assert status(said(proxy, line.format("unknown.example:443"))) == 502
    assert (proxy.refused, proxy.failed) == (0, 2)


def test_who_takes_too_long() -> None:
    held = threading.Event()

    async def forever(_host: str, _port: int) -> Sequence[str]:
        import asyncio

        held.set()
        await asyncio.Event().wait()
        return []

    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        EgressProxy(
            HERE, resolve=forever, head_seconds=0.2, connect_seconds=0.2, idle_seconds=0.2
        ) as proxy,
    ):
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert get(proxy, address).startswith(b"HTTP/1.1 504 Too Slow\r\n")
        assert status(get(proxy, "http://slow.example/")) == 504
        assert held.is_set()
        with connected(proxy) as connection:
            connection.sendall(b"GET http://")
            assert status(everything(connection)) == 400


def test_a_tunnel_that_lies_idle_is_closed(site: StandIn) -> None:
    with EgressProxy(HERE, idle_seconds=0.2) as proxy, connected(proxy) as connection:
        line = f"CONNECT 127.0.0.1:{site.port} HTTP/1.1\r\nProxy-Authorization: {token(proxy)}"
        connection.sendall(f"{line}\r\n\r\n".encode())
        assert status(connection.recv(1000)) == 200
        with pytest.raises(ConnectionResetError):
            connection.recv(1)


@pytest.mark.parametrize(
    "lines",
    [
        *(["GET / HTTP/1.1"], ["GET /"], ["get http://127.0.0.1/ HTTP/1.1"], [""]),
        *(["GET http://127.0.0.1/ HTTP/2"], ["GET https://127.0.0.1/ HTTP/1.1"]),
        *(["GET ftp://127.0.0.1/ HTTP/1.1"], ["GET http:///x HTTP/1.1"], ["CONNECT a HTTP/1.1"]),
        *(["GET http://a:99999/ HTTP/1.1"], ["CONNECT a:0 HTTP/1.1"], ["CONNECT :1 HTTP/1.1"]),
        *(["GET http://a b/ HTTP/1.1"], ["GET http://a\\b/ HTTP/1.1"], ["CONNECT é.de:1 HTTP/1.1"]),
        ["GET http://127.0.0.1/ HTTP/1.1", " folded: 1"],
        ["GET http://127.0.0.1/ HTTP/1.1", "no colon"],
        ["GET http://127.0.0.1/ HTTP/1.1", "Spaced : 1"],
        ["GET http://127.0.0.1/ HTTP/1.1", "Nul: \0"],
        ["GET http://127.0.0.1/ HTTP/1.1", "Return: a\rb: c"],
        ["POST http://127.0.0.1/ HTTP/1.1", "Content-Length: 1", "Content-Length: 2"],
        ["POST http://127.0.0.1/ HTTP/1.1", "Content-Length: -1"],
        ["POST http://127.0.0.1/ HTTP/1.1", "Content-Length: 1", "Transfer-Encoding: chunked"],
        ["POST http://127.0.0.1/ HTTP/1.1", "Transfer-Encoding: gzip, chunked"],
        ["GET http://127.0.0.1/ HTTP/1.1", f"Long: {'a' * 33_000}"],
        ["GET http://127.0.0.1/ HTTP/1.1", f"Long: {'a' * 90_000}"],
    ],
)
def test_what_is_no_request_to_a_proxy(proxy: EgressProxy, lines: list[str]) -> None:
    assert said(proxy, *lines).startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 407 "))
    assert (proxy.refused, proxy.failed) == (0, 0)


def test_who_stops_in_the_middle_of_a_head_is_no_failure(proxy: EgressProxy) -> None:
    with connected(proxy) as connection:
        connection.sendall(b"GET http://127.0.0.1/ HT")
        connection.shutdown(socket.SHUT_WR)
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    assert proxy.failed == 0


def test_bodies_go_to_the_site(proxy: EgressProxy, site: StandIn) -> None:
    body = bytes(range(256)) * 4_000
    post = f"POST {site.address}/ HTTP/1.1"
    assert said(proxy, post, f"Content-Length: {len(body)}", body=body).endswith(b"hello")
    chunks = b"".join(b"%x;a=b\r\n%b\r\n" % (len(one), one) for one in (body, b"x", body))
    answer = said(
        proxy, post, "Transfer-Encoding: chunked", body=chunks + b"0\r\nTrailer: 1\r\n\r\nrest"
    )
    assert answer.endswith(b"hello")
    assert [sent for _, _, sent in site.requests] == [body, body + b"x" + body]


@contextmanager
def scripted(*answers: bytes, reset: bool = False) -> Iterator[tuple[int, list[bytes]]]:
    """A site that says this to whoever comes, whatever is asked, and then hangs up."""
    heard: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(LIMIT)
            for answer in answers:
                heard.append(connection.recv(64 * 1024))
                connection.sendall(answer)
            if reset:
                connection.recv(1)  # until the client has what was sent
                linger = (1).to_bytes(4, "little") + (0).to_bytes(4, "little")
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        yield listener.getsockname()[1], heard
        thread.join(LIMIT)
        assert not thread.is_alive()


def test_a_body_may_wait_for_its_leave(proxy: EgressProxy) -> None:
    final = b"HTTP/1.1 201 Made\r\nKeep-Alive: 9\r\nConnection: keep-alive, X\r\nX: 1\r\n\r\nok"
    with scripted(b"HTTP/1.1 100 Continue\r\n\r\n", final) as (port, heard):
        head = [f"POST http://127.0.0.1:{port}/ HTTP/1.1", "Expect: 100-continue"]
        head += ["Content-Length: 4", f"Proxy-Authorization: {token(proxy)}", "", ""]
        with connected(proxy) as connection:
            connection.sendall("\r\n".join(head).encode())
            assert status(connection.recv(1000)) == 100
            connection.sendall(b"body")
            answer = everything(connection)
    assert heard[1] == b"body"
    assert answer == b"HTTP/1.1 201 Made\r\nconnection: close\r\n\r\nok"


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 101 Up\r\n\r\n", b"HTTP/1.1 200 OK\r\nx"]
)
def test_who_speaks_no_http_is_not_passed_on(proxy: EgressProxy, answer: bytes) -> None:
    with scripted(answer) as (port, _):
        assert status(get(proxy, f"http://127.0.0.1:{port}/")) == 502


def test_bare_line_ends_of_a_site_are_understood(proxy: EgressProxy) -> None:
    with scripted(b"HTTP/1.0 200 OK\nA: b\n\nbody") as (port, _):
        answer = get(proxy, f"http://127.0.0.1:{port}/")
    assert answer == b"HTTP/1.0 200 OK\r\na: b\r\nconnection: close\r\n\r\nbody"


def test_an_answer_that_breaks_off_is_not_taken_for_whole(proxy: EgressProxy) -> None:
    with scripted(b"HTTP/1.1 200 OK\r\n\r\nhalf", reset=True) as (port, _):
        head = f"POST http://127.0.0.1:{port}/ HTTP/1.1\r\nProxy-Authorization: {token(proxy)}"
        with connected(proxy) as connection:
            connection.sendall(f"{head}\r\nContent-Length: 1\r\n\r\n".encode())
            found = b""
            while not found.endswith(b"half"):
                found += connection.recv(1000)
            connection.sendall(b"x")
            with pytest.raises(ConnectionResetError):
                connection.recv(1)


def tunneled(proxy: EgressProxy, port: int, early: bytes = b"") -> socket.socket:
    connection = connected(proxy)
    line = f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\nProxy-Authorization: {token(proxy)}\r\n\r\n"
    connection.sendall(line.encode() + early)
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += connection.recv(1)
    assert status(head) == 200
    return connection


def test_a_tunnel_takes_both_ways_and_ends_on_one_side_alone(proxy: EgressProxy) -> None:
    body = bytes(range(256)) * 20_000

    def echo_all(listener: socket.socket) -> None:
        site, _ = listener.accept()
        with site:
            site.sendall(everything(site)[::-1])

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=echo_all, args=(listener,))
        thread.start()
        with tunneled(proxy, listener.getsockname()[1], early=body[:10]) as connection:
            connection.sendall(body[10:])
            connection.shutdown(socket.SHUT_WR)
            assert everything(connection) == body[::-1]
        thread.join()


def test_tls_goes_through_a_tunnel(proxy: EgressProxy) -> None:
    authority = trustme.CA()
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(server)
    authority.configure_trust(client)
    with (
        stand_in(StandIn(otherwise=Page(b"hello" * 100_000), tls=server)) as site,
        client.wrap_socket(tunneled(proxy, site.port), server_hostname="127.0.0.1") as connection,
    ):
        connection.sendall(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
        assert everything(connection).endswith(b"hello" * 100_000)


def test_a_slow_reader_holds_the_site_back(proxy: EgressProxy) -> None:
    """What is read of the site is what the client takes, but for what fits into buffers."""
    sent = 0
    over = threading.Event()

    def pour(listener: socket.socket) -> None:
        nonlocal sent
        site, _ = listener.accept()
        with site:
            site.settimeout(0.5)
            try:
                while sent < 200_000_000:
                    sent += site.send(bytes(1_000_000))
            except TimeoutError:
                over.set()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=pour, args=(listener,))
        thread.start()
        with tunneled(proxy, listener.getsockname()[1]):
            assert over.wait(LIMIT)
        thread.join()
    assert sent < 50_000_000


def test_only_so_many_at_once(site: StandIn) -> None:
    with EgressProxy(HERE, connections=2) as proxy:
        with closing(tunneled(proxy, site.port)), closing(tunneled(proxy, site.port)):
            assert status(get(proxy, f"{site.address}/")) == 503
        assert eventually(lambda: get(proxy, f"{site.address}/").endswith(b"hello"))


def test_it_ends_with_all_that_is_under_way(
    site: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    proxy = EgressProxy(HERE).start()
    with tunneled(proxy, site.port) as connection, connected(proxy):
        proxy.close()
        with pytest.raises(ConnectionResetError):
            connection.recv(1)
    assert not proxy._thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        connected(proxy)
    proxy.close()
    assert not caplog.records


def test_an_answer_of_unknown_length_arrives_whole_however_slow_its_reader(
    proxy: EgressProxy, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    body = bytes(range(256)) * 40_000  # more than all the buffers on the way
    with stand_in(StandIn(otherwise=Page(body))) as large, connected(proxy) as connection:
        asked = f"GET {large.address}/ HTTP/1.0\r\nProxy-Authorization: {token(proxy)}\r\n\r\n"
        connection.sendall(asked.encode())
        assert eventually(lambda: bool(large.requests))
        found = everything(connection)
    assert found.endswith(body)
    assert not caplog.records


def test_who_hangs_up_frees_the_site(proxy: EgressProxy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as quiet:
        quiet.settimeout(LIMIT)
        with connected(proxy) as connection:
            address = f"http://127.0.0.1:{quiet.getsockname()[1]}/"
            asked = f"GET {address} HTTP/1.1\r\nProxy-Authorization: {token(proxy)}\r\n\r\n"
            connection.sendall(asked.encode())
            site, _ = quiet.accept()
            with site:
                assert site.recv(4_096)
                connection.close()
                site.settimeout(LIMIT)
                with suppress(ConnectionResetError):
                    assert site.recv(1) == b""
