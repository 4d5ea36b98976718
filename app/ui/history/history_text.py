"""What a row of the history says of itself."""

from PySide6.QtCore import QDateTime, QLocale

from app.core.download import Download
from app.core.pacing import site_of
from app.core.stores import StoreProblem
from app.ui import amounts
from app.ui.batch import row_text
from app.ui.batch.cloud_rows import in_cloud
from app.ui.translation import QT_TRANSLATE_NOOP, translate
from app.ui.widgets import from_home, left_to_right

_A_DAY = 24 * 3600


def sentence(row: Download, now: float, *, is_gone: bool = False) -> str:
    """The whole row as one sentence, for those who hear it."""
    return ", ".join([row_text.title(row), *_facts(row, now), place(row, now, is_gone=is_gone)])


def facts_line(row: Download, now: float) -> str:
    """The dim line under the title."""
    return " · ".join(_facts(row, now))


def place(row: Download, now: float, *, is_gone: bool) -> str:
    """Where the file is, or was."""
    if row.is_in_cloud:
        return _in_cloud(row, now)
    folder = left_to_right(from_home(row.request.folder[: row_text.LONGEST]))
    if is_gone:
        return translate("History", "The file is gone from {0}").format(folder)
    return folder


def _in_cloud(row: Download, now: float) -> str:
    """The history keeps what the list may have forgotten, and so what is gone from there too."""
    if (row.update.expires or 0.0) <= now:
        return translate("History", "It was in the cloud, and has expired there")
    return " · ".join(in_cloud(row, now))


def when(finished: float, now: float) -> str:
    """How long ago, and after a day the date."""
    if 0 <= now - finished < _A_DAY:
        return amounts.ago(now - finished)
    moment = QDateTime.fromSecsSinceEpoch(int(finished))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _facts(row: Download, now: float) -> list[str]:
    update = row.update
    size = amounts.size(update.size) if update.size is not None else ""
    finished = when(row.finished, now) if row.finished is not None else ""
    uploader = row_text.one_line(update.uploader)
    parts = [
        uploader,
        site_of(row.request.url)[: row_text.LONGEST],
        finished,
        size,
        update.format_label,
    ]
    return [part for part in parts if part]


def unreadable(problem: StoreProblem) -> str:
    """Why the history cannot be shown."""
    return translate("History", _UNREADABLE.get(problem, _UNREADABLE[StoreProblem.FAILED]))


def not_changed(problem: StoreProblem) -> str:
    """Why nothing could be taken out of it."""
    if problem is StoreProblem.DISK_FULL:
        return translate("History", "The disk is full: the history could not be changed.")
    return translate("History", "The history could not be changed.")


def not_exported(problem: StoreProblem, path: str) -> str:
    """Why it could not be written to a file."""
    words = _NOT_EXPORTED.get(problem, _NOT_EXPORTED[StoreProblem.FAILED])
    return translate("History", words).format(path)


_UNREADABLE = {
    StoreProblem.NO_PERMISSION: QT_TRANSLATE_NOOP(
        "History", "The file with the history cannot be read."
    ),
    StoreProblem.DAMAGED: QT_TRANSLATE_NOOP("History", "The file with the history is damaged."),
    StoreProblem.FAILED: QT_TRANSLATE_NOOP(
        "History", "The file with the history does not answer just now."
    ),
}

_NOT_EXPORTED = {
    StoreProblem.DISK_FULL: QT_TRANSLATE_NOOP(
        "History", "Nothing was exported: there is no room for {0}."
    ),
    StoreProblem.NO_PERMISSION: QT_TRANSLATE_NOOP(
        "History", "Nothing was exported: {0} cannot be written."
    ),
    StoreProblem.FAILED: QT_TRANSLATE_NOOP(
        "History", "Nothing was exported: {0} could not be written."
    ),
}
