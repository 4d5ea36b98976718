"""Carries out what is asked for rows of the history."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, QObject, QPersistentModelIndex, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.download import Download
from app.core.queue_events import Added
from app.core.stores import StoreProblem
from app.ui import open_files
from app.ui.batch.row_action import RowAction
from app.ui.history import history_text
from app.ui.history.collecting import Collecting, Spans
from app.ui.history.file_checks import path_of
from app.ui.history.history_model import HistoryModel
from app.ui.preferences import Preferences
from app.ui.question import Question
from app.ui.services import Services
from app.ui.text import not_added

ACTIONS = (
    RowAction.OPEN,
    RowAction.SHOW_IN_FOLDER,
    RowAction.AGAIN,
    RowAction.OPEN_PAGE,
    RowAction.COPY_LINK,
    RowAction.REMOVE,
)
"""What can be done with rows of the history."""

MANY = 20
"""More than this are only downloaded again after asking."""

_FOR_ONE = frozenset({RowAction.OPEN, RowAction.SHOW_IN_FOLDER, RowAction.OPEN_PAGE})
"""What would be a nuisance for many at once."""


class HistoryActions(QObject):
    """One place where buttons, keys and menus come together."""

    said = Signal(str)  # a sentence
    batch_wanted = Signal()

    def __init__(
        self, services: Services, preferences: Preferences, model: HistoryModel, over: QWidget
    ) -> None:
        super().__init__(over)
        self._preferences = preferences
        self._history = services.history
        self._queue = services.queue
        self._files = open_files.FileOpener(services.post)
        self._model = model
        self._over = over

    def do(self, action: RowAction, spans: Spans, current: Download | None) -> None:
        """Carry it out for the rows at these places, or for the current one."""
        count = sum(last + 1 - first for first, last in spans)
        if action in _FOR_ONE:
            if current is not None and action.fits(current):
                self._do_once(action, current)
            elif current is not None and current.is_in_cloud:
                self.said.emit(self.tr("The file is still in the cloud."))
        elif action is RowAction.REMOVE and count > 1:
            self._ask_to_remove(spans, count)
        elif action is RowAction.AGAIN and count > MANY:
            self._ask_to_fetch(spans, count)
        elif count:
            self._collect(spans, partial(self.do_for, action))

    def do_for(self, action: RowAction, rows: Sequence[Download]) -> None:
        """Carry it out for these rows."""
        match action:
            case RowAction.AGAIN:
                requests = [replace(row.request, again=True) for row in rows]
                place = self._preferences.place
                self._queue.add(requests, place=place, then=self._added)
            case RowAction.COPY_LINK:
                links = "\n".join(row.request.url for row in rows)
                QGuiApplication.clipboard().setText(links)
            case RowAction.REMOVE:
                self._forget([row.id for row in rows])
            case _:
                self._do_once(action, rows[0])

    def ask_to_clear(self) -> None:
        """Take everything out of the history, after asking."""
        Question(
            self._over,
            self.tr("Clear the whole history?"),
            self.tr("The files stay where they are."),
            self.tr("Clear history"),
            self._clear,
        ).open()

    def _ask_to_remove(self, spans: Spans, count: int) -> None:
        everything = count == self._model.rowCount() and not self._model.search
        if everything:
            self.ask_to_clear()
            return
        Question(
            self._over,
            self.tr("Remove {0} downloads from the history?").format(QLocale().toString(count)),
            self.tr("The files stay where they are."),
            self.tr("Remove"),
            self._collect_later(spans, partial(self.do_for, RowAction.REMOVE)),
        ).open()

    def _ask_to_fetch(self, spans: Spans, count: int) -> None:
        Question(
            self._over,
            self.tr("Download {0} videos again?").format(QLocale().toString(count)),
            self.tr("They are added to the batch."),
            self.tr("Download again"),
            self._collect_later(spans, partial(self.do_for, RowAction.AGAIN)),
        ).open()

    def _collect_later(
        self, spans: Spans, then: Callable[[list[Download]], None]
    ) -> Callable[[], None]:
        """The same for an answer: while a question is open, rows move as others come in on top."""
        index = self._model.index
        ends = [[QPersistentModelIndex(index(place)) for place in span] for span in spans]

        def collect() -> None:
            if all(end.isValid() for span in ends for end in span):
                self._collect([(first.row(), last.row()) for first, last in ends], then)
            else:
                self._say_changed()

        return collect

    def _collect(self, spans: Spans, then: Callable[[list[Download]], None]) -> None:
        Collecting(self._history, self._model, then, self._say_changed).go(spans)

    def _say_changed(self) -> None:
        self.said.emit(self.tr("The history has changed meanwhile. Please choose again."))

    def _added(self, added: Added) -> None:
        if added.problem is not None:
            self.said.emit(not_added(added.problem))
        elif added.ids:
            self.batch_wanted.emit()
        else:
            self.said.emit(self.tr("It is in the batch already, and not done yet."))

    def _forget(self, ids: list[str]) -> None:
        self._model.hold()
        self._history.forget(ids, partial(self._forgotten, ids))

    def _forgotten(self, ids: list[str], problem: StoreProblem | None) -> None:
        if problem is None:
            self._model.take_out(ids)
        self._model.release()
        self._say_gone(problem, self.tr("Removed from the history. The files stay."))

    def _clear(self) -> None:
        self._history.clear(self._cleared)

    def _cleared(self, problem: StoreProblem | None) -> None:
        self._model.refresh()
        self._say_gone(problem, self.tr("The history is empty now. The files stay."))

    def _say_gone(self, problem: StoreProblem | None, done: str) -> None:
        self.said.emit(history_text.not_changed(problem) if problem else done)

    def _do_once(self, action: RowAction, row: Download) -> None:
        match action:
            case RowAction.OPEN:
                gone = self.tr("The file is not there any more.")
                self._files.open(path_of(row), partial(self.said.emit, gone))
            case RowAction.SHOW_IN_FOLDER:
                gone = self.tr("The folder is gone.")
                self._files.show_in_folder(path_of(row), partial(self.said.emit, gone))
            case RowAction.OPEN_PAGE:
                if not open_files.open_page(row.request.url):
                    self.said.emit(self.tr("There is no browser that opens this page."))
            case _:
                raise AssertionError(action)
