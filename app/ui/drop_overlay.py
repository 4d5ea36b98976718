"""Says, while something is dragged over the window, that it may be dropped anywhere."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.icons import pixmap
from app.ui.look import Look


class DropOverlay(QWidget):
    """Covers another widget entirely while it is shown; the pointer goes through."""

    def __init__(self, over: QWidget, look: Look) -> None:
        super().__init__(over)
        self._over = over
        self._look = look
        self.setObjectName("drop_overlay")
        self.setAccessibleName(self.tr("Drop links, text or files here"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def cover(self) -> None:
        """Show it."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(colours.window)
        ground.setAlphaF(0.93)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(QColor(colours.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(14, 14, -14, -14), 14, 14)
        centre = self.rect().center()
        sign = QRect(0, 0, 48, 48)
        sign.moveCenter(centre)
        sign.translate(0, -46)
        picture = pixmap("download", 48, colours.accent, self.devicePixelRatioF())
        painter.drawPixmap(sign.topLeft(), picture)
        self._paint_line(painter, centre.y() + 4, self.tr("Drop to add"), 20, colours.text)
        kinds = self.tr("Links, text, or files with links in them")
        self._paint_line(painter, centre.y() + 38, kinds, 13, colours.dim)

    def _paint_line(self, painter: QPainter, top: int, text: str, pixels: int, colour: str) -> None:
        font = QFont(self.font())
        font.setPixelSize(pixels)
        font.setWeight(QFont.Weight.DemiBold if pixels > 14 else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        area = QRect(20, top, self.width() - 40, pixels + 10)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
