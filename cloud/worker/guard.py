"""Where a download may connect to, and a child that connects nowhere but to its proxy."""

import ipaddress
import re
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from app.core.errors import ErrorCode
from cloud.config import Network

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The registries of IANA, as of 2026; Python's own tables differ from version to version.
_NOT_PUBLIC_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
            *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            "168.63.129.16/32",  # public by its number, yet Azure's own in every machine there
        ),
    )
)
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))

# Forms that carry an IPv4 address, and how many bits from the end it lies.
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")
_CARRIERS = (
    (_COMPATIBLE, 0),
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (_LOCAL_NAT64, 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
_TEREDO = ipaddress.IPv6Network("2001::/32")
_IPV4 = 0xFFFFFFFF

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a name, for connections to a port; none, or `OSError`, if it has none."""

_NUMBER = r"(?:0x[0-9a-f]*|[0-9]+)"
_NUMERIC = re.compile(rf"{_NUMBER}(?:\.{_NUMBER}){{0,3}}", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_INSIDE = (
    *("localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home"),
    *("lan", "home.arpa", "svc", "test", "invalid", "onion"),
)


def is_public(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Whether a download may connect there: globally routable unicast, or of an allowed network.

    A form of IPv6 that carries an IPv4 address is as public as that; one with a zone never is.
    """
    meant = _meant(address)
    return bool(meant) and all(_is_in(one, allowed) or _is_global(one) for one in meant)


def is_allowed(address: str, allowed: Sequence[Network]) -> bool:
    """Whether the operator has allowed it, and it is not merely public."""
    meant = _meant(address)
    return bool(meant) and all(_is_in(one, allowed) for one in meant)


def objection(address: str, port: int, allowed: Sequence[Network]) -> str:
    """Why a download may not connect there; empty if it may."""
    if is_allowed(address, allowed):
        return ""
    if not is_public(address) or _is_own(address):
        return "this is no public address"
    if port not in (80, 443) and not 1024 <= port < 65_536:
        return "this port is not open to downloads"
    return ""


def is_name_allowed(host: str, allowed: Sequence[Network] = ()) -> bool:
    """Whether a download may ask for this host: a public name, or a public address in any form."""
    if (address := as_address(host)) is not None:
        return is_public(address, allowed)
    name = _plain(host)
    labels = name.split(".")
    return (
        len(labels) > 1
        and len(name) <= 253
        and all(map(_LABEL.fullmatch, labels))
        and not _NUMERIC.fullmatch(labels[-1])
        and not any(f".{name}".endswith(f".{inside}") for inside in _INSIDE)
    )


def as_address(host: str) -> str | None:
    """The address that the system would take this for, written plainly; None for a name.

    It takes 2130706433, 0x7f.1, 0177.0.0.1 and 127.1 for 127.0.0.1.
    """
    plain = _plain(host.removeprefix("[").removesuffix("]"))
    if (address := _parsed(plain)) is not None:
        return str(address)
    if not _NUMERIC.fullmatch(plain):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(plain))
    except OSError:
        return None


class Forbidden(Exception):  # noqa: N818  it says why
    """A host that a download may not reach. The message names no address."""


async def checked(host: str, port: int, allowed: Sequence[Network], find: Resolve) -> Sequence[str]:
    """The addresses of a host, asked for once. `Forbidden` unless all of them are fine."""
    if (address := as_address(host)) is not None:
        found: Sequence[str] = [address]
    elif is_name_allowed(host):
        found = await find(host, port)
    else:
        raise Forbidden("this is no public name")
    for one in found:
        if why := objection(one, port, allowed):
            raise Forbidden(why)
    return found


def shown(host: str) -> str:
    """What a log may say of a host: its name if that is public, and never an address."""
    is_name = as_address(host) is None and is_name_allowed(host)
    return host.lower() if is_name else "a host that is not named"


async def resolve(host: str, port: int) -> list[str]:
    """The addresses that this computer knows of the name; none if there are none."""
    import asyncio  # not for children, who ask for no names

    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def tell(found: list[str]) -> None:
        if not answer.done():
            answer.set_result(found)

    def work() -> None:
        found: list[str] = []
        with suppress(OSError, UnicodeError):
            known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = [str(address[0]) for *_, address in known]
        with suppress(RuntimeError):  # nobody waits any more
            loop.call_soon_threadsafe(tell, found)

    # Not a pool's thread: a name server that does not answer holds up neither others nor the end.
    threading.Thread(target=work, name="egress-name", daemon=True).start()
    return await answer


class NotThroughProxy(OSError):  # noqa: N818  it says what was tried
    """A connection that was to go past the proxy. For the engine it is a site that refuses."""

    kind = ErrorCode.FORBIDDEN

    def __init__(self) -> None:
        super().__init__("refused: not through the proxy")


def install(proxy: tuple[str, int]) -> None:
    """Have this process, to its end, connect to the proxy and nowhere else.

    An audit hook sees every connection of every library in Python, and nothing can remove it. What
    is no Python (ffmpeg, curl) it does not see.
    """
    judges = _judges(proxy)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        judge = judges.get(event)
        if judge is not None and not judge(arguments):
            raise NotThroughProxy

    sys.addaudithook(hook)


_Judge = Callable[[tuple[Any, ...]], bool]


def _judges(proxy: tuple[str, int]) -> Mapping[str, _Judge]:
    """What is fine, by the names of Python's audit events and out of their arguments."""

    def is_proxy(arguments: tuple[Any, ...]) -> bool:
        return bool(arguments[1] == proxy)

    def is_connected_or_proxy(arguments: tuple[Any, ...]) -> bool:
        return arguments[1] is None or is_proxy(arguments)

    def is_for_proxy(arguments: tuple[Any, ...]) -> bool:
        host, port = arguments[:2]
        return host in (proxy[0], proxy[0].encode()) and str(port) == str(proxy[1])

    def is_proxys_host(arguments: tuple[Any, ...]) -> bool:
        return bool(arguments[0] == proxy[0])

    def is_any_port_here(arguments: tuple[Any, ...]) -> bool:
        address = arguments[1]
        return isinstance(address, tuple) and address[:2] in (("127.0.0.1", 0), ("::1", 0))

    def never(_: tuple[Any, ...]) -> bool:
        return False

    return {
        "socket.connect": is_proxy,
        "socket.sendto": is_proxy,
        "socket.sendmsg": is_connected_or_proxy,
        "socket.bind": is_any_port_here,
        "socket.getaddrinfo": is_for_proxy,
        "socket.gethostbyname": is_proxys_host,
        "socket.gethostbyaddr": never,
        "socket.getnameinfo": never,
    }


def _plain(host: str) -> str:
    """The name in ASCII, in small letters; empty where it is none."""
    try:
        return host.encode("idna").decode().lower() if not host.isascii() else host.lower()
    except UnicodeError:
        return ""


def _parsed(address: str) -> _Address | None:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None


def _meant(address: str) -> tuple[_Address, ...]:
    """The addresses that all have to be fine; none if it is no address, or one with a zone."""
    found = _parsed(address)
    if found is None or isinstance(found, ipaddress.IPv4Address):
        return () if found is None else (found,)
    if found.scope_id is not None:
        return ()
    value = int(found)
    if found in _TEREDO:  # its server, and the client upside down
        return _ipv4(value >> 64), _ipv4(~value)
    for carrier, offset in _CARRIERS:
        is_own = carrier is _COMPATIBLE and value < 2  # :: and ::1 carry nothing
        if found in carrier and not is_own:
            inner = _ipv4(value >> offset)
            # What a network's own NAT64 makes of it is public to nobody outside.
            return (found, inner) if carrier is _LOCAL_NAT64 else (inner,)
    return (found,)


def _ipv4(value: int) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(value & _IPV4)


def _is_in(address: _Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _is_global(address: _Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not _is_in(address, _NOT_PUBLIC_4)
    return address in _PUBLIC_6 and not _is_in(address, _NOT_PUBLIC_6)


def _is_own(address: str) -> bool:
    """Whether it is one of this computer's: only those can be listened on."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True
