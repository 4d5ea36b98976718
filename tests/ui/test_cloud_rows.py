"""How rows of the cloud look and sound, while the service is heard and while it is not."""

import time
from dataclasses import replace

import pytest

from app.core.cloud import CloudStanding, Link
from app.core.download import Activity, Download, DownloadState, Place, Progress, Remark
from app.core.download import Stage as At
from app.ui.batch import forecast_text, row_text
from app.ui.batch.cloud_rows import is_stale
from app.ui.batch.row_action import RowAction
from app.ui.batch.row_delegate import RowDelegate
from app.ui.tabs import Tab
from tests.rows import a_row
from tests.ui.cloud_scenes import COMING, CONNECTED, DOWNLOADING, away, with_service
from tests.ui.conftest import Stage
from tests.ui.scenes import single_found
from tests.ui.test_history import entry

AWAY = CloudStanding(Link.AWAY, heard=1000.0)
RUNNING, COMPLETED = DownloadState.RUNNING, DownloadState.COMPLETED


def _there(progress: Progress, state: DownloadState = RUNNING, **fields: object) -> Download:
    """A row of the cloud."""
    row = replace(a_row(state, title="A film"), place=Place.CLOUD)
    update = replace(row.update, progress=progress, **fields)  # type: ignore[arg-type]  # any field
    return replace(row, update=update)


def _painter(stage: Stage) -> RowDelegate:
    painter = stage.view.itemDelegate()
    assert isinstance(painter, RowDelegate)
    return painter


# Words


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (DOWNLOADING, "42 % · 278 of 664 MB · last heard 40 s ago"),
        (Progress(At.RESOLVING), "Looking up the video · last heard 40 s ago"),
        (Progress(At.DOWNLOADING), "Downloading · last heard 40 s ago"),
        (Progress(At.PROCESSING, fraction=0.9), "Finishing · last heard 40 s ago"),
        (Progress(At.RESOLVING, Activity.IN_LINE), "Waiting in the cloud · last heard 40 s ago"),
        (Progress(At.RESOLVING, Activity.SENDING), "Waiting for the service"),
        (
            replace(COMING, activity=Activity.WAITING, seconds_left=5.0),
            "Trying again in 5 s",
        ),
    ],
)
def test_what_is_not_heard_says_how_old_it_is(progress: Progress, line: str) -> None:
    row = _there(progress)
    assert row_text.status_line(row, 1040.0, standing=AWAY) == line
    assert "heard" not in row_text.status_line(row, 1040.0)


def test_what_was_never_heard_says_so() -> None:
    line = row_text.status_line(_there(DOWNLOADING), 0, standing=CloudStanding(Link.CONNECTING))
    assert line.endswith("not connected")


def test_only_what_the_service_told_grows_old() -> None:
    here = replace(_there(DOWNLOADING), place=Place.THIS_COMPUTER)
    stalled = replace(COMING, activity=Activity.WAITING)
    stale = [_there(DOWNLOADING), _there(stalled)]
    fresh = [here, _there(COMING), _there(Progress(), DownloadState.PAUSED)]
    assert [is_stale(row, AWAY) for row in stale + fresh] == [True] * 2 + [False] * 3
    assert not any(is_stale(row, CONNECTED) for row in stale)


@pytest.mark.parametrize(
    ("state", "expires", "words"),
    [
        (RUNNING, None, "A film, in the cloud, Downloading video, 42 %"),
        (COMPLETED, 2e9, "A film, In the cloud, for "),
        (COMPLETED, None, "A film, from the cloud, Done"),
        (DownloadState.QUEUED, None, "A film, in the cloud, Queued"),
    ],
)
def test_a_row_says_that_it_is_in_the_cloud(
    state: DownloadState, expires: float | None, words: str
) -> None:
    row = _there(DOWNLOADING, state, expires=expires)
    assert row_text.sentence(row, 0.0).startswith(words)
    here = replace(row, place=Place.THIS_COMPUTER, update=replace(row.update, expires=None))
    assert "cloud" not in row_text.sentence(here, 0.0).casefold()


