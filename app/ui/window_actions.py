"""What can be done in the window beside the rows: keys, and the menu behind the dots."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.core.settings import Theme
from app.ui.batch.batch_tab import BatchTab
from app.ui.batch.row_filter import RowGroup
from app.ui.dialogs import AboutDialog, ShortcutsDialog
from app.ui.icons import icon
from app.ui.preferences import Preferences


class WindowActions(QObject):
    """All of it as actions of the window, so that every one has a key and stands in the menu."""

    def __init__(
        self, window: QWidget, batch: BatchTab, preferences: Preferences, paste: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._batch = batch
        self._preferences = preferences
        self.details = QAction(icon("panel-bottom"), self.tr("Details"), window)
        self.details.setObjectName("details")
        self.details.setShortcut("Ctrl+I")
        self.details.setCheckable(True)
        self.details.toggled.connect(lambda on: batch.show_details(shown=on))
        self.menu = QMenu(window)
        self.menu.setObjectName("main_menu")
        self.menu.setAccessibleName(self.tr("More"))
        self._fill(paste)

    def all_keys(self) -> list[tuple[str, str]]:
        """Every action and its key, those of the rows too."""
        listed = [
            *self._batch.row_menu.actions.values(),
            *self._window.actions(),
        ]
        native = QKeySequence.SequenceFormat.NativeText
        keys = [(_plain(one.text()), one.shortcut().toString(native)) for one in listed]
        keys += [
            (self.tr("Pause or resume"), "Space"),
            (self.tr("Go to the buttons of a row"), "← →"),
            (self.tr("Select all"), "Ctrl+A"),
        ]
        return [(words, key) for words, key in keys if key]

    def _fill(self, paste: Callable[[], None]) -> None:
        batch, menu = self._batch, self.menu
        bar = batch.add_bar
        self._add("paste", self.tr("Paste links"), "Ctrl+V", "clipboard-paste", paste)
        self._add(
            "add_files",
            self.tr("Add links from files…"),
            "Ctrl+O",
            "file-plus",
            batch.choose_files,
        )
        self._add(
            "choose_folder",
            self.tr("Choose a folder…"),
            "Ctrl+D",
            "folder",
            batch.choose_folder,
        )
        menu.addSeparator()
        for action in batch.list_actions.all():
            menu.addAction(action)
            self._window.addAction(action)
        menu.addSeparator()
        menu.addAction(self.details)
        self._window.addAction(self.details)
        view = menu.addMenu(icon("list"), self.tr("Go to"))
        view.setAccessibleName(self.tr("Go to"))
        for name, words, key, widget in (
            ("go_to_add", self.tr("Links to add"), "Ctrl+L", bar.field),
            ("go_to_list", self.tr("List"), "Ctrl+G", batch.view),
            ("go_to_search", self.tr("Search"), "Ctrl+F", batch.filter_bar.search),
            ("go_to_limit", self.tr("Downloads at once"), "Alt+O", batch.footer.limit),
        ):
            self._add(name, words, key, "", widget.setFocus, view)
        for number, group in enumerate(RowGroup, 1):
            words = self.tr("Show: {0}").format(batch.filter_bar.label(group))
            choose = partial(batch.filter_bar.choose, group)
            self._add(f"show_{group}", words, f"Alt+{number}", "", choose, view)
        self._fill_themes(menu.addMenu(icon("sun-moon"), self.tr("Theme")))
        menu.addSeparator()
        self._add("keys", self.tr("Keyboard shortcuts"), "F1", "keyboard", self._show_keys)
        self._add("about_spool", self.tr("About Spool"), "Shift+F1", "info", self._show_about)
        menu.addSeparator()
        self._add("quit", self.tr("Quit"), "Ctrl+Q", "log-out", self._window.close)

    def _fill_themes(self, menu: QMenu) -> None:
        menu.setAccessibleName(self.tr("Theme"))
        group = QActionGroup(menu)
        for theme, words in (
            (Theme.SYSTEM, self.tr("As the system")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
        ):
            action = menu.addAction(words)
            action.setObjectName(f"theme_{theme}")
            action.setCheckable(True)
            action.setChecked(theme is self._preferences.settings.theme)
            action.triggered.connect(partial(self._preferences.change, theme=theme))
            group.addAction(action)

    def _add(
        self,
        name: str,
        words: str,
        key: str,
        sign: str,
        act: Callable[[], object],
        menu: QMenu | None = None,
    ) -> None:
        action = QAction(words, self._window)
        if sign:
            action.setIcon(icon(sign))
        action.setObjectName(name)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(act)
        self._window.addAction(action)
        (menu or self.menu).addAction(action)

    def _show_keys(self) -> None:
        ShortcutsDialog(self._window, self.all_keys()).open()

    def _show_about(self) -> None:
        AboutDialog(self._window).open()


def _plain(words: str) -> str:
    return words.replace("&", "")
