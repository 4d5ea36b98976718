"""What every list of downloads paints alike."""

import time
from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QRegion
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.download import Download
from app.ui import amounts
from app.ui.batch.row_action import RowAction, words_for
from app.ui.batch.row_layout import ROW_HEIGHT, ButtonPlaces
from app.ui.batch.thumbnails import Thumbnails
from app.ui.icons import pixmap
from app.ui.look import Look

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hot:
    """The button the pointer or the keyboard is on."""

    download_id: str
    action: RowAction
    pressed: bool = False
    by_keyboard: bool = False


class RowPainting(QStyledItemDelegate):
    """Ground, thumbnail, lines of text and buttons; where they are is for the lists to say."""

    def __init__(
        self,
        look: Look,
        thumbnails: Thumbnails,
        parent: QWidget,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._thumbnails = thumbnails
        self._clock = clock
        self._title = _sized(parent.font(), 14, QFont.Weight.Medium)
        self._small = _sized(parent.font(), 12)
        self._badge = _sized(parent.font(), 11)
        self._button = _sized(parent.font(), 13)
        self.hot: Hot | None = None
        self.exposed = QRegion()  # what the view is being asked to paint

    @abstractmethod
    def buttons_of(self, row: Download, area: QRect, direction: Qt.LayoutDirection) -> ButtonPlaces:
        """The buttons of `row` in their order, and where they are when it fills `area`."""
        raise NotImplementedError

    @abstractmethod
    def lines(self, row: Download) -> Sequence[str]:
        """What is written in `row`, in full."""
        raise NotImplementedError

    def words_of(self, row: Download, action: RowAction) -> str:
        """What a button of `row` says of itself."""
        return words_for(action, row)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(320, ROW_HEIGHT)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, area, state = self._look.colours, option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area, QColor(colours.soft))
            edge = QRect(area.left(), area.top(), 3, area.height())
            edge = QStyle.visualRect(option.direction, area, edge)
            painter.fillRect(edge, QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(colours.soft)
            ground.setAlphaF(0.5)
            painter.fillRect(area, ground)
        line = QRect(area.left(), area.bottom(), area.width(), 1)
        painter.fillRect(line, QColor(colours.line))
        if state & QStyle.StateFlag.State_HasFocus and not selected:
            self.paint_ring(painter, QRectF(area).adjusted(2, 2, -2, -3))

    def paint_ring(self, painter: QPainter, area: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.colours.accent), 1.5))
        painter.drawRoundedRect(area, 6, 6)

    def paint_thumbnail(self, painter: QPainter, area: QRect, row: Download) -> None:
        colours = self._look.colours
        ratio = painter.device().devicePixelRatioF()
        picture = self._thumbnails.picture(row.update.thumbnail, ratio)
        if picture is not None:
            painter.drawPixmap(area.topLeft(), picture)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.line))
            painter.drawRoundedRect(area, 6, 6)
            name = "film" if row.request.choices.audio is None else "music"
            place = QRect(0, 0, 20, 20)
            place.moveCenter(area.center())
            painter.drawPixmap(place.topLeft(), pixmap(name, 20, colours.dim, ratio))
        if row.update.duration:
            self._paint_badge(painter, area, amounts.clock(row.update.duration))

    def _paint_badge(self, painter: QPainter, area: QRect, text: str) -> None:
        width = QFontMetrics(self._badge).horizontalAdvance(text) + 8
        badge = QRect(area.right() - width - 3, area.bottom() - 17, width, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 175))
        painter.drawRoundedRect(badge, 3, 3)
        painter.setPen(QColor("#ffffff"))
        painter.setFont(self._badge)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def paint_title(self, painter: QPainter, area: QRect, text: str) -> None:
        self.paint_text(painter, area, text, self._title, self._look.colours.text)

    def paint_line(self, painter: QPainter, area: QRect, text: str, colour: str) -> None:
        self.paint_text(painter, area, text, self._small, colour)

    def paint_text(
        self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        line = Qt.TextFlag.TextSingleLine
        painter.drawText(area, flags | line, _elided(text, font.key(), area.width()))

    def paint_sign(self, painter: QPainter, area: QRect, name: str, colour: str) -> None:
        """A small icon in the upper leading corner of `area`."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(area.topLeft(), pixmap(name, area.height(), colour, ratio))

    def paint_button(
        self, painter: QPainter, area: QRect, row: Download, action: RowAction
    ) -> None:
        hot = self.hot_button(row, action)
        if hot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.colours.line))
            painter.drawRoundedRect(area, 8, 8)
        place = QRect(0, 0, 16, 16)
        place.moveCenter(area.center())
        if hot is not None and hot.pressed:
            place.translate(0, 1)
        self.paint_sign(painter, place, action.icon, self._look.colours.text)
        self.paint_button_ring(painter, area, hot)

    def paint_button_ring(self, painter: QPainter, area: QRect, hot: Hot | None) -> None:
        if hot is not None and hot.by_keyboard:
            self.paint_ring(painter, QRectF(area).adjusted(1, 1, -1, -1))

    def hot_button(self, row: Download, action: RowAction) -> Hot | None:
        """How hot a button is, if it is."""
        hot = self.hot
        return hot if hot and (hot.download_id, hot.action) == (row.id, action) else None


def _sized(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(font)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font


@lru_cache(maxsize=4096)
def _elided(text: str, font_key: str, width: int) -> str:
    font = QFont()
    font.fromString(font_key)
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
