"""File names that every system takes. Pure."""

import re
import unicodedata

MAX_NAME_BYTES = 200
"""Of a whole name with its extension; well under every file system's 255."""

_MAX_ID_BYTES = 40
_MAX_EXT_BYTES = 16
_ROOM_FOR_NUMBER = len(" (9999)")

# The wide forms look the same and mean nothing to a file system.
_WIDE = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in '<>:"/\\|?*'}
_JOINERS = "\u200c\u200d"  # parts of emoji and of Persian words
_RESERVED = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE
)


def valid_name(title: str, media_id: str, ext: str, part: str = "") -> str:
    """`title part [id].ext`, valid on Windows, macOS and Linux, at most `MAX_NAME_BYTES` long.

    It is one name and never a path, shows no other order of signs than it has, and starts with no
    dot. What is missing is left out; there is always a name.
    """
    identity = trimmed(plain(media_id), _MAX_ID_BYTES)
    title = plain(title)
    tail = f" {part}" if part else ""
    tail += f" [{identity}]" if identity and title and identity != title else ""
    room = room_for_stem(ext) - len(tail.encode())
    stem = trimmed(title or identity or "video", room)
    if _RESERVED.match(stem + tail):
        stem = trimmed(f"_{stem}", room)
    return with_extension(stem + tail, ext)


def valid_part(text: str, size: int) -> str:
    """A folder's name, or a file's without extension, of at most `size` bytes; may be nothing."""
    part = trimmed(plain(text), size)
    return trimmed(f"_{part}", size) if _RESERVED.match(part) else part


def room_for_stem(ext: str) -> int:
    """Bytes that a name has before its extension, with some left for a number."""
    return MAX_NAME_BYTES - _ROOM_FOR_NUMBER - len(f".{_extension(ext)}".encode())


def with_extension(stem: str, ext: str) -> str:
    return f"{stem}.{_extension(ext)}"


def numbered(name: str, number: int) -> str:
    """The name to try when others are taken: `name (2).ext`. The first is the name itself."""
    if number < 2:
        return name
    stem, dot, ext = name.rpartition(".")
    return f"{stem or ext} ({number}){dot + ext if stem else ''}"


def is_plain(name: str) -> bool:
    """Whether it is one visible name that cannot lead out of a folder on any system."""
    return (
        bool(name)
        and not name.startswith(".")
        and not any(sign in '<>:"/\\|?*' or ord(sign) < 32 for sign in name)
    )


def trimmed(text: str, size: int) -> str:
    """As much of the text as fits into `size` bytes of UTF-8, cut between characters."""
    raw = text.encode()
    if len(raw) <= size:
        return text
    return _edges(raw[:size].decode(errors="ignore"))


def plain(text: str) -> str:
    """One line of visible signs, all of which a file system takes. May be nothing."""
    # A title of a million characters is cut before the slow part.
    text = unicodedata.normalize("NFC", text[:1000])
    text = "".join(" " if sign.isspace() else sign for sign in text if _is_shown(sign))
    return _edges(unicodedata.normalize("NFC", " ".join(text.split()).translate(_WIDE)))


def _is_shown(sign: str) -> bool:
    return sign in _JOINERS or sign.isspace() or unicodedata.category(sign) not in _UNSHOWN


_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})


def _edges(text: str) -> str:
    return text.strip(f" .{_JOINERS}")


def _extension(ext: str) -> str:
    kept = "".join(sign for sign in ext if sign.isascii() and sign.isalnum())
    return kept[:_MAX_EXT_BYTES].lower() or "bin"
