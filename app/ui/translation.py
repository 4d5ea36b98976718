"""Texts in the user's language."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Mark `text` for translation where it stands; it is looked up later, by its context.

    Qt's own function of this name is not typed. The name is what Qt's tools search for.
    """
    return text


def counted(context: str, one: str, many: str, number: int) -> str:
    """`one` for a single thing, else `many` with %n filled in (and inflected by a translation)."""
    if number == 1:
        return translate(context, one)
    return translate(context, many, None, number)
