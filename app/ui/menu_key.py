"""The menu of a list by Shift+F10, for keyboards without a Menu key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView


def open_menu_by_key(view: QAbstractItemView) -> None:
    """Have Shift+F10 ask for the menu, at the current row; Qt does so on Windows alone."""

    def ask() -> None:
        view.customContextMenuRequested.emit(view.visualRect(view.currentIndex()).center())

    shortcut = QShortcut(QKeySequence("Shift+F10"), view)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(ask)
