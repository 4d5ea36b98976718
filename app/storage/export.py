"""Writes downloads as a table for spreadsheets."""

import csv
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from app.core.download import Download
from app.storage.completed import finished_at
from app.storage.whole_file import whole_file

COLUMNS = ("finished", "title", "uploader", "link", "file", "size", "format")

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


class EndedError(Exception):
    """The export was ended before it was whole."""


def export(rows: Iterable[Download], path: Path, is_ended: Callable[[], bool]) -> int:
    """Write all of them, with a header; how many there were.

    The file appears whole or not at all. Raises OSError, and `EndedError` soon after `is_ended`.
    """
    written = 0
    # The mark tells spreadsheets that it is UTF-8.
    with whole_file(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for row in rows:
            if is_ended():
                raise EndedError
            table.writerow(_cells(row))
            written += 1
    return written


def _cells(row: Download) -> tuple[str, ...]:
    update = row.update
    texts = (
        update.title,
        update.uploader,
        row.request.url,
        _place(row),
    )
    size = "" if update.size is None else str(update.size)
    return _time(finished_at(row)), *map(_cell, texts), size, _cell(update.format_label)


def _place(row: Download) -> str:
    """Where its file is on this computer, if it is."""
    name = "" if row.is_in_cloud else row.update.file_name
    return str(Path(row.request.folder, name)) if name else ""


def _time(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")
    except (OverflowError, OSError, ValueError):
        return ""


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    mark = "'" if _FORMULA.match(text) else ""
    return mark + _CONTROLS.sub(" ", text)
