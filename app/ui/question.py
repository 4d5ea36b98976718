"""A question before what cannot be taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets import PlainLabel, named_button

_NARROWEST = 360


class Question(QDialog):
    """Asks, says what it means, and calls `then` if that is what is wanted."""

    def __init__(
        self, parent: QWidget, question: str, words: str, act: str, then: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle("Spool")
        self.setAccessibleDescription(f"{question} {words}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = PlainLabel(question, wrap=True)
        title.setProperty("scale", "large")
        self.cancel = named_button(self.tr("Cancel"), "cancel_question")
        self.yes = named_button(act, "do_it")
        self.cancel.setDefault(True)
        self._lay_out(title, PlainLabel(words, tone="dim", wrap=True))
        self.cancel.setFocus()
        self.accepted.connect(then)
        self.yes.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self, title: QWidget, words: QWidget) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.yes)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStrut(_NARROWEST)
