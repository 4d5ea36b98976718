"""The History tab: what was downloaded, and all there is to do with it."""

from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.stores import StoreProblem
from app.ui.batch.empty_state import EmptyState
from app.ui.batch.search_field import SearchField
from app.ui.batch.thumbnails import Thumbnails
from app.ui.history import history_text
from app.ui.history.file_checks import FileChecks
from app.ui.history.history_actions import HistoryActions
from app.ui.history.history_menu import HistoryMenu
from app.ui.history.history_model import HistoryModel
from app.ui.history.history_view import HistoryView
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.toast import Toast
from app.ui.translation import QT_TRANSLATE_NOOP, counted
from app.ui.widgets import ElidedLabel, left_to_right, plain_button

_TYPING_MS = 150

_GO_TO = (
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_F),
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_G),
)


class HistoryPage(QWidget):
    """A search, the list, and what concerns all of it."""

    problem = Signal(str, str)  # a sentence, and a key
    batch_wanted = Signal()

    def __init__(self, services: Services, preferences: Preferences, look: Look) -> None:
        super().__init__()
        self._history = services.history
        self._preferences = preferences
        self._checks = FileChecks(services.post)
        self._thumbnails = Thumbnails(services.post, services.thumbnail_cache, self)
        self.model = HistoryModel(services.history, lambda row: self._checks.is_there(row) is False)
        self.view = HistoryView(self.model, look, self._thumbnails, self._checks)
        self.actions_of_rows = HistoryActions(services, preferences, self.model, self)
        self.menu = HistoryMenu(self.view, self.actions_of_rows)
        self.search = SearchField()
        self.search.setAccessibleName(self.tr("Search the history"))
        self.search.setMaximumWidth(340)
        self.count = ElidedLabel(tone="dim")
        self.count.setObjectName("history_count")
        self.export = self._button("export_history", self.tr("Export…"), "file-down")
        self.clear = self._button("clear_history", self.tr("Clear history…"), "trash-2")
        self._make_empty_states(look)
        self._lay_out()
        self.toast = Toast(self.pages)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._wire()
        self.refresh()
        self.model.refresh()

    def close_parts(self) -> None:
        """Stop what goes on behind the window."""
        self._thumbnails.close()
        self._checks.close()

    def event(self, event: QEvent) -> bool:
        """The keys that lead to a list and its search mean those of the page one is on."""
        if isinstance(event, QKeyEvent) and event.keyCombination() in _GO_TO:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                (self.search if event.key() == Qt.Key.Key_F else self.view).setFocus()
                return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if page := self.pages.currentWidget():
            page.setFocus()

    def refresh(self) -> None:
        """Show how many there are, or why there are none."""
        total = self.model.rowCount()
        self.count.setText(self._count_words(total))
        self.export.setEnabled(total > 0)
        self.clear.setEnabled(total > 0 or bool(self.model.search))
        self._show(self.view if total or not self.model.is_known else self._empty_state())

    def _empty_state(self) -> QWidget:
        if self.model.problem:
            self.unreadable.say(history_text.unreadable(self.model.problem))
            return self.unreadable
        return self.nothing_found if self.model.search else self.nothing_yet

    def _show(self, page: QWidget) -> None:
        if self.pages.currentWidget() is not page:
            had_focus = self.pages.isAncestorOf(self.focusWidget() or self)
            self.pages.setCurrentWidget(page)
            self.toast.raise_()
            if had_focus:
                page.setFocus()

    def _count_words(self, total: int) -> str:
        if not self.model.is_known:
            return ""
        one = QT_TRANSLATE_NOOP("History", "1 download")
        return counted("History", one, QT_TRANSLATE_NOOP("History", "%n downloads"), total)

    def _search(self) -> None:
        self.model.search_for(self.search.text().strip())

    def _search_for(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _ask_where_to(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the history"), self._preferences.folder)
        dialog.setObjectName("export_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{self.tr('Table')} (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(self.tr("Downloads.csv"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    def _export_to(self, path: str) -> None:
        self._history.export(path, self.model.search, partial(self._exported, path))

    def _exported(self, path: str, count: int, problem: StoreProblem | None) -> None:
        shown = left_to_right(path)
        if problem:
            self.problem.emit(history_text.not_exported(problem, shown), "export")
            return
        one = QT_TRANSLATE_NOOP("History", "1 download is in {0} now")
        many = QT_TRANSLATE_NOOP("History", "%n downloads are in {0} now")
        self.toast.say(counted("History", one, many, count).format(shown))

    def _make_empty_states(self, look: Look) -> None:
        self.nothing_yet = EmptyState(
            look,
            "history_empty",
            "history",
            self.tr("Nothing downloaded yet"),
            self.tr("What has been downloaded stays listed here, also when it leaves the batch."),
            self.tr("Go to the batch"),
        )
        self.nothing_found = EmptyState(
            look,
            "history_not_found",
            "search",
            self.tr("Nothing found"),
            self.tr("No download fits this search. It looks into titles, names, links and files."),
            self.tr("Show all"),
        )
        self.unreadable = EmptyState(
            look,
            "history_unreadable",
            "triangle-alert",
            self.tr("The history cannot be shown"),
            "",
            self.tr("Try again"),
        )

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.view, self.nothing_yet, self.nothing_found, self.unreadable):
            self.pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.search, 2)
        head.addSpacing(6)
        head.addWidget(self.count, 1)
        head.addWidget(self.export)
        head.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    def _wire(self) -> None:
        self._typing.timeout.connect(self._search)
        self.search.textChanged.connect(self._typing.start)
        self.search.left.connect(self.view.setFocus)
        self.view.typed.connect(self._search_for)
        self.model.refreshed.connect(self.refresh)
        self.export.clicked.connect(self._ask_where_to)
        self.clear.clicked.connect(self.actions_of_rows.ask_to_clear)
        self.nothing_yet.acted.connect(self.batch_wanted)
        self.nothing_found.acted.connect(self.search.clear)
        self.unreadable.acted.connect(self.model.refresh)
        self.actions_of_rows.said.connect(self.toast.say)
        self.actions_of_rows.batch_wanted.connect(self.batch_wanted)

    def _button(self, name: str, words: str, sign: str) -> QPushButton:
        button = plain_button(words, words, sign)
        button.setObjectName(name)
        return button
