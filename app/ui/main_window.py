"""The window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app.core.executor import ProbeUpdate
from app.core.settings import Settings
from app.ui.batch.offer import Offer, can_offer, offer_of
from app.ui.drop_overlay import DropOverlay
from app.ui.header import Header
from app.ui.look import Look
from app.ui.pages import Pages
from app.ui.preferences import Preferences
from app.ui.problem_notices import ProblemNotices
from app.ui.services import Services
from app.ui.tabs import Tab
from app.ui.window_actions import WindowActions
from app.ui.window_dialogs import WindowDialogs
from app.ui.window_state import WindowState

_LEAVE_MS = 60


class MainWindow(QMainWindow):
    """Header, notices and the three tabs; takes drops anywhere."""

    closed = Signal()

    def __init__(
        self,
        services: Services,
        settings: Settings,
        *,
        look: Look,
        save_settings: Callable[[Settings], None],
    ) -> None:
        super().__init__()
        self._services = services
        self._look = look
        self.preferences = Preferences(settings, save_settings, services.default_folder)
        self.may_close: Callable[[], bool] = lambda: True
        self.setObjectName("main_window")
        self.setWindowTitle("Spool")
        self.setAcceptDrops(True)
        self.setMinimumHeight(400)  # its width follows from the texts, however long they are
        self.notices = ProblemNotices()
        self.dialogs = WindowDialogs(self, services, self.preferences, look)
        self.pages = Pages(
            services, self.preferences, look, notices=self.notices, dialogs=self.dialogs
        )
        self.batch = self.pages.batch
        self.commands = WindowActions(self, self.pages, self.preferences, self.dialogs, self._paste)
        self.header = Header(self.batch.list_actions.often(), self.commands.menu)
        self._lay_out()
        self._overlay = DropOverlay(self, look)
        self._leaving = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leaving.timeout.connect(self._overlay.hide)
        self._state = WindowState(services.state_file)
        self._limit = settings.parallel_limit
        self._wire()
        look.choose(settings.theme)
        self._restore()

    # What the application asks

    def take_log(self, download_id: str, line: str) -> None:
        """Keep a line of a download's log for the detail pane."""
        self.batch.take_log(download_id, line)

    def take_probe(self, update: ProbeUpdate) -> None:
        """A piece of an answer to any probe, for the page that may have asked."""
        self.pages.take_probe(update)

    def add_arguments(self, arguments: Sequence[str]) -> None:
        """Add links and files from a command line or a second start; files by their whole path."""
        files = tuple(one for one in arguments if Path(one).is_absolute())
        links = [one for one in arguments if one not in files]
        self.pages.offer(Offer("\n".join(links), files=files))

    def bring_to_front(self) -> None:
        """Show the window, whatever has become of it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def held(self, folder: str, *, held: bool) -> None:
        """Say that nothing starts in a folder for want of room, and when that is over."""
        self.batch.mark_held(folder, held=held)
        self.notices.show_held(folder, held=held)

    # Drops and pastes

    def _paste(self) -> None:
        self.pages.offer(offer_of(QGuiApplication.clipboard().mimeData()))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is None and can_offer(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._leaving.stop()
            self._overlay.cover()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        # Between two parts of the window a drag leaves the one before it enters the other.
        self._leaving.start()

    def dropEvent(self, event: QDropEvent) -> None:
        self._overlay.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.pages.offer(offer_of(event.mimeData()))

    # Opening and closing

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._state.keep(
            {
                "geometry": self.saveGeometry(),
                "splitter": self.batch.save_state(),
                "details": str(int(self.commands.details.isChecked())),
                "tab": self.pages.tab,
            }
        )
        self.pages.close_parts()
        super().closeEvent(event)
        self.closed.emit()

    def _restore(self) -> None:
        self._state.place(self)
        splitter: QByteArray = self._state.data("splitter")
        if not splitter.isEmpty():
            self.batch.restore_state(splitter)
        self.commands.details.setChecked(self._state.text("details") == "1")
        tab = self._state.text("tab")
        self.pages.show_tab(Tab(tab) if tab in list(Tab) else Tab.BATCH)
        if self.pages.tab is Tab.BATCH:
            self.batch.add_bar.field.setFocus()

    def _apply_preferences(self) -> None:
        settings = self.preferences.settings
        self._look.choose(settings.theme)
        if settings.parallel_limit != self._limit:
            self._limit = settings.parallel_limit
            self._services.queue.set_parallel_limit(self._limit)

    # Building

    def _wire(self) -> None:
        self.header.tabs.chosen.connect(lambda tab: self.pages.show_tab(Tab(tab)))
        self.pages.tab_shown.connect(lambda tab: self.header.show_tab(Tab(tab)))
        self.batch.details.close_wanted.connect(lambda: self.commands.details.setChecked(False))
        self.preferences.changed.connect(self._apply_preferences)

    def _lay_out(self) -> None:
        notices = QWidget()
        line = QVBoxLayout(notices)
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(self.notices)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(notices)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
