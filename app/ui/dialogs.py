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
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.ui import resources
from app.ui.widgets import PlainLabel


class ShortcutsDialog(QDialog):
    """Every key and what it does."""

    def __init__(self, parent: QWidget, keys: Iterable[tuple[str, str]]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(28)
        for number, (words, key) in enumerate(keys):
            grid.addWidget(PlainLabel(words), number, 0)
            grid.addWidget(PlainLabel(key, tone="dim"), number, 1)
        grid.setColumnStretch(0, 1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName(self.windowTitle())
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
        licences = QPlainTextEdit(_licences())
        licences.setReadOnly(True)
        licences.setTabChangesFocus(True)
        licences.setAccessibleName(self.tr("Licences"))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for widget in (picture, title, words, licences, _close_button(self)):
            column.addWidget(widget)
        self.resize(480, 460)


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    box.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
    box.rejected.connect(dialog.close)
    return box


def _licences() -> str:
    names = (
        "Spool: MIT",
        "yt-dlp: Unlicense",
        "Qt and PySide6: LGPL 3",
        "Deno: MIT",
        "FFmpeg: GPL 3 or LGPL 2.1",
        "Inter: SIL Open Font License 1.1",
        "Lucide: ISC",
    )
    files = ("fonts/LICENSE", "icons/LICENSE")
    texts = (resources.path(name).read_text(encoding="utf-8") for name in files)
    return "\n\n".join(["\n".join(names), *texts])
