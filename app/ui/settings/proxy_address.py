"""A proxy's address as a person writes it, and as it is kept. Pure."""

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_SCHEMES = frozenset({"http", "https", "socks4", "socks4a", "socks5", "socks5h"})


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """Its parts; what is kept of them is `text`, in which there is no password."""

    place: str = ""  # such as http://proxy.example:8080; empty: no proxy
    user: str = ""
    password: str = ""

    @property
    def text(self) -> str:
        """One address, with the user's name in it."""
        if not self.place or not self.user:
            return self.place
        scheme, _, host = self.place.partition("://")
        return f"{scheme}://{quote(self.user, safe='')}@{host}"


def parsed(text: str) -> ProxyAddress | None:
    """What a person typed or pasted, None if it is no address of a proxy."""
    text = text.strip()
    if not text:
        return ProxyAddress()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a port that is no number
        return None
    odd = any(sign.isspace() or not sign.isprintable() for sign in text)
    further = parts.path.strip("/") or parts.query or parts.fragment
    if odd or further or parts.scheme not in _SCHEMES or not is_host(host):
        return None
    named = f"[{host}]" if ":" in host else host
    place = f"{parts.scheme}://{named}" + (f":{port}" if port else "")
    return ProxyAddress(place, unquote(parts.username or ""), unquote(parts.password or ""))


def is_host(host: str) -> bool:
    """Whether it may be the name or the number of a computer."""
    return bool(host) and all(sign.isalnum() or sign in "-._:" for sign in host)
