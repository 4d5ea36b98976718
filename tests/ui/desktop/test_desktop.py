"""Closing, the tray and the rest of the desktop around the real window."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.core.cloud import CloudStanding, CloudTrouble, Link
from app.core.download import DownloadState, Place, Progress
from app.core.download import Stage as At
from app.ui.desktop.desktop import Desktop
from app.ui.desktop.quit_dialog import QuitDialog
from app.ui.main_window import MainWindow
from tests.ui.conftest import Stage


@dataclass
class Around:
    """The desktop around a window, and how often that was closed for good."""

    stage: Stage
    desktop: Desktop
    closed: list[bool] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        return self.stage.window

    def question(self) -> QuitDialog | None:
        """What is asked at the moment."""
        asked = [one for one in self.window.findChildren(QuitDialog) if one.isVisible()]
        return asked[0] if asked else None

    def asked(self) -> QuitDialog:
        question = self.question()
        assert question is not None
        return question


@pytest.fixture
def around_window(stage: Stage, qapp: QApplication, no_bus: None) -> Iterator[Around]:
    assert no_bus is None
    desktop = Desktop(qapp, stage.window, stage.around.services)
    around = Around(stage, desktop)
    stage.window.closed.connect(lambda: around.closed.append(True))
    yield around
    desktop.quitting.make_final()
    desktop.close()


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A tray that is there as long as the last of the list says so."""
    there = [True]
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: there[-1])
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _icon: None)
    return there


CONNECTED = CloudStanding(Link.CONNECTED)
COMING = Progress(At.TRANSFERRING, fraction=0.7)


def _is_seen(stage: Stage) -> bool:
    return stage.window.isVisible()


def test_with_nothing_running_it_simply_quits(around_window: Around) -> None:
    around_window.window.close()
    assert around_window.closed == [True]
    assert around_window.question() is None


def test_what_runs_is_not_stopped_without_a_question(around_window: Around) -> None:
    around_window.stage.desk.add(*"ab")
    around_window.window.close()
    question = around_window.asked()
    assert "2 downloads" in question.accessibleDescription()
    assert not question.keep.isVisible()
    assert not around_window.closed
    question.cancel.click()
    assert around_window.window.isVisible()
    around_window.window.close()
    around_window.asked().quit.click()
    assert around_window.closed == [True]


def test_quit_from_the_menu_asks_as_well(around_window: Around) -> None:
    around_window.stage.desk.add("a")
    around_window.window.commands.quit.trigger()
    assert around_window.asked().windowTitle() == "Quit Spool?"
    around_window.asked().reject()
    assert not around_window.closed


def test_a_second_close_does_not_ask(around_window: Around) -> None:
    around_window.stage.desk.add("a")
    around_window.window.close()
    around_window.window.close()
    assert around_window.closed == [True]


def test_the_end_of_the_session_does_not_ask(around_window: Around) -> None:
    around_window.stage.desk.add("a")
    around_window.desktop.quitting.make_final()
    around_window.window.close()
    assert around_window.closed == [True]


def test_kept_in_the_tray_it_runs_on_hidden(
    stage: Stage, qapp: QApplication, tray: list[bool]
) -> None:
    desktop = Desktop(qapp, stage.window, stage.around.services)
    around = Around(stage, desktop)
    stage.window.closed.connect(lambda: around.closed.append(True))
    stage.desk.add("a")
    stage.window.close()
    search = stage.batch.filter_bar.search
    search.setFocus()
    around.asked().keep.click()
    assert not _is_seen(stage)
    assert desktop.tray.menu.actions()[0].text() == "Show Spool"
    assert not around.closed
    assert stage.desk.state("a") is DownloadState.RUNNING
    desktop.tray.toggle()
    assert _is_seen(stage)
    assert stage.window.focusWidget() is search
    assert desktop.tray.menu.actions()[0].text() == "Hide Spool"
    desktop.tray.toggle()
    tray.append(False)
    desktop.tray.look()
    assert _is_seen(stage), "nobody could find it again"
    desktop.quitting.make_final()
    desktop.close()


def test_the_question_comes_to_light_when_asked_from_the_tray(
    stage: Stage, qapp: QApplication, tray: list[bool]
) -> None:
    assert tray
    desktop = Desktop(qapp, stage.window, stage.around.services)
    stage.desk.add("a")
    desktop.tray.hide_window()
    stage.window.commands.quit.trigger()
    assert stage.window.isVisible()
    assert stage.window.findChild(QDialog, "quit_dialog") is not None
    desktop.quitting.make_final()
    stage.window.close()
    desktop.close()


