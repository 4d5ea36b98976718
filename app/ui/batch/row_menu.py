"""The keys and the menu of the chosen rows."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from app.ui.batch.row_action import RowAction, remedy_of
from app.ui.batch.row_actions import RowActions
from app.ui.batch.row_view import RowView
from app.ui.icons import icon
from app.ui.text import Remedy, remedy_label

_TOGGLE = "Space"
_NATIVE = QKeySequence.SequenceFormat.NativeText

_GROUPS = (
    (RowAction.PAUSE, RowAction.RESUME, RowAction.RETRY, RowAction.REMEDY, RowAction.CANCEL),
    (RowAction.OPEN, RowAction.SHOW_IN_FOLDER),
    (RowAction.OPEN_PAGE, RowAction.COPY_LINK),
    (RowAction.PUT_FIRST, RowAction.MOVE_UP, RowAction.MOVE_DOWN),
    (RowAction.REMOVE,),
)


class RowMenu(QObject):
    """Gives the list its keys, and a menu by right click or the Menu key."""

    def __init__(self, view: RowView, actions: RowActions) -> None:
        super().__init__(view)
        self._view = view
        self._actions = actions
        self.actions = {action: self._action(action) for action in RowAction}
        toggle = QShortcut(QKeySequence(_TOGGLE), view)
        toggle.setContext(Qt.ShortcutContext.WidgetShortcut)
        toggle.activated.connect(self._space)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_at)
        view.pressed_action.connect(lambda action, i: actions.do(RowAction(action), [i]))

    def menu(self) -> QMenu:
        """A menu of all there is to do with the chosen rows."""
        menu = QMenu(self._view)
        menu.setAccessibleName(self.tr("Chosen downloads"))
        self._offer_what_fits()
        # Rows change while they stay chosen: a key must not depend on how they stood before.
        menu.aboutToHide.connect(self._offer_all)
        for group in _GROUPS:
            for action in group:
                menu.addAction(self.actions[action])
            menu.addSeparator()
        return menu

    def _offer_what_fits(self) -> None:
        ids = self._view.selected_ids()
        row = self._view.current_row()
        remedy = remedy_of(row) if row else None
        fitting = self._actions.fitting(ids)
        for action, item in self.actions.items():
            item.setEnabled(action in fitting)
            if action is RowAction.REMEDY:
                # Opening the page stands in every menu.
                item.setVisible(remedy not in (None, Remedy.OPEN_PAGE))
                item.setText(remedy_label(remedy) if remedy else action.label)
                item.setIcon(icon(remedy.icon if remedy else action.icon))

    def _offer_all(self) -> None:
        for action, item in self.actions.items():
            item.setEnabled(True)
            item.setVisible(True)
            if action is RowAction.REMEDY:
                item.setText(action.label)

    def _action(self, action: RowAction) -> QAction:
        item = QAction(icon(action.icon), action.label, self._view)
        item.setObjectName(f"row_{action}")
        if action is RowAction.OPEN:
            item.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        elif action.key == _TOGGLE:
            # One key for both, so it belongs to neither.
            item.setText(f"{action.label}\t{QKeySequence(_TOGGLE).toString(_NATIVE)}")
        else:
            item.setShortcut(QKeySequence(action.key))
        item.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        item.triggered.connect(partial(self._do, action))
        self._view.addAction(item)
        return item

    def _do(self, action: RowAction) -> None:
        if action is not RowAction.OPEN or not self._view.press_hot():
            self._actions.do(action, self._view.selected_ids())

    def _space(self) -> None:
        """Pause what goes on, else resume what is paused, else try again what has failed."""
        if self._view.press_hot():
            return
        ids = self._view.selected_ids()
        fitting = self._actions.fitting(ids)
        for action in (RowAction.PAUSE, RowAction.RESUME, RowAction.RETRY):
            if action in fitting:
                self._actions.do(action, ids)
                return

    def _open_at(self, point: QPoint) -> None:
        if not self._view.selected_ids():
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.viewport().mapToGlobal(self._menu_place(point)))

    def _menu_place(self, point: QPoint) -> QPoint:
        """Under the pointer, or at the current row where the Menu key asked."""
        if self._view.indexAt(point).isValid():
            return point
        area = self._view.visualRect(self._view.currentIndex())
        return area.center() if area.isValid() else point
