"""The engine in the window: its page in the settings, the remedy, and the notice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.download import DownloadState, Place
from app.core.engine_updates import FEED, EngineStanding, NoUpdates, UpdateEnd, UpdateStep
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate
from app.ui import engine_text
from app.ui.batch.remedies import first_remedy
from app.ui.batch.row_action import RowAction
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.services import Services
from app.ui.settings.engine_page import EnginePage
from app.ui.settings.feed_address import parsed
from app.ui.settings.settings_dialog import SettingsDialog, SettingsPage, page_for
from app.ui.tabs import Tab
from app.ui.text import Remedy, remedy_label
from tests.ui.conftest import Stage, Surroundings
from tests.ui.engine_double import BUNDLED, NEWER, HandEngine


@pytest.fixture
def engine() -> HandEngine:
    return HandEngine()


@pytest.fixture
def around(around: Surroundings, engine: HandEngine) -> Surroundings:
    around.services = replace(around.services, engine=engine)
    return around


@pytest.fixture
def page(
    qtbot: QtBot, look: Look, services: Services, preferences: Preferences
) -> Iterator[EnginePage]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = SettingsDialog(parent, services, preferences, look)
    dialog.open_at(ErrorCode.ENGINE_OUTDATED)
    (page,) = dialog.page(SettingsPage.ENGINE).findChildren(EnginePage)
    assert page.isVisible()
    yield page
    parent.close()


def test_the_page_shows_what_there_is_and_how_it_goes(page: EnginePage, engine: HandEngine) -> None:
    assert [one.text() for one in (page.used, page.solver, page.bundled)] == [
        BUNDLED,
        "0.8.0",
        BUNDLED,
    ]
    assert not page.back.isEnabled()
    assert not page.said.isVisible()
    engine.tell(replace(engine.standing, step=UpdateStep.TRYING, found=NEWER))
    assert NEWER in page.said.text()
    assert not page.checking.isEnabled()
    engine.tell(EngineStanding(BUNDLED, NEWER, "0.9.0", end=UpdateEnd.UPDATED, found=NEWER))
    assert (page.used.text(), page.solver.text()) == (NEWER, "0.9.0")
    assert page.checking.isEnabled()
    assert page.back.isEnabled()


def test_the_buttons_do_what_they_say(page: EnginePage, engine: HandEngine) -> None:
    QTest.mouseClick(page.checking, Qt.MouseButton.LeftButton)
    engine.tell(EngineStanding(BUNDLED, NEWER))
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert engine.asked == ["check", "go back"]


def test_the_focus_comes_back_to_the_button(page: EnginePage, engine: HandEngine) -> None:
    used = EngineStanding(BUNDLED, NEWER, "0.9.0")
    engine.tell(used)
    page.back.setFocus()
    for asked, button in ((page.back, page.back), (page.checking, page.checking)):
        asked.setFocus()
        engine.tell(replace(used, step=UpdateStep.LOOKING))
        assert page.hasFocus()  # and not the address, in which it would be all selected
        engine.tell(used)
        assert button.hasFocus()
    page.back.setFocus()
    engine.tell(EngineStanding(BUNDLED, BUNDLED))  # nothing to go back from any more
    assert page.checking.hasFocus()
    engine.tell(replace(used, step=UpdateStep.LOOKING))
    page.feed.setFocus()
    engine.tell(used)
    assert page.feed.hasFocus()  # where the person went meanwhile


def test_the_settings_are_kept(page: EnginePage, preferences: Preferences) -> None:
    assert page.automatic.isChecked()
    page.automatic.click()
    assert not preferences.settings.engine_updates
    QTest.keyClicks(page.feed, "http://mirror.example/releases")
    assert page.feed_fault.isVisible()
    page.feed.editingFinished.emit()
    assert preferences.settings.engine_feed == ""
    page.feed.clear()
    QTest.keyClicks(page.feed, " https://mirror.example/releases/ ")
    assert not page.feed_fault.isVisible()
    page.feed.editingFinished.emit()
    assert preferences.settings.engine_feed == "https://mirror.example/releases"
    assert page.feed.placeholderText() == FEED


def test_a_page_that_is_gone_hears_no_more(page: EnginePage, engine: HandEngine) -> None:
    before = len(engine.listeners)
    page.window().close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(engine.listeners) == before - 1
    engine.tell(EngineStanding(BUNDLED, NEWER))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("", ""),
        ("https://a.example/r/", "https://a.example/r"),
        ("http://127.0.0.1:80/r", "http://127.0.0.1:80/r"),
        ("http://[::1]/r", "http://[::1]/r"),
        ("http://a.example/r", None),
        ("https://user:secret@a.example/r", None),
        ("https://a.example/r?token=1", None),
        ("https://a.example:99999/r", None),
        ("https://a b.example", None),
        ("ftp://a.example", None),
        ("a.example", None),
        ("https://[", None),
    ],
)
def test_addresses_of_a_feed(text: str, address: str | None) -> None:
    assert parsed(text) == address


@pytest.mark.parametrize("end", UpdateEnd)
def test_every_end_has_its_own_sentence(end: UpdateEnd) -> None:
    words = engine_text.outcome(EngineStanding(BUNDLED, NEWER, end=end, found="2099.09.09"))
    assert words.endswith(".")
    assert "{" not in words
    assert words not in {
        engine_text.outcome(EngineStanding(BUNDLED, NEWER, end=other, found="2099.09.09"))
        for other in UpdateEnd
        if other is not end
    }


@pytest.mark.parametrize("step", UpdateStep)
def test_every_step_has_words(step: UpdateStep) -> None:
    assert engine_text.outcome(EngineStanding(step=step, found=NEWER)).endswith("…")


def test_the_remedy_updates_and_then_tries_again(stage: Stage, engine: HandEngine) -> None:
    stage.desk.add("a", "b")
    for link in "ab":
        stage.fail(link, ErrorCode.ENGINE_OUTDATED)
    assert remedy_label(first_remedy(stage.desk.row("a"), has_service=False)) == "Update the engine"
    ids = stage.desk.ids("ab")
    stage.batch.row_actions.do(RowAction.REMEDY, ids)
    assert engine.asked == ["check"]
    engine.tell(replace(engine.standing, step=UpdateStep.FETCHING, found=NEWER))
    assert NEWER in stage.toast()
    assert stage.desk.row("a").state is DownloadState.FAILED
    stage.put("b", DownloadState.COMPLETED, error=None)  # tried again by hand meanwhile
    engine.tell(EngineStanding(BUNDLED, NEWER, end=UpdateEnd.UPDATED, found=NEWER))
    assert stage.desk.row("a").state is not DownloadState.FAILED
    assert stage.desk.row("b").state is DownloadState.COMPLETED


def test_without_a_newer_one_nothing_is_tried_again(stage: Stage, engine: HandEngine) -> None:
    stage.desk.add("a")
    stage.fail("a", ErrorCode.ENGINE_OUTDATED)
    stage.batch.row_actions.do(RowAction.REMEDY, stage.desk.ids("a"))
    engine.tell(replace(engine.standing, end=UpdateEnd.NEWEST, found=BUNDLED))
    assert BUNDLED in stage.toast()
    assert stage.desk.row("a").state is DownloadState.FAILED
    engine.tell(EngineStanding(BUNDLED, NEWER, end=UpdateEnd.UPDATED))  # by itself, later
    assert stage.desk.row("a").state is DownloadState.FAILED


def test_what_failed_in_the_cloud_is_better_tried_here(stage: Stage) -> None:
    stage.desk.add("a")
    stage.fail("a", ErrorCode.ENGINE_OUTDATED)
    row = replace(stage.desk.row("a"), place=Place.CLOUD)
    assert first_remedy(row, has_service=True) is Remedy.TRY_HERE


def test_a_single_link_is_looked_at_again_after_the_update(
    stage: Stage, engine: HandEngine
) -> None:
    link, probes = "https://a.example/v", stage.desk.prober.active
    stage.window.pages.show_tab(Tab.SINGLE)
    single = stage.window.pages.single
    single.show_link(link)
    ((probe_id, _),) = probes.items()
    probes.clear()
    single.take_probe(ProbeUpdate(probe_id, error=ErrorCode.ENGINE_OUTDATED, last=True))
    single.error.remedy.click()
    assert engine.asked == ["check"]
    assert not probes
    engine.tell(EngineStanding(BUNDLED, NEWER, end=UpdateEnd.UPDATED))
    assert list(probes.values()) == [link]


def test_a_given_up_engine_is_told_once(stage: Stage) -> None:
    notices = stage.window.notices
    failed = EngineStanding(BUNDLED, BUNDLED, failed=NEWER)
    notices.show_engine(failed)
    assert [NEWER in one for one in notices.texts()] == [True]
    notices.dismiss("engine")
    notices.show_engine(failed)
    assert notices.texts() == []
    notices.show_engine(replace(failed, failed="2099.2.2"))
    notices.show_engine(EngineStanding(BUNDLED, BUNDLED))
    assert notices.texts() == []


def test_where_there_are_no_updates_nothing_happens() -> None:
    none = NoUpdates()
    none.check()
    none.go_back()
    assert none.standing == EngineStanding()
    assert page_for("engine") is SettingsPage.ENGINE
