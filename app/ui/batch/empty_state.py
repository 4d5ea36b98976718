"""What stands in the place of the list while there is nothing to list."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.icons import icon
from app.ui.look import Look
from app.ui.widgets import PlainLabel

_LOWEST = 60


class EmptyState(QScrollArea):
    """A sign, a sentence that says what to do, and a button that does it.

    Scrolls where the window is low.
    """

    acted = Signal()

    def __init__(self, look: Look, name: str, sign: str, title: str, text: str, act: str) -> None:
        super().__init__()
        self.setObjectName(f"rows_{name}")
        self.setProperty("kind", "page")
        self.setAccessibleName(title)
        self._sign = sign
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heading = PlainLabel(title)
        heading.setProperty("scale", "large")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = PlainLabel(text, tone="dim", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(act)
        self.button.setObjectName(f"act_{name}")
        self.button.clicked.connect(self.acted)
        middle = QWidget()
        middle.setMaximumWidth(460)
        column = QVBoxLayout(middle)
        column.setSpacing(10)
        column.addStretch(1)
        for widget in (self._picture, heading, self._words):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._page = QWidget()
        row = QHBoxLayout(self._page)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._page)
        self.viewport().setAutoFillBackground(False)
        self._page.setAutoFillBackground(False)
        # Only now: the order of the tab key loses a proxy that is moved in later.
        self.setFocusProxy(self.button)
        look.changed.connect(self._draw)
        self._draw()

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._page.minimumSizeHint().width() + bar, _LOWEST)

    def say(self, text: str) -> None:
        """Give another sentence."""
        self._words.setText(text)

    def _draw(self) -> None:
        role = QPalette.ColorRole.PlaceholderText
        self._picture.setPixmap(icon(self._sign, role).pixmap(QSize(44, 44)))
