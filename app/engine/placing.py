"""What a request's file is called below the chosen folder."""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from app.core import naming
from app.core.choices import AudioFormat, Choices, Container, Subtitles
from app.core.download import DownloadRequest
from app.core.naming import Field
from app.engine import media, names
from app.engine.reported import known_text
from app.engine.sections import range_label

_MAX_FOLDER_BYTES = 80
_MAX_VALUE_BYTES = 100
_SOUND_OF = {  # by codec, else by the extension of what holds it
    "mp4a": "m4a",
    "aac": "m4a",
    "opus": "opus",
    "vorbis": "ogg",
    "mp3": "mp3",
    "mp4": "m4a",
    "webm": "opus",
}
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)")


def relative_name(info: media.Info, request: DownloadRequest, ext: str) -> PurePosixPath:
    """The file's name below the chosen folder, were it free: valid on every system.

    A long title gives way, so that whatever else the template asks for stays.
    """
    template = request.naming
    title, identity = media.title_of(info), known_text(info.get("id"))
    part = range_label(request.section)
    if not template or naming.fault_of(template):
        return PurePosixPath(names.valid_name(title, identity, ext, part))
    values = _values(info, request)
    folders = naming.rendered(template, values | {Field.TITLE: names.plain(title)})[:-1]
    kept = (names.valid_part(folder, _MAX_FOLDER_BYTES) for folder in folders)
    stem = _stem(template, values, names.plain(title), part, names.room_for_stem(ext))
    if not stem:
        return PurePosixPath(*filter(None, kept), names.valid_name(title, identity, ext, part))
    return PurePosixPath(*filter(None, kept), names.with_extension(stem, ext))


def expected_ext(info: media.Info, request: DownloadRequest) -> str:
    """The extension the file will most likely have, as far as it can be told before."""
    choices, ext = request.choices, known_text(info.get("ext"))
    if choices.audio is AudioFormat.BEST:
        codec = known_text(info.get("acodec")).partition(".")[0]
        return _SOUND_OF.get(codec) or _SOUND_OF.get(ext, ext)
    if choices.audio is not None:
        return choices.audio.value
    return ext if choices.container is Container.ANY else choices.container.value


def beside_files(info: media.Info, choices: Choices) -> dict[str, Path]:
    """What is to lie beside the file, by what is put behind its name."""
    if choices.subtitles is not Subtitles.BESIDE:
        return {}
    listed = (info.get("requested_subtitles") or {}).items()
    files = {
        f"{language}.{known_text(one.get('ext'))}": Path(known_text(one.get("filepath")))
        for language, one in listed
    }
    return {suffix: file for suffix, file in files.items() if file.is_file()}


def lacks_beside(file: Path, info: media.Info, choices: Choices) -> bool:
    """Whether something is missing that should lie beside a file that is there already."""
    if choices.subtitles is not Subtitles.BESIDE:
        return False
    languages = info.get("requested_subtitles") or {}
    return any(_is_missing(file.with_name(f"{file.stem}.{one}.vtt")) for one in languages)


def _is_missing(path: Path) -> bool:
    try:
        return not path.lstat().st_size  # a name that a killed run had claimed and not filled
    except OSError:
        return True


def _stem(template: str, values: Mapping[Field, str], title: str, part: str, room: int) -> str:
    def with_title(text: str) -> str:
        filled = {**values, Field.TITLE: f"{text} {part}".strip()}
        return names.plain(naming.rendered(template, filled)[-1])

    excess = len(with_title(title).encode()) - room
    if excess > 0:
        title = names.trimmed(title, max(0, len(title.encode()) - excess))
    return names.valid_part(with_title(title), room)


def _values(info: media.Info, request: DownloadRequest) -> dict[Field, str]:
    number = request.list_number
    values = {
        Field.ID: known_text(info.get("id")),
        Field.UPLOADER: media.uploader_of(info),
        Field.DATE: _date(info),
        Field.SITE: _site(info),
        Field.QUALITY: media.quality_label(info, request.choices),
        Field.LIST: request.list_title,
        Field.NUMBER: "" if number is None else f"{number:02}",  # so that files sort well
    }
    return {key: names.valid_part(value, _MAX_VALUE_BYTES) for key, value in values.items()}


def _date(info: media.Info) -> str:
    found = _DATE.fullmatch(known_text(info.get("upload_date")))
    return "-".join(found.groups()) if found else ""


def _site(info: media.Info) -> str:
    """Where it is from, as `youtube.com`."""
    page = media.web_address(info.get("webpage_url"))
    return (urlsplit(page).hostname or "").removeprefix("www.") if page else ""
