"""The list of what was downloaded."""

from PySide6.QtCore import QModelIndex

from app.ui.batch.button_table import ButtonTable
from app.ui.batch.row_layout import ROW_HEIGHT
from app.ui.batch.thumbnails import Thumbnails
from app.ui.history.file_checks import FileChecks
from app.ui.history.history_delegate import HistoryDelegate
from app.ui.history.history_model import HistoryModel
from app.ui.look import Look


class HistoryView(ButtonTable):
    """Shows the history, and stays where it is when something comes in on top."""

    def __init__(
        self, model: HistoryModel, look: Look, thumbnails: Thumbnails, checks: FileChecks
    ) -> None:
        super().__init__(model, look, thumbnails)
        self.paint_with(HistoryDelegate(look, thumbnails, self, checks.is_there))
        self.setObjectName("history")
        self.setAccessibleName(self.tr("Downloaded"))
        checks.found_out.connect(self.viewport().update)
        model.rowsInserted.connect(self._stay)
        model.rowsRemoved.connect(self._keep_one)
        model.refreshed.connect(self._begin)

    def selected_spans(self) -> list[tuple[int, int]]:
        """The selected places as ranges, both ends included, whether they are at hand or not."""
        ranges = self.selectionModel().selection()
        return sorted((ranges.at(n).top(), ranges.at(n).bottom()) for n in range(ranges.count()))

    def _begin(self) -> None:
        """The keys have a row as soon as there is one: the list is shown before it is read."""
        if self.hasFocus() and self.model().rowCount() and not self.currentIndex().isValid():
            self.selectRow(0)

    def _keep_one(self) -> None:
        """The keys still have a row, since only a person takes rows out of the history."""
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())

    def _stay(self, _parent: QModelIndex, first: int, last: int) -> None:
        bar = self.verticalScrollBar()
        if first == 0 and bar.value() > 0:
            self.updateGeometries()
            bar.setValue(bar.value() + (last + 1) * ROW_HEIGHT)
