"""Where the service is, and what is needed to be let in."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

import httpx

from app.core.cloud import CloudTrouble
from app.core.loopback import is_loopback
from app.executors.cloud_errors import CloudError

_LONGEST = 2_000  # characters
_LONGEST_HOST = 253
_UNFIT = re.compile(r"[\s\\]|:/(?!/)")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(\.(?!-)[a-z0-9_-]{1,63})*\.?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Access:
    """What is needed to speak to the service. It can be shown: its secrets are left out."""

    address: str
    token: str = field(default="", repr=False)
    plain: bool = False  # http is allowed also beyond this computer
    proxy: str = field(default="", repr=False)  # an address with its password, or empty for none


def checked_address(text: str, *, plain: bool) -> str:
    """The address of a service in its one form, without a slash at its end.

    Without a scheme it is https, and http on this computer. A `CloudError` says that there is
    none, or that a token could be read on the way to it; it repeats nothing of the address.
    """
    try:
        url = httpx.URL(_parts(text.strip()).geturl())
    except httpx.InvalidURL:
        raise _none("It is not an address") from None
    host = url.raw_host.decode()
    if ":" not in host and (len(host) > _LONGEST_HOST or not _NAME.fullmatch(host)):
        raise _none("Its host is not a name")
    if url.scheme == "http" and not plain and not is_loopback(host):
        raise CloudError(CloudTrouble.NOT_SECURE, "https is needed")
    return str(url).rstrip("/")


def _parts(text: str) -> SplitResult:
    if not text:
        raise CloudError(CloudTrouble.NO_ADDRESS)
    if len(text) > _LONGEST or _UNFIT.search(text) or not text.isprintable():
        raise _none("It is not an address")
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise _none("It is not an address") from None
    if parts.scheme not in ("http", "https"):
        raise _none("Only https and http are spoken")
    if not host or port == 0:
        raise _none("It has no host, or no port that could be one")
    if "@" in parts.netloc:
        raise _none("It has a name or a password in it")
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise _none("It has a part behind ? or #")
    is_here = "://" not in text and is_loopback(host)
    return parts._replace(scheme="http" if is_here else parts.scheme, netloc=parts.netloc.lower())


def _none(detail: str) -> CloudError:
    return CloudError(CloudTrouble.NO_ADDRESS, detail)
