"""Where the parts of a row are."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle

from app.ui.batch.row_action import RowAction

ROW_HEIGHT = 62
THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT = 80, 45
BUTTON = 32
MARK = 14

ButtonPlaces = tuple[tuple[RowAction, QRect], ...]

_EDGE = 12
_GAP = 14
_BAR = 4


@dataclass(frozen=True, slots=True)
class RowLayout:
    """The rectangles of one row, in the view's coordinates."""

    thumbnail: QRect
    title: QRect
    status: QRect
    bar: QRect
    place: QRect
    buttons: ButtonPlaces

    def marked_status(self, direction: Qt.LayoutDirection) -> tuple[QRect, QRect]:
        """Where a sign stands before the status, and where the status is then."""
        area = self.status
        sign = QRect(area.left(), area.top() + 2, MARK, MARK)
        words = area.adjusted(MARK + 5, 0, 0, 0)
        return QStyle.visualRect(direction, area, sign), QStyle.visualRect(direction, area, words)


def lay_out(
    row: QRect, direction: Qt.LayoutDirection, buttons: tuple[RowAction, ...], remedy_width: int
) -> RowLayout:
    """The parts of a row; `remedy_width` is that of the remedy's button, or 0 for none.

    Laid out from left to right, then mirrored where people read the other way.
    """

    def area(x: int, y: int, width: int, height: int) -> QRect:
        return QStyle.visualRect(direction, row, QRect(x, y, max(width, 0), height))

    top, middle = row.top(), row.top() + row.height() // 2
    right = row.right() - 10
    placed = []
    for number, action in enumerate(reversed(buttons)):
        x = right - (number + 1) * BUTTON
        placed.append((action, area(x, middle - BUTTON // 2, BUTTON, BUTTON)))
    right -= 2 * BUTTON
    if remedy_width:
        right -= remedy_width + 12
        placed.append((RowAction.REMEDY, area(right, middle - 15, remedy_width, 30)))
    place_x = right - 12 - 18
    text_x = row.left() + _EDGE + THUMBNAIL_WIDTH + _GAP
    text_width = place_x - _GAP - text_x
    return RowLayout(
        thumbnail=area(row.left() + _EDGE, top + 8, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT),
        title=area(text_x, top + 7, text_width, 20),
        status=area(text_x, top + 28, text_width, 17),
        bar=area(text_x, top + 49, text_width, _BAR),
        place=area(place_x, middle - 8, 16, 16),
        buttons=tuple(reversed(placed)),
    )
