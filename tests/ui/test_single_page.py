"""The Single tab, with what is around it in hand."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.choices import Choices, Preset, Quality
from app.core.download import DownloadState, Section
from app.core.errors import ErrorCode
from app.core.executor import Entry, Format, ProbeUpdate, VideoInfo
from app.core.settings import Theme
from app.core.stores import StoreProblem
from app.ui.batch.row_action import RowAction
from app.ui.look import Look
from app.ui.single import link_bar, single_page
from tests.ui.conftest import Surroundings
from tests.ui.single_stage import SECONDS, HandStage

LINK = "https://example.org/film"
FILM = VideoInfo(
    "A film",
    "Ada",
    duration=600,
    formats=(Format("22", "mp4", 720), Format("18", "mp4", 360)),
    subtitles=("en", "de"),
    size=112_000_000,
    file_name="A film [1].mp4",
)


@pytest.fixture
def stage(
    qtbot: QtBot, look: Look, services_around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> HandStage:
    monkeypatch.setattr(link_bar, "_TYPING_MS", 20)
    monkeypatch.setattr(single_page, "_SETTLE_MS", 10)
    services_around.desk.queue.load()
    return HandStage(qtbot, look, services_around.services, services_around.desk)


@pytest.fixture
def services_around(tmp_path: Path, qapp: QApplication) -> Surroundings:
    del qapp
    return Surroundings(tmp_path)


def _show_film(stage: HandStage, film: VideoInfo = FILM, link: str = LINK) -> None:
    stage.paste(link)
    stage.answer(ProbeUpdate("", video=film, last=True))
    stage.wait_for(stage.page.video)


def test_a_pasted_link_is_looked_up_at_once_and_once(stage: HandStage) -> None:
    stage.paste(LINK)
    assert stage.asked == LINK
    assert stage.page.pages.currentWidget() is stage.page.looking
    assert not stage.page.bar._pause.isActive(), "it is not looked up a second time"
    assert len(stage.desk.prober.active) == 1


def test_a_typed_link_is_looked_up_once_typing_pauses(stage: HandStage) -> None:
    stage.type(LINK)
    stage.qtbot.waitUntil(lambda: stage.asked == LINK)
    assert not stage.desk.prober.stopped or LINK not in stage.desk.prober.stopped


def test_enter_looks_at_once_and_says_what_is_no_link(stage: HandStage) -> None:
    stage.type("not a link")
    stage.key(Qt.Key.Key_Return)
    assert stage.page.toast.isVisible()
    assert not stage.asked
    stage.page.bar.field.clear()
    stage.type(LINK)
    stage.key(Qt.Key.Key_Return)
    assert stage.asked == LINK


def test_an_answer_to_an_older_link_is_dropped(stage: HandStage) -> None:
    stage.paste(LINK)
    (older,) = stage.desk.prober.active
    stage.paste(LINK + "2")
    assert older in stage.desk.prober.stopped
    stage.page.take_probe(ProbeUpdate(older, video=FILM, last=True))
    stage.page.take_probe(ProbeUpdate("preflight:1", video=FILM, last=True))
    assert stage.page.pages.currentWidget() is stage.page.looking
    assert stage.asked == LINK + "2"


@pytest.mark.parametrize("by_key", [True, False])
def test_looking_can_be_stopped(stage: HandStage, *, by_key: bool) -> None:
    stage.paste(LINK)
    if by_key:
        stage.key(Qt.Key.Key_Escape)
    else:
        stage.page.looking.stop.click()
    assert not stage.asked
    assert stage.page.pages.currentWidget() is stage.page.nothing
    stage.key(Qt.Key.Key_Return)
    assert stage.asked == LINK, "the link still stands in the field"


def test_an_emptied_field_begins_anew(stage: HandStage) -> None:
    stage.paste(LINK)
    stage.page.bar.field.clear()
    assert not stage.asked
    assert stage.page.pages.currentWidget() is stage.page.nothing


def test_the_preview_says_what_it_is(stage: HandStage) -> None:
    _show_film(stage)
    video = stage.page.video
    assert video.preview.title.text() == "A film"
    assert "Ada" in video.preview.facts.text()
    assert "10:00" in video.preview.facts.text()
    assert "112 MB" in video.summary.text()
    assert video.destination.name.text() == "A film [1]"


def test_an_odd_title_is_one_plain_line(stage: HandStage) -> None:
    odd = "<b>A</b>\n\u202efilm\x00 " + "x" * 100_000
    _show_film(stage, VideoInfo(odd, "Ada\nB"))
    shown = stage.page.video.preview.title.text()
    assert shown.startswith("<b>A</b> film x")
    assert len(shown) <= 300
    assert "Ada B" in stage.page.video.preview.facts.text()


def test_what_is_chosen_becomes_a_row_of_the_queue(stage: HandStage) -> None:
    _show_film(stage)
    video = stage.page.video
    video.editor.quality.setCurrentIndex(list(Quality).index(Quality.P720))
    video.formats.selectRow(1)
    video.times.start.setText("1:00")
    video.times.end.setText("2:00")
    video.destination.name.selectAll()
    video.destination.name.insert("")
    video.destination.name.clear()
    video.destination.name.setFocus()
    for sign in "Mine":
        stage.key(Qt.Key(ord(sign.upper())))
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (row,) = stage.rows()
    request = row.request
    assert (request.url, request.format) == (LINK, "22")
    assert request.choices == Choices(Quality.P720)
    assert request.section == Section(60, 120)
    assert request.naming == "mine"
    assert request.folder == stage.preferences.folder
    assert row.update.title == "A film"
    assert stage.page.row.row is not None
    assert stage.page.row.row.id == row.id
    assert stage.page.row.isVisible()


def test_the_keys_are_heard_wherever_in_the_window_the_focus_is(stage: HandStage) -> None:
    window = QWidget()
    stage.qtbot.addWidget(window)
    tab = QPushButton(window)
    row = QVBoxLayout(window)
    row.addWidget(tab)
    row.addWidget(stage.page)
    window.show()
    window.activateWindow()
    stage.qtbot.waitUntil(window.isActiveWindow, timeout=SECONDS)
    stage.paste(LINK)
    tab.setFocus()
    stage.key(Qt.Key.Key_Escape)
    assert stage.page.pages.currentWidget() is stage.page.nothing
    _show_film(stage, link=LINK + "2")
    tab.setFocus()
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [row.request.url for row in stage.rows()] == [LINK + "2"]
    stage.page.setParent(None)


def test_nothing_is_asked_for_while_a_field_cannot_be(stage: HandStage) -> None:
    _show_film(stage)
    video = stage.page.video
    video.times.start.setText("20:00")
    video.times.start.textEdited.emit("20:00")
    assert not video.download.isEnabled()
    assert "over" in video.summary.text(), "the field itself may be folded away"
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not stage.rows()
    video.times.start.clear()
    video.times.start.textEdited.emit("")
    assert "112 MB" in video.summary.text()


def test_what_is_unfolded_comes_into_sight(stage: HandStage) -> None:
    stage.page.resize(640, 420)
    _show_film(stage)
    video = stage.page.video
    video.editor.more_button.setChecked(True)
    box = video.editor.chapters
    stage.qtbot.waitUntil(lambda: not box.visibleRegion().isEmpty(), timeout=SECONDS)
    places = [box.mapTo(video, QPoint()).x() for box in (video.editor.kind, video.editor.sponsors)]
    assert places[0] == places[1], "all fields begin at the same place"


def test_an_empty_field_has_nothing_to_clear(stage: HandStage) -> None:
    (sign,) = stage.page.bar.field.findChildren(QToolButton)
    assert not sign.isVisible()
    stage.type("x")
    stage.qtbot.waitUntil(sign.isVisible, timeout=SECONDS)


def test_other_choices_are_asked_about_while_the_old_answer_stays(stage: HandStage) -> None:
    _show_film(stage)
    video = stage.page.video
    video.editor.quality.setCurrentIndex(list(Quality).index(Quality.P360))
    assert "112 MB" in video.summary.text()
    stage.qtbot.waitUntil(lambda: stage.asked == LINK)
    assert "112 MB" in video.summary.text()
    smaller = VideoInfo("A film", duration=600, size=9_000_000, file_name="A film [1].mp4")
    stage.answer(ProbeUpdate("", video=smaller, last=True))
    assert "9 MB" in video.summary.text()
    video.editor.quality.setCurrentIndex(list(Quality).index(Quality.P480))
    stage.qtbot.waitUntil(lambda: stage.asked == LINK)
    stage.answer(ProbeUpdate("", error=ErrorCode.NO_SUCH_FORMAT, last=True))
    assert "quality" in video.summary.text()
    assert video.isVisible()


def test_too_little_room_is_said_and_blocks_nothing(
    stage: HandStage, services_around: Surroundings
) -> None:
    services_around.free = 1_000_000
    _show_film(stage)
    assert "room" in stage.page.video.summary.text()
    assert stage.page.video.download.isEnabled()


def test_a_link_that_is_in_the_list_shows_its_row(stage: HandStage) -> None:
    stage.queue.add([stage.preferences.request(LINK)])
    (row,) = stage.rows()
    stage.desk.executor.tell(row.id, DownloadState.COMPLETED)
    _show_film(stage)
    stage.page.video.download.click()
    assert len(stage.rows()) == 1
    panel = stage.page.row
    assert panel.row is not None
    assert panel.row.id == row.id
    assert panel.note.isVisible()
    stage.page.row.buttons[RowAction.AGAIN].click()
    assert stage.rows()[0].state is DownloadState.RUNNING


def test_what_was_downloaded_before_is_said_and_fetched_again(stage: HandStage) -> None:
    _show_film(stage, VideoInfo("A film", archived=True))
    assert stage.page.video.note.isVisible()
    stage.page.video.download.click()
    assert stage.rows()[0].request.again


def test_a_download_started_here_comes_before_what_waits(stage: HandStage) -> None:
    stage.desk.add("a", "b", "c", "d")
    _show_film(stage)
    stage.page.video.download.click()
    assert stage.rows()[0].request.url == LINK


def test_what_was_looked_at_here_waits_for_no_other_look(stage: HandStage) -> None:
    _show_film(stage)
    preflight = stage.services.preflight
    preflight.watch(stage.desk.queue)
    preflight.set_automatic(True)
    stage.desk.add(*map(str, range(10)))
    stage.page.video.download.click()
    running = stage.desk.queue.running()
    assert [row.request.url for row in running] == [LINK]
    assert _offered(stage) == ["pause", "cancel"]


def test_the_row_is_followed_to_its_end(stage: HandStage) -> None:
    _show_film(stage)
    stage.page.video.download.click()
    (row,) = stage.rows()
    panel = stage.page.row
    assert _offered(stage) == ["pause", "cancel"]
    assert panel.bar.is_busy
    stage.desk.executor.tell(row.id, fraction=0.4)
    assert panel.bar.value() == 400
    assert "40 %" in panel.bar.accessibleDescription()
    stage.desk.executor.tell(row.id, DownloadState.FAILED, error=ErrorCode.NETWORK)
    assert "internet" in panel.status.text()
    assert _offered(stage) == ["retry"]
    stage.page.row.buttons[RowAction.RETRY].click()
    stage.desk.executor.tell(row.id, DownloadState.FAILED, error=ErrorCode.LOGIN_NEEDED)
    assert _offered(stage) == ["remedy", "retry"]
    with stage.qtbot.waitSignal(stage.page.settings_wanted) as wanted:
        stage.page.row.buttons[RowAction.REMEDY].click()
    assert wanted.args == [ErrorCode.LOGIN_NEEDED]


def test_another_download_begins_at_the_field(stage: HandStage) -> None:
    _show_film(stage)
    stage.page.video.download.click()
    stage.page.row.another.click()
    assert stage.page.bar.field.text() == ""
    assert stage.page.bar.field.hasFocus()
    assert stage.page.pages.currentWidget() is stage.page.nothing
    assert len(stage.rows()) == 1


def test_a_row_that_is_removed_leaves_the_page_usable(stage: HandStage) -> None:
    _show_film(stage)
    stage.page.video.download.click()
    (row,) = stage.rows()
    stage.queue.remove([row.id])
    stage.desk.executor.tell(row.id, DownloadState.CANCELED)
    assert stage.page.pages.currentWidget() is stage.page.nothing
    assert stage.page.toast.isVisible()


def test_what_cannot_be_saved_is_said(stage: HandStage) -> None:
    stage.desk.store.problem = StoreProblem.DISK_FULL
    _show_film(stage)
    with stage.qtbot.waitSignal(stage.page.problem) as said:
        stage.page.video.download.click()
    assert "disk" in said.args[0]
    assert stage.page.video.download.isEnabled()


def test_a_failed_look_has_its_reason_and_remedy(stage: HandStage) -> None:
    stage.paste(LINK)
    stage.answer(ProbeUpdate("", error=ErrorCode.LOGIN_NEEDED, last=True))
    error = stage.page.error
    assert error.isVisible()
    assert "login" in error.reason.text()
    with stage.qtbot.waitSignal(stage.page.settings_wanted):
        error.remedy.click()
    error.again.click()
    assert stage.asked == LINK
    stage.answer(ProbeUpdate("", error=ErrorCode.FORBIDDEN, last=True))
    error.anyway.click()
    assert [row.request.url for row in stage.rows()] == [LINK]


def test_what_has_no_video_is_not_offered_for_download(stage: HandStage) -> None:
    stage.paste(LINK)
    stage.answer(ProbeUpdate("", error=ErrorCode.UNSUPPORTED, last=True))
    assert not stage.page.error.anyway.isVisible()
    assert stage.page.error.remedy.isVisible()


def test_an_unforeseen_failure_shows_what_the_engine_said(stage: HandStage) -> None:
    stage.paste(LINK)
    stage.answer(ProbeUpdate("", error=ErrorCode.INTERNAL, detail="Odd thing", last=True))
    stage.page.error.remedy.click()
    assert stage.page.error.detail.isVisible()
    assert stage.page.error.detail.toPlainText() == "Odd thing"


def test_several_links_go_to_the_batch(stage: HandStage) -> None:
    stage.paste("https://example.org/a\nhttps://example.org/b\nhttps://example.org/c")
    stage.qtbot.waitUntil(stage.page.offers.batch.isVisible)
    assert "3" in stage.page.offers.batch.words.text()
    with stage.qtbot.waitSignal(stage.page.batch_wanted):
        stage.page.offers.batch.act.click()
    assert stage.desk.order() == "abc"
    assert not stage.page.offers.batch.isVisible()


def test_several_links_in_the_field_are_not_looked_at(stage: HandStage) -> None:
    stage.type("https://example.org/a https://example.org/b")
    stage.qtbot.waitUntil(stage.page.offers.batch.isVisible)
    assert not stage.page.bar._pause.isActive()
    assert not stage.asked


def test_a_link_of_100_000_signs_is_no_link(stage: HandStage) -> None:
    stage.paste("https://example.org/" + "a" * 100_000)
    stage.qtbot.waitUntil(stage.page.toast.isVisible)
    assert not stage.asked
    stage.page.bar.field.setText("https://example.org/" + "a" * 100_000)
    stage.key(Qt.Key.Key_Return)
    assert not stage.asked


def test_a_link_in_the_clipboard_is_offered_once(stage: HandStage) -> None:
    stage.preferences.change(clipboard=True)
    QApplication.clipboard().setText(LINK)
    stage.page.hide()
    stage.page.show()
    stage.qtbot.waitUntil(stage.page.offers.clipboard.isVisible)
    assert LINK in stage.page.offers.clipboard.words.text()
    stage.page.offers.clipboard.act.click()
    assert stage.asked == LINK
    stage.page.hide()
    stage.page.show()
    QApplication.processEvents()
    assert not stage.page.offers._clipboard._reading.isActive()
    assert not stage.page.offers.clipboard.isVisible()


def test_the_clipboard_is_left_alone_where_it_is_not_wanted(stage: HandStage) -> None:
    QApplication.clipboard().setText(LINK)
    stage.page.hide()
    stage.page.show()
    QApplication.processEvents()
    assert not stage.page.offers._clipboard._reading.isActive()
    assert not stage.page.offers.clipboard.isVisible()


def test_a_link_from_outside_is_looked_at(stage: HandStage) -> None:
    stage.page.show_link(LINK)
    assert stage.asked == LINK
    assert stage.page.bar.field.text() == LINK


def test_another_preset_is_another_choice_for_the_whole_window(stage: HandStage) -> None:
    _show_film(stage)
    video = stage.page.video
    video.preset.menu().aboutToShow.emit()
    action = next(a for a in video.preset.menu().actions() if a.data() == "MP3 320")
    action.trigger()
    assert stage.preferences.settings.preset == "MP3 320"
    assert video.editor.choices() == stage.preferences.settings.choices
    stage.preferences.change(preset="Best video")
    assert video.editor.choices() == Choices()
    video.editor.kind.setCurrentIndex(1)
    video.preset.menu().aboutToShow.emit()
    checked = [action for action in video.preset.menu().actions() if action.isChecked()]
    assert not checked, "what was chosen by hand is none of them"


def test_a_preset_that_is_edited_is_followed_unless_there_is_an_own_choice(
    stage: HandStage,
) -> None:
    def edit(choices: Choices, name: str) -> None:
        others = stage.preferences.settings.presets[1:]
        stage.preferences.change(presets=(Preset(name, choices), *others), preset=name)

    _show_film(stage)
    editor = stage.page.video.editor
    edit(Choices(quality=Quality.P720), "Best video")
    assert editor.choices() == Choices(quality=Quality.P720)
    editor.quality.setCurrentIndex(list(Quality).index(Quality.P360))
    edit(Choices(quality=Quality.P720), "Another name")
    edit(Choices(quality=Quality.P480), "Another name")
    assert editor.choices() == Choices(quality=Quality.P360)


def test_a_setting_that_does_not_concern_the_video_asks_its_site_nothing(
    stage: HandStage, tmp_path: Path
) -> None:
    _show_film(stage)
    asked: list[bool] = []
    stage.page.video.changed.connect(lambda: asked.append(True))
    stage.preferences.change(theme=Theme.DARK, parallel_limit=7, notifications=False)
    assert asked == []
    stage.preferences.change(folder=str(tmp_path / "elsewhere"))
    assert asked == [True]


def test_the_choices_stay_for_the_next_link(stage: HandStage) -> None:
    """Choosing "Audio" every time was what users of others complained of."""
    _show_film(stage)
    stage.page.video.editor.kind.setCurrentIndex(1)
    _show_film(stage, link=LINK + "2")
    assert stage.page.video.editor.choices().audio is not None


def test_every_control_has_a_name(stage: HandStage) -> None:
    _show_film(stage)
    stage.page.video.editor.more_button.click()
    nameless = [
        widget.objectName() or type(widget).__name__
        for widget in stage.page.findChildren(QPushButton)
        if widget.isVisible() and not (widget.accessibleName() or widget.text())
    ]
    assert not nameless


def test_the_page_is_left_by_tab_from_top_to_bottom(stage: HandStage) -> None:
    _show_film(stage)
    stage.page.bar.field.setFocus()
    seen = []
    for _step in range(40):
        widget = QApplication.focusWidget()
        if widget is not None:
            seen.append(widget.objectName())
        if widget is stage.page.video.download:
            break
        stage.key(Qt.Key.Key_Tab)
    assert seen[0] == "link_field"
    assert seen[-1] == "download"
    wanted = ["link_field", "paste_link", "single_preset", "choice_kind", "choice_quality"]
    wanted += ["single_folder", "file_name", "choice_more", "download"]
    assert [name for name in seen if name in wanted] == wanted


def _offered(stage: HandStage) -> list[str]:
    return [action for action, button in stage.page.row.buttons.items() if button.isVisible()]


def test_the_page_of_a_failed_look_is_opened(
    stage: HandStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    stage.paste(LINK)
    stage.answer(ProbeUpdate("", error=ErrorCode.NOT_FOUND, last=True))
    stage.page.error.remedy.click()
    assert opened == [LINK]


def test_entries_of_a_list_are_shown_instead_of_a_preview(stage: HandStage) -> None:
    stage.paste(LINK)
    stage.answer(ProbeUpdate("", entries=(Entry(LINK + "/1", "One"),), list_title="Films"))
    assert stage.page.list.isVisible()
