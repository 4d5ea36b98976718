"""The History tab over the real library on disk."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.download import Download
from app.core.settings import Settings
from app.core.stores import StoreProblem
from app.storage.history import History
from app.storage.library import Library
from app.ui.history.history_page import HistoryPage
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.qt_thread import QtThread
from app.ui.question import Question
from tests.ui.conftest import Surroundings
from tests.ui.test_history import entries, entry


class Shelf:
    """One start of the program: a library, its history, and the tab that shows it."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path) -> None:
        self.qtbot = qtbot
        self.problems: list[StoreProblem | None] = []
        thread = QtThread()
        self.library = Library(
            folder / "library.sqlite3",
            thread.post,
            lambda problem, _path: self.problems.append(problem),
        )
        self.history = History(self.library, thread.post)
        services = replace(Surroundings(folder).services, history=self.history, post=thread.post)
        preferences = Preferences(Settings(), lambda _settings: None, str(folder))
        self.page = HistoryPage(services, preferences, look)
        self.model, self.view = self.page.model, self.page.view
        qtbot.addWidget(self.page)
        self.page.resize(1000, 640)
        self.page.show()
        qtbot.waitExposed(self.page)

    def finish(self, rows: Sequence[Download]) -> None:
        """Let downloads have completed, and leave the list."""
        self.library.save(rows, deleted=[row.id for row in rows])

    def wait_for(self, count: int) -> None:
        """Until the tab shows so many."""
        self.qtbot.waitUntil(lambda: self.model.is_known and self.model.rowCount() == count)

    def seen(self, place: int) -> str:
        """The id of a row, once it has come."""
        index = self.model.index(place)
        self.qtbot.waitUntil(lambda: bool(index.data()))
        return self.model.id_at(place) or ""

    def press(self, key: Qt.Key) -> None:
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        self.view.setFocus()
        QTest.keyClick(self.view, key)

    def say_yes(self) -> None:
        """To the question that is asked."""
        (question,) = self.page.findChildren(Question)
        question.yes.click()

    def close(self) -> None:
        self.page.close_parts()
        self.history.close()
        self.library.close()


@pytest.fixture
def shelf(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(qtbot, look, tmp_path)
    yield shelf
    shelf.close()


def at(row: Download, finished: float) -> Download:
    return replace(row, finished=finished)


def test_what_completes_appears_by_itself_and_outlives_the_program(
    shelf: Shelf, qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    shelf.wait_for(0)
    assert shelf.page.pages.currentWidget() is shelf.page.nothing_yet
    shelf.finish([at(entry("first"), 1.0)])
    shelf.wait_for(1)
    shelf.finish([at(entry("second"), 2.0)])
    shelf.wait_for(2)
    assert [shelf.seen(0), shelf.seen(1)] == ["second", "first"]
    shelf.close()
    again = Shelf(qtbot, look, tmp_path)
    again.wait_for(2)
    assert [again.seen(0), again.seen(1)] == ["second", "first"]
    again.close()


def test_searching_removing_and_clearing(shelf: Shelf) -> None:
    rows = [
        at(entry("straße", title="Die Große Straße"), 1.0),
        *(at(row, 2.0 + n) for n, row in enumerate(entries(30))),
    ]
    shelf.finish(rows)
    shelf.wait_for(31)
    shelf.page.search.setText("GROSSE strasse")
    shelf.wait_for(1)
    assert shelf.seen(0) == "straße"
    shelf.view.select(["straße"], "straße")
    shelf.press(Qt.Key.Key_Delete)
    shelf.wait_for(0)
    shelf.page.search.clear()
    shelf.wait_for(30)
    shelf.page.clear.click()
    shelf.say_yes()
    shelf.wait_for(0)
    assert shelf.page.pages.currentWidget() is shelf.page.nothing_yet


def test_thousands_while_more_complete(shelf: Shelf) -> None:
    rows = [at(row, float(5000 - n)) for n, row in enumerate(entries(3000))]
    shelf.finish(rows)
    shelf.wait_for(3000)
    shelf.view.scrollTo(shelf.model.index(1500), shelf.view.ScrollHint.PositionAtTop)
    seen = shelf.seen(1500)
    shelf.view.select([seen], seen)
    for number in range(5):
        shelf.finish([at(entry(f"late{number}"), 9000.0 + number)])
    shelf.wait_for(3005)
    assert shelf.view.selected_ids() == [seen]
    assert shelf.model.place_of(seen) == 1505
    assert shelf.view.visible_places()[0] == 1505
    assert [shelf.seen(place) for place in (0, 4, 5, 3004)] == ["late4", "late0", "n2999", "n0"]


def test_all_but_one_of_thousands_are_removed(shelf: Shelf) -> None:
    shelf.finish([at(row, float(5000 - n)) for n, row in enumerate(entries(3000))])
    shelf.wait_for(3000)
    shelf.view.selectAll()
    deselect = shelf.view.selectionModel().SelectionFlag.Deselect
    shelf.view.selectionModel().select(shelf.model.index(0), deselect)
    shelf.press(Qt.Key.Key_Delete)
    shelf.say_yes()
    shelf.wait_for(1)
    assert shelf.seen(0) == "n2999"


def test_the_export_holds_what_was_searched_for(shelf: Shelf, tmp_path: Path) -> None:
    shelf.finish([entry("alpha"), entry("beta", title="=cmd()")])
    shelf.wait_for(2)
    shelf.page.search.setText("beta")
    shelf.wait_for(1)
    path = tmp_path / "history.csv"
    shelf.page._export_to(str(path))
    shelf.qtbot.waitUntil(shelf.page.toast.isVisible)
    with path.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert "https://www.example.org/beta" in row.values()
    assert "=cmd()" not in row.values(), "no formula for a spreadsheet"


def test_a_damaged_file_leaves_a_window_that_works(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"no database" * 1000)
    shelf = Shelf(qtbot, look, tmp_path)
    shelf.wait_for(0)
    shelf.finish([entry("new")])
    shelf.wait_for(1)
    assert StoreProblem.DAMAGED in shelf.problems
    shelf.close()
