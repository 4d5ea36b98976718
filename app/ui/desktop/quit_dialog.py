"""The question before what runs is stopped."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.translation import QT_TRANSLATE_NOOP, counted
from app.ui.widgets import PlainLabel

_NARROWEST = 420


class QuitDialog(QDialog):
    """Keep going in the tray, where there is one; quit; or neither."""

    keep_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, parent: QWidget, running: int, *, has_tray: bool) -> None:
        super().__init__(parent)
        self.setObjectName("quit_dialog")
        self.setWindowTitle(self.tr("Quit Spool?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = PlainLabel(_running(running), wrap=True)
        title.setProperty("scale", "large")
        words = PlainLabel(
            self.tr("What is unfinished goes on where it stopped when Spool is opened again."),
            tone="dim",
            wrap=True,
        )
        self.setAccessibleDescription(f"{title.text()}. {words.text()}")
        self.keep = self._button("keep_in_tray", self.tr("Keep running in the tray"))
        self.keep.setVisible(has_tray)
        self.quit = self._button("quit_now", self.tr("Quit and continue next time"))
        self.cancel = self._button("cancel_quit", self.tr("Cancel"))
        first = self.keep if has_tray else self.quit
        first.setProperty("kind", "primary")
        first.setDefault(True)
        self._lay_out(title, words)
        first.setFocus()
        self.keep.clicked.connect(lambda: self._end(self.keep_wanted.emit))
        self.quit.clicked.connect(lambda: self._end(self.quit_wanted.emit))
        self.cancel.clicked.connect(self.reject)

    def _end(self, tell: Callable[[], None]) -> None:
        self.accept()
        tell()

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAccessibleName(words)
        return button

    def _lay_out(self, title: QWidget, words: QWidget) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.quit)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(10)
        column.addLayout(buttons)
        column.addStrut(_NARROWEST)


def _running(number: int) -> str:
    return counted(
        "QuitDialog",
        QT_TRANSLATE_NOOP("QuitDialog", "A download is still running"),
        QT_TRANSLATE_NOOP("QuitDialog", "%n downloads are still running"),
        number,
    )
