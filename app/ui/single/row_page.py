"""Follows the download that was started here, and carries out what its buttons say."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent

from app.core.download import Download
from app.ui.batch.cloud_rows import is_stale
from app.ui.batch.cloud_watch import CloudWatch
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_actions import RowActions
from app.ui.batch.slices import Slices
from app.ui.batch.thumbnails import Thumbnails
from app.ui.engine_remedy import EngineRemedy
from app.ui.folder_dialog import ask_for_folder
from app.ui.look import Look
from app.ui.open_files import FileOpener
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.single.row_panel import RowPanel, RowWatch

_SECOND_MS = 1000


class RowPage(RowPanel):
    """A `RowPanel` that is wired to the queue."""

    said = Signal(str)  # a sentence
    log_wanted = Signal(str)  # the id of the row
    settings_wanted = Signal(str)  # the code of what they would help against

    def __init__(
        self, services: Services, preferences: Preferences, look: Look, thumbnails: Thumbnails
    ) -> None:
        super().__init__(look, thumbnails, CloudWatch(services.cloud, preferences))
        self._cloud.setParent(self)
        self._cloud.changed.connect(self._show_again)
        self._seconds = QTimer(self, interval=_SECOND_MS)
        self._seconds.timeout.connect(self._show_again)
        self._preferences = preferences
        self._watch = RowWatch(self.show_row, self._removed)
        services.queue.listen(self._watch)
        files = FileOpener(services.post)
        self._actions = RowActions(services.queue, _OneRow(), Slices(self), files, preferences)
        self._actions.failed.connect(self.said)
        self._actions.log_wanted.connect(self.log_wanted)
        self._actions.settings_wanted.connect(self.settings_wanted)
        self._actions.folder_wanted.connect(self._put_elsewhere)
        self._engine = EngineRemedy(services.engine, self)
        self._engine.said.connect(self.said)
        self._actions.engine_wanted.connect(self._update_engine)
        self.pressed.connect(self._do)

    def show_new(self, row: Download, note: str = "") -> None:
        self._watch.id = row.id
        super().show_new(row, note)

    def show_row(self, row: Download) -> None:
        super().show_row(row)
        # While nothing is heard, only how long that is so changes.
        if is_stale(row, self._cloud.standing) and self.isVisible():
            self._seconds.start()
        else:
            self._seconds.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_again()

    def _show_again(self) -> None:
        if self.row is not None:
            self.show_row(self.row)

    def _do(self, action: str) -> None:
        self.note.hide()
        self._actions.do(RowAction(action), [self._watch.id])

    def _put_elsewhere(self, ids: list[str]) -> None:
        def chosen(path: str) -> None:
            self._actions.change_request(ids, partial(replace, folder=path))

        ask_for_folder(self, self._preferences.folder, chosen)

    def _update_engine(self, ids: list[str]) -> None:
        self._engine.update(partial(self._actions.do, RowAction.RETRY, ids))

    def _removed(self) -> None:
        self.said.emit(self.tr("It is not in the list any more."))
        self.another_wanted.emit()


class _OneRow:
    """The order of a single row: it is shown as soon as it changes, and has no neighbours."""

    def flush(self) -> None: ...

    def neighbour(self, ids: Sequence[str], step: int) -> str | None:
        del ids, step
        return None
