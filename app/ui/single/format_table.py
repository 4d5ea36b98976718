"""A table to choose one exact format in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.executor import Format
from app.ui.single.format_model import FormatModel

_ROW = 28
_MOST_ROWS = 7


class FormatTable(QTableView):
    """One row is chosen; the arrow keys choose another."""

    chosen = Signal()  # by the person

    def __init__(self) -> None:
        super().__init__()
        self.rows = FormatModel()
        self.setModel(self.rows)
        self.setObjectName("formats")
        self.setAccessibleName(self.tr("Exact format"))
        self.setProperty("kind", "table")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._quiet = False
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_formats(
        self, formats: Sequence[Format], chosen: str = "", *, duration: float | None = None
    ) -> None:
        """Offer those of another video, or of the same one anew."""
        self._quiet = True
        self.rows.show_formats(formats, duration)
        self.clearSpans()
        self.setSpan(0, 0, 1, self.rows.columnCount())
        for column in range(self.rows.columnCount()):
            self.setColumnHidden(column, not self.rows.says_something(column))
        self.resizeColumnsToContents()
        self.setColumnWidth(0, max(90, self.columnWidth(0)))
        self.selectRow(self.rows.place_of(chosen))
        self._quiet = False
        count = min(_MOST_ROWS, self.rows.rowCount())
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + count * _ROW + 6)

    def format_id(self) -> str:
        """The format that is chosen, empty for the best one."""
        return self.rows.format_id(self.currentIndex().row())

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit()
