"""The queue: order, slots, and what becomes of a row whatever is asked of it."""

import pytest

from app.core.beginning_anew import STAGGER_SECONDS
from app.core.choices import AudioFormat, Choices
from app.core.download import Asked, DownloadRequest, DownloadState, DownloadUpdate, Progress
from app.core.errors import ErrorCode
from app.core.queue_events import Added
from app.core.stores import StoreProblem
from tests.core.desk import Desk
from tests.core.doubles import MemoryStore, without_position

QUEUED, RUNNING, PAUSED = DownloadState.QUEUED, DownloadState.RUNNING, DownloadState.PAUSED
COMPLETED, FAILED, CANCELED = (
    DownloadState.COMPLETED,
    DownloadState.FAILED,
    DownloadState.CANCELED,
)


def test_rows_start_in_order_up_to_the_limit() -> None:
    desk = Desk(limit=2)
    desk.add(*"abcd")
    assert desk.started() == "ab"
    desk.finish("b")
    assert desk.started() == "abc"
    desk.finish("a")
    desk.finish("c")
    assert desk.started() == "abcd"
    assert desk.order() == "abcd"


def test_a_row_is_on_disk_before_it_is_shown() -> None:
    desk = Desk(MemoryStore(is_slow=True))
    desk.store.flush()
    desk.add("a")
    assert desk.mirror.rows == []
    assert desk.executor.started == []
    desk.store.flush()
    assert [row.id for row in desk.mirror.rows] == desk.executor.started


def test_a_row_that_cannot_be_kept_is_not_shown_and_may_be_added_again() -> None:
    desk = Desk()
    desk.store.problem = StoreProblem.DISK_FULL
    assert desk.add("a") == Added(problem=StoreProblem.DISK_FULL)
    assert desk.rows() == desk.mirror.rows == []
    desk.store.problem = None
    assert len(desk.add("a").ids) == 1


def test_the_same_link_twice_is_a_duplicate_and_in_another_format_is_not() -> None:
    desk = Desk()
    assert len(desk.add("a", "b", "a").ids) == 2
    assert desk.add("a", "c", "c").duplicates == 2
    answers: list[Added] = []
    request = DownloadRequest("https://example.org/a", Choices(audio=AudioFormat.MP3))
    desk.queue.add([request], then=answers.append)
    assert (len(answers[0].ids), answers[0].duplicates) == (1, 0)


def test_a_duplicate_of_a_row_that_is_being_saved() -> None:
    desk = Desk(MemoryStore(is_slow=True))
    desk.store.flush()
    desk.add("a")
    desk.add("a")
    desk.store.flush()
    assert desk.order() == "a"


def test_a_canceled_link_may_be_added_again() -> None:
    desk = Desk(limit=0)
    desk.add("a")
    desk.queue.cancel(desk.ids("a"))
    assert len(desk.add("a").ids) == 1


def test_what_is_added_before_the_rows_are_loaded_comes_after_them() -> None:
    first = Desk()
    first.add("a")
    desk = Desk(first.store, load=False)
    desk.add("a", "b")
    assert desk.rows() == []
    desk.queue.load()
    assert desk.order() == "ab"


def test_pause_and_resume_of_a_queued_row() -> None:
    desk = Desk(limit=1)
    desk.add(*"abc")
    desk.queue.pause(desk.ids("b"))
    desk.finish("a")
    assert desk.started() == "ac"
    desk.queue.resume(desk.ids("b"))
    assert desk.state("b") is QUEUED
    desk.finish("c")
    assert desk.started() == "acb"


def test_pause_of_a_running_row_waits_for_its_answer() -> None:
    desk = Desk(limit=1)
    desk.add(*"ab")
    desk.queue.pause(desk.ids("a"))
    assert (desk.state("a"), desk.row("a").asked) == (RUNNING, Asked.PAUSE)
    assert desk.executor.active[desk.id("a")].asked == "pause"
    assert desk.started() == "a"
    desk.executor.tell(desk.id("a"), PAUSED)
    assert (desk.state("a"), desk.row("a").asked) == (PAUSED, None)
    assert desk.started() == "ab"


def test_resume_before_the_pause_was_answered() -> None:
    desk = Desk(limit=1)
    desk.add("a")
    desk.queue.pause(desk.ids("a"))
    desk.queue.resume(desk.ids("a"))
    desk.executor.tell(desk.id("a"), PAUSED)
    assert desk.started() == "aa"
    assert desk.row("a").run == 2


def test_a_requeued_row_goes_on_when_its_folder_has_room() -> None:
    desk = Desk()
    desk.add("a", folder="/full")
    desk.closed_folders.add("/full")
    desk.queue.requeue(desk.ids("a"))
    desk.executor.tell(desk.id("a"), PAUSED)
    assert desk.state("a") is QUEUED
    desk.add("b", folder="/empty")
    assert desk.started() == "ab"
    desk.closed_folders.clear()
    desk.queue.fill()
    assert desk.started() == "aba"


