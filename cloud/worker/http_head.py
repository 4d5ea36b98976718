"""The head of a request to a proxy: what is asked, and what of it the site gets to hear."""

import hmac
import re
from dataclasses import dataclass


class Refused(Exception):  # noqa: N818  it is an answer
    """What the proxy itself answers. The text names no address."""

    def __init__(self, status: int, reason: str, text: str) -> None:
        super().__init__(text)
        body = f"{text}\n".encode()
        asks = 'Proxy-Authenticate: Basic realm="spool"\r\n' if status == 407 else ""
        head = (
            f"HTTP/1.1 {status} {reason}\r\n{asks}Content-Type: text/plain\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.answer = head.encode() + body


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the proxy. `head` is what it asks of the site."""

    is_tunnel: bool
    host: str
    port: int
    head: bytes = b""
    body_bytes: int | None = 0  # None: it comes in chunks


_FIRST = re.compile(rb"([A-Z]{1,20}) (\S+) (HTTP/1\.[01])")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\r\n\0]*)")
_ADDRESS = re.compile(rb"http://(?:[^/?#]*@)?([^/?#@]+)([^#]*)(?:#.*)?", re.IGNORECASE)
_AUTHORITY = re.compile(rb"(\[[0-9A-Fa-f:.]+\]|[!-9;-Z_a-z~-]+)(?::([0-9]{1,5})?)?")
_OF_ONE_HOP = frozenset({b"connection", b"keep-alive", b"te", b"trailer", b"upgrade"})
_FRAMING = frozenset({b"content-length", b"transfer-encoding"})
Headers = list[tuple[bytes, bytes]]
"""Names in small letters, and values."""


def read_request(lines: list[bytes], token: bytes) -> Request:
    """What the lines of a head ask of the proxy, with its secret in `token`.

    `ValueError` if that is no request, or leaves room for doubt; `Refused` without the secret.
    """
    first, *fields = lines or [b""]
    matches = [_HEADER.fullmatch(line) for line in fields]
    headers = [(match[1].lower(), match[2].strip()) for match in matches if match]
    if len(headers) < len(fields):
        raise ValueError("this is no request")
    scheme, _, given = b"".join(_all(headers, b"proxy-authorization")).partition(b" ")
    if scheme.lower() != b"basic" or not hmac.compare_digest(given.strip(), token):
        raise Refused(407, "Proxy Authentication Required", "the secret is missing")
    if not (asked := _FIRST.fullmatch(first)):
        raise ValueError("this is no request")
    method, target, version = asked.groups()
    if method == b"CONNECT":
        return Request(True, *_authority(target, None))
    if not (address := _ADDRESS.fullmatch(target)):
        raise ValueError("this is no request")
    host, port = _authority(address[1], 80)
    path = address[2] if address[2].startswith(b"/") else b"/" + address[2]
    passed = [(b"host", address[1]), *(one for one in kept(headers) if one[0] != b"host")]
    asks = b" ".join((method, path, version))
    return Request(False, host, port, head_of(asks, passed), _body_bytes(headers))


def _authority(text: bytes, usual: int | None) -> tuple[str, int]:
    match = _AUTHORITY.fullmatch(text)
    port = int(match[2] or usual or 0) if match else 0
    if match is None or not 0 < port < 65_536:
        raise ValueError("this is no request")
    return match[1].decode(), port


def _body_bytes(headers: Headers) -> int | None:
    """How long the body is; None for chunks."""
    codings, lengths = _all(headers, b"transfer-encoding"), _all(headers, b"content-length")
    if codings:
        if lengths or [one.lower() for one in codings] != [b"chunked"]:
            raise ValueError("this is no request")
        return None
    if len(set(lengths)) > 1 or not all(one.isdigit() and len(one) < 19 for one in lengths):
        raise ValueError("this is no request")
    return int(lengths[0]) if lengths else 0


def _all(headers: Headers, name: bytes) -> list[bytes]:
    return [value for other, value in headers if other == name]


def kept(headers: Headers) -> Headers:
    """Those that are meant for the other end too."""
    named = b",".join(_all(headers, b"connection")).lower().split(b",")
    dropped = _OF_ONE_HOP | ({one.strip() for one in named} - _FRAMING)
    return [one for one in headers if one[0] not in dropped and not one[0].startswith(b"proxy-")]


def head_of(first: bytes, headers: Headers) -> bytes:
    """A head, after whose answer the connection ends."""
    lines = [first, *(b": ".join(one) for one in headers), b"connection: close"]
    return b"\r\n".join([*lines, b"", b""])
