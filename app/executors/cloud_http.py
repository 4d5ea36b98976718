"""The HTTP client with which the service is asked: what it trusts, sends along, and waits for."""

import asyncio
import logging
import ssl
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import certifi
import httpx

from app import __version__
from app.core.cloud import CloudTrouble
from app.core.loopback import is_loopback
from app.engine.failures import Refusal
from app.engine.proxy import proxy_address
from app.executors.cloud_address import Access, checked_address
from app.executors.cloud_errors import JSON, CloudError
from app.executors.cloud_socks import SocksWatch

# The service waits longer than that before it hangs up, and so do most that stand before one.
_LIMITS = httpx.Limits(max_connections=10, max_keepalive_connections=10, keepalive_expiry=45)

# These tell each request. The last two would tell secrets: what the other side says, which may
# repeat the token, and the proxy's password.
for _name in ("httpx", "httpcore", "httpcore.http11", "httpcore.socks"):
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that the other side has."""

    connect: float = 10.0
    step: float = 30.0  # until it goes on with an answer, or with taking in a request
    answer: float = 60.0  # in all, for all but an event stream
    silence: float = 40.0  # of an event stream; the service shows that it lives every 15

    def until(self, read: float) -> httpx.Timeout:
        """For one request. Who waits for a connection to be free does not wait for others."""
        return httpx.Timeout(connect=self.connect, read=read, write=self.step, pool=None)


class Http:
    """The client, made when it is needed first. `secret` is the token without what is around it.

    An address, a token or a proxy with which nothing could be sent is a `CloudError` at once.
    """

    def __init__(self, access: Access, patience: Patience, trust: ssl.SSLContext | None) -> None:
        self._address = checked_address(access.address, plain=access.plain)
        self._proxy = _proxy(self._address, access.proxy)
        self._patience = patience
        self._trust = trust
        self._client: httpx.AsyncClient | None = None
        self._is_closed = False
        self.secret = _checked_token(access.token)

    async def client(self) -> httpx.AsyncClient:
        """The one client, until it is closed."""
        trust = self._trust
        if trust is None:
            # Reading what is trusted takes longer than a frame of the window.
            trust = await asyncio.to_thread(_trusted if self._needs_trust else _trusting_nobody)
        if self._is_closed:
            raise CloudError(CloudTrouble.UNREACHABLE, "The connection was closed here")
        if self._client is None:
            self._trust = trust
            self._client = self._made(trust)
        return self._client

    async def close(self) -> None:
        """Hang up; there is no client from now on."""
        self._is_closed = True
        if self._client is not None:
            await to_the_end(self._client.aclose())

    async def let_go(self, heard: httpx.Response) -> None:
        """End an answer. The connection of one that was still to come when this was closed is in
        nobody's hands any more, so it ends as well."""
        await heard.aclose()
        if self._is_closed:
            await heard.extensions["network_stream"].aclose()

    def extensions(self) -> dict[str, Any]:
        """What each request has to have with it."""
        is_socks = self._proxy is not None and self._proxy.url.scheme.startswith("socks")
        return {"trace": SocksWatch()} if is_socks else {}

    @property
    def _needs_trust(self) -> bool:
        return self._address.startswith("https:") or self._has_tls_to_proxy

    @property
    def _has_tls_to_proxy(self) -> bool:
        return self._proxy is not None and self._proxy.url.scheme == "https"

    def _made(self, trust: ssl.SSLContext) -> httpx.AsyncClient:
        proxy = self._proxy
        if proxy is not None and self._has_tls_to_proxy:
            proxy = httpx.Proxy(proxy.url, ssl_context=trust, auth=proxy.auth)
        return httpx.AsyncClient(
            base_url=self._address,
            headers=_headers(self.secret),
            timeout=self._patience.until(self._patience.step),
            limits=_LIMITS,
            verify=trust,
            proxy=proxy,
            trust_env=False,
            follow_redirects=False,
        )


async def to_the_end(closing: Coroutine[Any, Any, None]) -> None:
    """Close it also where the caller is canceled meanwhile: what the library has let go of by then
    would stay open."""
    task = asyncio.create_task(closing)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise


def _headers(token: str) -> dict[str, str]:
    usual = {
        "Accept": JSON,
        "Accept-Encoding": "identity",  # what is packed has no size until it is unpacked
        "User-Agent": f"Spool/{__version__}",
    }
    return {**usual, "Authorization": f"Bearer {token}"} if token else usual


def _trusting_nobody() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _trusted() -> ssl.SSLContext:
    """What this computer trusts, and what the web does: neither alone is there everywhere."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _checked_token(token: str) -> str:
    stripped = token.strip()
    if not stripped.isascii() or not stripped.isprintable() or " " in stripped:
        raise CloudError(CloudTrouble.TOKEN, "It has a character in it that no token has")
    return stripped


def _proxy(address: str, proxy: str) -> httpx.Proxy | None:
    if not proxy or is_loopback(urlsplit(address).hostname or ""):
        return None
    try:
        return httpx.Proxy(proxy_address(proxy))
    except (Refusal, ValueError, httpx.InvalidURL):
        # Without what it came from: that may hold the password.
        raise CloudError(CloudTrouble.UNREACHABLE, "The proxy's address cannot be used") from None
