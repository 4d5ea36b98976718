"""Connections through a SOCKS5 proxy, which looks the names up itself (RFC 1928 and 1929)."""

import socket
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

_USUAL_PORT = 1080
_NO_WORD, _WITH_PASSWORD = 0, 2
_CONNECT = 1
_NAME = 3
_ADDRESS_SIZES = {1: 4, 4: 16}


def socks_manager(proxy: str, **settings: Any) -> PoolManager:
    """As a `PoolManager` with these settings, but all goes through the proxy at this address."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(proxy, self.host, self.port, self.timeout)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(proxy, self.host, self.port, self.timeout)

    plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": Plain})
    secure = type("SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": Secure})
    manager = PoolManager(1, **settings)
    manager.pool_classes_by_scheme = {"http": plain, "https": secure}
    return manager


def _connected(proxy: str, host: str, port: int | None, timeout: Any) -> socket.socket:
    parts = urlsplit(proxy)
    where = (parts.hostname or "", parts.port or _USUAL_PORT)
    opened = socket.create_connection(where, timeout)
    try:
        _introduce(opened, unquote(parts.username or ""), unquote(parts.password or ""))
        _ask(opened, host, port or 0)
    except BaseException:
        opened.close()
        raise
    return opened


def _introduce(opened: socket.socket, user: str, password: str) -> None:
    ways = bytes([_NO_WORD, _WITH_PASSWORD] if user else [_NO_WORD])
    opened.sendall(bytes([5, len(ways)]) + ways)
    version, way = _received(opened, 2)
    if version != 5 or way not in ways:
        raise ConnectionRefusedError("the proxy lets nobody in that way")
    if way == _WITH_PASSWORD:
        opened.sendall(b"\x01" + _counted(user.encode()) + _counted(password.encode()))
        if _received(opened, 2)[1]:
            raise ConnectionRefusedError("the proxy refuses the password")


def _ask(opened: socket.socket, host: str, port: int) -> None:
    opened.sendall(bytes([5, _CONNECT, 0]) + _target(host) + port.to_bytes(2, "big"))
    _, refused, _, kind = _received(opened, 4)
    if refused:
        raise ConnectionRefusedError("the proxy does not get there")
    size = _received(opened, 1)[0] if kind == _NAME else _ADDRESS_SIZES.get(kind, 0)
    _received(opened, size + 2)  # from where it goes on, which is its own affair


def _target(host: str) -> bytes:
    host = host.strip("[]")
    try:
        address = ip_address(host)
    except ValueError:
        return bytes([_NAME]) + _counted(host.encode("idna"))
    return bytes([1 if address.version == 4 else 4]) + address.packed


def _counted(text: bytes) -> bytes:
    if len(text) > 255:
        raise ConnectionRefusedError("it is too long for a proxy")
    return bytes([len(text)]) + text


def _received(opened: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        piece = opened.recv(size - len(found))
        if not piece:
            raise ConnectionResetError("the proxy hung up")
        found += piece
    return found
