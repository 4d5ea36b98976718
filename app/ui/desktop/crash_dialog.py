"""Says that something went wrong, with all that helps those who can mend it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.announce import announce
from app.ui.translation import QT_TRANSLATE_NOOP, counted
from app.ui.widgets import PlainLabel, named_button


class CrashDialog(QDialog):
    """The details can be copied; nothing is sent anywhere."""

    def __init__(
        self, parent: QWidget | None, details: str, open_log_folder: Callable[[], None]
    ) -> None:
        super().__init__(parent)
        self._times = 1
        self.setObjectName("crash_dialog")
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = PlainLabel(self.windowTitle())
        title.setProperty("scale", "large")
        words = PlainLabel(
            self.tr(
                "Spool met an error it did not expect. Your list is saved, and downloads go on. "
                "If the window behaves oddly from now on, quit Spool and start it again. If "
                "it happens again, copy the details and report them."
            ),
            wrap=True,
        )
        self.count = PlainLabel(tone="dim")
        self.count.hide()
        self.details = QPlainTextEdit(details)
        self.details.setObjectName("crash_details")
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.details.setFont(font)
        self.copy = named_button(self.tr("Copy details"), "crash_copy")
        self.folder = named_button(self.tr("Open log folder"), "crash_log_folder")
        self.go_on = named_button(self.tr("Continue"), "crash_continue")
        self.go_on.setProperty("kind", "primary")
        self.go_on.setDefault(True)
        self._lay_out(title, words)
        self.go_on.setFocus()
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(open_log_folder)
        self.go_on.clicked.connect(self.accept)

    def count_another(self) -> None:
        """It happened again, or something else did."""
        self._times += 1
        self.count.setText(_times(self._times))
        self.count.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        self.copy.setText(self.tr("Copied"))
        announce(self.copy, self.copy.text())

    def _lay_out(self, title: QWidget, words: QWidget) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        for widget in (title, words, self.count):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        column.addLayout(buttons)
        self.resize(560, 420)


def _times(number: int) -> str:
    return counted(
        "CrashDialog",
        QT_TRANSLATE_NOOP("CrashDialog", "It happened once."),
        QT_TRANSLATE_NOOP("CrashDialog", "There were %n errors so far."),
        number,
    )
