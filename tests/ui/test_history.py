"""The History tab, with a history in memory."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.core.download import Download, DownloadRequest, DownloadState, DownloadUpdate
from app.core.settings import Settings
from app.core.stores import HistoryPage as Page
from app.core.stores import StoreProblem
from app.ui import open_files
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_layout import ROW_HEIGHT
from app.ui.batch.row_source import ROW_ROLE
from app.ui.history import file_checks
from app.ui.history.history_model import PAGE
from app.ui.history.history_page import HistoryPage
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.question import Question
from app.ui.tabs import Tab
from tests.ui.conftest import Stage, Surroundings

SHIFT = Qt.KeyboardModifier.ShiftModifier


def entry(name: str, folder: str = "/videos", **fields: object) -> Download:
    """A finished download."""
    update = DownloadUpdate(
        id=name,
        run=1,
        seq=9,
        state=DownloadState.COMPLETED,
        title=f"Video {name}",
        uploader="Somebody",
        file_name=f"{name}.mp4",
        size=92_000_000,
        format_label="1080p MP4",
    )
    update = replace(update, **fields)  # type: ignore[arg-type]  # any field
    request = DownloadRequest(f"https://www.example.org/{name}", folder=folder)
    return Download(name, request, 1.0, 900.0, update, finished=1000.0)


def entries(count: int, *, first: int = 0) -> list[Download]:
    """The newest first, as the history gives them."""
    return [entry(f"n{number}") for number in range(first + count - 1, first - 1, -1)]


class Room:
    """The tab, and what a person does in it."""

    def __init__(self, qtbot: QtBot, look: Look, folder: Path, around: Surroundings) -> None:
        self.qtbot = qtbot
        self.around = around
        self.history = around.history
        self.desk = around.desk
        self.desk.queue.load()
        preferences = Preferences(Settings(), lambda _settings: None, str(folder))
        self.page = HistoryPage(around.services, preferences, look)
        self.problems: list[str] = []
        self.went_to_batch: list[bool] = []
        self.page.problem.connect(lambda sentence, _key: self.problems.append(sentence))
        self.page.batch_wanted.connect(lambda: self.went_to_batch.append(True))
        qtbot.addWidget(self.page)
        self.page.resize(1000, 640)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.view, self.model = self.page.view, self.page.model

    def have(self, rows: list[Download]) -> None:
        """Let these be what was downloaded."""
        self.history.put(rows)
        self.settle()

    def settle(self) -> None:
        """Until what is seen is there."""

        def seen() -> bool:
            self.view.viewport().repaint()
            return all(self.model.row_at(place) for place in self.view.visible_places())

        self.qtbot.waitUntil(seen)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.view.setFocus()
        QTest.keyClick(self.view, key, modifier or Qt.KeyboardModifier.NoModifier)

    def press(self, download_id: str, action: RowAction) -> None:
        """Click a painted button."""
        area = self.view.buttons.area(download_id, action)
        assert area.isValid(), f"{action} is not offered"
        QTest.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())

    def answer(self, yes: bool) -> None:
        """Answer the question that is asked."""
        (question,) = self.page.findChildren(Question)
        QTest.mouseClick(question.yes if yes else question.cancel, Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: not self.page.findChildren(Question))
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)

    def at_top(self) -> str | None:
        """The row that is uppermost."""
        return self.model.id_at(self.view.visible_places()[0])

    def toast(self) -> str:
        return self.page.toast.text() if self.page.toast.isVisible() else ""

    def links_in_batch(self) -> list[str]:
        return [row.request.url.rpartition("/")[2] for row in self.desk.queue]


@pytest.fixture
def room(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[Room]:
    room = Room(qtbot, look, tmp_path, Surroundings(tmp_path))
    yield room
    room.page.close_parts()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened by the system."""
    paths: list[str] = []

    def take(_opener: object, path: str, _failed: Callable[[], None]) -> None:
        paths.append(path)

    monkeypatch.setattr(open_files.FileOpener, "open", take)
    monkeypatch.setattr(open_files.FileOpener, "show_in_folder", take)
    return paths


def test_nothing_yet_leads_to_the_batch(room: Room) -> None:
    assert room.page.pages.currentWidget() is room.page.nothing_yet
    assert not room.page.export.isEnabled()
    assert not room.page.clear.isEnabled()
    room.page.nothing_yet.button.click()
    assert room.went_to_batch == [True]


