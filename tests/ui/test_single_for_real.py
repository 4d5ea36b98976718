"""The Single tab over the real engine and the media site: from the link to the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.download import DownloadState
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.ui.batch.row_action import RowAction
from app.ui.look import Look
from tests.site import MediaSite
from tests.ui.conftest import Surroundings
from tests.ui.single_stage import SECONDS, RealStage


@pytest.fixture(scope="module")
def pool() -> Iterator[ChildPool]:
    children = ChildPool(EngineOptions(socket_timeout=5.0, tries=1), size=2)
    yield children
    children.close()


@pytest.fixture
def stage(qtbot: QtBot, look: Look, pool: ChildPool, tmp_path: Path) -> Iterator[RealStage]:
    made = RealStage(qtbot, look, Surroundings(tmp_path).services, pool, tmp_path)
    yield made
    made.close()


def test_from_a_pasted_link_to_a_file_that_can_be_opened(
    stage: RealStage, media_site: MediaSite, tmp_path: Path
) -> None:
    page = stage.page
    stage.paste(media_site.url("/page/json-ld/short"))
    stage.wait_for(page.video)
    assert page.video.preview.title.text() == "Two seconds"
    assert "Spool Test Channel" in page.video.preview.facts.text()
    stage.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.wait_for(page.row)
    stage.qtbot.waitUntil(page.row.buttons[RowAction.OPEN].isVisible, timeout=SECONDS)
    (row,) = stage.rows()
    assert row.state is DownloadState.COMPLETED
    assert (tmp_path / row.update.file_name).stat().st_size == row.update.size
    assert page.row.buttons[RowAction.SHOW_IN_FOLDER].isVisible()
    assert page.row.bar.value() == page.row.bar.maximum()


def test_a_picture_of_the_video_arrives(stage: RealStage, media_site: MediaSite) -> None:
    stage.paste(media_site.url("/page/json-ld/clip"))
    stage.wait_for(stage.page.video)
    address = stage.page.video.preview.picture._address
    assert address.endswith(".jpg")
    stage.qtbot.waitUntil(
        lambda: stage.page._pictures.picture(address, 1.0) is not None, timeout=SECONDS
    )


def test_a_list_is_chosen_from_and_downloaded(stage: RealStage, media_site: MediaSite) -> None:
    page = stage.page
    stage.paste(media_site.url("/feed/letters.rss", count=120))
    stage.wait_for(page.list)
    stage.qtbot.waitUntil(lambda: page.list.rows.total == 120, timeout=SECONDS)
    page.list.none.click()
    page.list.rows.toggle([4])
    with stage.qtbot.waitSignal(page.batch_wanted):
        page.list.add.click()
    (row,) = stage.rows()
    assert row.request.list_number == 5
    stage.qtbot.waitUntil(lambda: stage.rows()[0].state.is_final, timeout=SECONDS)
    assert stage.rows()[0].state is DownloadState.COMPLETED


def test_a_site_that_does_not_answer_can_be_left_at_once(
    stage: RealStage, media_site: MediaSite
) -> None:
    path = "/page/html5/clip.html"
    before = media_site.requests.count(path)
    stage.paste(media_site.url(path, fault="stall"))
    stage.qtbot.waitUntil(lambda: media_site.requests.count(path) > before, timeout=SECONDS)
    stage.key(Qt.Key.Key_Escape)
    assert stage.page.pages.currentWidget() is stage.page.nothing
    stage.paste(media_site.url("/page/json-ld/short"))
    stage.wait_for(stage.page.video)


def test_what_is_not_there_is_said_in_words(stage: RealStage, media_site: MediaSite) -> None:
    stage.paste(media_site.url("/page/html5/clip.html", fault="404"))
    stage.wait_for(stage.page.error)
    assert "nothing at this link" in stage.page.error.reason.text()
    assert stage.page.error.remedy.isVisible()
