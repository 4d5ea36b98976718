"""Which addresses and names are public, and a process that connects to its proxy alone."""

import ipaddress
import json
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloud.config import Network
from cloud.worker.guard import as_address, is_allowed, is_name_allowed, is_public, objection, shown

ROOT = Path(__file__).parents[3]


def networks(*texts: str) -> list[Network]:
    return [ipaddress.ip_network(text) for text in texts]


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1"),
        *("2606:4700:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"),
        *("2002:808:808::1", "2001:0:808:808:0:0:f7f7:f7f7", "::8.8.8.8"),
    ],
)
def test_what_is_public(address: str) -> None:
    assert is_public(address)
    assert objection(address, 443, ()) == ""


NOT_PUBLIC = [
    *("0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.8.8.8"),
    *("168.63.129.16", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255"),
    *("192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255"),
    *("198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fe80::1%eth0", "2606:4700::1%eth0", "fc00::1", "fd00:ec2::254"),
    *("fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "2001:2::1", "2001:10::1", "100::1"),
    *("5f00::1", "4000::1", "::ffff:0:7f00:1"),
    # Forms that carry an address of the inside.
    *("::ffff:127.0.0.1", "::ffff:a00:1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1"),
    *("2002:7f00:1::", "2002:a9fe:a9fe::1", "2002:a00:1::1"),
    *("64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::127.0.0.1", "64:ff9b:1::8.8.8.8"),
    "2001:0:7f00:1:0:0:f7f7:f7f7",  # Teredo, by its server
    "2001:0:808:808:0:0:80ff:fffe",  # Teredo, by its client, 127.0.0.1 upside down
    *("", "localhost", "example.com", "1.2.3", "0177.0.0.1", "[::1]", "8.8.8.8 ", "8.8.8.8/32"),
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)
    assert objection(address, 443, ()) == "this is no public address"


@given(st.ip_addresses(v=4))
def test_what_carries_an_address_is_as_public_as_that(inner: ipaddress.IPv4Address) -> None:
    upside_down = ipaddress.IPv4Address(int(inner) ^ 0xFFFFFFFF)
    halves = [f"{one.packed[:2].hex()}:{one.packed[2:].hex()}" for one in (inner, upside_down)]
    forms = [f"::ffff:{inner}", f"64:ff9b::{inner}", f"2002:{halves[0]}::1"]
    forms += [f"2001:0:{halves[0]}:0:0:f7f7:f7f7", f"2001:0:808:808:0:0:{halves[1]}"]
    assert {is_public(form) for form in forms} == {is_public(str(inner))}


def test_the_operator_allows_networks_and_what_unwraps_to_them() -> None:
    allowed = networks("127.0.0.1/32", "fd00::/8")
    for address in ("127.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "fd00::5"):
        assert is_public(address, allowed), address
        assert is_allowed(address, allowed), address
    for address in ("127.0.0.2", "::ffff:127.0.0.2", "::1", "10.0.0.1", "fe80::1%lo", "fc00::1"):
        assert not is_public(address, allowed), address
    assert is_public("8.8.8.8", allowed)
    assert not is_allowed("8.8.8.8", allowed)


def test_a_network_of_ipv6_does_not_open_what_lies_inside_its_addresses() -> None:
    allowed = networks("::/0")
    assert is_public("fd00::5", allowed)
    for address in ("::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::10.0.0.1", "fe80::1%lo"):
        assert not is_public(address, allowed), address
    # A translator of the operator's own, to an address that is public.
    assert is_public("64:ff9b:1::8.8.8.8", networks("64:ff9b:1::/48"))
    assert not is_public("64:ff9b:1::127.0.0.1", networks("127.0.0.1/32"))


@pytest.mark.parametrize(("port", "open_"), [(80, 1), (443, 1), (1024, 1), (65_535, 1), (22, 0)])
def test_ports(port: int, open_: int) -> None:
    assert (objection("8.8.8.8", port, ()) == "") == bool(open_)
    assert objection("8.8.8.8", port, networks("8.8.8.8/32")) == ""
    assert objection("8.8.8.8", 65_536, ())
    assert objection("8.8.8.8", 0, ())


def test_this_computer_is_not_public_whatever_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cloud.worker.guard._NOT_PUBLIC_4", ())
    assert is_public("127.0.0.2")
    assert objection("127.0.0.2", 443, ()) == "this is no public address"
    assert objection("8.8.8.8", 443, ()) == ""


@pytest.mark.parametrize(
    ("host", "address"),
    [
        *((host, "127.0.0.1") for host in ("127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1")),
        *((host, "127.0.0.1") for host in ("127.1", "127.0.1", "0x7F000001", "017700000001")),
        *((host, "127.0.0.1") for host in ("①②⑦.⓪.⓪.①", "127。0。0。1")),
        *((host, "169.254.169.254") for host in ("2852039166", "0xa9fea9fe", "169.16689662")),
        *((host, "::1") for host in ("::1", "[::1]", "0:0:0:0:0:0:0:1")),
        ("[fe80::1%eth0]", "fe80::1%eth0"),
        *((host, None) for host in ("example.com", "", "1.2.3.4.5", "256.1.1.1", "99999999999")),
    ],
)
def test_what_the_system_takes_for_an_address(host: str, address: str | None) -> None:
    assert as_address(host) == address
    assert not is_name_allowed(host) or host == "example.com"
    if address == "127.0.0.1":
        assert is_name_allowed(host, networks("127.0.0.1/32"))


@pytest.mark.parametrize(
    "host",
    [
        *("example.com", "WWW.Example.COM", "a.b-c.d9.example", "r3---sn-4g5e6.video.example.org"),
        *("my_cdn.example.com", "bücher.example.com", "xn--bcher-kva.example.com", "8.8.8.8"),
        *("134744072", "notlocal.com", "internal.example.com", "localhost.example.com", "a.co"),
    ],
)
def test_names_that_may_be_asked_for(host: str) -> None:
    assert is_name_allowed(host)


@pytest.mark.parametrize(
    "host",
    [
        *("", ".", "localhost", "LOCALHOST", "a.localhost", "printer.local", "nas.lan", "x.home"),
        *("router.home.arpa", "metadata.google.internal", "db.internal", "a.corp", "a.intranet"),
        *("kubernetes.default.svc", "a.svc.cluster.local", "localhost.localdomain", "metadata"),
        *("redis", "example.com.", "localhost.", "example..com", ".example.com", "-a.example.com"),
        *("a-.example.com", "a b.example.com", "a/b.example.com", "a%2e.example.com", "a@b.com"),
        *("example.com\n", "example.com\0", "a:b.com", "example.123", "example.0x7f", "1.2.3.4.5"),
        *(f"{'a' * 64}.com", ".".join(["a" * 50] * 6), "\ud800.com", f"{'ü' * 64}.com"),
        "ｌocalhost",
    ],
)
def test_names_that_may_not(host: str) -> None:
    assert not is_name_allowed(host)
    assert shown(host) == "a host that is not named"


def test_a_log_names_public_names_alone() -> None:
    assert shown("WWW.Example.com") == "www.example.com"
    assert shown("8.8.8.8") == shown("10.0.0.1") == "a host that is not named"


_ATTEMPTS = """
import asyncio, json, socket, subprocess, sys
from cloud.worker import guard
from app.core.errors import ErrorCode

port, other, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
guard.install(("127.0.0.1", port))

def tcp(): return socket.socket(socket.AF_INET, socket.SOCK_STREAM)
def tcp6(): return socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
def udp(): return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
def unix(): return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
def talk():
    one, two = socket.socketpair()
    one.send(b"a"); one.sendmsg([b"b"])
    assert two.recv(2)
def ephemeral(): tcp().bind(("127.0.0.1", 0))
def no_removal():
    sys.addaudithook(lambda *_: None)
    tcp().connect(("127.0.0.1", other))

attempts = {
    "proxy": lambda: tcp().connect(("127.0.0.1", port)),
    "proxy, by name": lambda: socket.create_connection(("127.0.0.1", port)),
    "a pair": talk,
    "a loop": lambda: asyncio.run(asyncio.sleep(0)),
    "a program": lambda: subprocess.run(["true"], check=True),
    "a port of its own": ephemeral,
    "another port": lambda: tcp().connect(("127.0.0.1", other)),
    "another host": lambda: tcp().connect(("127.0.0.2", port)),
    "quietly": lambda: tcp().connect_ex(("127.0.0.1", other)),
    "as a number": lambda: tcp().connect(("2130706433", port)),
    "as a name": lambda: tcp().connect(("localhost", port)),
    "ipv6": lambda: tcp6().connect(("::ffff:127.0.0.1", port)),
    "at once": lambda: socket.create_connection(("127.0.0.1", other)),
    "datagram": lambda: udp().sendto(b"a", ("127.0.0.1", other)),
    "message": lambda: udp().sendmsg([b"a"], [], 0, ("127.0.0.1", other)),
    "a file": lambda: unix().connect(path),
    "listen to all": lambda: tcp().bind(("0.0.0.0", 0)),
    "listen to a port": lambda: tcp().bind(("127.0.0.1", other)),
    "look up": lambda: socket.getaddrinfo("example.com", 80),
    "look up here": lambda: socket.getaddrinfo("127.0.0.1", other),
    "look up, the old way": lambda: socket.gethostbyname("example.com"),
    "look up, the other old way": lambda: socket.gethostbyname_ex("example.com"),
    "look up the other way round": lambda: socket.gethostbyaddr("127.0.0.1"),
    "name of": lambda: socket.getnameinfo(("127.0.0.1", 80), 0),
    "from a loop": lambda: asyncio.run(asyncio.open_connection("127.0.0.1", other)),
    "another hook": no_removal,
}
outcomes = {}
for name, attempt in attempts.items():
    try:
        attempt()
        outcomes[name] = "done"
    except OSError as error:
        assert getattr(error, "kind", None) is ErrorCode.FORBIDDEN, repr(error)
        outcomes[name] = str(error)
print(json.dumps(outcomes))
"""
_FINE = {"proxy", "proxy, by name", "a pair", "a loop", "a program", "a port of its own"}


def test_a_guarded_process_connects_to_its_proxy_alone(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as proxy,
        socket.create_server(("127.0.0.1", 0)) as other,
        socket.socket(socket.AF_UNIX) as file,
    ):
        path = str(tmp_path / "s")
        file.bind(path)
        file.listen()
        ports = [str(one.getsockname()[1]) for one in (proxy, other)]
        ran = subprocess.run(
            [sys.executable, "-c", _ATTEMPTS, *ports, path],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        outcomes: dict[str, str] = json.loads(ran.stdout)
        for one in (other, file):
            one.setblocking(False)
            with pytest.raises(BlockingIOError):
                one.accept()
    assert {name for name, outcome in outcomes.items() if outcome == "done"} == _FINE
    assert {outcomes[name] for name in outcomes.keys() - _FINE} == {
        "refused: not through the proxy"
    }


def test_the_guard_is_light() -> None:
    code = "import sys; before = set(sys.modules); import cloud.worker.child; "
    code += "print(*sorted(name.partition('.')[0] for name in set(sys.modules) - before))"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    heavy = {"asyncio", "yt_dlp", "dramatiq", "redis", "boto3", "fastapi", "pydantic", "ssl"}
    assert not heavy & set(ran.stdout.split())
    assert "ipaddress" in ran.stdout.split()
