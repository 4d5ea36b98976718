"""Paints the rows."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.core.download import Activity, Download, DownloadState, Place, Remark
from app.ui.batch import row_text
from app.ui.batch.cloud_rows import is_stale
from app.ui.batch.cloud_watch import CloudWatch
from app.ui.batch.forecast_text import mark_of
from app.ui.batch.remedies import remedy_of
from app.ui.batch.row_action import RowAction, buttons, words_for
from app.ui.batch.row_layout import ButtonPlaces, RowLayout, lay_out
from app.ui.batch.row_painting import Index, RowPainting
from app.ui.batch.row_source import ROW_ROLE
from app.ui.batch.thumbnails import Thumbnails
from app.ui.look import Look
from app.ui.text import Remedy, remedy_label

_SWEEP_SECONDS = 1.6
_REMEDY_ICON = 16


class RowDelegate(RowPainting):
    """One row: thumbnail, title, a dim line, a bar, and buttons that follow the state.

    `wait_of` tells how many seconds a row waits for its site.
    """

    def __init__(
        self,
        look: Look,
        thumbnails: Thumbnails,
        parent: QWidget,
        wait_of: Callable[[Download], float | None],
        cloud: CloudWatch,
    ) -> None:
        super().__init__(look, thumbnails, parent)
        self._wait_of = wait_of
        self._cloud = cloud

    def lines(self, row: Download) -> Sequence[str]:
        wait, standing = self._wait_of(row), self._cloud.standing
        status = row_text.status_line(row, self._clock(), wait, standing=standing)
        return row_text.title(row), status

    def words_of(self, row: Download, action: RowAction) -> str:
        return words_for(action, row, has_service=self._cloud.has_service)

    def is_sweeping(self, row: Download) -> bool:
        """Whether its bar moves, which it does not while nobody knows whether anything does."""
        return is_sweeping(row) and not is_stale(row, self._cloud.standing)

    def is_counting(self, row: Download) -> bool:
        """Whether its words change each second, although the row does not."""
        return self._wait_of(row) is not None or is_stale(row, self._cloud.standing)

    def buttons_of(self, row: Download, area: QRect, direction: Qt.LayoutDirection) -> ButtonPlaces:
        return self.layout_of(row, area, direction).buttons

    def layout_of(self, row: Download, area: QRect, direction: Qt.LayoutDirection) -> RowLayout:
        """Where the parts of `row` are when it fills `area`."""
        remedy = self._remedy_of(row)
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
        self.paint_ground(painter, option)
        self._paint_bar(painter, layout.bar, row, option.direction)
        # A sweeping bar is painted many times a second, and need not take its row along.
        if not layout.bar.contains(self.exposed.intersected(area).boundingRect()):
            self._paint_rest(painter, layout, row)
        painter.restore()

    def _paint_rest(self, painter: QPainter, layout: RowLayout, row: Download) -> None:
        self.paint_thumbnail(painter, layout.thumbnail, row)
        self._paint_texts(painter, layout, row)
        self._paint_place(painter, layout.place, row)
        for action, place in layout.buttons:
            self.paint_button(painter, place, row, action)

    def _paint_texts(self, painter: QPainter, layout: RowLayout, row: Download) -> None:
        colours = self._look.colours
        title, status = self.lines(row)
        self.paint_title(painter, layout.title, title)
        area = layout.status
        if mark := mark_of(row):
            sign, area = layout.marked_status(painter.layoutDirection())
            self.paint_sign(painter, sign, mark.icon, getattr(colours, mark.tone))
        failed = row.state is DownloadState.FAILED
        self.paint_line(painter, area, status, colours.failed if failed else colours.dim)

    def _paint_bar(
        self, painter: QPainter, area: QRect, row: Download, direction: Qt.LayoutDirection
    ) -> None:
        colours = self._look.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(area, 2, 2)
        start, end = self.bar_span(row)
        if end <= start:
            return
        width = area.width()
        part = QRect(
            area.left() + round(start * width), area.top(), round((end - start) * width), 4
        )
        painter.setBrush(QColor(self.bar_colour(row)))
        painter.drawRoundedRect(QStyle.visualRect(direction, area, part), 2, 2)

    def bar_span(self, row: Download) -> tuple[float, float]:
        """From where to where the bar is filled, 0..1; it sweeps while nothing is known."""
        if row.state is DownloadState.COMPLETED:
            return 0.0, 1.0
        if row.state in (DownloadState.FAILED, DownloadState.CANCELED):
            return 0.0, 0.0
        if not self.is_sweeping(row):
            return 0.0, min(max(row.update.progress.fraction or 0.0, 0.0), 1.0)
        phase = (time.monotonic() % _SWEEP_SECONDS) / _SWEEP_SECONDS * 1.3 - 0.3
        return max(0.0, phase), min(1.0, phase + 0.3)

    def bar_colour(self, row: Download) -> str:
        """The colour of the part of the bar that is filled."""
        colours = self._look.colours
        if row.is_in_cloud:
            return colours.accent  # what is done is here
        if row.state is DownloadState.COMPLETED:
            return colours.dim if row.update.remark in _NOT_FETCHED else colours.done
        if row.state is DownloadState.QUEUED or is_stale(row, self._cloud.standing):
            return colours.dim
        return colours.accent if row.state is DownloadState.RUNNING else colours.paused

    def _paint_place(self, painter: QPainter, area: QRect, row: Download) -> None:
        name = "cloud" if row.place is Place.CLOUD else "monitor"
        self.paint_sign(painter, area, name, self._look.colours.dim)

    def paint_button(
        self, painter: QPainter, area: QRect, row: Download, action: RowAction
    ) -> None:
        if action is RowAction.REMEDY:
            self._paint_remedy(painter, area, row)
        else:
            super().paint_button(painter, area, row, action)

    def _paint_remedy(self, painter: QPainter, area: QRect, row: Download) -> None:
        remedy = self._remedy_of(row)
        if remedy is None:
            return
        colours = self._look.colours
        hot = self.hot_button(row, RowAction.REMEDY)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.soft if hot else colours.base))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        direction = painter.layoutDirection()
        inner = area.adjusted(10, 0, -10, 0)
        place = QRect(inner.left(), inner.center().y() - 7, _REMEDY_ICON, _REMEDY_ICON)
        place = QStyle.visualRect(direction, inner, place)
        self.paint_sign(painter, place, remedy.icon, colours.text)
        words = inner.adjusted(_REMEDY_ICON + 8, 0, 2, 0)
        words = QStyle.visualRect(direction, inner, words)
        self.paint_text(painter, words, remedy_label(remedy), self._button, colours.text)
        self.paint_button_ring(painter, area, hot)

    def _remedy_of(self, row: Download) -> Remedy | None:
        return remedy_of(row, has_service=self._cloud.has_service)


def is_sweeping(row: Download) -> bool:
    """Whether the bar moves because nothing is known yet; it rests while nothing is done."""
    progress = row.update.progress
    is_busy = row.state is DownloadState.RUNNING and progress.activity not in _AT_REST
    return is_busy and progress.fraction is None


_AT_REST = frozenset({Activity.WAITING, Activity.SENDING, Activity.IN_LINE})
_NOT_FETCHED = frozenset({Remark.SKIPPED, Remark.ELSEWHERE})
