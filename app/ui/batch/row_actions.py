"""Carries out what is asked for rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.core.choices import Choices, Quality
from app.core.download import Download, DownloadRequest, Place
from app.core.download_queue import DownloadQueue
from app.ui import open_files
from app.ui.batch.remedies import remedy_of
from app.ui.batch.row_action import RowAction
from app.ui.batch.slices import MANY_AT_ONCE, Slices
from app.ui.preferences import Preferences
from app.ui.text import Remedy


class ShownRows(Protocol):
    """Where the rows are shown, and in which order."""

    def flush(self) -> None:
        """Show what has changed now."""

    def neighbour(self, ids: Sequence[str], step: int) -> str | None:
        """The id that rows go before when they move one up (-1) or down (+1); None for last."""


class RowActions(QObject):
    """One place where buttons, keys and menus come together."""

    failed = Signal(str)  # a sentence
    log_wanted = Signal(str)  # the id of a row
    settings_wanted = Signal(str)  # the code of what they would help against
    check_wanted = Signal(list)  # the ids of rows that wait
    engine_wanted = Signal(list)  # the ids of rows that a newer one may help
    folder_wanted = Signal(list)  # the ids of rows that cannot be written where they should be

    def __init__(
        self,
        queue: DownloadQueue,
        model: ShownRows,
        slices: Slices,
        files: open_files.FileOpener,
        preferences: Preferences,
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._slices = slices
        self._queue = queue
        self._model = model
        self._files = files
        self._in_order: Mapping[RowAction, Callable[[Sequence[str]], None]] = {
            RowAction.RESUME: queue.resume,
            RowAction.SAVE_HERE: queue.places.bring_here,
            RowAction.RUN_IN_CLOUD: partial(queue.places.move, place=Place.CLOUD),
            RowAction.RUN_HERE: partial(queue.places.move, place=Place.THIS_COMPUTER),
        }

    def fitting(self, ids: Sequence[str]) -> set[RowAction]:
        """What makes sense for at least one of these rows."""
        # Thousands may be chosen, but they come in few kinds.
        kinds = {_kind(row): row for i in ids if (row := self._queue.find(i))}
        rows = list(kinds.values())
        return {action for action in RowAction if any(self._fits(action, row) for row in rows)}

    def do(self, action: RowAction, ids: Sequence[str]) -> None:
        """Carry it out for those rows it fits, and show it at once."""
        rows = [row for i in ids if (row := self._queue.find(i)) and self._fits(action, row)]
        if rows:
            self._do(action, rows)
            self._model.flush()

    def change_request(
        self, ids: Sequence[str], change: Callable[[DownloadRequest], DownloadRequest]
    ) -> None:
        """Run rows again in another way, in the place where they stand."""
        self._queue.redirect(ids, change)
        self._model.flush()

    def change_choices(self, ids: Sequence[str], choices: Choices) -> None:
        """Fetch rows in another form."""
        self._slices.do(partial(self._queue.change_choices, choices=choices), ids)

    def _fits(self, action: RowAction, row: Download) -> bool:
        needs_service = action is RowAction.RUN_IN_CLOUD
        return action.fits(row) and (self._preferences.has_service or not needs_service)

    def _do(self, action: RowAction, rows: Sequence[Download]) -> None:
        ids = [row.id for row in rows]
        queue = self._queue
        if act := self._in_order.get(action):
            self._slices.do(act, ids)
            return
        match action:
            case RowAction.PAUSE:
                self._slices.do(queue.pause, ids, from_the_end=True)
            case RowAction.CANCEL:
                self._slices.do(queue.cancel, ids, from_the_end=True)
            case RowAction.RETRY:
                queue.retry_staggered(ids)
            case RowAction.AGAIN:
                queue.retry(ids)
            case RowAction.CHECK:
                self.check_wanted.emit(ids)
            case RowAction.REMOVE:
                self._slices.do(queue.remove, ids, from_the_end=True, at_once=MANY_AT_ONCE)
            case RowAction.PUT_FIRST | RowAction.MOVE_UP | RowAction.MOVE_DOWN:
                self._move(action, ids)
            case RowAction.COPY_LINK:
                QGuiApplication.clipboard().setText("\n".join(row.request.url for row in rows))
            case _:
                self._do_once(action, rows)

    def _move(self, action: RowAction, ids: Sequence[str]) -> None:
        if action is RowAction.PUT_FIRST:
            self._queue.put_first(ids)
        else:
            step = -1 if action is RowAction.MOVE_UP else +1
            self._queue.move(ids, self._model.neighbour(ids, step))

    def _do_once(self, action: RowAction, rows: Sequence[Download]) -> None:
        """What would be a nuisance for many at once is done for one."""
        row = rows[0]
        path = str(Path(row.request.folder, row.update.file_name))
        match action:
            case RowAction.OPEN:
                self._files.open(path, self._failure(self.tr("The file is not there any more.")))
            case RowAction.SHOW_IN_FOLDER:
                self._files.show_in_folder(path, self._failure(self.tr("The folder is gone.")))
            case RowAction.OPEN_PAGE:
                self._open_page(row)
            case RowAction.REMEDY:
                self._remedy(rows)
            case _:
                raise AssertionError(action)

    def _remedy(self, rows: Sequence[Download]) -> None:
        """The remedy of the first, for all who have the same where it makes them run again."""
        has_service = self._preferences.has_service
        row, remedy = rows[0], remedy_of(rows[0], has_service=has_service)
        ids = [one.id for one in rows if remedy_of(one, has_service=has_service) is remedy]
        match remedy:
            case Remedy.OPEN_PAGE:
                self._open_page(row)
            case Remedy.OPEN_FOLDER:
                gone = self._failure(self.tr("The folder is gone."))
                self._files.open(row.request.folder, gone)
            case Remedy.CHOOSE_FOLDER:
                self.folder_wanted.emit(ids)
            case Remedy.BEST_QUALITY:
                self.change_request(ids, _in_best_quality)
            case Remedy.WHOLE_VIDEO:
                self.change_request(ids, partial(replace, section=None))
            case Remedy.TRY_HERE | Remedy.TRY_IN_CLOUD:
                self._slices.do(self._in_order[_ELSEWHERE[remedy]], ids)
            case Remedy.OPEN_SETTINGS:
                self.settings_wanted.emit(row.update.error)
            case Remedy.UPDATE_ENGINE:
                self.engine_wanted.emit(ids)
            case Remedy.SHOW_LOG:
                self.log_wanted.emit(row.id)
            case _:
                self._queue.retry(ids)

    def _open_page(self, row: Download) -> None:
        if not open_files.open_page(row.request.url):
            self.failed.emit(self.tr("There is no browser that opens this page."))

    def _failure(self, sentence: str) -> Callable[[], None]:
        return partial(self.failed.emit, sentence)


_ELSEWHERE = {
    Remedy.TRY_HERE: RowAction.RUN_HERE,
    Remedy.TRY_IN_CLOUD: RowAction.RUN_IN_CLOUD,
}


def _kind(row: Download) -> tuple[object, ...]:
    """What decides over what can be done with a row."""
    update = row.update
    there = row.place, row.is_in_cloud
    return update.state, row.asked, update.error, bool(update.file_name), *there


def _in_best_quality(request: DownloadRequest) -> DownloadRequest:
    return replace(request, choices=replace(request.choices, quality=Quality.BEST), format="")
