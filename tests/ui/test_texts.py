"""Every code has its words, and every row its line."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale

from app.core.choices import AudioFormat, Choices, Quality
from app.core.cloud import CloudStanding, Link
from app.core.download import Activity, Asked, DownloadState, Place, Progress, Remark, Stage
from app.core.errors import ErrorCode
from app.core.links import Links
from app.core.queue_events import Added
from app.core.settings import SettingsProblem, SettingsTrouble
from app.core.stores import StoreProblem
from app.ui import amounts, text
from app.ui.batch import outcome, row_text
from app.ui.batch.log_book import LogBook
from app.ui.batch.offer import Refusal
from app.ui.batch.row_action import RowAction
from app.ui.batch.time_left import TimeLeft
from app.ui.choices import words
from tests.rows import a_row

AWAY = CloudStanding(Link.AWAY, heard=1000.0)

_JARGON = ("yt-dlp", "HTTP", "403", "extractor", "postprocess", "Error")


@pytest.fixture(autouse=True)
def _plain_numbers() -> None:
    QLocale.setDefault(QLocale.c())


@pytest.mark.parametrize("code", ErrorCode)
def test_every_failure_has_a_plain_reason_and_a_remedy(code: ErrorCode) -> None:
    failure = text.failure(code)
    assert failure.reason.endswith(".")
    assert not any(word in failure.reason for word in _JARGON)
    assert text.remedy_label(failure.remedy)
    assert failure.remedy.icon


def test_every_reason_is_its_own() -> None:
    assert len({text.failure(code).reason for code in ErrorCode}) == len(ErrorCode)


@pytest.mark.parametrize("problem", StoreProblem)
def test_every_store_problem_has_words(problem: StoreProblem) -> None:
    assert text.not_added(problem).startswith("Nothing was added")
    assert "{" not in text.store_problem(problem, "/a/{b}").replace("/a/{b}", "")


@pytest.mark.parametrize("trouble", SettingsTrouble)
def test_every_settings_problem_has_words(trouble: SettingsTrouble) -> None:
    assert "{" not in text.settings_problem(SettingsProblem(trouble, "x"))


@pytest.mark.parametrize("action", RowAction)
def test_every_action_has_a_key_and_a_label(action: RowAction) -> None:
    assert action.key
    assert action.label
    assert action.icon


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (92_000_000, "92 MB"),
        (8_400_000, "8.4 MB"),
        (999_999, "1 MB"),
        (-5, "0 B"),
        (10**30, "1000000000000000 PB"),
    ],
)
def test_sizes(count: int, words: str) -> None:
    assert amounts.size(count) == words


def test_how_much_of_how_much() -> None:
    assert amounts.size_of(412e6, 664e6) == "412 of 664 MB"
    assert amounts.size_of(900e3, 664e6) == "900 kB of 664 MB"


@pytest.mark.parametrize(
    ("seconds", "clock", "span"),
    [
        (0, "0:00", "1 s"),
        (31, "0:31", "31 s"),
        (634, "10:34", "11 min"),
        (4869, "1:21:09", "81 min"),
        (10_800, "3:00:00", "3 h"),
        (1e12, "999:59:59", "999 d"),
    ],
)
def test_times(seconds: float, clock: str, span: str) -> None:
    assert amounts.clock(seconds) == clock
    assert amounts.span(seconds) == span


def test_a_hundred_percent_only_when_done() -> None:
    assert amounts.percent(0.9999) == "99 %"
    assert amounts.percent(1.0) == "99 %"
    assert amounts.percent(1.0, done=True) == "100 %"


def test_the_line_of_a_running_row() -> None:
    progress = Progress(
        Stage.DOWNLOADING, Activity.VIDEO, 0.62, 412_000_000, 664_000_000, 8.4e6, 31
    )
    row = a_row(DownloadState.RUNNING, title="Big Buck Bunny")
    row = replace(row, update=replace(row.update, progress=progress))
    line = "Downloading video · 62 % · 412 of 664 MB · 8.4 MB/s · 31 s left"
    assert row_text.status_line(row, 0) == line
    assert row_text.sentence(row, 0) == "Big Buck Bunny, " + line.replace(" · ", ", ")
    assert row_text.status_line(replace(row, asked=Asked.PAUSE), 0) == "Pausing…"


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("activity", [None, *Activity])
def test_every_stage_has_words(stage: Stage, activity: Activity | None) -> None:
    row = a_row(DownloadState.RUNNING)
    for left in (None, 8.0):
        progress = Progress(stage, activity, seconds_left=left)
        changed = replace(row, update=replace(row.update, progress=progress))
        assert row_text.status_line(changed, 0)
    if activity is Activity.WAITING:
        assert row_text.status_line(changed, 0) == "Trying again in 8 s"


def test_the_line_of_a_completed_row() -> None:
    row = a_row(DownloadState.COMPLETED)
    update = replace(row.update, format_label="1080p MP4", size=92_000_000)
    row = replace(row, update=update, finished=1000.0)
    assert row_text.status_line(row, 1125.0) == "Done · 1080p MP4 · 92 MB · 2 min ago"
    again = replace(row, update=replace(update, remark=Remark.ALREADY_HERE))
    assert row_text.status_line(again, 1000.0).startswith("Already here")


@pytest.mark.parametrize(
    ("activity", "line"),
    [(Activity.SENDING, "Waiting for the service"), (Activity.IN_LINE, "Waiting in the cloud")],
)
def test_a_row_waits_for_the_service_or_in_it(activity: Activity, line: str) -> None:
    row = a_row(DownloadState.RUNNING)
    row = replace(row, update=replace(row.update, progress=Progress(Stage.RESOLVING, activity)))
    assert row_text.status_line(row, 0) == line


def test_a_file_comes_to_this_computer() -> None:
    progress = Progress(Stage.TRANSFERRING, None, 0.5, 332_000_000, 664_000_000, 8.4e6, 40)
    row = a_row(DownloadState.RUNNING)
    row = replace(row, update=replace(row.update, progress=progress))
    line = "Coming to this computer · 50 % · 332 of 664 MB · 8.4 MB/s · 40 s left"
    assert row_text.status_line(row, 0) == line


def test_what_lies_in_the_cloud_says_for_how_long() -> None:
    row = a_row(DownloadState.COMPLETED)
    update = replace(row.update, size=92_000_000, expires=1000.0 + 51 * 3600)
    row = replace(row, update=update, finished=1000.0, place=Place.CLOUD)
    line = "In the cloud · for 2 days 3 hours more · 92 MB · just now"
    assert row_text.status_line(row, 1000.0) == line
    without = replace(row, update=replace(update, remark=Remark.NO_SUBTITLES))
    assert "Done, without subtitles" in row_text.status_line(without, 1000.0)
    assert row_text.status(row, 1e9)[0] == "In the cloud, about to expire"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 minute"),
        (125, "2 minutes"),
        (3600, "1 hour"),
        (5 * 3600 + 61, "5 hours 1 minute"),
        (24 * 3600, "1 day"),
        (49 * 3600 + 1800, "2 days 1 hour"),
    ],
)
def test_long_stretches_of_time(seconds: float, words: str) -> None:
    assert amounts.long_span(seconds) == words


@pytest.mark.parametrize("asked", Asked)
def test_what_the_service_has_not_heard_waits_for_it(asked: Asked) -> None:
    row = replace(a_row(DownloadState.RUNNING), asked=asked)
    there = replace(row, place=Place.CLOUD)
    away = row_text.status_line(there, 0, standing=AWAY)
    assert away.startswith("Waiting for the service to ")
    assert row_text.sentence(there, 0, standing=AWAY).endswith(away)
    usual = row_text.status_line(row, 0)
    assert row_text.status_line(there, 0) == usual != away
    assert row_text.status_line(row, 0, standing=AWAY) == usual  # it runs here


def test_titles_are_one_short_line() -> None:
    assert row_text.title(a_row(title="a\n\tb\u202ec" + "d" * 1_000_000)).startswith("a b c")
    assert len(row_text.title(a_row(title="x" * 1_000_000))) <= row_text.LONGEST
    assert row_text.title(a_row(title="")).startswith("https://example.org/")


def test_choices() -> None:
    assert words.described(Choices()) == "Best video"
    assert words.described(Choices(Quality.P1080)) == "Up to 1080p"
    assert words.described(Choices(audio=AudioFormat.MP3)) == "Audio as MP3"
    assert words.described(Choices(audio=AudioFormat.BEST)) == "Best audio"


def test_what_became_of_an_add() -> None:
    twelve = Added(tuple(str(n) for n in range(12)), duplicates=1)
    line = outcome.added_line(twelve, Links(duplicates=2, not_links=1))
    assert line == "Added 12, skipped 3 duplicates, 1 is no link"
    assert outcome.added_line(Added(("1",)), Links()) == "Added 1"
    assert "10000" in outcome.added_line(Added(("1",)), Links(truncated=True))
    full = Added(problem=StoreProblem.DISK_FULL)
    assert "disk is full" in outcome.added_line(full, Links())
    some = Added(("1", "2"), problem=StoreProblem.DISK_FULL)
    assert outcome.added_line(some, Links()).startswith("Added 2, the rest could not be saved")
    expanded = outcome.expanded_line("Talks", 300, 2, truncated=True)
    assert expanded.startswith("“Talks”: Added 300, skipped 2 duplicates.")
    for why in Refusal:
        assert "“x”" in outcome.refused_line("x", why)


def test_time_left_is_guessed_from_the_pace() -> None:
    guess = TimeLeft().guess
    assert guess(0, 10, 0.1, busy=True) is None
    assert guess(10, 10, 0.2, busy=True) == pytest.approx(80)
    assert guess(11, 20, 0.2, busy=True) is None, "another list"
    assert guess(30, 20, 0.1, busy=True) is None, "it went back"
    assert guess(40, 20, 0.1, busy=False) is None


def test_no_time_is_left_where_nothing_moves() -> None:
    guess = TimeLeft().guess
    for second in range(6):
        guess(second, 10, 0.01 * second, busy=True)
    assert guess(14, 10, 0.05, busy=True) is not None
    assert guess(16, 10, 0.05, busy=True) is None
    assert guess(60, 10, 0.05, busy=True) is None
    assert guess(61, 10, 0.06, busy=True) is None, "the time in which nothing moved has no pace"
    assert guess(71, 10, 0.16, busy=True) == pytest.approx(84)


def test_the_log_keeps_only_the_last() -> None:
    logs = LogBook()
    for number in range(1000):
        logs.take("a", f"line {number}")
        logs.take(f"row {number}", "x" * 5000)
    assert logs.text("row 999") == "x" * 2000
    assert not logs.text("row 1")
    logs.take("b", "one")
    logs.take("b", "two")
    assert logs.text("b") == "one\ntwo"


def test_a_row_that_waits_for_the_next_try_says_why() -> None:
    row = a_row(DownloadState.RUNNING)
    progress = Progress(Stage.RESOLVING, Activity.WAITING, seconds_left=47.0)
    update = replace(row.update, progress=progress, error=ErrorCode.RATE_LIMITED)
    now, why = row_text.status(replace(row, update=update), 0)
    assert now == "Trying again in 47 s"
    assert why == text.failure(ErrorCode.RATE_LIMITED).reason
