"""Where one types what to look for in the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import QLineEdit

from app.ui.icons import icon

_LEAVING = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchField(QLineEdit):
    """Escape clears it. Once it is clear, Escape goes back to the list, as Down and Enter do."""

    left = Signal()  # for the list

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName(self.tr("Search the list"))
        self.setPlaceholderText(self.tr("Search"))
        self.setMaxLength(200)
        self.setFixedHeight(34)
        self.setMinimumWidth(90)
        self.setMaximumWidth(190)
        glass = self._sign("search", self.tr("Search"), QLineEdit.ActionPosition.LeadingPosition)
        glass.triggered.connect(self.setFocus)
        clear = self._sign("x", self.tr("Clear search"), QLineEdit.ActionPosition.TrailingPosition)
        clear.triggered.connect(self.clear)
        clear.setVisible(False)
        self.textChanged.connect(lambda text: clear.setVisible(bool(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape or event.key() in _LEAVING:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _sign(self, name: str, words: str, position: QLineEdit.ActionPosition) -> QAction:
        action = QAction(icon(name, QPalette.ColorRole.PlaceholderText), words, self)
        self.addAction(action, position)
        return action
