"""Which values each setting may have. Pure."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from app.core import wire
from app.core.choices import BITRATES, Preset
from app.core.costs import MAX_PRICE, Prices
from app.core.loopback import is_loopback
from app.core.naming import fault_of
from app.core.settings import MAX_PRESET_NAME, PACINGS, PARALLEL_LIMITS, Settings

MAX_LANGUAGES = 20
MAX_ADDRESS = 500
"""Characters."""

_MAX_BYTES = 2**53  # what a window may count in
_PROXIES = frozenset({"http", "https", "socks4", "socks4a", "socks5", "socks5h"})
_SERVICE = re.compile(
    r"(https?)://(\[[0-9a-f:.]+\]|[^\s\[\]/?#@\\:]+)(:\d+)?(/[^\s/?#@\\]+)*", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_.][A-Za-z0-9*]{1,8})*")


def checked(name: str, raw: Any) -> Any:
    """A setting's value out of parsed TOML. ValueError where it may not have it."""
    value = getattr(wire.read(Settings, {name: raw}), name)
    if name in _BOUNDS and not _BOUNDS[name](value):
        raise ValueError(f"{name} is out of bounds")
    return value


def checked_preset(raw: Any) -> Preset:
    """A preset out of parsed TOML. ValueError where it may not be so."""
    if not isinstance(raw, dict):
        raise wire.WireError("a preset is a table")
    preset = wire.read(Preset, raw)
    choices = preset.choices
    is_sound = (
        0 < len(preset.name.strip()) <= len(preset.name) <= MAX_PRESET_NAME
        and preset.name.isprintable()
        and (choices.bitrate is None or choices.bitrate in BITRATES)
        and len(choices.languages) <= MAX_LANGUAGES
        and all(_LANGUAGE.fullmatch(language) for language in choices.languages)
    )
    if not is_sound:
        raise ValueError("out of bounds")
    return preset


def checked_price(name: str, raw: Any) -> float:
    """A price out of parsed TOML. ValueError where it may not be so."""
    price: float = getattr(wire.read(Prices, {name: raw}), name)
    if not 0 <= price <= MAX_PRICE:
        raise ValueError(f"{name} is out of bounds")
    return price


def without_password(proxy: str) -> str:
    """A proxy's address, without the password that may be in it. ValueError if it is none."""
    parts = urlsplit(proxy)
    if parts.password is None:
        return proxy
    place = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username else ""
    return urlunsplit(parts._replace(netloc=user + place))


def unusable_proxy(raw: Any) -> str:
    """What is kept of an address that is none: something, and no password."""
    if not isinstance(raw, str):
        return "?"
    before, _, host = raw.rpartition("@")
    scheme, slashes, user = before.partition("//") if "//" in before else ("", "", before)
    return (f"{scheme}{slashes}{host}" if ":" in user else raw) or "?"


def may_hold_secret(address: Any) -> bool:
    """Whether a service's address that is none may have a user, a password or a token in it."""
    return isinstance(address, str) and not {"@", "?", "#"}.isdisjoint(address)


def _is_path(value: str) -> bool:
    return not value or (Path(value).is_absolute() and "\0" not in value)


def _is_proxy(value: str) -> bool:
    parts = urlsplit(value)
    is_plain = value.isprintable() and not any(sign.isspace() for sign in value)
    further = parts.path.strip("/") or parts.query or parts.fragment
    # Asking for the port raises ValueError where it is none.
    return not value or (
        is_plain
        and parts.scheme in _PROXIES
        and bool(parts.hostname)
        and parts.port != 0
        and not further
    )


def _is_service(value: str, *schemes: str) -> bool:
    found = _SERVICE.fullmatch(value)
    # Asking for the port raises ValueError where it is none.
    return not value or (
        found is not None
        and found[1].lower() in schemes
        and value.isprintable()
        and len(value) <= MAX_ADDRESS
        and urlsplit(value).port != 0
    )


def _is_bare(value: str) -> bool:
    """Whether it would be asked for over a network without anything to protect it."""
    parts = urlsplit(value)
    return parts.scheme.lower() == "http" and not is_loopback(parts.hostname or "")


_BOUNDS: Mapping[str, Callable[[Any], bool]] = {
    "folder": _is_path,
    "naming": lambda value: not value or fault_of(value) is None,
    "parallel_limit": lambda value: value in PARALLEL_LIMITS,
    "speed_limit": lambda value: 0 <= value <= _MAX_BYTES,
    "proxy": _is_proxy,
    "cookies_file": _is_path,
    "pacing": lambda value: value in PACINGS,
    "language": lambda value: not value or _LANGUAGE.fullmatch(value) is not None,
    "ffmpeg": lambda value: "\0" not in value,
    "engine_feed": lambda value: _is_service(value, "http", "https") and not _is_bare(value),
    "cloud": lambda value: _is_service(value, "http", "https"),
    "cloud_plain": lambda value: _is_service(value, "http"),
    "reserve_bytes": lambda value: 0 <= value <= _MAX_BYTES,
}
