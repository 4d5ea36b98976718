"""Rows begin anew: what has ended runs again, and what is wanted in another form is fetched so."""

from dataclasses import replace

import pytest

from app.core.choices import AudioFormat, Choices, Quality
from app.core.download import Asked, DownloadRequest, DownloadState, Forecast, Remark
from app.core.queue_events import Added
from app.core.settings import Unfinished
from tests.core.desk import Desk

MP3 = Choices(audio=AudioFormat.MP3)
SMALL = Choices(Quality.P360)
CANCELED, COMPLETED, FAILED = DownloadState.CANCELED, DownloadState.COMPLETED, DownloadState.FAILED
PAUSED, QUEUED, RUNNING = DownloadState.PAUSED, DownloadState.QUEUED, DownloadState.RUNNING


def request(link: str, *, again: bool = False, folder: str = "") -> DownloadRequest:
    return DownloadRequest(f"https://example.org/{link}", again=again, folder=folder)


def add(desk: Desk, *requests: DownloadRequest) -> Added:
    answers: list[Added] = []
    desk.queue.add(requests, then=answers.append)
    return answers[0]


def forms(desk: Desk) -> list[tuple[Choices, DownloadState]]:
    return [(row.request.choices, row.state) for row in desk.queue]


@pytest.fixture
def desk() -> Desk:
    """With one row that runs."""
    desk = Desk(limit=1)
    desk.add("a")
    return desk


def test_what_has_completed_runs_again_whatever_the_archive_says(desk: Desk) -> None:
    done = desk.row("a")
    desk.executor.report(
        replace(
            done.update,
            seq=1,
            state=COMPLETED,
            remark=Remark.SKIPPED,
            file_name="a.mp4",
            size=3,
        )
    )
    desk.executor.active.clear()
    desk.queue.retry([done.id])
    row = desk.row("a")
    assert (row.state, row.run, row.request.again) == (RUNNING, 2, True)
    assert (row.update.remark, row.update.file_name, row.update.size) == (None, "", None)
    assert desk.executor.discarded == []


def test_what_has_failed_is_not_told_to_pass_over_the_archive(desk: Desk) -> None:
    desk.executor.tell(desk.id("a"), FAILED)
    desk.queue.retry(desk.ids("a"))
    assert (desk.state("a"), desk.row("a").request.again) == (RUNNING, False)


@pytest.mark.parametrize("state", [COMPLETED, FAILED, CANCELED])
def test_added_again_a_row_that_has_ended_runs_again_in_its_place(
    desk: Desk, state: DownloadState
) -> None:
    desk.add("b")
    desk.executor.tell(desk.id("a"), state)
    added = add(desk, request("a", again=True), request("c"))
    assert added == Added((desk.id("a"), desk.id("c")), again=1)
    assert added.new == (desk.id("c"),)
    assert (desk.order(), desk.state("a")) == ("abc", QUEUED)
    assert desk.row("a").request.again


def test_added_again_a_row_that_waits_or_runs_is_a_duplicate(desk: Desk) -> None:
    desk.add("b")
    desk.queue.pause(desk.ids("b"))
    added = add(desk, request("a", again=True), request("b", again=True))
    assert added == Added(duplicates=2)
    assert (desk.state("a"), desk.state("b")) == (RUNNING, PAUSED)


def test_added_again_twice_at_once_it_runs_once(desk: Desk) -> None:
    desk.finish("a")
    twice = [request("a", again=True), replace(request("a", again=True), list_number=2)]
    assert add(desk, *twice) == Added((desk.id("a"),), again=1, duplicates=1)
    assert desk.started() == "aa"


def test_added_again_what_is_not_in_the_list_any_more_gets_a_row(desk: Desk) -> None:
    desk.finish("a")
    desk.queue.remove(desk.ids("a"))
    added = add(desk, request("a", again=True))
    assert (added.new, added.again) == ((desk.id("a"),), 0)


