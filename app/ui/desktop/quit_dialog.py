"""The question before what runs is stopped."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.translation import QT_TRANSLATE_NOOP, counted
from app.ui.widgets import PlainLabel, named_button

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
        self.keep = named_button(self.tr("Keep running in the tray"), "keep_in_tray")
        self.keep.setVisible(has_tray)
        self.quit = named_button(self.tr("Quit and continue next time"), "quit_now")
        self.cancel = named_button(self.tr("Cancel"), "cancel_quit")
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
