"""Every key of a window and what it does, gathered from its actions."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.translation import QT_TRANSLATE_NOOP

_OF_ROWS = (
    (QT_TRANSLATE_NOOP("Shortcuts", "Pause or resume"), "Space"),
    (QT_TRANSLATE_NOOP("Shortcuts", "Go to the buttons of a row"), "← →"),
    (QT_TRANSLATE_NOOP("Shortcuts", "Open the menu of the chosen rows"), "Shift+F10"),
    (QT_TRANSLATE_NOOP("Shortcuts", "Select all"), "Ctrl+A"),
)
_ELSEWHERE = (
    (QT_TRANSLATE_NOOP("Shortcuts", "Download what the Single tab shows"), "Ctrl+Return"),
    (QT_TRANSLATE_NOOP("Shortcuts", "Stop looking at a link, or close the details"), "Esc"),
)
"""Keys that no action stands for."""


def shortcuts_of(window: QWidget, first: Iterable[QAction] = ()) -> list[tuple[str, str]]:
    """The words and the key of each action below the window, each pair once.

    Those of the rows lead, and `first` are among these.
    """
    native = QKeySequence.SequenceFormat.NativeText
    found: dict[tuple[str, str], None] = {}
    for action in (*first, *window.actions(), *window.findChildren(QAction)):
        if key := action.shortcut().toString(native):
            found[action.text().replace("&", ""), key] = None
    return [*_translated(_OF_ROWS), *found, *_translated(_ELSEWHERE)]


def _translated(keys: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    native = QKeySequence.SequenceFormat.NativeText
    return [
        (QCoreApplication.translate("Shortcuts", words), QKeySequence(key).toString(native) or key)
        for words, key in keys
    ]