def test_a_pause_is_stronger_than_a_requeue() -> None:
    desk = Desk()
    desk.add("a")
    desk.queue.pause(desk.ids("a"))
    desk.queue.requeue(desk.ids("a"))
    desk.executor.tell(desk.id("a"), PAUSED)
    assert desk.state("a") is PAUSED


@pytest.mark.parametrize("answer", [CANCELED, PAUSED, FAILED])
def test_cancel_ends_a_running_row_whatever_it_answers(answer: DownloadState) -> None:
    desk = Desk()
    desk.add("a")
    desk.queue.cancel(desk.ids("a"))
    assert desk.executor.active[desk.id("a")].asked == "cancel"
    desk.executor.tell(desk.id("a"), answer, error=ErrorCode.NETWORK)
    row = desk.row("a")
    assert (row.state, row.asked, row.update.error) == (CANCELED, None, None)
    assert row.finished == desk.now
    # What it left behind before the word reached it goes too.
    assert desk.executor.discarded == ([] if answer is CANCELED else [row.id])


def test_cancel_comes_too_late_for_a_finished_file() -> None:
    desk = Desk()
    desk.add("a")
    desk.queue.cancel(desk.ids("a"))
    desk.finish("a")
    assert desk.state("a") is COMPLETED
    assert desk.executor.discarded == []


def test_cancel_of_rows_that_do_not_run_removes_what_earlier_runs_left() -> None:
    desk = Desk(limit=1)
    desk.add(*"ab")
    desk.queue.pause(desk.ids("a"))
    desk.executor.tell(desk.id("a"), PAUSED)
    desk.queue.set_parallel_limit(0)
    desk.queue.pause(desk.ids("b"))
    desk.executor.tell(desk.id("b"), PAUSED)
    desk.queue.resume(desk.ids("b"))
    desk.add("c")
    desk.queue.cancel(desk.ids("abc"))
    assert {desk.state(link) for link in "abc"} == {CANCELED}
    assert desk.executor.discarded == desk.ids("ab")  # the third never ran
    assert desk.row("a").finished == desk.now


def test_pause_does_not_take_back_a_cancel() -> None:
    desk = Desk()
    desk.add("a")
    desk.queue.cancel(desk.ids("a"))
    desk.queue.pause(desk.ids("a"))
    desk.queue.resume(desk.ids("a"))
    assert desk.row("a").asked is Asked.CANCEL
    assert desk.executor.active[desk.id("a")].asked == "cancel"


def test_removing_takes_idle_rows_at_once_and_running_ones_when_they_stopped() -> None:
    desk = Desk(limit=1)
    desk.add(*"abc")
    running, idle = desk.id("a"), desk.id("b")
    desk.queue.remove([running, idle])
    assert desk.order() == "ac"
    assert desk.executor.discarded == []  # it never ran, so it left nothing behind
    desk.executor.tell(running, CANCELED)
    assert desk.order() == "c"
    assert set(desk.store.rows) == {desk.id("c")}
    assert desk.state("c") is RUNNING


def test_removing_a_finished_row_leaves_its_file() -> None:
    desk = Desk()
    desk.add("a")
    desk.finish("a")
    desk.queue.remove(desk.ids("a"))
    assert desk.rows() == []
    assert desk.executor.discarded == []


def test_what_completed_before_it_could_be_removed_is_kept_for_the_history() -> None:
    desk = Desk()
    desk.add("a")
    a = desk.id("a")
    desk.queue.remove([a])
    desk.store.is_slow = True
    desk.finish("a")
    (save,) = desk.store.waiting
    assert ([row.state for row in save.rows], save.deleted) == ([COMPLETED], (a,))
    assert desk.rows() == []


def test_a_failed_row_is_tried_again_from_the_start() -> None:
    desk = Desk()
    desk.add("a")
    desk.executor.tell(desk.id("a"), RUNNING, fraction=0.7)
    desk.executor.tell(desk.id("a"), FAILED, error=ErrorCode.NETWORK)
    assert desk.row("a").finished == desk.now
    desk.queue.retry(desk.ids("a"))
    row = desk.row("a")
    assert (row.state, row.run, row.update.error, row.finished) == (RUNNING, 2, None, None)
    assert row.update.progress.fraction is None


def test_many_are_tried_again_one_after_another() -> None:
    desk = Desk(limit=5)
    desk.add(*"abc")
    for link in "abc":
        desk.executor.tell(desk.id(link), FAILED, error=ErrorCode.RATE_LIMITED)
    desk.queue.retry_staggered(desk.ids("abc"))
    assert desk.started() == "abca"
    assert [seconds for seconds, _ in desk.later.calls] == [STAGGER_SECONDS, 2 * STAGGER_SECONDS]
    desk.queue.remove(desk.ids("b"))
    desk.later.pass_all()
    assert desk.started() == "a?cac"


def test_a_retry_that_waits_for_its_time_leaves_alone_what_was_canceled_meanwhile() -> None:
    desk = Desk(limit=5)
    desk.add(*"ab")
    for link in "ab":
        desk.executor.tell(desk.id(link), FAILED, error=ErrorCode.RATE_LIMITED)
    desk.queue.retry_staggered(desk.ids("ab"))
    desk.queue.retry(desk.ids("b"))
    desk.queue.cancel(desk.ids("b"))
    desk.executor.tell(desk.id("b"), CANCELED)
    desk.later.pass_all()
    assert desk.state("b") is CANCELED