def test_added_again_for_another_folder_nothing_stays_in_the_old_one(desk: Desk) -> None:
    desk.executor.tell(desk.id("a"), FAILED)
    add(desk, request("a", again=True, folder="/elsewhere"))
    assert desk.executor.discarded == desk.ids("a")
    assert desk.row("a").request.folder == "/elsewhere"


def test_added_again_for_another_folder_a_file_that_is_there_keeps_its_row(desk: Desk) -> None:
    desk.executor.tell(desk.id("a"), COMPLETED, file_name="a.mp4")
    added = add(desk, request("a", again=True, folder="/elsewhere"))
    assert (len(added.new), added.again, added.duplicates) == (1, 0, 0)
    assert [row.request.folder for row in desk.rows()] == ["", "/elsewhere"]


def test_a_running_row_stops_and_begins_anew_with_the_other_choices(desk: Desk) -> None:
    a = desk.id("a")
    desk.executor.tell(a, fraction=0.5)
    desk.queue.change_choices([a], MP3)
    assert (desk.row("a").asked, desk.executor.active[a].asked) == (Asked.RESTART, "cancel")
    desk.executor.tell(a, CANCELED)
    row = desk.row("a")
    assert (row.state, row.run, row.asked, row.request.choices) == (RUNNING, 2, None, MP3)
    assert row.update.progress.fraction is None


@pytest.mark.parametrize("end", [PAUSED, FAILED])
def test_a_run_that_ended_before_it_heard_leaves_nothing_behind(
    desk: Desk, end: DownloadState
) -> None:
    a = desk.id("a")
    desk.queue.change_choices([a], MP3)
    desk.executor.tell(a, end)
    assert desk.executor.discarded == [a]
    assert forms(desk) == [(MP3, RUNNING)]


def test_a_run_that_completed_before_it_heard_keeps_what_it_has_fetched(desk: Desk) -> None:
    desk.add("b")
    a = desk.id("a")
    desk.queue.change_choices([a], MP3)
    desk.executor.tell(a, COMPLETED)
    assert forms(desk) == [(Choices(), COMPLETED), (MP3, RUNNING), (Choices(), QUEUED)]
    assert desk.store.rows[a].request.choices == Choices()


def test_changed_twice_while_it_stops_the_last_counts(desk: Desk) -> None:
    a = desk.id("a")
    desk.queue.change_choices([a], MP3)
    desk.queue.change_choices([a], SMALL)
    desk.executor.tell(a, CANCELED)
    assert forms(desk) == [(SMALL, RUNNING)]
    desk.queue.change_choices([a], MP3)
    desk.queue.change_choices([a], Choices())
    desk.executor.tell(a, COMPLETED)
    assert forms(desk) == [(SMALL, COMPLETED), (Choices(), RUNNING)]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_pause_while_it_stops_is_kept(desk: Desk, *, is_first: bool) -> None:
    a = desk.id("a")
    if is_first:
        desk.queue.pause([a])
    desk.queue.change_choices([a], MP3)
    desk.queue.pause([a])
    desk.executor.tell(a, CANCELED)
    assert forms(desk) == [(MP3, PAUSED)]
    desk.queue.resume([a])
    assert forms(desk) == [(MP3, RUNNING)]


def test_a_pause_while_it_stops_may_be_taken_back(desk: Desk) -> None:
    a = desk.id("a")
    desk.queue.change_choices([a], MP3)
    desk.queue.pause([a])
    desk.queue.resume([a])
    desk.executor.tell(a, CANCELED)
    assert forms(desk) == [(MP3, RUNNING)]


def test_a_cancel_while_it_stops_wins(desk: Desk) -> None:
    a = desk.id("a")
    desk.queue.change_choices([a], MP3)
    desk.queue.cancel([a])
    desk.queue.change_choices([a], SMALL)
    desk.executor.tell(a, CANCELED)
    assert forms(desk) == [(MP3, CANCELED)]


def test_a_removal_while_it_stops_wins_and_its_file_is_in_the_history(desk: Desk) -> None:
    a = desk.id("a")
    desk.queue.change_choices([a], MP3)
    desk.queue.remove([a])
    desk.executor.tell(a, COMPLETED)
    assert forms(desk) == []


