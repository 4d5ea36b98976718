"""Paints the rows of the history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.core.download import Download
from app.ui.batch import row_text
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_layout import BUTTON, THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH, ButtonPlaces
from app.ui.batch.row_painting import Index, RowPainting
from app.ui.batch.row_source import ROW_ROLE
from app.ui.batch.thumbnails import Thumbnails
from app.ui.history import history_text
from app.ui.look import Look

_EDGE = 12
_GAP = 14
_SIGN = 14


@dataclass(frozen=True, slots=True)
class HistoryLayout:
    """The rectangles of one row, in the view's coordinates."""

    thumbnail: QRect
    title: QRect
    facts: QRect
    sign: QRect
    place: QRect  # where there is no sign
    place_beside: QRect
    buttons: ButtonPlaces


class HistoryDelegate(RowPainting):
    """One row: thumbnail, title, a line of facts, the folder, and buttons."""

    def __init__(
        self,
        look: Look,
        thumbnails: Thumbnails,
        parent: QWidget,
        is_there: Callable[[Download], bool | None],
    ) -> None:
        super().__init__(look, thumbnails, parent)
        self._is_there = is_there

    def lines(self, row: Download) -> Sequence[str]:
        now, is_gone = self._clock(), self._is_there(row) is False
        place = history_text.place(row, now, is_gone=is_gone)
        return row_text.title(row), history_text.facts_line(row, now), place

    def buttons_of(self, row: Download, area: QRect, direction: Qt.LayoutDirection) -> ButtonPlaces:
        return self._layout_of(row, area, direction).buttons

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Download | None = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self.paint_ground(painter, option)
        if row is not None:
            self._paint_row(painter, self._layout_of(row, option.rect, option.direction), row)
        else:
            self._paint_outline(painter, lay_out(option.rect, option.direction, ()))
        painter.restore()

    def _paint_outline(self, painter: QPainter, layout: HistoryLayout) -> None:
        """Of a row that is on its way."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colours.line))
        painter.drawRoundedRect(layout.thumbnail, 6, 6)
        for area, share in ((layout.title, 3), (layout.facts, 4)):
            bar = QRect(area.left(), area.top() + 4, area.width() // share, area.height() - 8)
            bar = QStyle.visualRect(painter.layoutDirection(), area, bar)
            painter.drawRoundedRect(bar, 4, 4)

    def _paint_row(self, painter: QPainter, layout: HistoryLayout, row: Download) -> None:
        colours = self._look.colours
        self.paint_thumbnail(painter, layout.thumbnail, row)
        title, facts, place = self.lines(row)
        self.paint_title(painter, layout.title, title)
        self.paint_line(painter, layout.facts, facts, colours.dim)
        if self._is_there(row) is False:
            self.paint_sign(painter, layout.sign, "file-x", colours.paused)
            self.paint_line(painter, layout.place_beside, place, colours.paused)
        elif row.is_in_cloud:
            self.paint_sign(painter, layout.sign, "cloud", colours.dim)
            self.paint_line(painter, layout.place_beside, place, colours.dim)
        else:
            self.paint_line(painter, layout.place, place, colours.dim)
        for action, area in layout.buttons:
            self.paint_button(painter, area, row, action)

    def _layout_of(
        self, row: Download, area: QRect, direction: Qt.LayoutDirection
    ) -> HistoryLayout:
        return lay_out(area, direction, buttons(row, is_there=self._is_there(row) is not False))


def buttons(row: Download, *, is_there: bool) -> tuple[RowAction, ...]:
    """The buttons of a row, from the inner to the outer."""
    if not is_there or not RowAction.OPEN.fits(row):
        return (RowAction.AGAIN,)
    return RowAction.AGAIN, RowAction.OPEN, RowAction.SHOW_IN_FOLDER


def lay_out(
    row: QRect, direction: Qt.LayoutDirection, actions: tuple[RowAction, ...]
) -> HistoryLayout:
    """The parts of a row, laid out from left to right, then mirrored where people read so."""

    def area(x: int, y: int, width: int, height: int) -> QRect:
        return QStyle.visualRect(direction, row, QRect(x, y, max(width, 0), height))

    top, middle = row.top(), row.top() + row.height() // 2
    edge = row.right() - 10
    left = edge - len(actions) * BUTTON
    placed = tuple(
        (action, area(left + number * BUTTON, middle - BUTTON // 2, BUTTON, BUTTON))
        for number, action in enumerate(actions)
    )
    x = row.left() + _EDGE + THUMBNAIL_WIDTH + _GAP
    width = edge - 3 * BUTTON - _GAP - x
    beside = _SIGN + 5
    return HistoryLayout(
        thumbnail=area(row.left() + _EDGE, top + 8, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT),
        title=area(x, top + 5, width, 19),
        facts=area(x, top + 24, width, 16),
        sign=area(x, top + 41, _SIGN, _SIGN),
        place=area(x, top + 40, width, 16),
        place_beside=area(x + beside, top + 40, width - beside, 16),
        buttons=placed,
    )
