"""The keys and the menu of the chosen rows."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from app.ui.batch.remedies import remedy_of
from app.ui.batch.row_action import RowAction, words_for
from app.ui.batch.row_actions import RowActions
from app.ui.batch.row_view import RowView
from app.ui.choices.preset_menu import PresetMenu
from app.ui.icons import icon
from app.ui.menu_key import open_menu_by_key
from app.ui.preferences import Preferences
from app.ui.text import Remedy, remedy_label

_TOGGLE = "Space"
_NATIVE = QKeySequence.SequenceFormat.NativeText

_GROUPS = (
    (RowAction.PAUSE, RowAction.RESUME, RowAction.RETRY, RowAction.REMEDY, RowAction.CANCEL),
    (RowAction.RUN_IN_CLOUD, RowAction.RUN_HERE),
    (RowAction.OPEN, RowAction.SHOW_IN_FOLDER, RowAction.SAVE_HERE, RowAction.AGAIN),
    (RowAction.OPEN_PAGE, RowAction.COPY_LINK),
    (RowAction.CHECK, RowAction.PUT_FIRST, RowAction.MOVE_UP, RowAction.MOVE_DOWN),
    (RowAction.REMOVE,),
)
_OF_CLOUD = frozenset({RowAction.RUN_IN_CLOUD, RowAction.RUN_HERE, RowAction.SAVE_HERE})
"""Nothing is said of these to those who have no service."""

_NAMED_BY_ROW = frozenset({RowAction.AGAIN, RowAction.REMOVE})


class RowMenu(QObject):
    """Gives the list its keys, and a menu by right click, the Menu key or Shift+F10."""

    presets_wanted = Signal()

    def __init__(self, view: RowView, actions: RowActions, preferences: Preferences) -> None:
        super().__init__(view)
        self._view = view
        self._preferences = preferences
        self._actions = actions
        self.actions = {action: self._action(action) for action in RowAction}
        toggle = QShortcut(QKeySequence(_TOGGLE), view)
        toggle.setContext(Qt.ShortcutContext.WidgetShortcut)
        toggle.activated.connect(self._space)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_at)
        open_menu_by_key(view)
        view.pressed_action.connect(lambda action, i: self._do_for(RowAction(action), [i]))

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
            if RowAction.AGAIN in group:
                menu.addMenu(self._download_as(menu))
            menu.addSeparator()
        return menu

    def _download_as(self, menu: QMenu) -> QMenu:
        """The presets, for the chosen rows."""
        ids = self._view.selected_ids()
        row = self._view.current_row()
        presets = self._preferences.settings.presets
        as_menu = PresetMenu(menu, presets, row.request.choices if row else None)
        as_menu.chosen.connect(lambda choices: self._actions.change_choices(ids, choices))
        as_menu.editor_wanted.connect(self.presets_wanted)
        return as_menu

    def _offer_what_fits(self) -> None:
        ids = self._view.selected_ids()
        row = self._view.current_row()
        has_service = self._preferences.has_service
        remedy = remedy_of(row, has_service=has_service) if row else None
        fitting = self._actions.fitting(ids)
        for action, item in self.actions.items():
            item.setEnabled(action in fitting)
            if action in _OF_CLOUD:
                item.setVisible(has_service or action in fitting)
            if action in _NAMED_BY_ROW and row:
                item.setText(words_for(action, row))
            if action is RowAction.REMEDY:
                # Opening the page stands in every menu.
                item.setVisible(remedy not in (None, Remedy.OPEN_PAGE))
                item.setText(remedy_label(remedy) if remedy else action.label)
                item.setIcon(icon(remedy.icon if remedy else action.icon))

    def _offer_all(self) -> None:
        for action, item in self.actions.items():
            item.setEnabled(True)
            item.setVisible(True)
            if action is RowAction.REMEDY or action in _NAMED_BY_ROW:
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
            self._do_for(action, self._view.selected_ids())

    def _do_for(self, action: RowAction, ids: list[str]) -> None:
        if action is RowAction.REMOVE:
            self._view.step_beyond(ids)
        self._actions.do(action, ids)

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
        menu.popup(self._view.viewport().mapToGlobal(self._view.menu_place(point)))
