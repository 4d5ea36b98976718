"""The connection to the service, at the edge of the window."""

import time
from collections.abc import Callable
from html import escape

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QWidget

from app.core.cloud import Cloud, CloudStanding, Link
from app.ui import cloud_text
from app.ui.announce import announce
from app.ui.icons import pixmap
from app.ui.look import Look
from app.ui.translation import translate

_SECOND_MS = 1000
_SIGN = 16
_EDGE = 8
_GAP = 6


class CloudLight(QPushButton):
    """A sign and a few words; pressed, it does what may help. Hidden where there is no service."""

    settings_wanted = Signal(str)  # the code of what they would help against

    def __init__(
        self,
        cloud: Cloud,
        look: Look,
        parent: QWidget,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._cloud = cloud
        self._look = look
        self._clock = clock
        self._standing = cloud.standing
        self.words = ""
        self.setObjectName("cloud_light")
        self.setProperty("kind", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._seconds = QTimer(self, interval=_SECOND_MS)
        self._seconds.timeout.connect(self._say)
        self.clicked.connect(self._help)
        self._show_standing()
        cloud.listen(self._take)

    def _take(self, standing: CloudStanding) -> None:
        before, self._standing = self._standing, standing
        self._show_standing()
        if (before.link, before.trouble) != (standing.link, standing.trouble):
            announce(self, self.accessibleName())

    def _show_standing(self) -> None:
        standing = self._standing
        # What counts the seconds would be read out each of them.
        self.setAccessibleName(cloud_text.short(standing))
        self._say()
        if standing.link in (Link.CONNECTING, Link.AWAY):
            self._seconds.start()
        else:
            self._seconds.stop()
        self.setVisible(standing.link is not Link.OFF or standing.trouble is not None)

    def _say(self) -> None:
        now = self._clock()
        self.words = cloud_text.short(self._standing, now)
        lines = [*cloud_text.lines(self._standing, now), self._press_words()]
        self.setToolTip("<qt>" + "<br>".join(escape(line) for line in lines if line) + "</qt>")
        self.setAccessibleDescription(self._press_words())
        self.updateGeometry()
        self.update()

    def _press_words(self) -> str:
        if cloud_text.needs_settings(self._standing):
            return translate("CloudLight", "Press to open the settings.")
        if self._standing.link is Link.CONNECTED:
            return ""
        return translate("CloudLight", "Press to try now.")

    def _help(self) -> None:
        if cloud_text.needs_settings(self._standing):
            self.settings_wanted.emit(self._standing.trouble)
        else:
            self._cloud.reconnect()

    # Painting: the words end in … where there is no room for all of them.

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.words)
        return QSize(words + _SIGN + _GAP + 2 * _EDGE + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(_SIGN + 2 * _EDGE, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        sign, colour = self._sign()
        area = QRect(_EDGE, (self.height() - _SIGN) // 2, _SIGN, _SIGN)
        area = self._mirrored(area)
        painter.drawPixmap(area.topLeft(), pixmap(sign, _SIGN, colour, self.devicePixelRatioF()))
        before = _EDGE + _SIGN + _GAP
        room = QRect(before, 0, max(0, self.width() - before - _EDGE), self.height())
        mode = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(self.words, mode, room.width() + 1)
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self._mirrored(room), flags | Qt.TextFlag.TextSingleLine, words)

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)

    def _sign(self) -> tuple[str, str]:
        colours = self._look.colours
        if self._standing.link in (Link.CONNECTING, Link.AWAY) and not self._is_stuck():
            return "hourglass", colours.paused
        if self._standing.trouble is not None:
            return "triangle-alert", colours.failed
        return "cloud", colours.dim

    def _is_stuck(self) -> bool:
        return cloud_text.needs_settings(self._standing)
