"""What a completed download leaves behind: an entry in the history and one in the archive. Pure."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from app.core import wire
from app.core.download import Download, DownloadState, Remark

MAX_SEARCH = 500
"""Characters of a search, and of each text that is searched."""

_UPDATE_TEXTS = ("title", "uploader", "file_name")


def enters_history(row: Download) -> bool:
    """Whether there is a file of it, here or in the service; what the archive skipped has none."""
    return row.state is DownloadState.COMPLETED and row.update.remark is not Remark.SKIPPED


def archive_key(row: Download) -> str:
    """What the archive knows it by, empty where it does not enter it."""
    return media_key(row) if enters_history(row) and row.update.file_name else ""


def media_key(row: Download) -> str:
    return storable(row.update.media_key)


def storable(text: str) -> str:
    """Text as SQLite can hold it."""
    return text.encode("utf-8", "replace").decode()


def finished_at(row: Download) -> float:
    """When, in seconds since the epoch."""
    return row.added if row.finished is None else row.finished


def words(row: Download) -> str:
    """The text that is searched."""
    update = row.update
    return _joined(update.title, update.uploader, update.file_name, row.request.url)


def words_of_json(text: object) -> str | None:
    """The same of a row as it is kept, of any version; None for what is no row."""
    try:
        row = wire.parse(text) if isinstance(text, bytes) else {}
    except wire.WireError:
        return None
    update, request = row.get("update"), row.get("request")
    if not isinstance(update, dict) or not isinstance(request, dict):
        return None
    return _joined(*(_text(update, name) for name in _UPDATE_TEXTS), _text(request, "url"))


def searched_words(search: str) -> list[str]:
    """What must all be in the text that is searched."""
    return list(dict.fromkeys(_folded(search).split()))


def _joined(*texts: str) -> str:
    return "\n".join(_folded(text) for text in texts)


def _folded(text: str) -> str:
    """The same for all that a reader takes for the same."""
    folded = unicodedata.normalize("NFKC", text[:MAX_SEARCH]).casefold()
    return storable(folded.replace("\0", " "))


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
