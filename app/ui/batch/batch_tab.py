"""The Batch tab: a list of downloads and all there is to do with it."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.links import Links
from app.core.preflight import Summary
from app.core.queue_events import Added
from app.ui.batch import outcome
from app.ui.batch.add_bar import AddBar
from app.ui.batch.cloud_rows import known_speed
from app.ui.batch.cloud_watch import CloudWatch
from app.ui.batch.cost_line import CostLine
from app.ui.batch.detail_pane import DetailPane
from app.ui.batch.empty_state import EmptyState
from app.ui.batch.filter_bar import FilterBar
from app.ui.batch.footer import Footer
from app.ui.batch.list_actions import ListActions
from app.ui.batch.log_book import LogBook
from app.ui.batch.offer import Found, Offer, OfferReader
from app.ui.batch.preflight_bar import PreflightBar
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_actions import RowActions
from app.ui.batch.row_menu import RowMenu
from app.ui.batch.row_model import TICK_MS, RowModel
from app.ui.batch.row_view import RowView
from app.ui.batch.slices import Slices
from app.ui.batch.thumbnails import Thumbnails
from app.ui.engine_remedy import EngineRemedy
from app.ui.folder_dialog import ask_for_folder
from app.ui.look import Look
from app.ui.open_files import FileOpener
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.toast import Toast

_FREE_MS = 1000


class BatchTab(QWidget):
    """Add bar, filters, list, details and footer, wired to the queue."""

    problem = Signal(str, str)  # a sentence, and a key
    problem_over = Signal(str)  # the key

    settings_wanted = Signal(str)  # the code of what they would help against
    preset_editor_wanted = Signal()

    def __init__(self, services: Services, preferences: Preferences, look: Look) -> None:
        super().__init__()
        queue = self._queue = services.queue
        post = services.post
        self._preferences = preferences
        self._free_bytes = services.free_bytes
        self._held: set[str] = set()
        self._logs = LogBook()
        self._reader = OfferReader(post)
        self._cloud = CloudWatch(services.cloud, preferences, self)
        self.model = RowModel(queue, standing=lambda: services.cloud.standing)
        self._thumbnails = Thumbnails(post, services.thumbnail_cache, self)
        self.view = RowView(self.model, look, self._thumbnails, self._cloud)
        self._files = FileOpener(post)
        slices = Slices(self)
        slices.turned.connect(self.model.flush)
        self.row_actions = RowActions(queue, self.model, slices, self._files, preferences)
        self.row_menu = RowMenu(self.view, self.row_actions, preferences)
        self.list_actions = ListActions(queue, slices)
        self.add_bar = AddBar(preferences)
        self.filter_bar = FilterBar()
        self.cost = CostLine(queue, preferences)
        self.footer = Footer(preferences, look, services.cloud)
        self._preflight = services.preflight
        self.preflight_bar = PreflightBar()
        self.details = DetailPane(self._logs, services.describe_command, preferences, self._cloud)
        self.details.hide()
        self._make_empty_states(look)
        self._lay_out()
        self.toast = Toast(self.pages)
        self._engine = EngineRemedy(services.engine, self)
        self._wire()
        self._log_tick = QTimer(self, singleShot=True, interval=TICK_MS)
        self._log_tick.timeout.connect(self._show_current)
        self._free_timer = QTimer(self, interval=_FREE_MS)
        self._free_timer.timeout.connect(self.show_free)
        self._free_timer.start()
        self.refresh()
        self.show_free()

    def offer(self, offer: Offer) -> None:
        """Add the links in anything that was typed, pasted or dropped."""
        if not offer.is_empty:
            self._reader.read(offer, self._add)

    def take_log(self, download_id: str, line: str) -> None:
        """Keep a line of a download's log."""
        self._logs.take(download_id, line)
        if self.details.isVisible() and not self._log_tick.isActive():
            self._log_tick.start()

    def mark_held(self, folder: str, *, held: bool) -> None:
        """Remember whether nothing starts in a folder for want of room."""
        (self._held.add if held else self._held.discard)(folder)
        self.show_free()

    def show_details(self, *, shown: bool) -> None:
        """Open or close the detail pane."""
        had_focus = self.details.isAncestorOf(self.focusWidget() or self)
        self.details.setVisible(shown)
        if shown:
            self._show_current()
            # Once the pane has taken its room.
            QTimer.singleShot(0, self.view.show_current)
        elif had_focus:
            self.view.setFocus()

    def choose_folder(self) -> None:
        """Ask for the folder of what is added next."""
        ask_for_folder(
            self, self._preferences.folder, lambda path: self._preferences.change(folder=path)
        )

    def choose_files(self) -> None:
        """Ask for files with links in them, and add these."""
        dialog = QFileDialog(self, self.tr("Add links from files"), self._preferences.folder)
        dialog.setObjectName("files_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        lists = self.tr("Files with links")
        every = self.tr("All files")
        dialog.setNameFilters([f"{lists} (*.txt *.csv *.url *.webloc *.desktop)", f"{every} (*)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda paths: self.offer(Offer(files=tuple(paths))))
        dialog.open()

    def save_state(self) -> QByteArray:
        return self.splitter.saveState()

    def restore_state(self, state: QByteArray) -> None:
        self.splitter.restoreState(state)

    def close_parts(self) -> None:
        """Stop what goes on behind the window."""
        self._reader.close()
        self._thumbnails.close()

    def _say_expanded(self, title: str, added: int, duplicates: int, truncated: bool) -> None:
        line = outcome.expanded_line(title, added, duplicates, truncated=truncated)
        self.toast.say(line)

    def refresh(self) -> None:
        """Show how the list stands: counts, totals, details and what can be done."""
        totals = self._queue.totals()
        speed = known_speed(totals, self._queue.running(), self._cloud.standing)
        totals = replace(totals, bytes_per_second=speed)
        self.filter_bar.show_counts(totals.counts)
        self.footer.show_totals(totals)
        self.list_actions.show_totals(totals)
        page: QWidget = self.view
        if not len(self._queue):
            page = self.nothing_yet
        elif not self.model.rowCount(QModelIndex()):
            page = self.nothing_found
        if self.pages.currentWidget() is not page:
            had_focus = self.view.hasFocus()
            self.pages.setCurrentWidget(page)
            self.toast.raise_()
            if had_focus and page is self.nothing_yet:
                self.add_bar.field.setFocus()
        self._show_current()

    def show_free(self) -> None:
        """Show how much room is left."""
        folder = self._preferences.folder
        self.footer.show_free(self._free_bytes(folder), low=folder in self._held)

    def _add(self, found: Found) -> None:
        for name, why in found.refused[:3]:
            self.problem.emit(outcome.refused_line(name, why), "")
        if not found.links.urls:
            if not found.refused:
                self.toast.say(outcome.nothing_line(found.links))
            return
        requests = [self._preferences.request(url) for url in found.links.urls]
        then = partial(self._added, found.links)
        self._queue.add(requests, place=self._preferences.place, then=then)

    def _added(self, links: Links, added: Added) -> None:
        line = outcome.added_line(added, links)
        if added.problem is not None:
            self.problem.emit(line, "add")
            return
        self.problem_over.emit("add")
        self.toast.say(line)
        if not self.view.hasFocus():  # who is in the list stays there
            self.view.reveal(added.ids)

    def _show_current(self) -> None:
        if self.details.isVisible():
            self.details.show_row(self.view.current_row())

    def _check(self, ids: list[str]) -> None:
        self.preflight_bar.expect()
        self._preflight.check(ids)
        self.model.flush()

    def _show_summary(self, summary: Summary | None) -> None:
        self.preflight_bar.show_summary(summary, self._free_bytes(self._preferences.folder))

    def _filter(self) -> None:
        self.model.set_filter(self.filter_bar.filter)
        self.refresh()

    def _search_for(self, text: str) -> None:
        self.filter_bar.search.setFocus()
        self.filter_bar.search.setText(text)

    def show_log_of(self, download_id: str) -> None:
        """Select a row, and open its details at its log."""
        self.view.select([download_id], download_id)
        self.show_details(shown=True)
        self.details.log.setFocus()

    def _put_elsewhere(self, ids: list[str]) -> None:
        def chosen(path: str) -> None:
            self.row_actions.change_request(ids, partial(replace, folder=path))

        ask_for_folder(self, self._preferences.folder, chosen)

    def _update_engine(self, ids: list[str]) -> None:
        self._engine.update(partial(self.row_actions.do, RowAction.RETRY, ids))

    def _open_folder(self, folder: str) -> None:
        sentence = self.tr("The folder is not there yet. It is made when it is needed.")
        self._files.open(folder, partial(self.toast.say, sentence))

    def _make_empty_states(self, look: Look) -> None:
        self.nothing_yet = EmptyState(
            look,
            "empty",
            "download",
            self.tr("Nothing to download yet"),
            self.tr("Paste links above, or drop links, text or files with links on this window."),
            self.tr("Add links from a file…"),
        )
        self.nothing_found = EmptyState(
            look,
            "not_found",
            "search",
            self.tr("Nothing here"),
            self.tr("No download in the list fits this filter and search."),
            self.tr("Show all"),
        )

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.view, self.nothing_yet, self.nothing_found):
            self.pages.addWidget(page)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("splitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pages)
        self.splitter.addWidget(self.details)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setSizes([310, 240])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.add_bar)
        column.addWidget(self.filter_bar)
        column.addWidget(self.preflight_bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.cost)
        column.addWidget(self.footer)

    def _wire(self) -> None:
        self.add_bar.entered.connect(self.offer)
        self.add_bar.folder_wanted.connect(self.choose_folder)
        self.add_bar.folder_to_open.connect(self._open_folder)
        self.add_bar.presets_wanted.connect(self.preset_editor_wanted)
        self.row_menu.presets_wanted.connect(self.preset_editor_wanted)
        self.filter_bar.filter_changed.connect(self._filter)
        self.nothing_yet.acted.connect(self.choose_files)
        self.nothing_found.acted.connect(self.filter_bar.clear)
        self.model.refreshed.connect(self.refresh)
        self.model.list_became_entries.connect(self._say_expanded)
        self.model.rows_moved_by_hand.connect(self._queue.move)
        self.view.typed.connect(self._search_for)
        self.filter_bar.search.left.connect(self.view.setFocus)
        self.view.chosen_changed.connect(self._show_current)
        self._cloud.changed.connect(self.refresh)
        self.details.pressed_action.connect(
            lambda action, i: self.row_actions.do(RowAction(action), [i])
        )
        self.row_actions.failed.connect(self.toast.say)
        self.row_actions.settings_wanted.connect(self.settings_wanted)
        self.footer.cloud.settings_wanted.connect(self.settings_wanted)
        self.row_actions.log_wanted.connect(self.show_log_of)
        self.row_actions.folder_wanted.connect(self._put_elsewhere)
        self.row_actions.check_wanted.connect(self._check)
        self.row_actions.engine_wanted.connect(self._update_engine)
        self._engine.said.connect(self.toast.say)
        self.list_actions.check_wanted.connect(self._check)
        self.preflight_bar.stop_wanted.connect(self._preflight.stop)
        self._preflight.listen(self._show_summary)
        self._preferences.changed.connect(self.show_free)
