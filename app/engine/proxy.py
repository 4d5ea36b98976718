"""The proxy a person has chosen: whether its address is one, and whether it answers."""

import contextlib
import logging
import os
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from app.core.errors import ErrorCode
from app.engine.failures import Failure, Refusal

log = logging.getLogger(__name__)

_PORTS = {
    "http": 80,
    "https": 443,
    "socks4": 1080,
    "socks4a": 1080,
    "socks5": 1080,
    "socks5h": 1080,
}
# Asks for a port where nobody listens; then, whether with a password or without.
_SOCKS_4 = (b"\x04\x01\x00\x09\x7f\x00\x00\x01\x00", b"\x00")
_SOCKS_5 = (b"\x05\x02\x00\x02", b"\x05")
_NONSENSE = b"GET / HTTP/1.0\r\n\r\n"  # of which a proxy says that it is none of its business
_LONGEST = 5.0  # seconds to answer


@dataclass(frozen=True, slots=True)
class _Proxy:
    scheme: str
    host: str
    port: int


def proxy_address(given: str) -> str:
    """The address as yt-dlp takes it. `Refusal` if it is none; what it says holds no password."""
    address = given if "://" in given else f"http://{given}"
    _parts(address)
    return address


def with_password(address: str, password: str) -> str:
    """A proxy's address with the password for the name that is in it."""
    start, sign, rest = address.rpartition("@")
    if not password or not sign:
        return address
    scheme, slashes, user = start.rpartition("//")
    secret = quote(password, safe="", errors="replace")
    return f"{scheme}{slashes}{user.partition(':')[0]}:{secret}@{rest}"


def blamed(failure: Failure, address: str, seconds: float) -> Failure:
    """The failure, or that the proxy is to blame for it, which a short look at it may show."""
    is_line = failure.code in (ErrorCode.NETWORK, ErrorCode.TIMEOUT)
    if not address or not is_line or failure.http_status is not None:
        return failure
    if does_answer(address, min(seconds, _LONGEST)):
        return failure
    return Failure(ErrorCode.PROXY, "The proxy does not answer", most_tries=2)


def does_answer(address: str, seconds: float) -> bool:
    """Whether there is somebody at the proxy's address who speaks as a proxy does."""
    proxy = _parts(proxy_address(address))
    try:
        with socket.create_connection((proxy.host, proxy.port), seconds) as plain:
            plain.settimeout(seconds)
            with contextlib.ExitStack() as opened:
                spoken_to = plain
                if proxy.scheme == "https":
                    spoken_to = opened.enter_context(_unchecked().wrap_socket(plain))
                question, expected = _TALKS.get(proxy.scheme, (_NONSENSE, b"HTTP/"))
                spoken_to.sendall(question)
                answer = spoken_to.recv(len(expected))
    except ConnectionResetError:
        return True
    except OSError as error:
        log.info("the proxy does not answer: %s", type(error).__name__)
        return False
    # Also that it hangs up is an answer. What speaks another language is no proxy.
    return expected.startswith(answer)


def forget_environments_proxies() -> None:
    """Have programs that this process starts hear of no other proxy than the chosen one."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]


def can_serve_programs(address: str) -> bool:
    """Whether ffmpeg can go through it; it would go past what it does not know."""
    return not address or _parts(proxy_address(address)).scheme == "http"


# What is asked of a proxy, and how its answer begins.
_TALKS = {"socks4": _SOCKS_4, "socks4a": _SOCKS_4, "socks5": _SOCKS_5, "socks5h": _SOCKS_5}


def _parts(address: str) -> _Proxy:
    with contextlib.suppress(ValueError):
        parts = urlsplit(address)
        port = parts.port or _PORTS.get(parts.scheme)
        host = unquote(parts.hostname or "")
        host.encode("idna")  # what cannot be asked for is no name
        sound = not any(sign.isspace() or not sign.isprintable() for sign in address)
        if sound and host and port and parts.scheme in _PORTS and parts.path in ("", "/"):
            return _Proxy(parts.scheme, host, port)
    raise Refusal(ErrorCode.PROXY, "The proxy's address is not one")


def _unchecked() -> ssl.SSLContext:
    """Whose certificate it has is not asked here."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
