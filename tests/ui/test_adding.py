"""Links typed, pasted and dropped become rows."""

from dataclasses import replace
from pathlib import Path
from queue import Queue
from threading import Event, Thread, current_thread

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.choices import AudioFormat, Choices, Quality
from app.core.links import Links
from app.core.stores import StoreProblem
from app.ui.batch.offer import Found, Offer, OfferReader, Refusal, look_into, offer_of
from tests.ui.conftest import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
_BUTTON = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier
_COPY = Qt.DropAction.CopyAction


def _enter(widget: QWidget, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(20, 20), _COPY, data, _BUTTON, _NONE)
    QApplication.sendEvent(widget, event)
    return event


def _drop(widget: QWidget, data: QMimeData) -> None:
    """A whole drag from outside, ending over `widget`."""
    assert _enter(widget, data).isAccepted()
    QApplication.sendEvent(widget, QDragMoveEvent(QPoint(21, 21), _COPY, data, _BUTTON, _NONE))
    event = QDropEvent(QPointF(21, 21), _COPY, data, _BUTTON, _NONE)
    QApplication.sendEvent(widget, event)
    assert event.isAccepted()


def _text(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def _urls(*urls: QUrl) -> QMimeData:
    data = QMimeData()
    data.setUrls(list(urls))
    return data


def _wait_for(stage: Stage, shown: str) -> None:
    stage.qtbot.waitUntil(lambda: stage.shown() == shown, timeout=5000)


def test_what_was_added_comes_into_sight(stage: Stage) -> None:
    stage.desk.add(*(str(number) for number in range(40)))
    assert stage.view.visible_places().start == 0
    stage.batch.offer(Offer("https://example.org/x https://example.org/y"))
    stage.qtbot.waitUntil(lambda: stage.model.rowCount() == 42)
    assert 41 in stage.view.visible_places()
    stage.view.scrollToTop()
    stage.view.setFocus()
    stage.batch.offer(Offer("https://example.org/z"))
    stage.qtbot.waitUntil(lambda: stage.model.rowCount() == 43)
    assert stage.view.visible_places().start == 0, "who is in the list stays where they are"


def test_enter_adds_and_says_so(stage: Stage) -> None:
    field = stage.batch.add_bar.field
    QTest.keyClicks(field, "https://example.org/a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    _wait_for(stage, "a")
    assert stage.toast() == "Added 1"
    assert field.text() == ""
    QTest.keyClicks(field, "https://example.org/a")
    QTest.mouseClick(stage.batch.add_bar.add_button, _BUTTON)
    stage.qtbot.waitUntil(lambda: stage.toast() == "Added 0, skipped 1 duplicate")


def test_what_is_no_link_is_said(stage: Stage) -> None:
    QTest.keyClicks(stage.batch.add_bar.field, "javascript:alert(1)")
    QTest.keyClick(stage.batch.add_bar.field, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: "no link" in stage.toast())
    assert stage.shown() == ""


def test_a_paste_of_several_lines_adds_at_once(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("https://example.org/a\nhttps://example.org/b\nno\n")
    field = stage.batch.add_bar.field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
    _wait_for(stage, "ab")
    assert stage.toast() == "Added 2, 1 is no link"
    assert field.text() == ""


def test_a_paste_of_one_link_goes_into_the_field(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("https://example.org/a")
    field = stage.batch.add_bar.field
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert field.text() == "https://example.org/a"


def test_a_paste_into_the_list_adds(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("see https://example.org/a")
    stage.desk.add("z")
    stage.view.setFocus()
    QTest.keyClick(stage.view, Qt.Key.Key_V, CONTROL)
    _wait_for(stage, "za")


@pytest.mark.parametrize("target", ["window", "list", "field"])
def test_links_dropped_anywhere(stage: Stage, target: str) -> None:
    widget: QWidget = stage.window
    shown = "ab"
    if target == "list":
        stage.desk.add("z")
        widget, shown = stage.view.viewport(), "zab"
    elif target == "field":
        widget = stage.batch.add_bar.field
    _drop(widget, _text("https://example.org/a https://example.org/b"))
    _wait_for(stage, shown)


def test_a_list_of_addresses_out_of_a_browser(stage: Stage) -> None:
    _drop(stage.window, _urls(QUrl("https://example.org/a"), QUrl("https://example.org/b")))
    _wait_for(stage, "ab")


def test_a_passage_of_a_page_is_read_by_its_markup(stage: Stage) -> None:
    data = _text("Look here and there")
    data.setHtml(
        '<p>Look <a href="https://example.org/a">here</a> and '
        '<a href="https://example.org/b">there</a></p>'
    )
    _drop(stage.window, data)
    _wait_for(stage, "ab")
    assert stage.toast() == "Added 2"


def test_several_files_at_once(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://example.org/a\n")
    (tmp_path / "b.url").write_text("[InternetShortcut]\nURL=https://example.org/b\n")
    (tmp_path / "c.csv").write_text("name,link\nx,https://example.org/c\n")
    (tmp_path / "d.mp4").write_bytes(b"no")
    files = [
        QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "b.url", "c.csv", "d.mp4")
    ]
    _drop(stage.window, _urls(*files))
    _wait_for(stage, "abc")
    assert "d.mp4" in stage.window.notices.texts()[0]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("folder", None, Refusal.FOLDER),
        ("film.mkv", b"x", Refusal.MEDIA),
        ("data.bin", bytes(range(256)) * 40, Refusal.BINARY),
        ("gone.txt", b"", Refusal.UNREADABLE),
    ],
)
def test_what_gives_no_links_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes | None, why: Refusal
) -> None:
    path = tmp_path / name
    if content is None:
        path.mkdir()
    elif content:
        path.write_bytes(content)
    found = look_into(Offer(files=(str(path),)))
    assert found.refused == ((name, why),)
    assert not found.links.urls


def test_a_long_text_is_read_in_blocks_without_losing_a_link() -> None:
    lines = [f"https://example.org/{n} " + "x" * 300 for n in range(3000)]
    found = look_into(Offer("\n".join([*lines, lines[0], "no link"])))
    assert found.links.urls == tuple(f"https://example.org/{n}" for n in range(3000))
    assert (found.links.duplicates, found.links.not_links) == (1, 1)


def test_the_end_of_the_program_waits_for_no_file_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on a drive that was removed."""
    threads: Queue[Thread] = Queue()
    answers = Event()

    def hang(_offer: Offer) -> Found:
        threads.put(current_thread())
        answers.wait(30)
        return Found(Links())

    monkeypatch.setattr("app.ui.batch.offer.look_into", hang)
    reader = OfferReader(lambda _call: None)
    reader.read(Offer("x"), lambda _found: None)
    thread = threads.get(timeout=30)
    reader.close()
    assert thread.daemon
    answers.set()
    thread.join(30)
    assert not thread.is_alive()


def test_the_overlay_shows_while_something_is_dragged(stage: Stage) -> None:
    overlay = stage.window.findChild(QWidget, "drop_overlay")
    assert isinstance(overlay, QWidget)
    assert not overlay.isVisible()
    _enter(stage.window, _text("https://example.org/a"))
    assert overlay.isVisible()
    assert overlay.size() == stage.window.size()
    QApplication.sendEvent(stage.window, QDragLeaveEvent())
    stage.qtbot.waitUntil(lambda: not overlay.isVisible())


def test_what_holds_nothing_to_read_is_not_taken(stage: Stage) -> None:
    data = QMimeData()
    data.setData("application/x-other", b"x")
    event = QDragEnterEvent(QPoint(20, 20), _COPY, data, _BUTTON, _NONE)
    event.ignore()
    QApplication.sendEvent(stage.window, event)
    assert not event.isAccepted()
    assert offer_of(data).is_empty


def test_the_same_link_in_another_format_is_no_duplicate(stage: Stage) -> None:
    stage.batch.offer(Offer("https://example.org/a"))
    _wait_for(stage, "a")
    stage.window.preferences.change(preset="MP3 320")
    stage.batch.offer(Offer("https://example.org/a"))
    _wait_for(stage, "aa")


def test_choices_are_kept_and_used(stage: Stage, tmp_path: Path) -> None:
    menu = stage.batch.add_bar.preset.menu()
    labels = {action.text(): action for action in menu.actions()}
    labels["Up to 720p"].trigger()
    assert stage.saved[-1].choices == Choices(Quality.P720)
    labels["MP3 320"].trigger()
    assert stage.saved[-1].choices.audio is AudioFormat.MP3
    assert "MP3 320" in stage.batch.add_bar.preset.accessibleName()
    other = tmp_path / "other"
    stage.window.preferences.change(folder=str(other))
    stage.batch.offer(Offer("https://example.org/a"))
    _wait_for(stage, "a")
    request = stage.desk.row("a").request
    assert (request.choices.audio, request.folder) == (AudioFormat.MP3, str(other))
    labels["Best video"].trigger()
    assert stage.saved[-1] == replace(stage.saved[-1], preset="Best video")


def test_a_list_that_cannot_be_saved_is_said_and_nothing_is_lost(stage: Stage) -> None:
    stage.desk.store.problem = StoreProblem.DISK_FULL
    stage.batch.offer(Offer("https://example.org/a"))
    stage.qtbot.waitUntil(lambda: bool(stage.window.notices.texts()))
    assert "disk is full" in stage.window.notices.texts()[0]
    stage.desk.store.problem = None
    stage.batch.offer(Offer("https://example.org/a"))
    _wait_for(stage, "a")
    assert stage.window.notices.texts() == []


def test_arguments_of_a_second_start(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("https://example.org/b")
    stage.window.add_arguments(
        ["https://example.org/a", str(tmp_path / "list.txt"), "www.example.org/c"]
    )
    stage.qtbot.waitUntil(lambda: len(stage.desk.rows()) == 3)
    assert {row.request.url.rpartition("/")[2] for row in stage.desk.rows()} == {"a", "b", "c"}


def test_a_list_that_became_its_entries_is_said(stage: Stage) -> None:
    stage.model.list_expanded("Talks", 300, 0, truncated=False)
    assert stage.toast() == "“Talks”: Added 300"
