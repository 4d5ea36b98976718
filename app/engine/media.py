"""What is told about a video, out of what yt-dlp knows of it; nothing in it is trusted."""

import hashlib
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.core.choices import Choices, Container, Sponsors, Subtitles
from app.core.download import Activity, DownloadRequest
from app.core.executor import Entry, Format, VideoInfo
from app.engine.entries import is_link
from app.engine.reported import known_text, number
from app.engine.sections import range_label
from app.engine.stream_plan import planned_streams
from app.engine.subtitles import usable

MAX_TITLE = 300
_MAX_SHORT = 100
_MAX_ADDRESS = 8_192
_MAX_FORMATS = 200
_MAX_LANGUAGES = 200  # that are shown
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

    The generic extractor's ids are mere file names, so there the address counts too. What is
    embedded does not count: who has the video has downloaded it.
    """
    extractor, choices = known_text(info.get("extractor_key")), request.choices
    parts = [extractor, known_text(info.get("id")), known_text(info.get("format_id"))]
    if extractor.lower() in ("", "generic", "html5", "html5mediaembed"):
        parts.append(hashlib.sha256(request.url.encode(errors="replace")).hexdigest()[:16])
    if choices.audio is not None:
        parts.append(choices.audio)
        if choices.bitrate and choices.audio.has_bitrate:
            parts.append(str(choices.bitrate))
    if request.section is not None:
        parts.append(range_label(request.section))
    return " ".join(parts)[:_MAX_ADDRESS]


def file_key(info: Info, request: DownloadRequest) -> str:
    """Equal for the very same file: of the same media, with the same things in it."""
    choices = request.choices
    inside = [name for name in ("tags", "chapters", "cover") if getattr(choices, name)]
    if choices.audio is None and choices.container is not Container.ANY:
        inside.append(choices.container)
    if choices.audio is None and choices.subtitles is Subtitles.EMBEDDED:
        inside += ["subtitles", *choices.languages]
    if choices.sponsors is not Sponsors.KEEP:
        inside.append(choices.sponsors)
    return " ".join((media_key(info, request), *inside))


def format_label(info: Info, ext: str, choices: Choices) -> str:
    """Such as "1080p MP4", or "320k MP3" where the bitrate was chosen."""
    return f"{quality_label(info, choices)} {ext.upper()}".strip()


def quality_label(info: Info, choices: Choices) -> str:
    """Such as "1080p"; of sound the bitrate, where one was chosen; else nothing."""
    if choices.audio is not None:
        return f"{choices.bitrate}k" if choices.bitrate and choices.audio.has_bitrate else ""
    heights = [height for one in (info, *chosen_formats(info)) if (height := _lines_high(one))]
    return f"{max(heights)}p" if heights else ""


def expected_size(info: Info) -> int | None:
    """Bytes of the formats that are fetched, estimated where the site does not say.

    Sound whose size nobody tells is left out beside a picture, in whose rate it often is counted.
    """
    sizes = [(one, one.planned_size) for one in planned_streams(info).values()]
    known = [size for _, size in sizes if size is not None]
    told = all(size is not None or one.activity is Activity.AUDIO for one, size in sizes)
    return int(sum(known)) if known and told else None


def video_info(info: Info) -> VideoInfo:
    listed = info.get("formats")
    formats = listed if isinstance(listed, list | tuple) else ()
    return VideoInfo(
        title=title_of(info),
        uploader=uploader_of(info),
        thumbnail=thumbnail_of(info),
        duration=number(info.get("duration")),
        formats=tuple(_format(one) for one in formats[-_MAX_FORMATS:] if isinstance(one, dict)),
        subtitles=tuple(usable(info.get("subtitles")))[:_MAX_LANGUAGES],
        automatic_subtitles=tuple(usable(info.get("automatic_captions")))[:_MAX_LANGUAGES],
        has_chapters=bool(info.get("chapters")),
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
        bitrate=_first(info, "tbr", "vbr", "abr"),
        frames=_first(info, "fps"),
        note=_line(info.get("format_note"), _MAX_SHORT),
    )


def _first(info: Info, *keys: str) -> float | None:
    return next(filter(None, (number(info.get(key)) for key in keys)), None)


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