@pytest.mark.usefixtures("no_bus")
def test_the_tray_icon_follows_the_setting(
    stage: Stage, qapp: QApplication, tray: list[bool]
) -> None:
    assert tray
    desktop = Desktop(qapp, stage.window, stage.around.services)
    shown = []
    for wanted in (True, False, True):
        stage.window.preferences.change(tray=wanted)
        shown.append(desktop.tray.is_there)
    assert shown == [True, False, True]
    stage.desk.add(*"abc")
    desktop.watch.tell()
    assert desktop.tray.icon is not None
    assert desktop.tray.icon.toolTip() == "Spool: 2 running, 1 waiting"
    names = [action.objectName() for action in desktop.tray.menu.actions()]
    assert [name for name in names if name] == ["tray_toggle", "pause_all", "start_all", "quit"]
    desktop.close()
    assert desktop.tray.icon is None


def test_without_a_tray_there_is_no_icon(around_window: Around) -> None:
    assert not around_window.desktop.tray.is_there
    assert around_window.desktop.tray.icon is None


def test_the_lock_is_wanted_only_while_something_runs_and_the_setting_is_on(
    around_window: Around, qtbot: QtBot
) -> None:
    assert qtbot
    desk, awake = around_window.stage.desk, around_window.desktop._awake
    desk.add("a")
    around_window.desktop.watch.tell()
    wanted = [awake._wanted]
    for setting in (False, True):
        around_window.window.preferences.change(keep_awake=setting)
        wanted.append(awake._wanted)
    desk.finish("a")
    around_window.desktop.watch.tell()
    assert [*wanted, awake._wanted] == [True, False, True, False]