def test_rows_are_there_the_newest_first(room: Room) -> None:
    room.have(entries(3))
    assert room.page.pages.currentWidget() is room.view
    assert [room.model.id_at(place) for place in range(3)] == ["n2", "n1", "n0"]
    assert room.page.count.text() == "3 downloads"


def test_a_row_is_heard_as_one_sentence(room: Room) -> None:
    room.have([entry("a")])
    words = room.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("Video a, Somebody, example.org, ")
    assert "92 MB, 1080p MP4, " in words
    assert "/videos" in words


def test_list_lost_on_exit(room: Room, qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    room.have(entries(3))
    again = Room(qtbot, look, tmp_path, room.around)
    assert again.page.count.text() == "3 downloads", "a new window shows them all"
    again.page.close_parts()


def test_searching_and_finding_nothing(room: Room) -> None:
    room.have([entry("alpha"), entry("beta")])
    room.view.setFocus()
    room.key(Qt.Key.Key_B)
    assert room.page.search.hasFocus()
    QTest.keyClicks(room.page.search, "eta")
    room.qtbot.waitUntil(lambda: room.model.rowCount() == 1)
    assert room.model.id_at(0) == "beta"
    room.page.search.setText("nothing like it")
    room.qtbot.waitUntil(lambda: room.page.pages.currentWidget() is room.page.nothing_found)
    room.page.nothing_found.button.click()
    room.qtbot.waitUntil(lambda: room.model.rowCount() == 2)
    assert room.page.pages.currentWidget() is room.view


def test_a_search_that_is_overtaken_does_not_show_its_answer(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[Callable[[Page], None]] = []

    def page(search: str, _offset: int, _count: int, then: Callable[[Page], None]) -> None:
        if search == "slow":
            held.append(then)
        else:
            then(Page(1, 0, (entry("quick"),)))

    monkeypatch.setattr(room.history, "page", page)
    room.model.search_for("slow")
    room.model.search_for("quick")
    held[0](Page(1, 0, (entry("slow"),)))
    assert room.model.id_at(0) == "quick"


def test_open_show_and_again_by_button(room: Room, opened: list[str]) -> None:
    room.have([entry("a")])
    room.press("a", RowAction.OPEN)
    room.press("a", RowAction.SHOW_IN_FOLDER)
    assert opened == [str(Path("/videos/a.mp4"))] * 2
    room.press("a", RowAction.AGAIN)
    assert room.links_in_batch() == ["a"]
    (row,) = room.desk.queue
    assert row.request.again
    assert room.went_to_batch == [True]


def test_everything_by_keyboard(room: Room, opened: list[str]) -> None:
    room.have(entries(3))
    room.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert room.view.selected_ids() == ["n2"]
    room.key(Qt.Key.Key_Down)
    room.key(Qt.Key.Key_Return)
    assert opened == [str(Path("/videos/n1.mp4"))]
    room.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "https://www.example.org/n1"
    room.key(Qt.Key.Key_Right)
    room.key(Qt.Key.Key_Return)
    assert room.links_in_batch() == ["n1"], "the first button of the row"
    room.key(Qt.Key.Key_Delete)
    assert [row.id for row in room.history.rows] == ["n2", "n0"]
    assert room.toast() == "Removed from the history. The files stay."


def test_what_is_removed_leaves_the_keys_a_row(room: Room) -> None:
    room.have(entries(4))
    room.view.select(["n3"], "n3")
    for left in (["n2", "n1", "n0"], ["n1", "n0"]):
        room.key(Qt.Key.Key_Delete)
        assert [row.id for row in room.history.rows] == left
        assert room.view.selected_ids() == left[:1]


def test_the_keys_have_a_row_as_soon_as_the_list_is_read(room: Room) -> None:
    room.view.setFocus()
    room.have(entries(3))
    assert room.view.selected_ids() == ["n2"]
    room.key(Qt.Key.Key_Escape)
    room.have(entries(4))
    assert room.view.selected_ids() == []


def test_folders_are_named_as_people_know_them(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    room.have([entry("n1", folder="/home/ada/Videos"), entry("n0", folder="/mnt/Videos")])
    assert str(Path("~/Videos")) in room.model.index(0).data()
    assert "/mnt/Videos" in room.model.index(1).data()


def test_the_keys_for_list_and_search_stay_on_this_page(room: Room) -> None:
    room.have(entries(2))
    elsewhere: list[bool] = []
    for keys in ("Ctrl+F", "Ctrl+G"):
        QShortcut(QKeySequence(keys), room.page, lambda: elsewhere.append(True))
    control = Qt.KeyboardModifier.ControlModifier
    room.key(Qt.Key.Key_F, control)
    assert room.page.search.hasFocus()
    QTest.keyClick(room.page.search, Qt.Key.Key_G, control)
    assert room.view.hasFocus()
    assert elsewhere == []


def test_what_is_still_in_the_batch_runs_again_there(room: Room) -> None:
    room.have([entry("a")])
    room.desk.add("x", "y")
    room.press("a", RowAction.AGAIN)
    room.press("a", RowAction.AGAIN)
    assert room.links_in_batch() == ["x", "y", "a"]
    assert room.toast() == "It is in the batch already, and not done yet."


def test_several_are_removed_after_a_question(room: Room) -> None:
    room.have(entries(5))
    room.view.select(["n4", "n3"], "n4")
    room.key(Qt.Key.Key_Delete)
    room.answer(yes=False)
    assert len(room.history.rows) == 5
    room.key(Qt.Key.Key_Delete)
    room.answer(yes=True)
    assert [row.id for row in room.history.rows] == ["n2", "n1", "n0"]
    assert room.model.rowCount() == 3


def test_what_comes_in_while_it_is_asked_is_not_removed_instead(room: Room) -> None:
    room.have(entries(5))
    room.view.select(["n4", "n3", "n1"], "n4")
    room.key(Qt.Key.Key_Delete)
    room.have(entries(7))
    room.answer(yes=True)
    assert [row.id for row in room.history.rows] == ["n6", "n5", "n2", "n0"]


def test_nothing_is_removed_when_the_list_is_another_by_then(room: Room) -> None:
    room.have(entries(5))
    room.view.select(["n4", "n3"], "n4")
    room.key(Qt.Key.Key_Delete)
    room.have(entries(5, first=7))
    room.answer(yes=True)
    assert len(room.history.rows) == 5
    assert room.toast() == "The history has changed meanwhile. Please choose again."


def test_what_was_being_asked_is_asked_again_after_rows_were_brought_together(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.have(entries(2000))
    waiting: list[Callable[[], None]] = []
    real = room.history.page

    def late(search: str, offset: int, count: int, then: Callable[[Page], None]) -> None:
        waiting.append(lambda: real(search, offset, count, then))

    monkeypatch.setattr(room.history, "page", late)
    room.history.put(entries(2001))  # it asks what is new
    far = room.model.index(1500)
    assert far.data(ROW_ROLE) is None
    room.model.hold()
    room.model.release()
    while waiting:
        waiting.pop(0)()
    assert room.model.rowCount() == 2001
    room.model.index(1500).data(ROW_ROLE)
    room.model.hold()
    room.model.release()
    while waiting:
        waiting.pop(0)()
    assert room.model.index(1500).data(ROW_ROLE) is not None


def test_several_again_and_their_links(room: Room) -> None:
    room.have(entries(3))
    room.view.selectAll()
    room.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    links = QGuiApplication.clipboard().text().splitlines()
    assert links == [f"https://www.example.org/n{n}" for n in (2, 1, 0)]
    room.key(Qt.Key.Key_F5, SHIFT)
    assert room.links_in_batch() == ["n2", "n1", "n0"]


def test_many_again_only_after_a_question(room: Room) -> None:
    room.have(entries(200))
    room.view.selectAll()
    room.key(Qt.Key.Key_F5, SHIFT)
    room.answer(yes=False)
    assert room.links_in_batch() == []
    room.key(Qt.Key.Key_F5, SHIFT)
    room.answer(yes=True)
    assert room.links_in_batch() == [f"n{n}" for n in reversed(range(200))]


def test_clearing_asks_first(room: Room) -> None:
    room.have(entries(3))
    room.page.clear.click()
    room.answer(yes=False)
    assert len(room.history.rows) == 3
    room.page.clear.click()
    room.answer(yes=True)
    assert room.history.rows == []
    assert room.page.pages.currentWidget() is room.page.nothing_yet


def test_what_cannot_be_removed_stays_and_says_why(room: Room) -> None:
    room.have(entries(2))
    room.view.select(["n1"], "n1")
    room.history.problem = StoreProblem.DISK_FULL
    room.key(Qt.Key.Key_Delete)
    assert room.toast() == "The disk is full: the history could not be changed."
    assert room.model.rowCount() == 2


def test_a_history_that_cannot_be_read_says_so(room: Room) -> None:
    room.history.problem = StoreProblem.DAMAGED
    room.model.refresh()
    assert room.page.pages.currentWidget() is room.page.unreadable
    room.history.problem = None
    room.history.rows = entries(2)
    (button,) = room.page.findChildren(QPushButton, "act_history_unreadable")
    button.click()
    assert room.page.pages.currentWidget() is room.view


def test_export_says_where_and_how_many(room: Room, tmp_path: Path) -> None:
    room.have(entries(3))
    room.model.search_for("n1")
    QTest.mouseClick(room.page.export, Qt.MouseButton.LeftButton)
    (dialog,) = room.page.findChildren(QFileDialog, "export_dialog")
    path = str(tmp_path / "list.csv")
    dialog.fileSelected.emit(path)
    dialog.close()
    assert room.history.exported == [(path, "n1")]
    assert room.toast().startswith("1 download is in ")
    room.history.problem = StoreProblem.NO_PERMISSION
    room.page._export_to(path)
    assert room.problems[0].startswith("Nothing was exported: ")
    assert "cannot be written" in room.problems[0]


# A hundred thousand rows


def test_a_hundred_thousand_rows_fetch_only_what_is_seen(room: Room) -> None:
    room.have(entries(100_000))
    room.history.asked.clear()
    bar = room.view.verticalScrollBar()
    steps = 20
    for step in range(steps + 1):
        bar.setValue(bar.maximum() * step // steps)
        room.view.viewport().repaint()
    room.settle()
    assert room.model.rowCount() == 100_000
    assert room.model.id_at(99_999) == "n0"
    assert len(room.history.asked) <= 2 * (steps + 1)
    assert all(count == PAGE for _search, _offset, count in room.history.asked)
    at_hand = sum(1 for place in range(100_000) if room.model.row_at(place))
    assert at_hand <= 10 * PAGE


def test_scrolling_past_pages_does_not_fetch_them_all(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.have(entries(20_000))
    waiting: list[Callable[[], None]] = []
    asked: list[int] = []
    answer = room.history.page

    def slowly(search: str, offset: int, count: int, then: Callable[[Page], None]) -> None:
        asked.append(offset)
        waiting.append(lambda: answer(search, offset, count, then))

    monkeypatch.setattr(room.history, "page", slowly)
    for place in range(1000, 19_000, 100):
        room.view.scrollTo(room.model.index(place))
        room.view.viewport().repaint()
    assert len(asked) == 1, "one at a time"
    while waiting:
        waiting.pop(0)()
    assert len(asked) <= 5
    assert all(room.model.row_at(place) for place in room.view.visible_places())


def test_new_ones_come_in_on_top_and_nothing_moves(room: Room) -> None:
    room.have(entries(500))
    room.view.scrollTo(room.model.index(300), room.view.ScrollHint.PositionAtTop)
    room.settle()
    room.view.select(["n199", "n198"], "n198")
    seen = room.at_top()
    room.have([*entries(3, first=500), *entries(500)])
    assert room.model.rowCount() == 503
    assert room.at_top() == seen
    assert room.view.selected_ids() == ["n199", "n198"]
    room.view.scrollToTop()
    room.settle()
    assert [room.model.id_at(place) for place in range(4)] == ["n502", "n501", "n500", "n499"]


def test_at_the_top_new_ones_are_seen(room: Room) -> None:
    room.have(entries(300))
    room.have(entries(301))
    assert room.at_top() == "n300"


def test_no_row_is_lost_while_the_list_changes_under_the_scrolling(room: Room) -> None:
    rows = entries(1000)
    room.have(rows)
    for place in range(0, 1000, 150):
        room.view.scrollTo(room.model.index(place))
        room.view.viewport().repaint()
        del rows[place // 2]
        rows.insert(0, entry(f"new{place}"))
        room.history.rows = list(rows)  # nobody is told: the next page shows it
        room.view.viewport().repaint()
    room.model.refresh()
    assert room.model.rowCount() == len(rows)
    for place, row in enumerate(rows):
        room.model.index(place).data()
        assert room.model.id_at(place) == row.id


def test_one_that_was_downloaded_again_goes_to_the_top(room: Room) -> None:
    rows = entries(50)
    room.have(rows)
    room.view.select(["n40"], "n40")
    room.have([rows[30], *rows[:30], *rows[31:]])
    assert room.model.id_at(0) == rows[30].id
    assert [room.model.id_at(place) for place in range(1, 50)] == [
        row.id for row in [*rows[:30], *rows[31:]]
    ]
    assert room.view.selected_ids() == ["n40"]


def test_removing_all_but_one_of_many(room: Room) -> None:
    room.have(entries(5000))
    room.view.selectAll()
    room.view.selectionModel().select(
        room.model.index(0), room.view.selectionModel().SelectionFlag.Deselect
    )
    room.key(Qt.Key.Key_Delete)
    room.answer(yes=True)
    assert [row.id for row in room.history.rows] == ["n4999"]
    assert room.model.rowCount() == 1


def test_a_change_while_rows_are_brought_together_stops_it(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.have(entries(5000))
    room.view.selectAll()
    real = room.history.page

    def changing(search: str, offset: int, count: int, then: Callable[[Page], None]) -> None:
        room.history.rows = room.history.rows[1:]
        real(search, offset, count, then)

    monkeypatch.setattr(room.history, "page", changing)
    room.key(Qt.Key.Key_F5, SHIFT)
    room.answer(yes=True)
    assert room.toast() == "The history has changed meanwhile. Please choose again."
    assert room.links_in_batch() == []


# Files that are gone


def test_a_row_whose_file_is_gone_says_so(room: Room, tmp_path: Path) -> None:
    (tmp_path / "here.mp4").touch()
    room.have([entry("here", str(tmp_path)), entry("gone", str(tmp_path))])
    place = room.model.place_of("gone")
    assert place is not None
    index = room.model.index(place)
    room.qtbot.waitUntil(lambda: "The file is gone from" in index.data())
    assert "The file is gone" not in room.model.index(0).data()
    assert not room.view.buttons.area("gone", RowAction.OPEN).isValid()
    assert room.view.buttons.area("gone", RowAction.AGAIN).isValid()


def test_a_drive_that_hangs_holds_nothing_up_and_says_nothing(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()
    real = file_checks.is_file_there

    def hanging(path: str) -> bool:
        if "hanging" in path:
            release.wait(30)
        return real(path)

    monkeypatch.setattr(file_checks, "is_file_there", hanging)
    try:
        room.have([entry("stuck", str(tmp_path / "hanging")), entry("gone", str(tmp_path))])
        index = room.model.index(1)
        room.qtbot.waitUntil(lambda: "The file is gone" in index.data())
        assert "The file is gone" not in room.model.index(0).data()
    finally:
        release.set()
    room.qtbot.waitUntil(lambda: "The file is gone" in room.model.index(0).data())


def test_only_rows_that_are_seen_are_looked_for(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(path: str) -> bool:
        looked.append(path)
        return True

    monkeypatch.setattr(file_checks, "is_file_there", look)
    room.have(entries(1000))
    fitting = room.view.viewport().height() // ROW_HEIGHT
    room.qtbot.waitUntil(lambda: len(looked) >= fitting)
    assert len(looked) <= fitting + 2


def test_a_double_click_opens(room: Room, opened: list[str]) -> None:
    room.have(entries(2))
    point = room.view.visualRect(room.model.index(1)).topLeft() + QPoint(150, 20)
    QTest.mouseDClick(room.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert opened == [str(Path("/videos/n0.mp4"))]


def test_the_tab_in_its_window_leads_back_to_the_batch(stage: Stage) -> None:
    stage.around.history.put([entry("a")])
    stage.window.pages.show_tab(Tab.HISTORY)
    (page,) = stage.window.findChildren(HistoryPage)
    stage.qtbot.waitUntil(lambda: page.model.row_at(0) is not None)
    area = page.view.buttons.area("a", RowAction.AGAIN)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert stage.batch.isVisible()
    assert stage.shown() == "a"
