"""Moves the bars of rows of which nothing is known yet."""

from PySide6.QtCore import QModelIndex, QObject, QTimer

from app.ui.batch.row_delegate import RowDelegate
from app.ui.batch.row_model import RowModel
from app.ui.batch.row_source import ROW_ROLE
from app.ui.batch.row_table import RowTable

_FRAME_MS = 33


class RowSweeps(QObject):
    """Repaints those bars, and only while at least one is to be seen."""

    def __init__(self, view: RowTable, rows: RowModel, painter: RowDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._painter = painter
        self._rows = rows
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self._next_frame)
        rows.refreshed.connect(self.watch)
        view.verticalScrollBar().valueChanged.connect(self.watch)

    def watch(self) -> None:
        """Begin if there is anything to move."""
        if self._view.isVisible() and not self._frames.isActive() and self._sweeping():
            self._frames.start()

    @property
    def is_moving(self) -> bool:
        return self._frames.isActive()

    def _sweeping(self) -> list[QModelIndex]:
        return [
            self._rows.index(place)
            for place in self._view.visible_places()
            if (row := self._rows.row_at(place)) and self._painter.is_sweeping(row)
        ]

    def _next_frame(self) -> None:
        sweeping = self._sweeping() if self._view.isVisible() else []
        if not sweeping:
            self._frames.stop()
        for index in sweeping:
            row, area = index.data(ROW_ROLE), self._view.visualRect(index)
            layout = self._painter.layout_of(row, area, self._view.layoutDirection())
            self._view.viewport().update(layout.bar)
