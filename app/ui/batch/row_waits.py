"""Counts the seconds for rows that wait for their site, or of which nothing is heard."""

from PySide6.QtCore import QModelIndex, QObject, QTimer

from app.ui.batch.row_delegate import RowDelegate
from app.ui.batch.row_model import RowModel
from app.ui.batch.row_table import RowTable

_SECOND_MS = 1000


class RowWaits(QObject):
    """Repaints those rows once a second, and only while at least one is to be seen."""

    def __init__(self, view: RowTable, rows: RowModel, painter: RowDelegate) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows
        self._painter = painter
        self._seconds = QTimer(self, interval=_SECOND_MS)
        self._seconds.timeout.connect(self._next_second)
        rows.refreshed.connect(self.watch)
        view.verticalScrollBar().valueChanged.connect(self.watch)

    def watch(self) -> None:
        """Begin if anything waits."""
        if self._view.isVisible() and not self._seconds.isActive() and self._waiting():
            self._seconds.start()

    @property
    def is_counting(self) -> bool:
        return self._seconds.isActive()

    def _waiting(self) -> list[QModelIndex]:
        return [
            self._rows.index(place)
            for place in self._view.visible_places()
            if (row := self._rows.row_at(place)) and self._painter.is_counting(row)
        ]

    def _next_second(self) -> None:
        waiting = self._waiting() if self._view.isVisible() else []
        if not waiting:
            self._seconds.stop()
            self._view.viewport().update()  # whatever it said last is over
        for index in waiting:
            self._view.update(index)
