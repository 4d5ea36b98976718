"""What completed rows remark on, and what waiting ones wait for."""

import pytest
from PySide6.QtCore import Qt

from app.core.download import DownloadState, Remark
from app.ui.batch import forecast_text
from app.ui.batch.row_action import RowAction, buttons, words_for
from app.ui.batch.row_delegate import RowDelegate
from tests.ui.conftest import Stage


@pytest.mark.parametrize(
    ("remark", "words"),
    [
        (Remark.ALREADY_HERE, "Already here"),
        (Remark.SKIPPED, "Skipped: downloaded before"),
        (Remark.NO_SUBTITLES, "Done, without subtitles"),
        (Remark.NOT_EMBEDDED, "Done, but tags or cover could not be embedded"),
    ],
)
def test_a_completed_row_says_what_one_should_know(
    stage: Stage, remark: Remark, words: str
) -> None:
    stage.desk.add("a")
    row = stage.put("a", DownloadState.COMPLETED, remark=remark, file_name="a.mp4")
    assert words in stage.model.index(0).data()
    mark = forecast_text.mark_of(row)
    assert (mark is None) is (remark is Remark.ALREADY_HERE)
    stage.window.grab()


def test_a_row_that_was_skipped_does_not_look_downloaded(stage: Stage) -> None:
    stage.desk.add("a", "b")
    done = stage.put("a", DownloadState.COMPLETED, file_name="a.mp4")
    skipped = stage.put("b", DownloadState.COMPLETED, remark=Remark.SKIPPED)
    painter = stage.view.itemDelegate()
    assert isinstance(painter, RowDelegate)
    assert painter.bar_colour(done) == stage.look.colours.done
    assert painter.bar_colour(skipped) == stage.look.colours.dim


def test_what_was_skipped_can_be_downloaded_anyway(stage: Stage) -> None:
    stage.desk.add("a")
    row = stage.put("a", DownloadState.COMPLETED, remark=Remark.SKIPPED, file_name="")
    assert buttons(row) == (RowAction.AGAIN, RowAction.REMOVE)
    assert words_for(RowAction.AGAIN, row) == "Download anyway"
    stage.press("a", RowAction.AGAIN)
    row = stage.desk.row("a")
    assert row.state is DownloadState.RUNNING
    assert row.request.again


def test_what_is_done_can_be_downloaded_again_by_key_and_menu(stage: Stage) -> None:
    stage.desk.add("a")
    stage.put("a", DownloadState.COMPLETED, file_name="a.mp4")
    stage.select("a")
    assert RowAction.AGAIN in stage.batch.row_actions.fitting([stage.desk.id("a")])
    stage.key(Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    assert stage.desk.state("a") is DownloadState.RUNNING


def test_forced_sleeps_are_seen_and_count_down(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.desk.add(*"abc")
    waits = 12.0
    waiting = stage.desk.id("c")
    monkeypatch.setattr(
        stage.desk.queue,
        "waits_for_site",
        lambda row: waits if row.id == waiting and waits > 0 else None,
    )
    stage.put("a", DownloadState.COMPLETED, file_name="a.mp4")
    place = stage.model.place_of(waiting)
    assert place is not None
    if stage.desk.state("c") is not DownloadState.QUEUED:
        stage.put("c", DownloadState.QUEUED)
    index = stage.model.index(place)
    assert (
        index.data() == "https://example.org/c, Queued, waits 12 s before asking example.org again"
    )
    assert stage.view.waits.is_counting
    waits = 3.0
    assert "waits 3 s before asking example.org again" in index.data()
    waits = 0.0
    assert index.data() == "https://example.org/c, Queued"
    stage.qtbot.waitUntil(lambda: not stage.view.waits.is_counting)


def test_nothing_counts_while_nothing_waits(stage: Stage) -> None:
    stage.desk.add(*"abc")
    stage.model.flush()
    assert not stage.view.waits.is_counting
