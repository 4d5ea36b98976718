"""A language that nobody speaks, with which a window shows whether it has room for others."""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

LONGER = 0.4
_ACCENTS = str.maketrans("aceilnorsuyzACEILNORSUYZ", "åçéîłñöŕšüýžÅÇÉÎŁÑÖŔŠÜÝŽ")
_KEPT = re.compile(r"(\{\w*\}|%n|%L?\d|&\w?|<[^>]+>|\(\*[^)]*\))")
_TO_THE_LEFT = "\u200f"
_KEYS = "QShortcut"  # the names of keys: with others no key would be what it is called


class Pseudo(QTranslator):
    """Gives every text two fifths longer, in letters that show what was not translated.

    `mark` goes before each; a mark of direction makes of Latin letters what Hebrew ones would be.
    """

    def __init__(self, mark: str = "") -> None:
        super().__init__()
        self._mark = mark

    def translate(
        self, context: str, text: str, _disambiguation: str | None = None, _number: int = -1
    ) -> str:
        return text if context == _KEYS or not text else self._mark + longer(text)

    def isEmpty(self) -> bool:
        return False


def longer(text: str) -> str:
    """A text as the pseudo-language has it: placeholders and a last … stay what they are."""
    body = text.rstrip("….: ")
    tail = text[len(body) :]
    parts = _KEPT.split(body)
    said = "".join(
        part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts)
    )
    missing = math.ceil(len(body) * LONGER)
    # In words of a usual length, since a line can only be broken between words.
    more = "".join(" " if place % 9 == 8 else "~" for place in range(missing)).rstrip()
    return f"{said}{more}{tail}" if len(body) > 1 else text


@contextmanager
def pseudo(app: QApplication, direction: Qt.LayoutDirection) -> Iterator[None]:
    """Everything that is made meanwhile has longer texts, and is read in a direction."""
    translator = Pseudo(_TO_THE_LEFT if direction is Qt.LayoutDirection.RightToLeft else "")
    before = app.layoutDirection()
    app.installTranslator(translator)
    app.setLayoutDirection(direction)
    try:
        yield
    finally:
        app.removeTranslator(translator)
        app.setLayoutDirection(before)
