"""Problems a person should know of, shown until they are dismissed or over."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.announce import announce
from app.ui.icons import icon
from app.ui.widgets import PlainLabel, plain_button

_MOST = 3


class Notices(QWidget):
    """A few lines above the list, the newest last; takes no room while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: dict[str, QFrame] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def show_notice(self, text: str, key: str = "") -> None:
        """Show a problem; one with the same key takes the place of the last."""
        key = key or text
        self.dismiss(key)
        while len(self._shown) >= _MOST:
            self.dismiss(next(iter(self._shown)))
        self._shown[key] = frame = self._frame(text, key)
        self._column.addWidget(frame)
        self.show()
        announce(self, text)

    def dismiss(self, key: str) -> None:
        """Take a notice away, if it is shown."""
        if frame := self._shown.pop(key, None):
            self._column.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
        self.setVisible(bool(self._shown))

    def texts(self) -> list[str]:
        """What is shown, from the oldest to the newest."""
        return [frame.accessibleName() for frame in self._shown.values()]

    def _frame(self, text: str, key: str) -> QFrame:
        frame = QFrame()
        frame.setObjectName("notice")
        frame.setAccessibleName(text)
        sign = QLabel()
        sign.setPixmap(
            icon("triangle-alert", QPalette.ColorRole.PlaceholderText).pixmap(QSize(18, 18))
        )
        closing = plain_button("", self.tr("Dismiss"), "x")
        closing.setObjectName("dismiss")
        closing.clicked.connect(lambda: self.dismiss(key))
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 4, 6, 4)
        row.setSpacing(10)
        row.addWidget(sign)
        row.addWidget(PlainLabel(text, wrap=True), 1)
        row.addWidget(closing)
        return frame