def test_the_limit_changes_live() -> None:
    desk = Desk(limit=1)
    desk.add(*"abcd")
    desk.queue.set_parallel_limit(3)
    assert desk.started() == "abc"
    assert desk.executor.limit == 3
    desk.queue.set_parallel_limit(1)
    desk.finish("a")
    desk.finish("b")
    assert desk.started() == "abc"
    desk.finish("c")
    assert desk.started() == "abcd"


def test_moved_rows_start_in_their_new_order() -> None:
    desk = Desk(limit=0)
    desk.add(*"abcdef")
    desk.queue.move(desk.ids("eb"), before=desk.id("d"))
    assert desk.order() == "acbedf"
    desk.queue.put_first(desk.ids("fd"))
    assert desk.order() == "dfacbe"
    desk.queue.move(desk.ids("d"), before=None)
    assert desk.order() == "facbed"
    desk.queue.set_parallel_limit(6)
    assert desk.started() == "facbed"
    assert desk.restarted().order() == "facbed"
    assert [row.id for row in desk.mirror.rows] == [row.id for row in desk.rows()]


def test_moving_before_a_row_that_is_gone_or_moving_itself() -> None:
    desk = Desk(limit=0)
    desk.add(*"abc")
    desk.queue.move(desk.ids("a"), before="gone")
    assert desk.order() == "abc"
    desk.queue.move(desk.ids("bc"), before=desk.id("c"))
    assert desk.order() == "abc"


def test_rows_stay_in_order_however_often_they_are_moved() -> None:
    desk = Desk(limit=0)
    desk.add(*"uvwxyzabcd")
    desk.queue.remove(desk.ids("uvwxyz"))
    for _ in range(200):
        desk.queue.move(desk.ids("c"), before=desk.id("b"))
        assert desk.order() == "acbd"
        desk.queue.move(desk.ids("b"), before=desk.id("c"))
        assert desk.order() == "abcd"
    assert desk.restarted().order() == "abcd"


def test_late_and_repeated_updates_are_dropped() -> None:
    desk = Desk(limit=1)
    desk.add("a")
    a = desk.id("a")
    old = desk.executor.tell(a, RUNNING, fraction=0.2)
    desk.executor.tell(a, RUNNING, fraction=0.5)
    desk.queue.apply(old)
    assert desk.row("a").update.progress.fraction == 0.5
    ended = desk.executor.tell(a, FAILED, error=ErrorCode.NETWORK)
    desk.queue.retry([a])
    before = desk.row("a")
    for late in (old, ended, DownloadUpdate("gone", 1, 1, RUNNING)):
        desk.queue.apply(late)
    assert desk.row("a") is before
    desk.finish("a")
    done = desk.row("a")
    desk.queue.apply(DownloadUpdate(a, 2, 99, FAILED))
    assert desk.row("a") is done


def test_a_bar_never_goes_back_not_even_over_a_pause() -> None:
    desk = Desk()
    desk.add("a")
    a = desk.id("a")
    desk.executor.tell(a, RUNNING, fraction=0.6)
    desk.executor.tell(a, RUNNING, fraction=0.3)
    desk.executor.tell(a, PAUSED)
    assert desk.row("a").update.progress.fraction == 0.6
    desk.queue.resume([a])
    desk.executor.tell(a, RUNNING, fraction=0.1)
    assert desk.row("a").update.progress.fraction == 0.6


def test_what_was_known_of_the_media_stays_known() -> None:
    desk = Desk()
    desk.add("a")
    desk.executor.tell(desk.id("a"), RUNNING, title="A film")
    desk.executor.tell(desk.id("a"), PAUSED)
    desk.queue.resume(desk.ids("a"))
    desk.executor.tell(desk.id("a"), RUNNING)
    assert desk.row("a").update.title == "A film"


def test_totals_tell_counts_speed_and_how_far_it_all_is() -> None:
    desk = Desk(limit=2)
    assert desk.queue.totals().fraction is None
    desk.add(*"abcd")
    desk.finish("a")
    running = desk.executor.active[desk.id("b")]
    progress = Progress(fraction=0.5, bytes_per_second=1000.0)
    desk.queue.apply(DownloadUpdate(desk.id("b"), running.run, 1, RUNNING, progress))
    totals = desk.queue.totals()
    assert totals.counts == {COMPLETED: 1, RUNNING: 2, QUEUED: 1}
    assert totals.rows == 4
    assert totals.fraction == pytest.approx(1.5 / 4)
    assert totals.bytes_per_second == 1000.0


def test_a_completed_row_is_full_and_its_listener_has_it() -> None:
    desk = Desk()
    desk.add("a")
    desk.executor.tell(desk.id("a"), RUNNING, fraction=0.9)
    desk.finish("a")
    assert desk.row("a").update.progress.fraction == 1.0
    assert [without_position(row) for row in desk.mirror.rows] == [
        without_position(row) for row in desk.rows()
    ]
