"""What the Batch tab shows of rows before they start."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.core.download import DownloadState, Forecast, Progress
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate, VideoInfo
from app.core.preflight import Preflight
from app.ui.batch import forecast_text
from app.ui.batch.row_action import RowAction
from tests.ui.conftest import Stage

CONTROL = Qt.KeyboardModifier.ControlModifier
ALMOST = 1.0
"""Seconds: what is put off for less than this is over at once here."""


class Checks:
    """The stage with its preflight at work, and what the prober answers in hand."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.preflight: Preflight = stage.around.services.preflight
        self.preflight.watch(stage.desk.queue)
        self.bar = stage.batch.preflight_bar

    def wait(self, *links: str) -> None:
        """Rows that wait behind two that run."""
        self.stage.desk.add("x", "y", *links)

    def settle(self) -> None:
        """Let pass what is put off for a moment."""
        later = self.stage.desk.later
        while soon := [call for seconds, call in later.calls if seconds < ALMOST]:
            later.calls = [(seconds, call) for seconds, call in later.calls if seconds >= ALMOST]
            for call in soon:
                call()
        self.stage.model.flush()

    def answer(
        self, link: str, video: VideoInfo | None = None, *, error: ErrorCode | None = None
    ) -> None:
        """Let the look at a link be over."""
        self.settle()
        active = self.stage.desk.prober.active
        (probe_id,) = (i for i, url in active.items() if url.rpartition("/")[2] == link)
        del active[probe_id]
        self.preflight.take(ProbeUpdate(probe_id, video=video, last=True, error=error))
        self.settle()

    def found(self, link: str, **fields: object) -> str:
        """What a row says once a look has shown this."""
        forecast = replace(Forecast(), **fields)  # type: ignore[arg-type]  # any field
        self.stage.desk.queue.note_forecast(self.stage.desk.id(link), forecast)
        self.stage.model.flush()
        place = self.stage.model.place_of(self.stage.desk.id(link))
        assert place is not None
        return str(self.stage.model.index(place).data())


@pytest.fixture
def checks(stage: Stage) -> Checks:
    return Checks(stage)


def video(size: int | None = 120_000_000, key: str = "", **fields: object) -> VideoInfo:
    info = VideoInfo("A video", size=size, media_key=key, file_name=f"{key or 'a'}.mp4")
    return replace(info, **fields)  # type: ignore[arg-type]  # any field


def test_checking_all_sums_up_and_marks_the_rows(checks: Checks) -> None:
    checks.wait(*"abcd")
    checks.stage.batch.list_actions.check.trigger()
    checks.answer("a", video(3_000_000_000, "one", name_taken=True))
    assert checks.bar.isVisible()
    line = checks.bar.words.text()
    assert line == "Checked 1 of 4 · about 3 GB, 212 GB free · 1 name taken"
    checks.answer("b", video(400_000_000, "one"))
    checks.answer("c", error=ErrorCode.LOGIN_NEEDED)
    checks.answer("d", error=ErrorCode.NOT_FOUND)
    assert checks.bar.words.text() == (
        "Checked 4 downloads · about 3.4 GB, 212 GB free · 1 duplicate · 1 name taken"
        " · 1 needs a login · 1 not available"
    )
    assert not checks.bar.stop.isVisible()
    row = checks.stage.desk.row("a")
    assert forecast_text.words(row) == ["about 3 GB", "name is taken: gets a number"]


