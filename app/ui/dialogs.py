"""The keys there are, and what Spool is made of."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.ui.form import PageArea
from app.ui.licences import licences
from app.ui.widgets import PlainLabel


class ShortcutsDialog(QDialog):
    """Every key and what it does."""

    def __init__(self, parent: QWidget, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        area = PageArea(self.windowTitle())
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll it
        grid = QGridLayout(area.page)
        grid.setHorizontalSpacing(28)
        for number, (words, key) in enumerate(keys):
            grid.addWidget(PlainLabel(words), number, 0)
            grid.addWidget(PlainLabel(key, tone="dim"), number, 1)
        grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(_close_button(self))
        self.resize(440, 540)


class AboutDialog(QDialog):
    """Name, version, and the licences of what comes along."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About Spool"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picture = QLabel()
        icon: QIcon = QApplication.windowIcon()
        picture.setPixmap(icon.pixmap(64, 64))
        title = PlainLabel(f"Spool {__version__}")
        title.setProperty("scale", "large")
        words = PlainLabel(
            self.tr("Downloads lists of videos with yt-dlp."),
            tone="dim",
            wrap=True,
        )
        listed = QPlainTextEdit(licences())
        listed.setReadOnly(True)
        listed.setTabChangesFocus(True)
        listed.setAccessibleName(self.tr("Licences"))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for widget in (picture, title, words, listed, _close_button(self)):
            column.addWidget(widget)
        self.resize(640, 540)  # the texts come in lines of 80 letters


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
    box.rejected.connect(dialog.close)
    return box
