"""Small widgets that several parts of the window are made of."""

from html import escape
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSizePolicy, QStyle

from app.ui.icons import icon, pixmap

_CHOICE_EDGE = 12
_CHEVRON = 14


class PlainLabel(QLabel):
    """Shows text as it is, never as markup, whoever wrote it."""

    def __init__(self, text: str = "", *, tone: str = "", wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        if tone:
            self.setProperty("tone", tone)

    def set_tone(self, tone: str) -> None:
        """Take another colour of the style sheet."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(PlainLabel):
    """A single line that ends in … where there is no room for all of it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        mode = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.text()[:500], mode, self.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), flags | Qt.TextFlag.TextSingleLine, text)


class ChoiceButton(QPushButton):
    """Shows what is chosen, and opens a menu to choose anew."""

    def __init__(self, menu: QMenu, name: str) -> None:
        super().__init__()
        self._name = name
        self._choice = ""
        self.setMenu(menu)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(260)

    def show_choice(self, text: str, hint: str = "") -> None:
        """Say what is chosen now; `hint` says it in full."""
        self._choice = text
        self.setAccessibleName(f"{self._name}: {hint or text}")
        self.setToolTip(f"<qt>{escape(self.accessibleName())}</qt>")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._choice)
        return QSize(words + _CHOICE_EDGE * 3 + _CHEVRON + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(70, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        right = self.width() - _CHOICE_EDGE - _CHEVRON
        area = QRect(right, (self.height() - _CHEVRON) // 2, _CHEVRON, _CHEVRON)
        area = QStyle.visualRect(self.layoutDirection(), self.rect(), area)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(area.topLeft(), pixmap("chevron-down", _CHEVRON, colour, ratio))
        words = QRect(_CHOICE_EDGE, 0, right - 2 * _CHOICE_EDGE + 4, self.height())
        words = QStyle.visualRect(self.layoutDirection(), self.rect(), words)
        mode = Qt.TextElideMode.ElideMiddle
        text = self.fontMetrics().elidedText(self._choice, mode, words.width())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(QPalette.ColorRole.ButtonText))
        painter.drawText(words, flags | Qt.TextFlag.TextSingleLine, text)


def left_to_right(text: str) -> str:
    """A path or a link so marked that its parts keep their order among any script."""
    return f"\u2066{text}\u2069"


def from_home(folder: str) -> str:
    """A folder as people know it: with ~ for their own."""
    try:
        return str("~" / Path(folder).relative_to(Path.home()))
    except (ValueError, RuntimeError):  # somewhere else; or there is no home
        return folder


def named_button(text: str, object_name: str) -> QPushButton:
    """A button that is called what it says."""
    button = QPushButton(text)
    button.setObjectName(object_name)
    button.setAccessibleName(text)
    return button


def plain_button(text: str, name: str, icon_name: str = "") -> QPushButton:
    """A button without a frame; `name` is its accessible name, and its tip if it has no text."""
    button = QPushButton(f" {text}" if text and icon_name else text)
    button.setProperty("kind", "plain")
    button.setAccessibleName(name)
    if icon_name:
        button.setIcon(icon(icon_name))
    if not text:
        button.setToolTip(name)
    return button
