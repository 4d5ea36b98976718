"""Paints the rows."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QRegion
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.download import Activity, Download, DownloadState, Place
from app.ui import amounts
from app.ui.batch import row_text
from app.ui.batch.row_action import RowAction, buttons, remedy_of
from app.ui.batch.row_layout import ROW_HEIGHT, RowLayout, lay_out
from app.ui.batch.row_model import ROW_ROLE
from app.ui.batch.thumbnails import Thumbnails
from app.ui.icons import pixmap
from app.ui.look import Look
from app.ui.text import remedy_label

Index = QModelIndex | QPersistentModelIndex

_SWEEP_SECONDS = 1.6
_REMEDY_ICON = 16


@dataclass(frozen=True, slots=True)
class Hot:
    """The button the pointer or the keyboard is on."""

    download_id: str
    action: RowAction
    pressed: bool = False
    by_keyboard: bool = False


class RowDelegate(QStyledItemDelegate):
    """One row: thumbnail, title, a dim line, a bar, and buttons that follow the state."""

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

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(320, ROW_HEIGHT)

    def layout_of(self, row: Download, area: QRect, direction: Qt.LayoutDirection) -> RowLayout:
        """Where the parts of `row` are when it fills `area`."""
        remedy = remedy_of(row)
        width = 0
        if remedy is not None:
            words = QFontMetrics(self._button).horizontalAdvance(remedy_label(remedy))
            width = min(words + _REMEDY_ICON + 30, area.width() // 3)
        return lay_out(area, direction, buttons(row), width)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Download | None = index.data(ROW_ROLE)
        if row is None:
            return
        area: QRect = option.rect
        layout = self.layout_of(row, area, option.direction)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option)
        self._paint_bar(painter, layout.bar, row, option.direction)
        # A sweeping bar is painted many times a second, and need not take its row along.
        if not layout.bar.contains(self.exposed.intersected(area).boundingRect()):
            self._paint_rest(painter, layout, row)
        painter.restore()

    def _paint_rest(self, painter: QPainter, layout: RowLayout, row: Download) -> None:
        self._paint_thumbnail(painter, layout.thumbnail, row)
        self._paint_texts(painter, layout, row)
        self._paint_place(painter, layout.place, row)
        for action, place in layout.buttons:
            self._paint_button(painter, place, row, action)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
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
            self._paint_ring(painter, QRectF(area).adjusted(2, 2, -2, -3))

    def _paint_ring(self, painter: QPainter, area: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._look.colours.accent), 1.5))
        painter.drawRoundedRect(area, 6, 6)

    def _paint_thumbnail(self, painter: QPainter, area: QRect, row: Download) -> None:
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

    def _paint_texts(self, painter: QPainter, layout: RowLayout, row: Download) -> None:
        colours = self._look.colours
        self._paint_text(painter, layout.title, row_text.title(row), self._title, colours.text)
        failed = row.state is DownloadState.FAILED
        line = row_text.status_line(row, self._clock())
        colour = colours.failed if failed else colours.dim
        self._paint_text(painter, layout.status, line, self._small, colour)

    def _paint_text(
        self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        line = Qt.TextFlag.TextSingleLine
        painter.drawText(area, flags | line, _elided(text, font.key(), area.width()))

    def _paint_bar(
        self, painter: QPainter, area: QRect, row: Download, direction: Qt.LayoutDirection
    ) -> None:
        colours = self._look.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.soft if not colours.is_dark else colours.line))
        painter.drawRoundedRect(area, 2, 2)
        start, end = self.bar_span(row)
        if end <= start:
            return
        width = area.width()
        part = QRect(
            area.left() + round(start * width), area.top(), round((end - start) * width), 4
        )
        painter.setBrush(QColor(self._bar_colour(row)))
        painter.drawRoundedRect(QStyle.visualRect(direction, area, part), 2, 2)

    def bar_span(self, row: Download) -> tuple[float, float]:
        """From where to where the bar is filled, 0..1; it sweeps while nothing is known."""
        if row.state is DownloadState.COMPLETED:
            return 0.0, 1.0
        if row.state in (DownloadState.FAILED, DownloadState.CANCELED):
            return 0.0, 0.0
        if not is_sweeping(row):
            return 0.0, min(max(row.update.progress.fraction or 0.0, 0.0), 1.0)
        phase = (time.monotonic() % _SWEEP_SECONDS) / _SWEEP_SECONDS * 1.3 - 0.3
        return max(0.0, phase), min(1.0, phase + 0.3)

    def _bar_colour(self, row: Download) -> str:
        colours = self._look.colours
        if row.state is DownloadState.COMPLETED:
            return colours.done
        if row.state is DownloadState.QUEUED:
            return colours.dim
        return colours.accent if row.state is DownloadState.RUNNING else colours.paused

    def _paint_place(self, painter: QPainter, area: QRect, row: Download) -> None:
        name = "cloud" if row.place is Place.CLOUD else "monitor"
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(area.topLeft(), pixmap(name, 16, self._look.colours.dim, ratio))

    def _paint_button(
        self, painter: QPainter, area: QRect, row: Download, action: RowAction
    ) -> None:
        colours = self._look.colours
        hot = self.hot if self.hot and self.hot.download_id == row.id else None
        is_hot = hot is not None and hot.action is action
        if action is RowAction.REMEDY:
            self._paint_remedy(painter, area, row, is_hot=is_hot)
        else:
            if is_hot:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.line))
                painter.drawRoundedRect(area, 8, 8)
            ratio = painter.device().devicePixelRatioF()
            place = QRect(0, 0, 16, 16)
            place.moveCenter(area.center())
            if is_hot and hot is not None and hot.pressed:
                place.translate(0, 1)
            picture = pixmap(action.icon, 16, colours.text, ratio)
            painter.drawPixmap(place.topLeft(), picture)
        if is_hot and hot is not None and hot.by_keyboard:
            self._paint_ring(painter, QRectF(area).adjusted(1, 1, -1, -1))

    def _paint_remedy(self, painter: QPainter, area: QRect, row: Download, *, is_hot: bool) -> None:
        remedy = remedy_of(row)
        if remedy is None:
            return
        colours = self._look.colours
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.soft if is_hot else colours.base))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        direction = painter.layoutDirection()
        ratio = painter.device().devicePixelRatioF()
        inner = area.adjusted(10, 0, -10, 0)
        place = QRect(inner.left(), inner.center().y() - 7, _REMEDY_ICON, _REMEDY_ICON)
        place = QStyle.visualRect(direction, inner, place)
        icon = pixmap(remedy.icon, _REMEDY_ICON, colours.text, ratio)
        painter.drawPixmap(place.topLeft(), icon)
        words = inner.adjusted(_REMEDY_ICON + 8, 0, 2, 0)
        words = QStyle.visualRect(direction, inner, words)
        self._paint_text(painter, words, remedy_label(remedy), self._button, colours.text)


def is_sweeping(row: Download) -> bool:
    """Whether the bar moves because nothing is known yet; it rests while nothing is done."""
    progress = row.update.progress
    is_busy = row.state is DownloadState.RUNNING and progress.activity is not Activity.WAITING
    return is_busy and progress.fraction is None


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
