"""A line that offers something, and goes when it is taken or refused."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.ui.announce import announce
from app.ui.icons import icon
from app.ui.widgets import ElidedLabel, plain_button


class OfferLine(QFrame):
    """Words, a button that takes the offer, and one that dismisses it."""

    taken = Signal()
    dismissed = Signal()
    gone = Signal()  # it takes no room any more, for whatever reason

    def __init__(self, name: str, sign: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("kind", "note")
        picture = QLabel()
        picture.setPixmap(icon(sign, QPalette.ColorRole.PlaceholderText).pixmap(QSize(16, 16)))
        self.words = ElidedLabel()
        self.words.setObjectName(f"{name}_words")
        self.act = QPushButton()
        self.act.setObjectName(f"{name}_act")
        self.dismiss = plain_button("", self.tr("Dismiss"), "x")
        self.dismiss.setObjectName(f"{name}_dismiss")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(10)
        row.addWidget(picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.act)
        row.addWidget(self.dismiss)
        self.act.clicked.connect(self._take)
        self.dismiss.clicked.connect(self._dismiss)
        self.hide()

    def offer(self, words: str, act: str) -> None:
        """Show the line."""
        self.words.setText(words)
        self.act.setText(act)
        self.act.setAccessibleName(act)
        self.setAccessibleName(words)
        self.show()
        announce(self, words)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if not visible:
            self.gone.emit()

    def _take(self) -> None:
        self.hide()
        self.taken.emit()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
