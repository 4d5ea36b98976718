"""What became of an add, in one line."""

from PySide6.QtCore import QLocale

from app.core.links import MAX_LINKS, Links
from app.core.queue_events import Added
from app.core.stores import StoreProblem
from app.ui.batch.offer import Refusal
from app.ui.text import not_added
from app.ui.translation import QT_TRANSLATE_NOOP, counted, translate


def added_line(added: Added, links: Links) -> str:
    """Such as "Added 12, skipped 3 duplicates, 1 is no link"."""
    if added.problem is not None:
        return _broken_off(added, added.problem)
    parts = [_added(len(added.ids))]
    duplicates = added.duplicates + links.duplicates
    if duplicates:
        parts.append(_skipped(duplicates))
    if links.not_links:
        one = QT_TRANSLATE_NOOP("Outcome", "1 is no link")
        many = QT_TRANSLATE_NOOP("Outcome", "%n are no links")
        parts.append(counted("Outcome", one, many, links.not_links))
    line = ", ".join(parts)
    if links.truncated:
        bound = translate("Outcome", "There was more than the {0} links that are taken at once.")
        line += ". " + bound.format(QLocale().toString(MAX_LINKS))
    return line


def _broken_off(added: Added, problem: StoreProblem) -> str:
    """When some, or none, could be kept."""
    if not added.ids:
        return not_added(problem)
    rest = translate("Outcome", "the rest could not be saved. Add the list again once it can be")
    return f"{_added(len(added.ids))}, {rest}."


def nothing_line(links: Links) -> str:
    """When there was no link at all."""
    if links.not_links > 1:
        return translate("Outcome", "No links found in %n lines.", None, links.not_links)
    return translate("Outcome", "That is no link. A link begins with http:// or https://.")


def expanded_line(title: str, added: int, duplicates: int, *, truncated: bool) -> str:
    """When a row has become the entries of the list it was."""
    name = title[:80] or translate("Outcome", "List")
    line = translate("Outcome", "“{0}”: ").format(name)
    line += _added(added)
    if duplicates:
        line += ", " + _skipped(duplicates)
    if truncated:
        line += ". " + translate("Outcome", "The list goes on beyond what is taken at once.")
    return line


def refused_line(name: str, why: Refusal) -> str:
    """Why a file gave nothing."""
    return translate("Outcome", _REFUSALS[why]).format(name[:80])


def _added(count: int) -> str:
    one = QT_TRANSLATE_NOOP("Outcome", "Added 1")
    return counted("Outcome", one, QT_TRANSLATE_NOOP("Outcome", "Added %n"), count)


def _skipped(count: int) -> str:
    one = QT_TRANSLATE_NOOP("Outcome", "skipped 1 duplicate")
    many = QT_TRANSLATE_NOOP("Outcome", "skipped %n duplicates")
    return counted("Outcome", one, many, count)


_REFUSALS = {
    Refusal.FOLDER: QT_TRANSLATE_NOOP(
        "Outcome", "“{0}” is a folder. Drop files with links in them, or the links themselves."
    ),
    Refusal.MEDIA: QT_TRANSLATE_NOOP(
        "Outcome", "“{0}” is already a media file. Drop links, or files with links in them."
    ),
    Refusal.BINARY: QT_TRANSLATE_NOOP(
        "Outcome", "“{0}” is not a text file, so there are no links to read in it."
    ),
    Refusal.UNREADABLE: QT_TRANSLATE_NOOP("Outcome", "“{0}” cannot be read."),
}
