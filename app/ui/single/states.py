"""What the page shows while there is no video to show: it is being looked for, or there is none."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import ErrorCode
from app.ui.batch.row_text import one_line
from app.ui.icons import icon
from app.ui.look import Look
from app.ui.single.busy_bar import BusyBar
from app.ui.single.preview import site_of
from app.ui.text import Remedy, failure, remedy_label
from app.ui.widgets import PlainLabel


class LookingState(QFrame):
    """Something is being looked up; it can be stopped."""

    stopped = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("looking")
        self.setProperty("kind", "page")
        self.words = PlainLabel(wrap=True)
        self.words.setObjectName("looking_words")
        self.words.setProperty("scale", "large")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = BusyBar(look)
        self.bar.setObjectName("looking_bar")
        self.bar.setAccessibleName(self.tr("Looking up the link"))
        self.bar.show_fraction(None)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setObjectName("stop_looking")
        self.stop.setToolTip(self.tr("Stop looking (Esc)"))
        self.stop.clicked.connect(self.stopped)
        _centre(self, self.words, self.bar, self.stop)

    def show_link(self, link: str) -> None:
        """Say where it is being looked."""
        self.words.setText(self.tr("Looking at {0}…").format(site_of(link)))
        self.setAccessibleName(self.words.text())


class ErrorState(QFrame):
    """Why nothing was found, in plain words, and what can be done about it."""

    remedy_wanted = Signal(str)  # a Remedy
    retry_wanted = Signal()
    download_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("look_error")
        self.setProperty("kind", "page")
        self._remedy = Remedy.RETRY
        self.code = ErrorCode.INTERNAL
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = PlainLabel(tone="dim", wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.reason = PlainLabel(wrap=True)
        self.reason.setObjectName("look_reason")
        self.reason.setProperty("scale", "large")
        self.reason.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.remedy = _button("look_remedy")
        self.again = _button("look_again", self.tr("Try again"))
        self.anyway = _button("download_anyway", self.tr("Download anyway"))
        self.detail = QPlainTextEdit()
        self.detail.setObjectName("look_detail")
        self.detail.setAccessibleName(self.tr("What the engine said"))
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setMaximumHeight(96)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.remedy, self.again, self.anyway):
            row.addWidget(button)
        row.addStretch(1)
        _centre(self, self._sign, self.reason, self.title, buttons, self.detail)
        self.remedy.clicked.connect(self._press_remedy)
        self.again.clicked.connect(self.retry_wanted)
        self.anyway.clicked.connect(self.download_wanted)
        look.changed.connect(self._draw)
        self._draw()

    def show_error(self, code: ErrorCode, detail: str, title: str) -> None:
        """Say what went wrong with a link."""
        told = failure(code)
        self.code = code
        self._remedy = told.remedy
        self.reason.setText(told.reason)
        self.title.setText(one_line(title))
        self.title.setVisible(bool(title))
        self.setAccessibleName(told.reason)
        self.remedy.setVisible(told.remedy is not Remedy.RETRY)
        self.remedy.setText(remedy_label(told.remedy))
        self.anyway.setVisible(code not in _HOPELESS)
        self.detail.setPlainText(detail)
        self.detail.hide()

    def show_detail(self) -> None:
        """Show what the engine said, which can be copied."""
        self.detail.show()
        self.detail.setFocus()

    def _press_remedy(self) -> None:
        self.remedy_wanted.emit(self._remedy)

    def _draw(self) -> None:
        role = QPalette.ColorRole.PlaceholderText
        self._sign.setPixmap(icon("triangle-alert", role).pixmap(QSize(36, 36)))


_HOPELESS = frozenset(
    {
        ErrorCode.UNSUPPORTED,
        ErrorCode.NOT_FOUND,
        ErrorCode.DRM,
        ErrorCode.PRIVATE,
        ErrorCode.MEMBERS_ONLY,
    }
)


def _button(name: str, text: str = "") -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button


def _centre(frame: QFrame, *widgets: QWidget) -> None:
    """A column in the middle, no wider than is good to read."""
    middle = QWidget()
    middle.setMaximumWidth(640)
    column = QVBoxLayout(middle)
    column.setSpacing(12)
    column.addStretch(1)
    for widget in widgets:
        if isinstance(widget, QPushButton):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        else:
            column.addWidget(widget)
    column.addStretch(1)
    row = QHBoxLayout(frame)
    row.addStretch(1)
    row.addWidget(middle, 100)
    row.addStretch(1)
