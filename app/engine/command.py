"""The command a person could type instead of a request. Pure."""

import shlex
from collections.abc import Iterator

from app.core import naming
from app.core.choices import Choices, Container, Sponsors, Subtitles
from app.core.download import DownloadRequest, Section
from app.core.naming import Field
from app.engine.entries import divided
from app.engine.redact import clean
from app.engine.selection import selection
from app.engine.steps import (
    BEST_AUDIO_QUALITY,
    SPONSOR_CATEGORIES,
    SUBTITLE_FORMATS,
    audio_quality,
    remuxing,
    wants_subtitles,
)

_TYPED_NAME = "%(title).100B [%(id).40B].%(ext)s"
_FIELDS = {
    Field.TITLE: "%(title).100B",
    Field.ID: "%(id).40B",
    Field.UPLOADER: "%(uploader|)s",
    Field.DATE: "%(upload_date>%Y-%m-%d|)s",
    Field.SITE: "%(webpage_url_domain|)s",
    Field.QUALITY: "%(height&{}p|)s",
}


def command_line(request: DownloadRequest) -> str:
    """The yt-dlp command that fetches the same, to paste into a shell; cleaned of secrets."""
    page, numbers = divided(request.url)
    words = ["yt-dlp", "--no-playlist"]
    if numbers:
        words += ["--playlist-items", str(numbers[0])]
    words += [*_formats(request), *_after(request.choices)]
    if request.section is not None:
        words += ["--download-sections", _range(request.section)]
    if request.folder:
        words += ["-P", request.folder]
    words += ["-o", _name(request), "--", clean(page)]
    return shlex.join(words)


def _formats(request: DownloadRequest) -> Iterator[str]:
    chosen, choices = selection(request), request.choices
    if "format" in chosen:
        yield from ("-f", chosen["format"])
    if "format_sort" in chosen:
        yield from ("-S", ",".join(chosen["format_sort"]))
    if "merge_output_format" in chosen:
        yield from ("--merge-output-format", chosen["merge_output_format"])
    if choices.audio is not None:
        quality = audio_quality(choices)
        yield from ("-x", "--audio-format", choices.audio.value)
        yield from ("--audio-quality", quality if quality == BEST_AUDIO_QUALITY else f"{quality}K")
    elif choices.container is not Container.ANY:
        yield from ("--remux-video", remuxing(choices.container))


def _after(choices: Choices) -> Iterator[str]:
    if wants_subtitles(choices):
        is_embedded = choices.subtitles is Subtitles.EMBEDDED
        yield from ("--embed-subs" if is_embedded else "--write-subs", "--convert-subs", "vtt")
        yield from ("--sub-format", SUBTITLE_FORMATS)
        if choices.automatic_subtitles:
            yield "--write-auto-subs"
        if choices.languages:
            yield from ("--sub-langs", ",".join(choices.languages))
    if choices.sponsors is Sponsors.MARK:
        yield from ("--sponsorblock-mark", ",".join(SPONSOR_CATEGORIES))
    if choices.sponsors is Sponsors.REMOVE:
        yield from ("--sponsorblock-remove", ",".join(SPONSOR_CATEGORIES))
    if choices.tags:
        yield "--embed-metadata"
    if choices.chapters:
        yield "--embed-chapters"
    elif choices.tags and choices.sponsors is not Sponsors.MARK:
        yield "--no-embed-chapters"
    if choices.cover:
        yield from ("--embed-thumbnail", "--convert-thumbnails", "jpg")


def _range(section: Section) -> str:
    end = "inf" if section.end is None else f"{section.end:g}"
    return f"*{section.start:g}-{end}"


def _name(request: DownloadRequest) -> str:
    if not request.naming or naming.fault_of(request.naming):
        return _TYPED_NAME
    escaped = request.naming.replace("%", "%%")
    number = "" if request.list_number is None else f"{request.list_number:02}"
    own = {Field.LIST: request.list_title.replace("%", "%%"), Field.NUMBER: number}
    return "/".join(naming.rendered(escaped, _FIELDS | own)) + ".%(ext)s"
