"""The list of downloads."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QAbstractItemView

from app.ui.batch.button_table import ButtonTable
from app.ui.batch.cloud_watch import CloudWatch
from app.ui.batch.row_delegate import RowDelegate
from app.ui.batch.row_model import RowModel
from app.ui.batch.row_source import ROWS_MIME
from app.ui.batch.row_sweeps import RowSweeps
from app.ui.batch.row_waits import RowWaits
from app.ui.batch.thumbnails import Thumbnails
from app.ui.look import Look


class RowView(ButtonTable):
    """Shows rows, and lets them be moved by hand."""

    def __init__(
        self, model: RowModel, look: Look, thumbnails: Thumbnails, cloud: CloudWatch
    ) -> None:
        super().__init__(model, look, thumbnails)
        self._dragged_to: QPoint | None = None
        self._painter = RowDelegate(look, thumbnails, self, model.wait_of, cloud)
        self.paint_with(self._painter)
        self.sweeps = RowSweeps(self, model, self._painter)
        self.waits = RowWaits(self, model, self._painter)
        for follow in (self.viewport().update, self.sweeps.watch, self.waits.watch):
            cloud.changed.connect(follow)
        self.setObjectName("rows")
        self.setAccessibleName(self.tr("Downloads"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the rows by their thumbnail: a picture of whole rows would hide the place."""
        row = self.current_row()
        data = self._rows.mimeData(self.selectedIndexes())
        if row is None or not data.hasFormat(ROWS_MIME):
            return
        area = self.visualRect(self.currentIndex())
        layout = self._painter.layout_of(row, area, self.layoutDirection())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.viewport().grab(layout.thumbnail))
        drag.exec(Qt.DropAction.MoveAction)
        self.setState(QAbstractItemView.State.NoState)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_own(event):
            super().dragEnterEvent(event)
        else:
            event.ignore()  # the window takes it

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._is_own(event):
            super().dragMoveEvent(event)
            self._dragged_to = event.position().toPoint()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dragged_to = None
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._dragged_to = None
        if self._is_own(event):
            super().dropEvent(event)
        else:
            event.ignore()

    def _is_own(self, event: QDropEvent) -> bool:
        return event.mimeData().hasFormat(ROWS_MIME) and event.source() is self

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged_to is not None:
            self._paint_drop_line(self.visualRect(self.indexAt(self._dragged_to)))

    def _paint_drop_line(self, row: QRect) -> None:
        """Over Qt's own, which is black on whatever it is painted."""
        above = QAbstractItemView.DropIndicatorPosition.AboveItem
        below = QAbstractItemView.DropIndicatorPosition.BelowItem
        position = self.dropIndicatorPosition()
        if row.isValid() and position in (above, below):
            y = row.top() if position is above else row.bottom()
            accent = self.palette().color(QPalette.ColorRole.Highlight)
            painter = QPainter(self.viewport())
            painter.fillRect(QRect(row.left(), y - 1, row.width(), 3), accent)
