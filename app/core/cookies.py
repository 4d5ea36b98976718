"""Where cookies may come from, and why they cannot. May look at the disk, so not in the window."""

import os
import re
import sys
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from app.core.settings import Browser
from app.core.text_file import read_bytes

MAX_COOKIE_FILE = 10_000_000
"""Bytes."""


class CookieTrouble(StrEnum):
    """Why there are no cookies to be had. The UI turns each code into a sentence."""

    MISSING = "missing"  # there is no such file
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    JSON = "json"  # many extensions export it; it has to be a cookies.txt
    NO_COOKIES = "no_cookies"  # none in it, or not in the Netscape format
    NOT_INSTALLED = "not_installed"  # the browser has no profile in this account
    ENCRYPTED = "encrypted"  # it keeps its cookies so that nobody else can read them
    OTHER_SYSTEM = "other_system"  # the browser does not exist here


class NoCookies(Exception):  # noqa: N818  what is missing is the message
    """A file that cookies cannot be taken from."""

    def __init__(self, trouble: CookieTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def cookies_in(path: str) -> tuple[str, ...]:
    """The cookies of a file in the Netscape format, a line each; what is no cookie is left out.

    `NoCookies` where there are none. The file itself is only read.
    """
    data = _content(path)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        raise NoCookies(CookieTrouble.JSON)
    lines = data.decode(errors="replace").removeprefix("\ufeff").splitlines()
    found = tuple(line.removeprefix(_HTTP_ONLY) for line in lines if _is_cookie(line))
    if not found:
        raise NoCookies(CookieTrouble.NO_COOKIES)
    return found


def file_trouble(path: str) -> CookieTrouble | None:
    """What is wrong with a cookie file, None if nothing is."""
    try:
        cookies_in(path)
    except NoCookies as reason:
        return reason.trouble
    return None


def browser_trouble(
    browser: Browser, *, platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> CookieTrouble | None:
    """Why a browser's cookies cannot be had on this system; None if they may well be."""
    if browser is Browser.SAFARI and platform != "darwin":
        return CookieTrouble.OTHER_SYSTEM
    if platform == "win32" and browser is not Browser.FIREFOX:
        return CookieTrouble.ENCRYPTED
    if not any(folder.is_dir() for folder in _profiles(browser, platform, environment)):
        return CookieTrouble.NOT_INSTALLED
    return None


_HTTP_ONLY = "#HttpOnly_"
_EXPIRES = re.compile(r"(?:\d+(?:\.\d+)?)?", re.ASCII)
_FIELDS = 7


def _content(path: str) -> bytes:
    try:
        content = read_bytes(Path(path), MAX_COOKIE_FILE)
    except FileNotFoundError:
        raise NoCookies(CookieTrouble.MISSING) from None
    except (OSError, ValueError):  # ValueError: a path with a zero in it
        raise NoCookies(CookieTrouble.UNREADABLE) from None
    if content.truncated:
        raise NoCookies(CookieTrouble.TOO_LARGE)
    return content.data


def _is_cookie(line: str) -> bool:
    fields = line.removeprefix(_HTTP_ONLY).split("\t")
    if fields[0].startswith("#") or not all(map(str.isprintable, fields)):
        return False
    return len(fields) == _FIELDS and bool(fields[0]) and _EXPIRES.fullmatch(fields[4]) is not None


_LINUX = {
    Browser.FIREFOX: (
        *("~/.mozilla/firefox", "~/.config/mozilla/firefox"),
        "~/.var/app/org.mozilla.firefox/.mozilla/firefox",
        "~/.var/app/org.mozilla.firefox/config/mozilla/firefox",
        "~/snap/firefox/common/.mozilla/firefox",
    ),
    Browser.CHROME: ("~/.config/google-chrome",),
    Browser.CHROMIUM: ("~/.config/chromium",),
    Browser.BRAVE: ("~/.config/BraveSoftware/Brave-Browser",),
    Browser.EDGE: ("~/.config/microsoft-edge",),
    Browser.OPERA: ("~/.config/opera",),
    Browser.VIVALDI: ("~/.config/vivaldi",),
}
_MAC = {
    Browser.FIREFOX: "Firefox",
    Browser.CHROME: "Google/Chrome",
    Browser.CHROMIUM: "Chromium",
    Browser.BRAVE: "BraveSoftware/Brave-Browser",
    Browser.EDGE: "Microsoft Edge",
    Browser.OPERA: "com.operasoftware.Opera",
    Browser.VIVALDI: "Vivaldi",
}


def _profiles(browser: Browser, platform: str, environment: Mapping[str, str]) -> Iterable[Path]:
    """Where a browser keeps what it knows, whichever way it was installed."""
    home = Path(environment.get("HOME") or Path.home())
    if platform == "win32":
        roaming = Path(environment.get("APPDATA", home))
        yield roaming / "Mozilla" / "Firefox" / "Profiles"
    elif platform == "darwin":
        library = home / "Library"
        yield (
            library / "Safari"
            if browser is Browser.SAFARI
            else (library / "Application Support" / _MAC[browser])
        )
    else:
        config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        for place in _LINUX[browser]:
            below = place.removeprefix("~/")
            yield (
                config / below.removeprefix(".config/")
                if below.startswith(".config/")
                else (home / below)
            )
