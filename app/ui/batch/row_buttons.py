"""The painted buttons of the rows: which one the pointer or the keyboard is on."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QTableView

from app.core.download import Download
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_layout import ButtonPlaces
from app.ui.batch.row_painting import Hot, RowPainting
from app.ui.batch.row_source import ROW_ROLE, RowSource


class RowButtons:
    """At most one of all the buttons is hot; the delegate paints it so."""

    def __init__(self, view: QTableView, rows: RowSource, painter: RowPainting) -> None:
        self._view = view
        self._rows = rows
        self._painter = painter

    @property
    def held(self) -> Hot | None:
        """The button that the mouse holds down."""
        hot = self._painter.hot
        return hot if hot and hot.pressed else None

    def set_hot(self, hot: Hot | None) -> None:
        """Make a button hot instead of the one that was."""
        old, self._painter.hot = self._painter.hot, hot
        if old == hot:
            return
        for one in (old, hot):
            if one and (place := self._rows.place_of(one.download_id)) is not None:
                self._view.update(self._rows.index(place))

    def at(self, point: QPoint, *, pressed: bool = False) -> Hot | None:
        """The button under a point of the viewport."""
        index = self._view.indexAt(point)
        row: Download | None = index.data(ROW_ROLE)
        if row is None:
            return None
        places = self._places(row, self._view.visualRect(index))
        action = next((action for action, area in places if area.contains(point)), None)
        return Hot(row.id, action, pressed) if action else None

    def area(self, download_id: str, action: RowAction) -> QRect:
        """Where a row's button is painted; empty if it is not."""
        place = self._rows.place_of(download_id)
        row = self._rows.row_at(place) if place is not None else None
        if row is None or place is None:
            return QRect()
        places = self._places(row, self._view.visualRect(self._rows.index(place)))
        return dict(places).get(action, QRect())

    def step(self, row: Download, *, forward: bool) -> None:
        """Go to the next button of a row by keyboard; behind the last comes none."""
        shown = (action for action, _area in self._places(row, self._view.rect()))
        actions: list[RowAction | None] = [None, *shown]
        hot = self.by_keyboard(row)
        now = hot.action if hot else None
        place = actions.index(now) if now in actions else 0
        action = actions[(place + (1 if forward else -1)) % len(actions)]
        self.set_hot(Hot(row.id, action, by_keyboard=True) if action else None)

    def by_keyboard(self, row: Download | None) -> Hot | None:
        """The button of this row that the keyboard is on."""
        hot = self._painter.hot
        is_there = hot and hot.by_keyboard and row and hot.download_id == row.id
        return hot if is_there else None

    def words(self, row: Download, action: RowAction) -> str:
        """What a button does, and the key that does it too."""
        return f"{self._painter.words_of(row, action)} ({action.key})"

    def _places(self, row: Download, area: QRect) -> ButtonPlaces:
        return self._painter.buttons_of(row, area, self._view.layoutDirection())