def test_a_check_of_the_chosen_rows_only(checks: Checks) -> None:
    checks.wait(*"abc")
    checks.stage.select("b")
    checks.stage.key(Qt.Key.Key_K, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    checks.answer("b", video())
    assert checks.bar.words.text().startswith("Checked 1 download ·")
    assert checks.stage.desk.row("a").forecast is None


def test_more_than_there_is_room_for_is_a_warning_before_it_starts(checks: Checks) -> None:
    checks.stage.around.free = 1_000_000_000
    checks.wait("a")
    checks.stage.batch.list_actions.check.trigger()
    checks.answer("a", video(1_500_000_000))
    assert "about 1.5 GB: 500 MB more than there is room for" in checks.bar.words.text()
    assert checks.bar.words.property("tone") == "failed"


def test_the_check_can_be_stopped_and_its_line_closed(checks: Checks) -> None:
    checks.wait(*"abcd")
    checks.stage.batch.list_actions.check.trigger()
    checks.answer("a", video())
    QTest.mouseClick(checks.bar.stop, Qt.MouseButton.LeftButton)
    checks.settle()
    assert checks.stage.desk.prober.active == {}
    assert checks.bar.words.text().startswith("Checked 1 download")
    QTest.mouseClick(checks.bar.close_button, Qt.MouseButton.LeftButton)
    checks.settle()
    assert not checks.bar.isVisible()
    checks.stage.batch.list_actions.check.trigger()
    checks.settle()
    assert checks.bar.isVisible(), "a new check shows itself"


def test_closing_the_line_lets_the_check_go_on(checks: Checks) -> None:
    checks.wait(*"abc")
    checks.stage.batch.list_actions.check.trigger()
    checks.answer("a", video())
    QTest.mouseClick(checks.bar.close_button, Qt.MouseButton.LeftButton)
    checks.answer("b", video())
    assert not checks.bar.isVisible()
    assert checks.stage.desk.row("b").forecast is not None


def test_nothing_that_is_found_blocks_a_row(checks: Checks) -> None:
    checks.wait("a")
    checks.stage.batch.list_actions.check.trigger()
    checks.answer("a", error=ErrorCode.LOGIN_NEEDED)
    checks.stage.desk.finish("x")
    assert checks.stage.desk.state("a") is DownloadState.RUNNING
    checks.settle()
    assert not checks.bar.isVisible(), "nothing waits any more"


def test_where_it_is_automatic_a_row_is_looked_at_before_it_starts(checks: Checks) -> None:
    checks.preflight.set_automatic(True)
    checks.stage.desk.add("a")
    checks.settle()
    assert checks.stage.desk.state("a") is DownloadState.QUEUED
    assert checks.bar.words.text() == "Checked 0 of 1"
    checks.answer("a", video())
    assert checks.stage.desk.state("a") is DownloadState.RUNNING


def test_assistants_hear_what_was_found(checks: Checks) -> None:
    checks.wait("a")
    checks.stage.batch.list_actions.check.trigger()
    checks.answer("a", video())
    interface = QAccessible.queryAccessibleInterface(checks.bar.words)
    assert interface.text(QAccessible.Text.Name) == checks.bar.words.text()
    assert "Checked 1 download" in checks.bar.words.text()


def test_the_size_is_said_once(checks: Checks) -> None:
    checks.wait("a")
    assert "about 3 GB" in checks.found("a", size=3_000_000_000)
    begun = Progress(done_bytes=1_000_000, total_bytes=2_000_000_000, fraction=0.01)
    checks.stage.put("a", DownloadState.PAUSED, progress=begun)
    assert "about" not in checks.found("a", size=3_000_000_000)


def test_there_is_nothing_to_check_where_nothing_waits(checks: Checks) -> None:
    action = checks.stage.batch.list_actions.check
    assert not action.isEnabled()
    checks.wait("a")
    assert action.isEnabled()
    assert RowAction.CHECK.fits(checks.stage.desk.row("a"))
    assert not RowAction.CHECK.fits(checks.stage.desk.row("x"))


@pytest.mark.parametrize(
    ("found", "words", "sign"),
    [
        ({"size": 120_000_000}, "about 120 MB", "search-check"),
        ({"name_taken": True}, "name is taken: gets a number", "info"),
        ({"archived": True}, "downloaded before, will be skipped", "info"),
        ({"duplicate": True}, "the same as an earlier row", "info"),
        ({"error": ErrorCode.MEMBERS_ONLY}, "needs a login", "lock"),
        (
            {"error": ErrorCode.NOT_FOUND},
            "not available now: There is nothing at this link.",
            "circle-alert",
        ),
    ],
)
def test_a_row_says_what_was_found(
    checks: Checks, found: dict[str, object], words: str, sign: str
) -> None:
    checks.wait("a")
    assert checks.found("a", **found) == f"https://example.org/a, Queued, {words}"
    mark = forecast_text.mark_of(checks.stage.desk.row("a"))
    assert mark is not None
    assert mark.icon == sign, "not by colour alone"
    checks.stage.window.grab()


def test_a_paused_row_says_it_too_and_so_do_the_details(checks: Checks) -> None:
    checks.wait("a")
    checks.stage.select("a")
    checks.stage.key(Qt.Key.Key_Space)
    assert checks.found("a", size=5_000_000).endswith("Paused, about 5 MB")
    checks.stage.batch.show_details(shown=True)
    assert checks.stage.batch.details.reason.text() == "Paused · about 5 MB"


def test_once_it_runs_nothing_is_foreseen_any_more(checks: Checks) -> None:
    checks.wait("a")
    checks.found("a", size=5_000_000, name_taken=True)
    row = checks.stage.put("a", DownloadState.RUNNING)
    assert forecast_text.words(row) == []
    assert forecast_text.mark_of(row) is None