@pytest.mark.parametrize(
    ("unfinished", "state"), [(Unfinished.CONTINUE, RUNNING), (Unfinished.PAUSE, PAUSED)]
)
def test_after_a_crash_while_it_stops_nothing_of_the_old_form_is_left(
    desk: Desk, unfinished: Unfinished, state: DownloadState
) -> None:
    desk.queue.change_choices(desk.ids("a"), MP3)
    again = desk.restarted(unfinished)
    assert again.executor.discarded == again.ids("a")
    assert forms(again) == [(MP3, state)]


def test_other_choices_and_the_word_to_begin_anew_are_kept_in_one_step(desk: Desk) -> None:
    """Else a crash in between would continue with what lies there in the old form."""
    desk.store.is_slow = True
    desk.queue.change_choices(desk.ids("a"), MP3)
    desk.queue.change_choices(desk.ids("a"), SMALL)
    kept = [(row.request.choices, row.asked) for save in desk.store.waiting for row in save.rows]
    assert kept == [(MP3, Asked.RESTART), (SMALL, Asked.RESTART)]


def test_after_a_crash_while_it_stops_the_bar_begins_anew(desk: Desk) -> None:
    a = desk.id("a")
    desk.executor.tell(a, fraction=0.9)
    desk.queue.save_progress()
    desk.queue.change_choices([a], MP3)
    row = desk.restarted().row("a")
    assert (row.state, row.update.progress.fraction) == (RUNNING, None)


def test_rows_that_wait_take_the_choices_and_keep_their_places(desk: Desk) -> None:
    desk.add(*"bcde")
    desk.queue.pause(desk.ids("c"))
    desk.queue.cancel(desk.ids("d"))
    desk.queue.change_choices(desk.ids("bcd"), MP3)
    assert desk.order() == "abcde"
    assert [desk.row(link).request.choices for link in "bcde"] == [MP3, MP3, MP3, Choices()]
    assert [desk.state(link) for link in "bcd"] == [QUEUED, PAUSED, QUEUED]
    assert [choices for choices, _state in forms(desk.restarted())] == [
        Choices(),
        *[MP3] * 3,
        Choices(),
    ]


def test_what_was_left_of_the_old_form_goes(desk: Desk) -> None:
    a = desk.id("a")
    desk.queue.pause([a])
    desk.executor.tell(a, PAUSED)
    desk.queue.change_choices([a], MP3)
    assert desk.executor.discarded == [a]
    assert forms(desk) == [(MP3, PAUSED)]


def test_the_same_link_in_two_forms_is_allowed(desk: Desk) -> None:
    """metube#914."""
    desk.add("b")
    desk.executor.tell(desk.id("a"), title="A film")
    desk.finish("a")
    desk.queue.change_choices(desk.ids("a"), MP3)
    first, second, last = desk.rows()
    assert (first.request.choices, first.state) == (Choices(), COMPLETED)
    assert (second.request.choices, second.update.title) == (MP3, "A film")
    assert last.request.url.endswith("b")
    assert second.request.again
    desk.queue.change_choices([first.id], MP3)
    assert len(desk.queue) == 3


def test_what_has_these_choices_already_is_left_alone(desk: Desk) -> None:
    before = desk.row("a")
    desk.queue.change_choices([before.id], Choices())
    assert desk.row("a") is before


def test_an_exact_format_gives_way_to_choices() -> None:
    desk = Desk(limit=0)
    desk.queue.add([replace(request("a"), format="137")])
    desk.queue.change_choices(desk.ids("a"), Choices())
    assert desk.row("a").request.format == ""


def test_what_was_foreseen_of_other_choices_is_forgotten() -> None:
    desk = Desk(limit=0)
    desk.add("a")
    desk.queue.note_forecast(desk.id("a"), Forecast(size=5))
    assert desk.row("a").forecast == Forecast(size=5)
    desk.queue.change_choices(desk.ids("a"), MP3)
    assert desk.row("a").forecast is None