def test_who_looks_at_the_window_gets_no_message(
    around_window: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = around_window.desktop
    monkeypatch.setattr(MainWindow, "isActiveWindow", lambda _window: True)
    assert not desktop._may_notify()
    monkeypatch.setattr(MainWindow, "isActiveWindow", lambda _window: False)
    assert desktop._may_notify()
    around_window.window.preferences.change(notifications=False)
    assert not desktop._may_notify()


def test_every_button_of_the_question_has_a_name(around_window: Around) -> None:
    around_window.stage.desk.add("a")
    around_window.stage.around.cloud.stand(CONNECTED)
    around_window.window.close()
    question = around_window.asked()
    for button in (question.keep, question.quit, question.cancel, question.hand_over):
        assert button.accessibleName()
        assert button.objectName()
    assert isinstance(around_window.window.commands.quit, QAction)
    question.reject()


def test_a_window_hidden_in_the_tray_closes_for_good_at_the_end(
    stage: Stage, qapp: QApplication, tray: list[bool]
) -> None:
    assert tray
    desktop = Desktop(qapp, stage.window, stage.around.services)
    stage.desk.add("a")
    desktop.tray.hide_window()
    desktop.quitting.make_final()
    with stage.qtbot.waitSignal(stage.window.closed):
        stage.window.close()
    desktop.close()


def test_what_runs_in_the_cloud_alone_is_no_reason_to_ask(around_window: Around) -> None:
    around_window.stage.desk.add(*"ab", place=Place.CLOUD)
    around_window.stage.around.cloud.stand(CONNECTED)
    around_window.window.close()
    assert around_window.closed == [True]
    assert around_window.question() is None


def test_a_file_on_its_way_here_is_asked_about(around_window: Around) -> None:
    stage = around_window.stage
    stage.desk.add(*"ab", place=Place.CLOUD)
    stage.put("a", DownloadState.RUNNING, progress=COMING)
    around_window.window.close()
    question = around_window.asked()
    assert question.title.text() == "A download is still running"
    assert question.cloud_words.text() == "One more runs in the cloud, and goes on there."
    assert question.cloud_words.isVisible()
    assert question.cloud_words.text() in question.accessibleDescription()
    assert not question.hand_over.isVisible(), "nothing of this computer's is left"
    question.reject()


def test_the_rest_is_offered_to_the_cloud_only_while_that_is_there(around_window: Around) -> None:
    stage = around_window.stage
    stage.desk.add(*"abcde")
    around_window.window.close()
    question = around_window.asked()
    assert not question.hand_over.isVisible()
    stage.around.cloud.stand(CONNECTED)
    assert question.hand_over.isVisible()
    assert question.hand_over.text() == "Hand the 5 remaining to the cloud"
    stage.around.cloud.stand(CloudStanding(Link.AWAY))
    assert not question.hand_over.isVisible()
    question.reject()


def _handing(around: Around, links: str = "abc") -> QuitDialog:
    around.stage.desk.add(*links)
    around.stage.around.cloud.stand(CONNECTED)
    around.window.close()
    question = around.asked()
    question.hand_over.click()
    return question


def _hand_over(around: Around, *links: str) -> None:
    """Let rows have stopped here, and the service have them."""
    desk = around.stage.desk
    for link in links:
        if desk.id(link) in desk.executor.active:
            desk.executor.tell(desk.id(link), DownloadState.CANCELED)
        desk.cloud.tell(desk.id(link))


def test_once_the_service_has_everything_spool_quits(around_window: Around) -> None:
    question = _handing(around_window)
    assert question.title.text() == "Handing over… 0 of 3"
    assert question.quit.text() == question.quit.accessibleName() == "Quit anyway"
    assert not question.hand_over.isVisible()
    _hand_over(around_window, *"ab")
    around_window.stage.qtbot.waitUntil(lambda: question.title.text() == "Handing over… 2 of 3")
    assert question.title.text() in question.accessibleDescription()
    assert not around_window.closed
    _hand_over(around_window, "c")
    around_window.stage.qtbot.waitUntil(lambda: around_window.closed == [True])
    rows = around_window.stage.desk.rows()
    assert [row.place for row in rows] == [Place.CLOUD] * 3


def test_a_service_that_goes_away_is_said_and_nothing_is_lost(around_window: Around) -> None:
    question = _handing(around_window)
    _hand_over(around_window, "a")
    away = CloudStanding(Link.AWAY, CloudTrouble.UNREACHABLE, heard=1.0, waiting=2)
    around_window.stage.around.cloud.stand(away)
    qtbot = around_window.stage.qtbot
    qtbot.waitUntil(lambda: "Nothing is lost" in question.words.text())
    assert "Nothing can be reached" in question.words.text()
    assert question.words.property("tone") == "failed"
    assert question.title.text() == "Handing over… 1 of 3"
    around_window.stage.around.cloud.stand(CONNECTED)
    qtbot.waitUntil(lambda: "closes once" in question.words.text())
    assert question.words.property("tone") == "dim"
    assert not around_window.closed
    assert len(around_window.stage.desk.rows()) == 3
    question.reject()


def test_what_the_service_does_not_take_today_is_said(around_window: Around) -> None:
    question = _handing(around_window)
    full = CloudStanding(Link.CONNECTED, CloudTrouble.QUOTA_LINKS, waiting=3)
    around_window.stage.around.cloud.stand(full)
    around_window.stage.qtbot.waitUntil(lambda: "no more links today" in question.words.text())
    question.reject()


def test_a_hand_over_may_be_left_without_quitting(around_window: Around) -> None:
    question = _handing(around_window)
    question.cancel.click()
    _hand_over(around_window, *"abc")
    around_window.desktop.quitting._hand_over.look()
    assert not around_window.closed
    assert around_window.window.isVisible()
    around_window.window.close()
    assert around_window.closed == [True], "all of it runs in the cloud now"


def test_a_hand_over_need_not_be_waited_for(around_window: Around) -> None:
    question = _handing(around_window)
    question.quit.click()
    assert around_window.closed == [True]
    assert len(around_window.stage.desk.rows()) == 3


def test_with_the_last_one_done_meanwhile_the_hand_over_is_over(around_window: Around) -> None:
    around_window.stage.desk.add("a")
    around_window.stage.around.cloud.stand(CONNECTED)
    around_window.window.close()
    question = around_window.asked()
    assert question.hand_over.text() == "Hand the last one to the cloud"
    around_window.stage.desk.finish("a")
    question.hand_over.click()
    assert around_window.closed == [True]


def test_the_computer_may_sleep_while_the_cloud_works(around_window: Around) -> None:
    stage, awake = around_window.stage, around_window.desktop._awake
    stage.desk.add("a", place=Place.CLOUD)
    around_window.desktop.watch.tell()
    wanted = [awake._wanted]
    stage.put("a", DownloadState.RUNNING, progress=COMING)
    around_window.desktop.watch.tell()
    wanted.append(awake._wanted)
    stage.desk.cloud.tell(stage.desk.id("a"), DownloadState.COMPLETED)
    around_window.desktop.watch.tell()
    assert [*wanted, awake._wanted] == [False, True, False]


def test_a_batch_that_is_finished_in_the_cloud_is_told_once(
    around_window: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        around_window.desktop._notifier, "_show", lambda _key, title, _body: said.append(title)
    )
    desk = around_window.stage.desk
    desk.add(*"ab", place=Place.CLOUD)
    desk.add("c")
    around_window.desktop.watch.tell()
    desk.finish("c")
    desk.cloud.tell(desk.id("a"), DownloadState.COMPLETED)
    around_window.desktop.watch.tell()
    assert said == []
    assert around_window.desktop._taskbar._shown == (1, 67)
    desk.cloud.tell(desk.id("b"), DownloadState.COMPLETED)
    around_window.desktop.watch.tell()
    around_window.desktop.watch.tell()
    assert said == ["3 videos are done"]
    assert around_window.desktop._taskbar._shown == (0, 0)