def test_what_another_computer_has_saved_is_no_file_here(stage: Stage) -> None:
    stage.desk.add("a", place=Place.CLOUD)
    row = stage.put("a", COMPLETED, remark=Remark.ELSEWHERE)
    assert "Saved or removed on another computer" in stage.model.index(0).data()
    assert forecast_text.mark_of(row) is not None
    assert _painter(stage).bar_colour(row) == stage.look.colours.dim
    assert not RowAction.OPEN.fits(row)


# Looks


def test_rows_look_old_while_nothing_is_heard(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add("here")
    stage.desk.add("there", "unknown", place=Place.CLOUD)
    here = stage.put("here", RUNNING, progress=DOWNLOADING)
    there = stage.put("there", RUNNING, progress=DOWNLOADING)
    unknown = stage.put("unknown", RUNNING, progress=Progress(At.RESOLVING))
    painter, colours = _painter(stage), stage.look.colours
    assert painter.bar_colour(there) == colours.accent
    assert painter.is_sweeping(unknown)
    assert not stage.view.waits.is_counting
    stage.around.cloud.stand(away())
    stage.qtbot.waitUntil(lambda: stage.view.waits.is_counting)
    assert painter.bar_colour(there) == colours.dim
    assert painter.bar_colour(here) == colours.accent
    assert not painter.is_sweeping(unknown)
    assert "42 %, 278 of 664 MB, last heard 40 s ago" in stage.model.index(1).data()
    assert painter.lines(there)[1] == "42 % · 278 of 664 MB · last heard 40 s ago"
    stage.around.cloud.stand(CONNECTED)
    assert painter.bar_colour(there) == colours.accent
    stage.qtbot.waitUntil(lambda: not stage.view.waits.is_counting)


def test_a_bar_that_is_dim_is_painted_so_when_the_link_is_lost(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add("there", place=Place.CLOUD)
    stage.put("there", RUNNING, progress=DOWNLOADING)
    area = stage.view.visualRect(stage.model.index(0))
    row = stage.desk.row("there")
    bar = _painter(stage).layout_of(row, area, stage.view.layoutDirection()).bar

    def colour() -> str:
        picture = stage.view.viewport().grab().toImage()
        return picture.pixelColor(bar.left() + 10, bar.center().y()).name()

    assert colour() == stage.look.colours.accent
    stage.around.cloud.stand(away())
    assert colour() == stage.look.colours.dim


def test_a_link_that_flickers_is_shown_once(stage: Stage) -> None:
    with_service(stage)
    told: list[bool] = []
    stage.batch._cloud.changed.connect(lambda: told.append(True))
    stage.qtbot.waitUntil(lambda: bool(told))
    told.clear()
    for waiting in range(50):
        stage.around.cloud.stand(CloudStanding(Link.CONNECTED, waiting=waiting))
    for _time in range(20):
        stage.around.cloud.stand(away())
        stage.around.cloud.stand(CONNECTED)
    stage.around.cloud.stand(away())
    stage.qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1


def test_what_waits_in_the_cloud_rests(stage: Stage) -> None:
    for activity in (Activity.SENDING, Activity.IN_LINE):
        assert not _painter(stage).is_sweeping(_there(Progress(At.RESOLVING, activity)))
    assert _painter(stage).is_sweeping(
        replace(_there(Progress(At.RESOLVING)), place=Place.THIS_COMPUTER)
    )


def test_a_file_in_the_cloud_does_not_look_done(stage: Stage) -> None:
    colours = stage.look.colours
    kept = _there(Progress(), COMPLETED, expires=2e9)
    assert _painter(stage).bar_colour(kept) == colours.accent
    brought = _there(Progress(), COMPLETED)
    assert _painter(stage).bar_colour(brought) == colours.done


def test_the_speed_is_that_of_what_is_heard(stage: Stage) -> None:
    with_service(stage)
    stage.desk.add("here")
    stage.desk.add("there", place=Place.CLOUD)
    stage.put("here", RUNNING, progress=replace(DOWNLOADING, bytes_per_second=5e6))
    stage.put("there", RUNNING, progress=replace(DOWNLOADING, bytes_per_second=7e6))
    assert "12 MB/s" in stage.batch.footer.summary.text()
    stage.around.cloud.stand(away())
    stage.qtbot.waitUntil(lambda: "5 MB/s" in stage.batch.footer.summary.text())


# The details


def test_the_details_tell_the_place_and_the_work(stage: Stage) -> None:
    details = stage.batch.details
    stage.desk.add("here")
    stage.desk.add("there", place=Place.CLOUD)
    stage.put("there", RUNNING, progress=DOWNLOADING, worked=75.0 * 60)
    stage.window.commands.details.setChecked(True)
    stage.select("here")
    assert not details.place.isVisible()
    stage.select("there")
    assert details.place.isVisible()
    with_service(stage)
    stage.qtbot.waitUntil(lambda: details.place.text() == "In the cloud · 75 min of work")
    stage.around.cloud.stand(away())
    stage.qtbot.waitUntil(lambda: details.place.text().endswith("not connected"))
    stage.select("here")
    assert (details.place.isVisible(), details.place.text()) == (True, "This computer")


def test_the_details_say_what_the_service_has_not_heard(stage: Stage) -> None:
    with_service(stage, away())
    stage.desk.add("there", place=Place.CLOUD)
    stage.window.commands.details.setChecked(True)
    stage.select("there")
    stage.desk.queue.pause([stage.desk.id("there")])
    stage.model.flush()
    assert stage.batch.details.reason.text() == "Waiting for the service to pause"


# The other tabs


def _single(stage: Stage, standing: CloudStanding = CONNECTED) -> None:
    with_service(stage, standing)
    stage.window.preferences.change(place=Place.CLOUD)
    single_found(stage)
    stage.window.pages.single.video.download.click()


def test_the_single_page_knows_when_its_row_is_not_heard(stage: Stage) -> None:
    _single(stage)
    page = stage.window.pages.single.row
    stage.put("film", RUNNING, progress=DOWNLOADING)
    assert "Downloading video" in page.status.text()
    stage.around.cloud.stand(away())
    stage.qtbot.waitUntil(lambda: "last heard 4" in page.status.text())
    assert page.bar._colour == "dim"
    stage.put("film", RUNNING, progress=Progress(At.RESOLVING))
    assert not page.bar.is_busy
    stage.around.cloud.stand(CONNECTED)
    stage.qtbot.waitUntil(lambda: "heard" not in page.status.text())
    assert page.bar.is_busy


def test_the_single_page_saves_a_file_that_is_in_the_cloud(stage: Stage) -> None:
    _single(stage)
    page = stage.window.pages.single.row
    stage.put("film", COMPLETED, file_name="film.mp4", expires=time.time() + 5000)
    shown = {action for action, button in page.buttons.items() if button.isVisible()}
    assert shown == {RowAction.SAVE_HERE, RowAction.AGAIN}
    assert not page.file.isVisible()
    assert page.status.text().startswith("In the cloud · for 1 hour")
    page.buttons[RowAction.SAVE_HERE].click()
    assert stage.desk.state("film") is RUNNING


def test_the_history_says_what_is_in_the_cloud(stage: Stage) -> None:
    kept, gone = entry("kept"), entry("gone")
    there = [
        replace(row, place=Place.CLOUD, update=replace(row.update, expires=expires))
        for row, expires in ((kept, time.time() + 3 * 24 * 3600 + 90), (gone, time.time() - 90))
    ]
    stage.around.history.put(there)
    stage.window.pages.show_tab(Tab.HISTORY)
    page = stage.window.pages.history
    stage.qtbot.waitUntil(lambda: page.model.row_at(0) is not None)
    assert "In the cloud · for 3 days more" in page.model.index(0).data()
    assert "It was in the cloud, and has expired there" in page.model.index(1).data()
    page.window().grab()
    for row in there:
        assert page._checks.is_there(row) is None, "nobody looks for it here"
        area = page.view.visualRect(page.model.index(0))
        direction = page.view.layoutDirection()
        offered = page.view._painting.buttons_of(row, area, direction)
        assert [action for action, _area in offered] == [RowAction.AGAIN]
    page.actions_of_rows.do(RowAction.OPEN, [(0, 0)], there[0])
    assert page.toast.text() == "The file is still in the cloud."
