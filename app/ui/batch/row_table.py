"""The frame of a list of downloads: its looks, its selection and its cursor."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.download import Download
from app.ui.batch.row_layout import ROW_HEIGHT
from app.ui.batch.row_source import RowSource, runs

_CORNER = 9.0

Selection = QItemSelectionModel.SelectionFlag


class RowTable(QTableView):
    """A table of one column, whose selection outlives a reset of the model.

    Not a list: Qt's list view asks the model about every row at every change.
    """

    chosen_changed = Signal()  # the selection or the current row

    def __init__(self, model: RowSource) -> None:
        super().__init__()
        self._rows = model
        self._kept: tuple[set[str], str | None] = (set(), None)
        self.setModel(model)
        model.setParent(self)  # its timer must end on this thread, with the view
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setMinimumHeight(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.selectionModel().currentChanged.connect(self.chosen_changed)

    def selected_ids(self) -> list[str]:
        """The selected rows in their order."""
        ranges = self.selectionModel().selection()
        spans = sorted((ranges.at(n).top(), ranges.at(n).bottom()) for n in range(ranges.count()))
        return [i for top, bottom in spans for i in self._rows.ids_at(top, bottom)]

    def current_row(self) -> Download | None:
        return self._rows.row_at(self.currentIndex().row())

    def show_current(self) -> None:
        """Scroll to the current row."""
        self.scrollTo(self.currentIndex())

    def reveal(self, ids: Sequence[str]) -> None:
        """Scroll to these rows, to the first where not all can be seen."""
        for download_id in (*ids[-1:], *ids[:1]):
            place = self._rows.place_of(download_id)
            if place is not None:
                self.scrollTo(self._rows.index(place))

    def select(self, ids: Iterable[str], current: str | None) -> None:
        """Select exactly these rows, as far as they are shown."""
        selection = QItemSelection()
        for first, last in runs(self._rows.places_of(ids)):
            selection.select(self._rows.index(first), self._rows.index(last))
        self.selectionModel().select(selection, Selection.ClearAndSelect)
        place = self._rows.place_of(current) if current else None
        if place is not None:
            flag = Selection.NoUpdate
            self.selectionModel().setCurrentIndex(self._rows.index(place), flag)

    def step_beyond(self, ids: Iterable[str]) -> None:
        """Where only these are selected, select a row beside them, since they are about to go."""
        leaving = set(ids)
        places = self._rows.places_of(leaving)
        if not places or not leaving.issuperset(self.selected_ids()):
            return
        below, above = places[-1] + 1, places[0] - 1
        beside = self._rows.id_at(below if below < self._rows.rowCount() else above)
        if beside is not None:
            self.select([beside], beside)

    def _before_reset(self) -> None:
        row = self.current_row()
        self._kept = set(self.selected_ids()), row.id if row else None

    def _after_reset(self) -> None:
        self.select(*self._kept)
        self.chosen_changed.emit()

    def visible_places(self) -> range:
        """The rows that can be seen."""
        first = self.indexAt(QPoint(self.width() // 2, 1)).row()
        if first < 0:
            return range(0)
        count = self.viewport().height() // ROW_HEIGHT + 2
        return range(first, min(first + count, self._rows.rowCount()))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """As in a list: a table would take Home and End for the ends of the row."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self._rows.rowCount() - 1,
        }
        if action in ends:
            return self._rows.index(ends[action])
        return super().moveCursor(action, modifiers)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # The rows are square, and would hide the round corners of the frame.
        frame = QRectF(self.contentsRect().translated(-self.viewport().pos()))
        corners = QPainterPath()
        corners.addRect(frame)
        corners.addRoundedRect(frame, _CORNER, _CORNER)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(corners, self.palette().color(QPalette.ColorRole.Window))
        role = QPalette.ColorRole.Highlight if self.hasFocus() else QPalette.ColorRole.Mid
        painter.setPen(self.palette().color(role))
        painter.drawRoundedRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5), _CORNER, _CORNER)
