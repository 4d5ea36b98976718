"""The keys and the menu of the chosen rows of the history."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.ui.batch.row_action import RowAction
from app.ui.history.history_actions import ACTIONS, HistoryActions
from app.ui.history.history_view import HistoryView
from app.ui.icons import icon
from app.ui.menu_key import open_menu_by_key


class HistoryMenu(QObject):
    """Gives the list its keys, and a menu by right click, the Menu key or Shift+F10."""

    def __init__(self, view: HistoryView, actions: HistoryActions) -> None:
        super().__init__(view)
        self._view = view
        self._actions = actions
        self.actions = {action: self._action(action) for action in ACTIONS}
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_at)
        open_menu_by_key(view)
        view.pressed_action.connect(self._press)

    def menu(self) -> QMenu:
        """A menu of all there is to do with the chosen rows."""
        menu = QMenu(self._view)
        menu.setAccessibleName(self.tr("Chosen downloads"))
        row = self._view.current_row()
        for action, item in self.actions.items():
            item.setEnabled(row is None or action.fits(row))
            menu.addAction(item)
            if action in (RowAction.SHOW_IN_FOLDER, RowAction.COPY_LINK):
                menu.addSeparator()
        # A key must not depend on which row was current when the menu was open.
        menu.aboutToHide.connect(self._offer_all)
        return menu

    def _offer_all(self) -> None:
        for item in self.actions.values():
            item.setEnabled(True)

    def _action(self, action: RowAction) -> QAction:
        words = action.label
        if action is RowAction.REMOVE:
            words = self.tr("Remove from the history")
        item = QAction(icon(action.icon), words, self._view)
        item.setObjectName(f"history_{action}")
        keys = ["Return", "Enter"] if action is RowAction.OPEN else [action.key]
        item.setShortcuts([QKeySequence(key) for key in keys])
        item.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        item.triggered.connect(partial(self._do, action))
        self._view.addAction(item)
        return item

    def _do(self, action: RowAction) -> None:
        if action is not RowAction.OPEN or not self._view.press_hot():
            self._actions.do(action, self._view.selected_spans(), self._view.current_row())

    def _press(self, action: str, download_id: str) -> None:
        if row := self._view.row_of(download_id):
            self._actions.do_for(RowAction(action), [row])

    def _open_at(self, point: QPoint) -> None:
        if not self._view.selected_spans():
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(self._view.menu_place(point)))
