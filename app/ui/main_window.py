"""The window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app.core.download import DownloadRequest
from app.core.download_queue import DownloadQueue
from app.core.settings import Settings, SettingsProblem
from app.core.stores import StoreProblem
from app.ui import text
from app.ui.batch.batch_tab import BatchTab
from app.ui.batch.offer import Offer, can_offer, offer_of
from app.ui.drop_overlay import DropOverlay
from app.ui.header import Header
from app.ui.look import Look
from app.ui.notices import Notices
from app.ui.preferences import Preferences
from app.ui.window_actions import WindowActions

_STORE_KEY = "store"
_LEAVE_MS = 60


class MainWindow(QMainWindow):
    """Header, notices and the Batch tab; takes drops anywhere."""

    def __init__(  # noqa: PLR0913 - all that the window needs of the application, by name
        self,
        queue: DownloadQueue,
        settings: Settings,
        *,
        look: Look,
        save_settings: Callable[[Settings], None],
        describe_command: Callable[[DownloadRequest], str],
        free_bytes: Callable[[str], int | None],
        default_folder: str,
        state_file: str,
        thumbnail_cache: str,
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__()
        self._queue = queue
        self._look = look
        self._state_file = state_file
        self.preferences = Preferences(settings, save_settings, default_folder)
        self.setObjectName("main_window")
        self.setWindowTitle("Spool")
        self.setAcceptDrops(True)
        self.batch = BatchTab(
            queue,
            self.preferences,
            look,
            describe_command=describe_command,
            free_bytes=free_bytes,
            thumbnail_cache=thumbnail_cache,
            post=post,
        )
        self.notices = Notices()
        self.commands = WindowActions(self, self.batch, self.preferences, self._paste)
        buttons = self.batch.list_actions.all()[:3]
        self.header = Header(self.tr("Batch"), buttons, self.commands.menu)
        self._lay_out()
        self._overlay = DropOverlay(self, look)
        self._leaving = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._leaving.timeout.connect(self._overlay.hide)
        self.batch.problem.connect(self.notices.show_notice)
        self.batch.problem_over.connect(self.notices.dismiss)
        self.batch.details.close_wanted.connect(lambda: self.commands.details.setChecked(False))
        self.preferences.changed.connect(self._apply_preferences)
        look.choose(settings.theme)
        self._limit = settings.parallel_limit
        self._restore()
        self.batch.add_bar.field.setFocus()

    # What the application asks

    def take_log(self, download_id: str, line: str) -> None:
        """Keep a line of a download's log for the detail pane."""
        self.batch.take_log(download_id, line)

    def add_arguments(self, arguments: Sequence[str]) -> None:
        """Add links and files from a command line or a second start; files by their whole path."""
        files = tuple(one for one in arguments if Path(one).is_absolute())
        links = [one for one in arguments if one not in files]
        self.batch.offer(Offer("\n".join(links), files=files))

    def bring_to_front(self) -> None:
        """Show the window, whatever has become of it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def notify(self, sentence: str) -> None:
        """Show a problem until it is dismissed."""
        self.notices.show_notice(sentence)

    def store_problem(self, problem: StoreProblem | None, path: str) -> None:
        """Say what happened to the saved list; None once saving works again."""
        if problem is None:
            self.notices.dismiss(_STORE_KEY)
        else:
            lasting = problem in (
                StoreProblem.DAMAGED,
                StoreProblem.NEWER,
                StoreProblem.UNREAD_ROWS,
            )
            sentence = text.store_problem(problem, path)
            self.notices.show_notice(sentence, "" if lasting else _STORE_KEY)

    def held(self, folder: str, *, held: bool) -> None:
        """Say that nothing starts in a folder for want of room, and when that is over."""
        key = f"held {folder}"
        self.batch.mark_held(folder, held=held)
        if held:
            self.notices.show_notice(text.held(folder), key)
        else:
            self.notices.dismiss(key)

    def settings_problem(self, problem: SettingsProblem) -> None:
        """Say what happened to the settings file."""
        self.notices.show_notice(text.settings_problem(problem))

    # Drops and pastes

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
        self.batch.offer(offer_of(event.mimeData()))

    def _paste(self) -> None:
        self.batch.offer(offer_of(QGuiApplication.clipboard().mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._state_file:
            state = QSettings(self._state_file, QSettings.Format.IniFormat)
            state.setValue("geometry", self.saveGeometry())
            state.setValue("splitter", self.batch.save_state())
            state.setValue("details", int(self.commands.details.isChecked()))
            state.sync()
        self.batch.close_parts()
        super().closeEvent(event)

    def _restore(self) -> None:
        self.resize(1100, 760)
        self.setMinimumHeight(400)  # its width follows from the texts, however long they are
        if not self._state_file:
            return
        state = QSettings(self._state_file, QSettings.Format.IniFormat)
        if geometry := state.value("geometry"):
            self.restoreGeometry(geometry)
        if splitter := state.value("splitter"):
            self.batch.restore_state(splitter)
        self.commands.details.setChecked(str(state.value("details")) == "1")

    def _apply_preferences(self) -> None:
        settings = self.preferences.settings
        self._look.choose(settings.theme)
        if settings.parallel_limit != self._limit:
            self._limit = settings.parallel_limit
            self._queue.set_parallel_limit(self._limit)

    # Building

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
        column.addWidget(self.batch, 1)
        self.setCentralWidget(centre)
