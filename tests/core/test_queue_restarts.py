"""What the queue keeps for next time, and what it makes of what it finds."""

import pytest

from app.core.download import DownloadState
from app.core.settings import Unfinished
from tests.core.desk import Desk

RUNNING, PAUSED, CANCELED = DownloadState.RUNNING, DownloadState.PAUSED, DownloadState.CANCELED


def test_progress_is_kept_when_asked_and_only_what_moved() -> None:
    desk = Desk()
    desk.add(*"ab")
    desk.executor.tell(desk.id("a"), RUNNING, fraction=0.5)
    assert desk.store.rows[desk.id("a")].update.progress.fraction is None
    desk.queue.save_progress()
    assert desk.store.rows[desk.id("a")].update.progress.fraction == 0.5
    desk.store.rows.clear()
    desk.queue.save_progress()
    assert desk.store.rows == {}


@pytest.mark.parametrize(
    ("unfinished", "expected"), [(Unfinished.CONTINUE, RUNNING), (Unfinished.PAUSE, PAUSED)]
)
def test_after_a_crash_running_rows_go_on_or_wait(
    unfinished: Unfinished, expected: DownloadState
) -> None:
    desk = Desk(limit=1)
    desk.add(*"abc")
    desk.executor.tell(desk.id("a"), RUNNING, fraction=0.5)
    desk.queue.save_progress()
    again = desk.restarted(unfinished)
    assert again.order() == "abc"
    assert again.state("a") is expected
    assert again.row("a").update.progress.fraction == 0.5
    assert again.row("a").run == (2 if expected is RUNNING else 1)


def test_after_a_crash_what_was_asked_is_done() -> None:
    desk = Desk(limit=4)
    desk.add(*"abcd")
    desk.queue.pause(desk.ids("a"))
    desk.queue.cancel(desk.ids("b"))
    desk.queue.remove(desk.ids("c"))
    desk.queue.requeue(desk.ids("d"))
    gone, canceled = desk.id("c"), desk.id("b")
    again = desk.restarted()
    assert again.order() == "abd"
    assert [again.state(link) for link in "abd"] == [PAUSED, CANCELED, RUNNING]
    assert set(again.executor.discarded) == {gone, canceled}
    assert gone not in again.store.rows


def test_closing_leaves_what_ran_to_go_on_next_time() -> None:
    desk = Desk(limit=2)
    desk.add(*"abc")
    desk.queue.cancel(desk.ids("b"))
    desk.queue.close()
    assert desk.executor.is_closed
    desk.executor.tell(desk.id("a"), PAUSED)
    desk.executor.tell(desk.id("b"), CANCELED)
    assert desk.started() == "ab"
    again = desk.restarted()
    assert again.state("a") is RUNNING
    assert again.state("b") is CANCELED
