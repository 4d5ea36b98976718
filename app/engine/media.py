"""What is told about a video, out of what yt-dlp knows of it; nothing in it is trusted."""

import hashlib
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.core.choices import AudioFormat
from app.core.download import DownloadRequest
from app.core.executor import Entry, Format, VideoInfo
from app.engine.entries import is_link
from app.engine.reported import known_text, number

MAX_TITLE = 300
_MAX_SHORT = 100
_MAX_ADDRESS = 8_192
_MAX_FORMATS = 200
_SAMPLE = 1_024
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a]")
_UNPLAYABLE = frozenset({"unknown_video", "mhtml"})

Info = Mapping[str, Any]


def web_address(value: Any) -> str:
    """The value if it is an http(s) address, else nothing."""
    text = known_text(value)
    if len(text) > _MAX_ADDRESS:
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def title_of(info: Info) -> str:
    return _line(info.get("title"), MAX_TITLE)


def uploader_of(info: Info) -> str:
    names = (_line(info.get(key), _MAX_SHORT) for key in ("uploader", "channel", "creator"))
    return next(filter(None, names), "")


def thumbnail_of(info: Info) -> str:
    """An http(s) address, or nothing."""
    listed = info.get("thumbnails")
    images = listed if isinstance(listed, list | tuple) else ()
    urls = [info.get("thumbnail"), *(one.get("url") for one in images if isinstance(one, dict))]
    found = (url for url in map(web_address, urls) if url and not urlsplit(url).username)
    return next(found, "")


def chosen_formats(info: Info) -> list[Info]:
    """The formats that are fetched for this download: one, or several to be merged."""
    requested = info.get("requested_formats")
    listed = requested if isinstance(requested, list | tuple) else ()
    return [one for one in listed if isinstance(one, Mapping)] or [info]


def is_playable(info: Info) -> bool:
    """False for what only looks like a download: unknown data, and pictures of a page."""
    return not any(
        known_text(one.get("ext")) in _UNPLAYABLE for one in (info, *chosen_formats(info))
    )


def is_text(file: Path) -> bool:
    """Whether it is JSON or a page that was sent under the name of a video."""
    with file.open("rb") as stream:
        start = stream.read(_SAMPLE).lstrip()
    return start[:1] in (b"{", b"[", b"<") and b"\0" not in start and not _CONTROL.search(start)


def media_key(info: Info, request: DownloadRequest) -> str:
    """Equal for the very same media: where it is from, its id, its format and what it becomes.

    The generic extractor's ids are mere file names, so there the address counts too.
    """
    extractor = known_text(info.get("extractor_key"))
    parts = [extractor, known_text(info.get("id")), known_text(info.get("format_id"))]
    if extractor.lower() in ("", "generic", "html5", "html5mediaembed"):
        parts.append(hashlib.sha256(request.url.encode(errors="replace")).hexdigest()[:16])
    if request.choices.audio is not None:
        parts.append(request.choices.audio)
    return " ".join(parts)[:_MAX_ADDRESS]


def format_label(info: Info, ext: str, audio: AudioFormat | None) -> str:
    """Such as "1080p MP4"; sound has no height."""
    if audio is not None:
        return ext.upper()
    heights = [height for one in (info, *chosen_formats(info)) if (height := _lines_high(one))]
    return f"{max(heights)}p {ext.upper()}" if heights else ext.upper()


def video_info(info: Info) -> VideoInfo:
    listed = info.get("formats")
    formats = listed if isinstance(listed, list | tuple) else ()
    return VideoInfo(
        title=title_of(info),
        uploader=uploader_of(info),
        thumbnail=thumbnail_of(info),
        duration=number(info.get("duration")),
        formats=tuple(_format(one) for one in formats[-_MAX_FORMATS:] if isinstance(one, dict)),
    )


def list_entry(info: Info, link: str = "", pages: Collection[str] = ()) -> Entry | None:
    """A video of a list; None where no http(s) address leads to it.

    The addresses of its formats do not: each may be but the picture or the sound. A video that
    has no other, or one of the list's own `pages`, is found at `link`. What an extractor smuggled
    into an address stays there: it will need it again.
    """
    own = [info.get("webpage_url"), info.get("original_url"), info.get("url")]
    if is_link(info):
        addresses = [info.get("url"), *own]
    else:
        addresses = [*(one for one in own if one not in pages), link]
    url = next(filter(None, map(web_address, addresses)), "")
    if not url:
        return None
    return Entry(url, title_of(info), thumbnail_of(info), number(info.get("duration")))


def _format(info: Info) -> Format:
    size = number(info.get("filesize")) or number(info.get("filesize_approx"))
    height = number(info.get("height"))
    return Format(
        id=_line(info.get("format_id"), _MAX_SHORT),
        ext=_line(info.get("ext"), _MAX_SHORT),
        height=int(height) if height else None,
        video_codec=_codec(info.get("vcodec")),
        audio_codec=_codec(info.get("acodec")),
        size=int(size) if size else None,
        note=_line(info.get("format_note"), _MAX_SHORT),
    )


def _codec(value: Any) -> str:
    text = _line(value, _MAX_SHORT)
    return "" if text == "none" else text


def _lines_high(info: Info) -> int:
    """What people call the height: of a video on its side it is the width."""
    height, width = number(info.get("height")) or 0, number(info.get("width")) or 0
    return int(min(height, width) if 0 < width < height else height)


def _line(value: Any, limit: int) -> str:
    """One line of text. The slow part sees no more of it than is needed."""
    return " ".join(known_text(value)[: 4 * limit].split())[:limit]
