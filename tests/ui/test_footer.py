"""The line at the bottom of the window."""

import pytest

from app.core.download import Activity, DownloadState, Progress
from app.core.download import Stage as At
from app.core.errors import ErrorCode
from tests.ui.conftest import Stage


def test_the_footer_tells_how_it_stands(stage: Stage) -> None:
    stage.desk.add(*"abcd")
    stage.desk.finish("a")
    progress = Progress(At.DOWNLOADING, Activity.VIDEO, 0.5, bytes_per_second=21_700_000)
    stage.put("b", DownloadState.RUNNING, progress=progress)
    footer = stage.batch.footer
    assert footer.summary.text() == "1 of 4 done · 21.7 MB/s"
    assert footer.bar.value() == 375
    assert footer.free.text() == "212 GB free"
    stage.around.free = None
    stage.batch.show_free()
    assert footer.free.text() == ""
    stage.fail("c", ErrorCode.NETWORK)
    assert footer.summary.text() == "1 of 4 done · 1 failed · 21.7 MB/s"


def test_failures_do_not_make_the_rest_look_nearer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 0.0
    monkeypatch.setattr("app.ui.batch.footer.time.monotonic", lambda: now)
    stage.desk.add(*"abcdefghij")
    for link in "cdefghij":
        stage.fail(link, ErrorCode.NETWORK)
    for second in range(11):
        now = float(second)
        progress = Progress(At.DOWNLOADING, Activity.VIDEO, 0.01 * second)
        stage.put("a", DownloadState.RUNNING, progress=progress)
    assert "about 3 min left" in stage.batch.footer.summary.text()


def test_the_footer_stays_where_it_is_while_the_free_space_changes(stage: Stage) -> None:
    footer = stage.batch.footer
    places = set()
    for stage.around.free in (82_000_000_000, 81_900_000_000, 7_000_000_000):
        stage.batch.show_free()
        stage.window.grab()
        places.add(footer.limit.pos().x())
    assert len(places) == 1


@pytest.mark.parametrize("free", [82_100_000_000, 212_000_000_000, 8_820_000_000])
def test_the_free_space_is_never_cut(stage: Stage, free: int) -> None:
    stage.around.free = free
    stage.batch.show_free()
    stage.window.resize(stage.window.minimumSizeHint())
    stage.window.grab()
    label = stage.batch.footer.free
    assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_the_parallel_limit_is_live_and_kept(stage: Stage) -> None:
    stage.desk.add(*"abcdef")
    stage.batch.footer.limit.setValue(5)
    assert len(stage.desk.executor.active) == 5
    assert stage.desk.executor.limit == 5
    assert stage.saved[-1].parallel_limit == 5
    stage.batch.footer.limit.setValue(1)
    assert stage.desk.executor.limit == 1
