"""The web addresses in one line of text."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

MAX_LINK = 8192
"""Characters of the longest address that is taken."""

SMUGGLED = "#__youtubedl_smuggle"
"""Begins what yt-dlp hides behind addresses for itself; from elsewhere it could mislead it."""

# An address ends at white space, quotation marks, angle brackets and wide punctuation. Control
# characters do not end it: an address with one inside is refused, not cut. The patterns begin
# with a set of characters and without flags, which lets the search run an order faster.
_LINK = re.compile(
    r"[hH][tT][tT][pP][sS]?://[^ \t\n\r\f\v\xa0\u1680\u2000-\u200a\u2018-\u201f\u2028\u2029\u202f"
    r"\u205f\u3000-\u303f\uff00-\uff60<>\"`]+"
)
_GLUED = re.compile(r"[,;|\]]\(?(?=[hH][tT][tT][pP][sS]?://)")
_IN_SCRIPT = re.compile(
    r"(?<![^\W_])(?:(?:javascript|vbscript|blob):|file:/|data:[\w.+-]*[/,;])\S*$", re.IGNORECASE
)
_BEFORE = 200  # characters before an address in which a script or the like is recognised
_BARE = re.compile(
    r"(?:www\.(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}|(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?=/\S))"
    r"(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_TRAILING = ".,;:!?'*…»›" + _INVISIBLE
_MOST_TRAILING = 64  # characters


def may_hold_link(line: str) -> bool:
    """Whether it is worth looking into the line, which has no white space around it."""
    if "://" in line:
        return True
    return "." in line and " " not in line and ("/" in line or line[:4].lower() == "www.")


def links_in_line(line: str) -> Iterator[str | None]:
    """Every address in the line, which has no white space around it; None for each refused.

    One without http:// counts if it stands alone.
    """
    if "://" in line:
        for found in _LINK.finditer(line):
            before = line[max(0, found.start() - _BEFORE) : found.start()]
            if ":" in before and _IN_SCRIPT.search(before):
                yield None
            else:
                yield from map(_trimmed_link, _GLUED.split(found[0]))
    elif may_hold_link(line) and len(line) <= MAX_LINK:
        bare = _without_trailing(line)
        yield clean_link(f"https://{bare}") if _BARE.fullmatch(bare) else None


def clean_link(text: str) -> str | None:
    """The address if it is an absolute one of the web that can be fetched, else None.

    Scheme and host come in small letters; what was smuggled behind it is taken off.
    """
    text = text.split(SMUGGLED, 1)[0]
    if not 0 < len(text) <= MAX_LINK or "\\" in text or not _is_printable(text):
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or port == 0 or not host:
        return None
    if ":" not in host and not _HOST.fullmatch(host):
        return None
    return parts._replace(netloc=_small_host(parts.netloc)).geturl()


def _trimmed_link(text: str) -> str | None:
    return clean_link(_without_trailing(text)) if len(text) <= MAX_LINK + _MOST_TRAILING else None


def _small_host(netloc: str) -> str:
    user, at, host = netloc.rpartition("@")
    return user + at + host.lower()


def _is_printable(text: str) -> bool:
    if text.isascii():
        return text.isprintable() and " " not in text
    return not any(sign.isspace() or unicodedata.category(sign) in _UNFIT for sign in text)


_UNFIT = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


def _without_trailing(text: str) -> str:
    """The address without what belongs to the sentence around it.

    Brackets that were opened inside stay, as in .../Spool_(disambiguation).
    """
    surplus = {close: text.count(close) - text.count(start) for close, start in _BRACKETS.items()}
    end = len(text)
    for last in reversed(text[-_MOST_TRAILING:]):
        if last in surplus and surplus[last] > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return text[:end]
