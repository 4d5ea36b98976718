"""A line that comes, says what has been done, and goes by itself."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.ui.announce import announce
from app.ui.widgets import PlainLabel

_SHOWN_MS = 7000
_MARGIN = 16


class Toast(PlainLabel):
    """Floats over the lower edge of another widget."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(wrap=True)
        self.setParent(over)
        self._over = over
        self.setObjectName("toast")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text` for a while."""
        self.setText(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, text)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._over.width() - 2 * _MARGIN
        # One line if it fits: a label that may wrap asks for less width than it needs.
        line = self.fontMetrics().horizontalAdvance(self.text()) + 34
        width = min(room, line)
        self.resize(width, max(self.heightForWidth(width), 36))
        x = (self._over.width() - width) // 2
        self.move(QPoint(x, self._over.height() - self.height() - _MARGIN))
