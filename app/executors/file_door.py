"""The one door through which files of the service come: blocking, for threads.

It is not that of `cloud_door`, since the client there takes more than twice as long for each byte.
"""

import logging
import re
import ssl
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

import certifi
from urllib3 import PoolManager, ProxyManager, Timeout
from urllib3.exceptions import HTTPError

from app import __version__
from app.core.cloud import CloudTrouble
from app.core.loopback import is_loopback
from app.engine.failures import Refusal
from app.engine.proxy import proxy_address
from app.executors.cloud_address import Access, checked_address
from app.executors.cloud_errors import PROBLEM, Answer, CloudError, refusal
from app.executors.cloud_http import Patience
from app.executors.file_answer import FileAnswer, trouble_of
from app.executors.socks_proxy import socks_manager

_LARGEST_PROBLEM = 64 * 1024
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ABOUT_THE_FILE = frozenset({200, 206, 416})
_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 503})

# These say which address was asked, and with which word it lets in whoever has it.
logging.getLogger("urllib3").setLevel(logging.ERROR)


class NotContinued(CloudError):  # noqa: N818  it is what becomes of what has come
    """What has come of the file so far cannot be gone on with."""


class WrongFile(CloudError):  # noqa: N818  it is what came
    """It is not the file that was described."""


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A finished file in the service. With a `suffix` it lies beside the video's."""

    remote_id: str
    size: int  # bytes
    sha256: str
    suffix: str = ""


class FileDoor:
    """Asks for files. Whatever is wrong with an answer is a `CloudError` that repeats no address.

    `trust` is what certificates are checked against, instead of what this computer trusts.
    """

    def __init__(self, patience: Patience, trust: ssl.SSLContext | None) -> None:
        self._patience = patience
        self._trust = trust

    def ask(self, access: Access, wanted: WantedFile, start: int) -> FileAnswer:
        """An answer that gives the file from `start` on, or from its beginning."""
        address = checked_address(access.address, plain=access.plain)
        beside = f"?{urlencode({'beside': wanted.suffix})}" if wanted.suffix else ""
        url = f"{address}/file/{quote(wanted.remote_id, safe='')}{beside}"
        part = {"Range": f"bytes={start}-"} if start else {}
        condition = {"If-Range": f'"{wanted.sha256}"'} if start else {}
        answer = self._get(url, {**_admission(access.token), **part, **condition}, access.proxy)
        is_elsewhere = answer.status == 307
        if is_elsewhere:
            with answer.closed_on_error():
                elsewhere = _signed_address(url, answer.headers.get("location", ""))
            answer.close()
            # Whoever has that address is let in. What lies there never changes: no condition.
            answer = self._get(elsewhere, part, access.proxy)
        with answer.closed_on_error():
            if answer.status not in _ABOUT_THE_FILE:
                raise _refusal_of(answer, access.token.strip(), is_elsewhere=is_elsewhere)
            answer.start = _checked_start(answer, wanted, start, is_elsewhere=is_elsewhere)
        return answer

    def _get(self, url: str, headers: dict[str, str], proxy: str) -> FileAnswer:
        usual = {"Accept-Encoding": "identity", "User-Agent": f"Spool/{__version__}"}
        try:
            manager = self._manager(url, proxy)
            response = manager.request(
                "GET",
                url,
                headers={**usual, **headers},
                preload_content=False,
                decode_content=False,
                redirect=False,
                retries=False,
            )
        except (HTTPError, OSError, ValueError) as error:
            raise CloudError(trouble_of(error), type(error).__name__) from None
        return FileAnswer(response, manager.clear)

    def _manager(self, url: str, proxy: str) -> PoolManager:
        trust = self._trust
        if trust is None and (url.startswith("https:") or proxy.startswith("https:")):
            trust = _trusted()
        timeout = Timeout(connect=self._patience.connect, read=self._patience.step)
        settings: dict[str, Any] = {"timeout": timeout, "ssl_context": trust}
        if not proxy or is_loopback(urlsplit(url).hostname or ""):
            return PoolManager(1, **settings)
        known = _known_proxy(proxy)
        if known.startswith("socks5"):
            return socks_manager(known, **settings)
        return ProxyManager(
            known,
            1,
            proxy_headers=_proxy_admission(known),
            proxy_ssl_context=trust,
            **settings,
        )


