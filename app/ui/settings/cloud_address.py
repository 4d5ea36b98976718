"""The service's address as a person writes it, and as it is kept. Pure."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from app.core.loopback import is_loopback
from app.ui.settings.proxy_address import is_host

_LONGEST = 500  # characters


@dataclass(frozen=True, slots=True)
class CloudAddress:
    """`text` is what is kept of it, such as https://spool.example; empty: there is no service."""

    text: str = ""
    host: str = ""

    @property
    def is_open(self) -> bool:
        """Whether what is sent there leaves this computer unencrypted."""
        return self.text.startswith("http://") and not is_loopback(self.host)


def parsed(text: str) -> CloudAddress | None:
    """What a person typed or pasted, None if no service can be at such an address.

    Names and passwords have no place in it. Without a scheme it is https, but http on this
    computer.
    """
    text = text.strip()
    if not text:
        return CloudAddress()
    try:
        parts = _parts(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a port that is no number
        return None
    path = parts.path.rstrip("/")
    odd = any(sign.isspace() or not sign.isprintable() or sign in "@\\" for sign in text)
    further = parts.query or parts.fragment or "//" in path or port == 0
    if odd or further or parts.scheme not in ("http", "https") or not is_host(host):
        return None
    named = f"[{host}]" if ":" in host else host
    place = f"{parts.scheme}://{named}" + (f":{port}" if port else "") + path
    return CloudAddress(place, host) if len(place) <= _LONGEST else None


def _parts(text: str) -> SplitResult:
    if "://" in text:
        return urlsplit(text)
    parts = urlsplit(f"https://{text}")
    return parts._replace(scheme="http") if is_loopback(parts.hostname or "") else parts
