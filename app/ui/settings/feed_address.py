"""The address that tells releases of the engine, as a person types it. Pure."""

from urllib.parse import urlsplit

from app.core.loopback import is_secure

_LONGEST = 500  # characters
_FORBIDDEN = frozenset("@?#\\")  # what may hide another host, or hold a secret


def parsed(text: str) -> str | None:
    """The address, empty for yt-dlp's own; None where it is none, or not a secure one."""
    address = text.strip().rstrip("/")
    if not address:
        return ""
    try:
        port = urlsplit(address).port
    except ValueError:
        return None
    is_sound = (
        len(address) <= _LONGEST
        and address.isprintable()
        and not any(sign.isspace() or sign in _FORBIDDEN for sign in address)
        and port != 0
    )
    return address if is_sound and is_secure(address) else None
