"""What can be done in the window beside the rows: keys, and the menu behind the dots."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.core.settings import Theme
from app.ui.batch.row_filter import RowGroup
from app.ui.icons import icon
from app.ui.pages import Pages
from app.ui.preferences import Preferences
from app.ui.shortcuts import shortcuts_of
from app.ui.tabs import Tab
from app.ui.window_dialogs import WindowDialogs


class WindowActions(QObject):
    """All of it as actions of the window, so that every one has a key and stands in the menu."""

    def __init__(
        self,
        window: QWidget,
        pages: Pages,
        preferences: Preferences,
        dialogs: WindowDialogs,
        paste: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._batch = batch = pages.batch
        self._preferences = preferences
        self._dialogs = dialogs
        self.details = QAction(icon("panel-bottom"), self.tr("Details"), window)
        self.details.setObjectName("details")
        self.details.setShortcut("Ctrl+I")
        self.details.setCheckable(True)
        self.details.toggled.connect(lambda on: batch.show_details(shown=on))
        self.menu = self._new_menu("main_menu", self.tr("More"))
        self._fill(paste)

    def all_keys(self) -> list[tuple[str, str]]:
        """Every action and its key, those of the pages too."""
        self._pages.make_all()
        return shortcuts_of(self._window, self._batch.row_menu.actions.values())

    def _fill(self, paste: Callable[[], None]) -> None:
        batch, menu, dialogs = self._batch, self.menu, self._dialogs
        self._add("paste", self.tr("Paste links"), "Ctrl+V", "clipboard-paste", paste)
        files, folder = self.tr("Add links from files…"), self.tr("Choose a folder…")
        self._add("add_files", files, "Ctrl+O", "file-plus", self._in_batch(batch.choose_files))
        self._add("choose_folder", folder, "Ctrl+D", "folder", batch.choose_folder)
        menu.addSeparator()
        for action in batch.list_actions.all():
            menu.addAction(action)
            self._window.addAction(action)
        menu.addSeparator()
        menu.addAction(self.details)
        self._window.addAction(self.details)
        self._fill_places(self._sub_menu("go_to", self.tr("Go to"), "list"))
        self._fill_themes(self._sub_menu("theme", self.tr("Theme"), "sun-moon"))
        menu.addSeparator()
        self._add("settings", self.tr("Settings…"), "Ctrl+,", "settings", dialogs.settings)
        self._add("presets", self.tr("Presets…"), "Ctrl+E", "list-checks", dialogs.presets)
        menu.addSeparator()
        self._add("keys", self.tr("Keyboard shortcuts"), "F1", "keyboard", self._show_keys)
        logs = self.tr("Open log folder")
        self._add("open_logs", logs, "Ctrl+Shift+L", "file-text", dialogs.log_folder)
        self._add("about_spool", self.tr("About Spool"), "Shift+F1", "info", dialogs.about)
        menu.addSeparator()
        self.quit = self._add("quit", self.tr("Quit"), "Ctrl+Q", "log-out", self._window.close)

    def _fill_places(self, menu: QMenu) -> None:
        batch = self._batch
        for number, (tab, words, sign) in enumerate(
            (
                (Tab.SINGLE, self.tr("Single"), "film"),
                (Tab.BATCH, self.tr("Batch"), "list"),
                (Tab.HISTORY, self.tr("History"), "history"),
            ),
            1,
        ):
            show = partial(self._pages.show_tab, tab)
            self._add(f"tab_{tab}", words, f"Ctrl+{number}", sign, show, menu)
        menu.addSeparator()
        for name, words, key, widget in (
            ("go_to_add", self.tr("Links to add"), "Ctrl+L", batch.add_bar.field),
            ("go_to_list", self.tr("List"), "Ctrl+G", batch.view),
            ("go_to_search", self.tr("Search"), "Ctrl+F", batch.filter_bar.search),
            ("go_to_limit", self.tr("Downloads at once"), "Alt+O", batch.footer.limit),
        ):
            self._add(name, words, key, "", self._in_batch(widget.setFocus), menu)
        words, focus = self.tr("Where new downloads run"), batch.footer.place.setFocus
        self._place = self._add("go_to_place", words, "Alt+P", "", self._in_batch(focus), menu)
        self._preferences.changed.connect(self._offer_place)
        self._offer_place()
        menu.addSeparator()
        for number, group in enumerate(RowGroup, 1):
            words = self.tr("Show: {0}").format(batch.filter_bar.label(group))
            choose = self._in_batch(partial(batch.filter_bar.choose, group))
            self._add(f"show_{group}", words, f"Alt+{number}", "", choose, menu)

    def _offer_place(self) -> None:
        self._place.setVisible(self._preferences.has_service)

    def _fill_themes(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for theme, words in (
            (Theme.SYSTEM, self.tr("As the system")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
            (Theme.CONTRAST, self.tr("High contrast")),
        ):
            action = menu.addAction(words)
            action.setObjectName(f"theme_{theme}")
            action.setCheckable(True)
            action.triggered.connect(partial(self._preferences.change, theme=theme))
            group.addAction(action)
        self._preferences.changed.connect(partial(self._check_theme, group))
        self._check_theme(group)

    def _check_theme(self, group: QActionGroup) -> None:
        chosen = f"theme_{self._preferences.settings.theme}"
        for action in group.actions():
            action.setChecked(action.objectName() == chosen)

    def _in_batch(self, act: Callable[[], object]) -> Callable[[], None]:
        """The same, with the Batch tab open."""

        def in_batch() -> None:
            self._pages.show_tab(Tab.BATCH)
            act()

        return in_batch

    def _new_menu(self, name: str, words: str) -> QMenu:
        menu = QMenu(words, self._window)
        menu.setObjectName(name)
        menu.setAccessibleName(words)
        return menu

    def _sub_menu(self, name: str, words: str, sign: str) -> QMenu:
        menu = self._new_menu(name, words)
        menu.setIcon(icon(sign))
        self.menu.addMenu(menu)
        return menu

    def _add(
        self,
        name: str,
        words: str,
        key: str,
        sign: str,
        act: Callable[[], object],
        menu: QMenu | None = None,
    ) -> QAction:
        action = QAction(words, self._window)
        if sign:
            action.setIcon(icon(sign))
        action.setObjectName(name)
        action.setShortcut(key)
        action.triggered.connect(lambda *_: act())
        self._window.addAction(action)
        (menu or self.menu).addAction(action)
        return action

    def _show_keys(self) -> None:
        self._dialogs.shortcuts(self.all_keys())