def _admission(token: str) -> dict[str, str]:
    token = token.strip()
    if not token.isascii() or not token.isprintable() or " " in token:
        raise CloudError(CloudTrouble.TOKEN, "It has a character in it that no token has")
    return {"Authorization": f"Bearer {token}"} if token else {}


def _known_proxy(proxy: str) -> str:
    try:
        return proxy_address(proxy)
    except Refusal:
        # Without what it came from: that may hold the password.
        raise CloudError(CloudTrouble.UNREACHABLE, "The proxy's address cannot be used") from None


def _proxy_admission(proxy: str) -> dict[str, str]:
    parts = urlsplit(proxy)
    if not parts.username:
        return {}
    word = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(word.encode()).decode()}"}


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """What this computer trusts, and what the web does: neither alone is there everywhere."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _signed_address(url: str, location: str) -> str:
    """Where the service says that the file lies; nobody may read along on the way there."""
    try:
        found = urljoin(url, location)
        parts = urlsplit(found)
        host = parts.hostname
    except ValueError:
        host = None
    if not location or not host or parts.scheme not in ("http", "https"):
        raise CloudError(CloudTrouble.NOT_THE_SERVICE, "It points nowhere")
    if parts.scheme == "http" and not is_loopback(host):
        raise CloudError(CloudTrouble.NOT_SECURE, "It points to where https is not spoken")
    return found


def _checked_start(
    answer: FileAnswer, wanted: WantedFile, start: int, *, is_elsewhere: bool
) -> int:
    """Where the answer begins in the file, if it is of the file."""
    if answer.status == 416:
        raise NotContinued(CloudTrouble.BROKEN, "There is no such part")
    if answer.media == "text/html" or answer.is_packed:
        raise CloudError(CloudTrouble.NOT_THE_SERVICE, "It is no file of the service")
    tag = answer.headers.get("etag", "").removeprefix("W/").strip('"')
    if not is_elsewhere and _SHA256.fullmatch(tag) and tag != wanted.sha256:
        raise WrongFile(CloudTrouble.BROKEN, "It has another file")
    first, total = _place_of(answer)
    if total not in (None, wanted.size):
        if is_elsewhere or tag == wanted.sha256:
            raise WrongFile(CloudTrouble.BROKEN, "The file has another size")
        raise CloudError(CloudTrouble.NOT_THE_SERVICE, "It is no file of the service")
    if first not in (0, start):
        raise NotContinued(CloudTrouble.BROKEN, "It is another part")
    return first


def _place_of(answer: FileAnswer) -> tuple[int, int | None]:
    """Where the part begins, and of how many bytes it is a part."""
    if answer.status == 200:
        told = answer.headers.get("content-length", "")
        return 0, int(told) if told.isascii() and told.isdigit() and len(told) < 19 else None
    found = _RANGE.fullmatch(answer.headers.get("content-range", "").strip())
    if found is None:
        raise NotContinued(CloudTrouble.BROKEN, "It does not say which part it is")
    return int(found[1]), None if found[2] == "*" else int(found[2])


def _refusal_of(answer: FileAnswer, secret: str, *, is_elsewhere: bool) -> CloudError:
    """What it means that there is no file in the answer; `secret` is kept out of what it says."""
    problem = answer.text(_LARGEST_PROBLEM) if answer.media == PROBLEM else b""
    told = refusal(Answer(answer.status, answer.media, answer.headers, problem), secret)
    if not is_elsewhere:
        return told
    # The storage speaks another language, and its texts hold parts of the address.
    trouble = CloudTrouble.BUSY if answer.status in _BUSY else CloudTrouble.BROKEN
    is_gone = answer.status in _GONE and answer.media != "text/html"
    return CloudError(
        trouble,
        f"the storage answers {answer.status}",
        retry_after=told.retry_after,
        status=answer.status if is_gone else 0,
    )
