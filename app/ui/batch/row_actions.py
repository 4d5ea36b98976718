"""Carries out what is asked for rows."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.core.download import Download, DownloadRequest, Quality
from app.core.download_queue import DownloadQueue
from app.core.queue_events import Added
from app.ui import open_files
from app.ui.batch.row_action import RowAction, remedy_of
from app.ui.batch.row_model import RowModel
from app.ui.text import Remedy, not_added


class RowActions(QObject):
    """One place where buttons, keys and menus come together."""

    failed = Signal(str)  # a sentence
    log_wanted = Signal(str)  # the id of a row
    folder_wanted = Signal(str)  # the id of a row that cannot be written where it should be

    def __init__(self, queue: DownloadQueue, model: RowModel) -> None:
        super().__init__()
        self._queue = queue
        self._model = model

    def fitting(self, ids: Sequence[str]) -> set[RowAction]:
        """What makes sense for at least one of these rows."""
        # Thousands may be chosen, but they come in few kinds.
        kinds = {
            (row.update.state, row.asked, row.update.error, bool(row.update.file_name)): row
            for i in ids
            if (row := self._queue.find(i))
        }
        rows = list(kinds.values())
        return {action for action in RowAction if any(action.fits(row) for row in rows)}

    def do(self, action: RowAction, ids: Sequence[str]) -> None:
        """Carry it out for those rows it fits, and show it at once."""
        rows = [row for i in ids if (row := self._queue.find(i)) and action.fits(row)]
        if rows:
            self._do(action, rows)
            self._model.flush()

    def request_anew(self, row: Download, request: DownloadRequest) -> None:
        """Put another request in the place of a failed row's."""
        if request.key == row.request.key:
            # The list takes no link twice, so the old row must go first.
            self._queue.remove([row.id])
            self._queue.add([request], list_name=row.list_name, then=partial(self._replaced, None))
        else:
            self._queue.add(
                [request],
                list_name=row.list_name,
                after=row.id,
                then=partial(self._replaced, row.id),
            )

    def _do(self, action: RowAction, rows: Sequence[Download]) -> None:
        ids = [row.id for row in rows]
        queue = self._queue
        match action:
            case RowAction.PAUSE:
                queue.pause(ids)
            case RowAction.RESUME:
                queue.resume(ids)
            case RowAction.CANCEL:
                queue.cancel(ids)
            case RowAction.RETRY:
                queue.retry_staggered(ids) if len(ids) > 1 else queue.retry(ids)
            case RowAction.REMOVE:
                queue.remove(ids)
            case RowAction.PUT_FIRST:
                queue.put_first(ids)
            case RowAction.MOVE_UP:
                queue.move(ids, self._model.neighbour(ids, -1))
            case RowAction.MOVE_DOWN:
                queue.move(ids, self._model.neighbour(ids, +1))
            case RowAction.COPY_LINK:
                QGuiApplication.clipboard().setText("\n".join(row.request.url for row in rows))
            case _:
                self._do_for_first(action, rows[0])

    def _do_for_first(self, action: RowAction, row: Download) -> None:
        """What would be a nuisance for many at once is done for one."""
        path = str(Path(row.request.folder, row.update.file_name))
        match action:
            case RowAction.OPEN:
                self._check(open_files.open_path(path), self.tr("The file is not there any more."))
            case RowAction.SHOW_IN_FOLDER:
                self._check(open_files.show_in_folder(path), self.tr("The folder is gone."))
            case RowAction.OPEN_PAGE:
                self._open_page(row)
            case RowAction.REMEDY:
                self._remedy(row)
            case _:
                raise AssertionError(action)

    def _remedy(self, row: Download) -> None:
        match remedy_of(row):
            case Remedy.OPEN_PAGE:
                self._open_page(row)
            case Remedy.OPEN_FOLDER:
                opened = open_files.open_path(row.request.folder)
                self._check(opened, self.tr("The folder is gone."))
            case Remedy.CHOOSE_FOLDER:
                self.folder_wanted.emit(row.id)
            case Remedy.BEST_QUALITY:
                self.request_anew(row, replace(row.request, quality=Quality.BEST))
            case Remedy.SHOW_LOG:
                self.log_wanted.emit(row.id)
            case _:
                self._queue.retry([row.id])

    def _open_page(self, row: Download) -> None:
        opened = open_files.open_page(row.request.url)
        self._check(opened, self.tr("There is no browser that opens this page."))

    def _check(self, done: bool, sentence: str) -> None:
        if not done:
            self.failed.emit(sentence)

    def _replaced(self, old: str | None, added: Added) -> None:
        if added.problem is not None:
            self.failed.emit(not_added(added.problem))
        elif old is not None:
            self._queue.remove([old])
