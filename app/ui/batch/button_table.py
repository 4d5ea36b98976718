"""A list of downloads whose rows have buttons."""

from html import escape

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QToolTip

from app.core.download import Download
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_buttons import RowButtons
from app.ui.batch.row_painting import RowPainting
from app.ui.batch.row_source import ROW_ROLE, RowSource
from app.ui.batch.row_table import RowTable
from app.ui.batch.thumbnails import Thumbnails
from app.ui.look import Look

_AGES_MS = 30_000


class ButtonTable(RowTable):
    """The painted buttons are pressed by mouse, or by the arrow keys and Enter."""

    pressed_action = Signal(str, str)  # an action, and the id of the one row it is for
    typed = Signal(str)  # a letter that no action takes

    def __init__(self, model: RowSource, look: Look, thumbnails: Thumbnails) -> None:
        super().__init__(model)
        thumbnails.arrived.connect(self._thumbnail_arrived)
        look.changed.connect(self.viewport().update)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._ages.timeout.connect(self.viewport().update)
        self._ages.start()

    def paint_with(self, painter: RowPainting) -> None:
        """Have the rows painted by this one."""
        self._painting = painter
        self.buttons = RowButtons(self, self._rows, painter)
        self.setItemDelegate(painter)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painting.exposed = event.region()
        super().paintEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.buttons.held:
            return  # neither drags nor selects: a button is held
        self.buttons.set_hot(self.buttons.at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hot = None
        if event.button() is Qt.MouseButton.LeftButton:
            hot = self.buttons.at(event.position().toPoint(), pressed=True)
        self.buttons.set_hot(hot)
        if hot is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held = self.buttons.held
        if held is None:
            super().mouseReleaseEvent(event)
            return
        under = self.buttons.at(event.position().toPoint())
        self.buttons.set_hot(under)
        if under and (under.download_id, under.action) == (held.download_id, held.action):
            self.pressed_action.emit(held.action, held.download_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.buttons.at(event.position().toPoint()):
            self.mousePressEvent(event)  # a quick second press of a button
            return
        row = self.indexAt(event.position().toPoint()).data(ROW_ROLE)
        if row is not None and RowAction.OPEN.fits(row):
            self.pressed_action.emit(RowAction.OPEN, row.id)

    def leaveEvent(self, event: QEvent) -> None:
        self.buttons.set_hot(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        row = self.current_row()
        if plain and row and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.buttons.step(row, forward=self._is_forward(event.key()))
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.buttons.set_hot(None)
            self.clearSelection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.press_hot():
            event.accept()
        else:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab):
                self.buttons.set_hot(None)
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not by_mouse and self._rows.rowCount() and not self.selectionModel().hasSelection():
            self.select([self._rows.id_at(0) or ""], self._rows.id_at(0))

    def press_hot(self) -> bool:
        """Press the button the keyboard is on; False if it is on none."""
        hot = self.buttons.by_keyboard(self.current_row())
        if hot is None:
            return False
        self.buttons.set_hot(None)
        self.pressed_action.emit(hot.action, hot.download_id)
        return True

    def _is_forward(self, key: int) -> bool:
        leftward = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return (key == Qt.Key.Key_Right) is not leftward

    def keyboardSearch(self, search: str) -> None:
        """Letters go to the search field instead: ten thousand sentences take too long."""
        self.typed.emit(search)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._show_tooltip(event)
            return True
        return super().viewportEvent(event)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        row: Download | None = index.data(ROW_ROLE)
        if row is None:
            QToolTip.hideText()
            return
        hot = self.buttons.at(event.pos())
        # Escaped, since a tooltip would take a title with tags in it for rich text.
        lines = self._painting.lines(row)
        whole = f"<qt>{'<br>'.join(escape(line) for line in lines)}</qt>"
        text = self.buttons.words(row, hot.action) if hot else whole
        QToolTip.showText(event.globalPos(), text, self, self.visualRect(index))

    def row_of(self, download_id: str) -> Download | None:
        """The row with this id, as far as it is shown."""
        place = self._rows.place_of(download_id)
        return None if place is None else self._rows.row_at(place)

    def menu_place(self, point: QPoint) -> QPoint:
        """Under the pointer, or at the current row where the Menu key asked."""
        if self.indexAt(point).isValid():
            return point
        area = self.visualRect(self.currentIndex())
        return area.center() if area.isValid() else point

    def _thumbnail_arrived(self, address: str) -> None:
        for place in self.visible_places():
            row = self._rows.row_at(place)
            if row and row.update.thumbnail == address:
                self.update(self._rows.index(place))
