"""The history as the window sees it: searched and exported on threads of their own."""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.core.stores import HistoryPage, StoreProblem
from app.storage import history_table
from app.storage.completed import MAX_SEARCH
from app.storage.database import reading
from app.storage.export import EndedError, export
from app.storage.history_search import UnreadableError, read_all, read_page
from app.storage.library import Library
from app.storage.problems import problem_of

log = logging.getLogger(__name__)

CLOSE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Ask:
    search: str
    offset: int
    count: int
    then: Callable[[HistoryPage], None]


class History:
    """What was downloaded, out of the library's file: a `HistoryStore`.

    A page is read while the library writes. Of pages that wait, those of the newest search are
    read; the others are never answered. `deliver` runs a callable on the queue's thread.
    """

    def __init__(self, library: Library, deliver: Callable[[Callable[[], None]], None]) -> None:
        self._library = library
        self._deliver = deliver
        self._is_open = False
        self._asks: list[_Ask] = []
        self._closing = threading.Event()
        self._wake = threading.Condition()
        self._reader: threading.Thread | None = None
        self._exports: list[threading.Thread] = []

    def page(
        self, search: str, offset: int, count: int, then: Callable[[HistoryPage], None]
    ) -> None:
        ask = _Ask(search[:MAX_SEARCH], max(0, offset), max(0, count), then)
        if self._is_open:
            self._read_later(ask)
        else:  # the library may have to bring the file to its newest version first
            self._library.change(lambda _cursor: False, partial(self._opened, ask))

    def forget(self, ids: Collection[str], then: Callable[[StoreProblem | None], None]) -> None:
        self._library.change(partial(history_table.forget, ids=tuple(ids)), then)

    def clear(self, then: Callable[[StoreProblem | None], None]) -> None:
        self._library.change(history_table.forget_all, then)

    def export(
        self, path: str, search: str, then: Callable[[int, StoreProblem | None], None]
    ) -> None:
        """Write them as CSV, in a thread of its own."""
        work = partial(self._export, Path(path), search[:MAX_SEARCH], then)
        thread = threading.Thread(target=work, name="history export", daemon=True)
        self._exports = [*(one for one in self._exports if one.is_alive()), thread]
        thread.start()

    def listen(self, changed: Callable[[], None]) -> None:
        self._library.listen(changed)

    def close(self, timeout: float = CLOSE_SECONDS) -> None:
        """Read no more, and end an export; wait for both for a bounded time."""
        self._closing.set()
        with self._wake:
            self._wake.notify()
        end = time.monotonic() + timeout
        for thread in (self._reader, *self._exports):
            if thread:
                thread.join(max(0.0, end - time.monotonic()))

    def _opened(self, ask: _Ask, problem: StoreProblem | None) -> None:
        self._is_open = problem is None
        if problem:
            ask.then(HistoryPage(0, ask.offset, (), problem))
        else:
            self._read_later(ask)

    def _read_later(self, ask: _Ask) -> None:
        with self._wake:
            self._asks = [*(one for one in self._asks if one.search == ask.search), ask]
            self._wake.notify()
        if self._reader is None:
            self._reader = threading.Thread(target=self._work, name="history", daemon=True)
            self._reader.start()

    def _work(self) -> None:
        while ask := self._next():
            try:
                self._answer(partial(ask.then, self._read(ask)))
            except UnreadableError as error:
                log.warning("%s", error)
                hide = partial(history_table.hide, numbers=error.numbers)
                self._library.change(hide, partial(self._opened, ask))

    def _next(self) -> _Ask | None:
        with self._wake:
            self._wake.wait_for(lambda: self._asks or self._closing.is_set())
            return None if self._closing.is_set() else self._asks.pop(0)

    def _read(self, ask: _Ask) -> HistoryPage:
        path = self._library.path
        try:
            with reading(path) as connection:
                return read_page(connection, ask.search, ask.offset, ask.count)
        except (sqlite3.Error, OSError) as error:
            log.warning("the history cannot be read: %s", error)
            return HistoryPage(0, ask.offset, (), problem_of(error, path))

    def _export(
        self, path: Path, search: str, then: Callable[[int, StoreProblem | None], None]
    ) -> None:
        count, problem = 0, None
        try:
            with reading(self._library.path) as connection:
                count = export(read_all(connection, search), path, self._closing.is_set)
        except (sqlite3.Error, OSError, ValueError) as error:  # ValueError: no possible path
            log.warning("the history cannot be exported: %s", error)
            problem = problem_of(error, path)
        except EndedError:
            problem = StoreProblem.FAILED
        self._answer(partial(then, count, problem))

    def _answer(self, call: Callable[[], None]) -> None:
        try:
            self._deliver(call)
        except Exception:
            log.exception("nobody took the history's answer")
