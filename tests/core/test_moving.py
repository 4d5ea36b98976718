"""Rows in two places, and between them: in one at a time, with all that was chosen for them."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.core import transitions
from app.core.choices import Choices, Quality
from app.core.download import (
    Activity,
    Asked,
    Download,
    DownloadRequest,
    DownloadState,
    Place,
    Progress,
    Remark,
)
from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate
from app.core.remote import RemoteDownload
from app.core.settings import Unfinished
from tests.core.desk import Desk

QUEUED, RUNNING, PAUSED = DownloadState.QUEUED, DownloadState.RUNNING, DownloadState.PAUSED
COMPLETED, FAILED, CANCELED = (
    DownloadState.COMPLETED,
    DownloadState.FAILED,
    DownloadState.CANCELED,
)
HERE, CLOUD = Place.THIS_COMPUTER, Place.CLOUD
TOMORROW = 90_000.0


def cloud_desk(*links: str, limit: int = 1) -> Desk:
    desk = Desk(limit=limit)
    desk.add(*links, place=CLOUD)
    return desk


def complete_in_cloud(desk: Desk, link: str) -> None:
    desk.cloud.tell(desk.id(link), COMPLETED, file_name=f"{link}.mp4", expires=TOMORROW)


def test_rows_for_the_service_wait_for_no_slot_and_take_none() -> None:
    desk = Desk(limit=1)
    desk.add(*"ab", place=CLOUD)
    desk.add(*"cd")
    assert set(desk.cloud.active) == set(desk.ids("ab"))
    assert set(desk.executor.active) == {desk.id("c")}
    desk.finish("c")
    assert set(desk.executor.active) == {desk.id("d")}


def test_pacing_does_not_hold_up_rows_for_the_service() -> None:
    desk = Desk(limit=3)
    desk.queue.set_pacing(60)
    desk.add(*"abc", place=CLOUD)
    assert set(desk.cloud.active) == set(desk.ids("abc"))
    desk.add("d")
    assert desk.state("d") is RUNNING


@pytest.mark.parametrize("are_running", [True, False])
def test_a_thousand_rows_of_last_time_are_handed_over_in_slices(are_running: bool) -> None:
    desk = Desk()
    requests = [DownloadRequest(f"https://example.org/{number}") for number in range(1_000)]
    desk.queue.add(requests, place=CLOUD)
    while desk.later.calls:
        desk.later.pass_all()
    if not are_running:
        for download_id, row in desk.store.rows.items():
            desk.store.rows[download_id] = replace(row, update=replace(row.update, state=QUEUED))
    again = desk.restarted()
    sizes = [0, len(again.cloud.active)]
    while again.later.calls:
        _, call = again.later.calls.pop(0)
        call()
        sizes.append(len(again.cloud.active))
    assert sizes[-1] == 1_000
    assert max(after - before for before, after in pairwise(sizes)) <= 50


@pytest.mark.parametrize("state", [QUEUED, PAUSED, FAILED, CANCELED])
def test_what_does_not_run_moves_at_once(state: DownloadState) -> None:
    desk = Desk(limit=1)
    desk.add(*"xa")
    request = replace(desk.row("a").request, choices=Choices(quality=Quality.P720), folder="/f")
    desk.queue.redirect(desk.ids("a"), lambda _request: request)
    if state in (FAILED, CANCELED):
        desk.finish("x")
        if state is FAILED:
            desk.executor.tell(desk.id("a"), FAILED, error=ErrorCode.GEO_BLOCKED)
        else:
            desk.queue.cancel(desk.ids("a"))
            desk.executor.tell(desk.id("a"), CANCELED)
    elif state is PAUSED:
        desk.queue.pause(desk.ids("a"))
    assert desk.state("a") is state
    desk.queue.places.move(desk.ids("a"), CLOUD)
    row = desk.row("a")
    assert row.place is CLOUD
    assert row.request == request
    if state is PAUSED:
        assert row.state is PAUSED
        assert not desk.cloud.active
        desk.queue.resume(desk.ids("a"))
    assert desk.state("a") is RUNNING
    assert set(desk.cloud.active) == {desk.id("a")}
    if state in (FAILED, CANCELED):
        assert desk.executor.discarded[-1:] == desk.ids("a")


def test_a_running_row_moves_once_it_has_stopped() -> None:
    desk = cloud_desk("a")
    desk.queue.places.move(desk.ids("a"), HERE)
    assert desk.row("a").asked is Asked.MOVE
    assert desk.cloud.active[desk.id("a")].asked == "cancel"
    assert not desk.executor.active
    desk.cloud.tell(desk.id("a"), RUNNING, fraction=0.5)
    assert not desk.executor.active
    desk.cloud.tell(desk.id("a"), CANCELED)
    row = desk.row("a")
    assert (row.place, row.state, row.asked) == (HERE, RUNNING, None)
    assert row.update.progress.fraction is None
    assert set(desk.executor.active) == {row.id}


def test_what_failed_before_it_heard_of_the_move_is_tidied_up_and_moves() -> None:
    desk = cloud_desk("a")
    desk.queue.places.move(desk.ids("a"), HERE)
    desk.cloud.tell(desk.id("a"), FAILED, error=ErrorCode.RATE_LIMITED)
    assert desk.cloud.discarded == desk.ids("a")
    assert desk.row("a").place is HERE
    assert desk.state("a") is RUNNING


def test_what_completed_before_it_heard_of_the_move_stays() -> None:
    desk = cloud_desk("a")
    desk.queue.places.move(desk.ids("a"), HERE)
    complete_in_cloud(desk, "a")
    assert (desk.row("a").place, desk.state("a")) == (CLOUD, COMPLETED)
    desk.queue.places.move(desk.ids("a"), HERE)
    assert desk.row("a").place is CLOUD


def test_a_row_that_is_to_stay_after_all_begins_anew_where_it_was() -> None:
    desk = cloud_desk("a")
    desk.queue.places.move(desk.ids("a"), HERE)
    desk.queue.places.move(desk.ids("a"), CLOUD)
    desk.cloud.tell(desk.id("a"), CANCELED)
    assert desk.row("a").place is CLOUD
    assert set(desk.cloud.active) == {desk.id("a")}
    assert not desk.executor.active


@pytest.mark.parametrize("times", [10])
def test_a_row_moved_to_and_fro_is_never_in_both_places(times: int) -> None:
    desk = cloud_desk("a")
    download_id = desk.id("a")
    for _ in range(times):
        row = desk.row("a")
        executor = desk.cloud if row.place is CLOUD else desk.executor
        desk.queue.places.move([download_id], row.place.other)
        assert len(desk.cloud.active) + len(desk.executor.active) == 1
        executor.tell(download_id, CANCELED)
        assert len(desk.cloud.active) + len(desk.executor.active) == 1
    assert desk.row("a").run == times + 1
    assert desk.row("a").place is CLOUD


def test_cancel_wins_over_a_move() -> None:
    desk = cloud_desk("a")
    desk.queue.places.move(desk.ids("a"), HERE)
    desk.queue.cancel(desk.ids("a"))
    desk.cloud.tell(desk.id("a"), CANCELED)
    assert (desk.row("a").place, desk.state("a")) == (CLOUD, CANCELED)


def test_a_row_paused_on_its_way_waits_in_the_other_place() -> None:
    desk = cloud_desk("a")
    desk.queue.places.move(desk.ids("a"), HERE)
    desk.queue.pause(desk.ids("a"))
    desk.cloud.tell(desk.id("a"), CANCELED)
    assert (desk.row("a").place, desk.state("a")) == (HERE, PAUSED)


def test_the_file_of_a_completed_row_is_brought_here_in_a_run_of_its_own() -> None:
    desk = cloud_desk("a")
    complete_in_cloud(desk, "a")
    row = desk.row("a")
    assert row.is_in_cloud
    desk.queue.places.bring_here(desk.ids("a"))
    assert desk.row("a").run == 2
    assert desk.state("a") is RUNNING
    assert desk.row("a").update.progress.fraction is None
    desk.cloud.tell(row.id, COMPLETED, file_name="here.mp4")
    assert not desk.row("a").is_in_cloud
    assert desk.row("a").update.file_name == "here.mp4"
    desk.queue.places.bring_here(desk.ids("a"))
    assert desk.state("a") is COMPLETED


def test_a_file_that_is_gone_from_the_service_says_so_and_can_be_run_again() -> None:
    desk = cloud_desk("a")
    complete_in_cloud(desk, "a")
    desk.queue.places.lose(desk.id("a"), ErrorCode.EXPIRED)
    assert (desk.state("a"), desk.row("a").update.error) == (FAILED, ErrorCode.EXPIRED)
    desk.queue.retry(desk.ids("a"))
    assert desk.state("a") is RUNNING
    assert desk.row("a").request.again  # although the archive knows it


def test_what_did_not_come_here_is_run_again_whatever_the_archive_says() -> None:
    desk = cloud_desk("a")
    complete_in_cloud(desk, "a")
    desk.queue.places.bring_here(desk.ids("a"))
    desk.cloud.tell(desk.id("a"), FAILED, error=ErrorCode.EXPIRED)
    desk.queue.retry(desk.ids("a"))
    assert desk.row("a").request.again


def test_a_file_that_another_computer_has_is_no_failure() -> None:
    desk = cloud_desk("a")
    complete_in_cloud(desk, "a")
    desk.queue.places.lose(desk.id("a"), None)
    update = desk.row("a").update
    assert (update.state, update.remark) == (COMPLETED, Remark.ELSEWHERE)
    assert (update.file_name, update.expires) == ("", None)


def test_only_what_lies_in_the_service_can_be_lost() -> None:
    desk = cloud_desk("a")
    desk.queue.places.lose(desk.id("a"), ErrorCode.EXPIRED)
    assert desk.state("a") is RUNNING


def test_what_lies_in_the_service_is_removed_with_its_row_or_its_next_run() -> None:
    desk = cloud_desk("a", "b", "c")
    for link in "abc":
        complete_in_cloud(desk, link)
    kept, again = desk.id("a"), desk.id("b")
    desk.queue.remove([kept])
    desk.queue.retry([again])
    assert desk.cloud.discarded == [kept, again]
    assert again in desk.cloud.active


def test_removing_a_row_whose_file_comes_here_removes_the_file_there() -> None:
    desk = cloud_desk("a")
    complete_in_cloud(desk, "a")
    removed = desk.id("a")
    desk.queue.places.bring_here([removed])
    desk.queue.remove([removed])
    desk.cloud.tell(removed, COMPLETED, file_name="a.mp4", expires=TOMORROW)
    assert desk.cloud.discarded == [removed]
    assert desk.rows() == []


@pytest.mark.parametrize("asked", [None, Asked.CANCEL, Asked.MOVE, Asked.PAUSE])
@pytest.mark.parametrize("unfinished", Unfinished)
def test_rows_in_the_service_are_followed_again_and_wishes_said_again(
    asked: Asked | None, unfinished: Unfinished
) -> None:
    desk = cloud_desk("a")
    desk.cloud.tell(desk.id("a"), RUNNING, fraction=0.5)
    desk.queue.save_progress()
    if asked is Asked.CANCEL:
        desk.queue.cancel(desk.ids("a"))
    elif asked is Asked.MOVE:
        desk.queue.places.move(desk.ids("a"), HERE)
    elif asked is Asked.PAUSE:
        desk.queue.pause(desk.ids("a"))
    again = desk.restarted(unfinished)
    row = again.row("a")
    assert (row.place, row.state, row.asked, row.run) == (CLOUD, RUNNING, asked, 2)
    assert row.update.progress.fraction == 0.5
    wanted = {None: "", Asked.PAUSE: "pause"}.get(asked, "cancel")
    assert again.cloud.active[row.id].asked == wanted
    assert again.cloud.discarded == []


def test_a_wish_that_was_said_before_a_quit_is_still_waited_for() -> None:
    desk = cloud_desk("a")
    desk.queue.cancel(desk.ids("a"))
    desk.queue.close()
    desk.cloud.tell(desk.id("a"), PAUSED)  # as every run ends when the program does
    assert desk.store.rows[desk.id("a")].asked is Asked.CANCEL
    again = desk.restarted()
    assert (again.state("a"), again.row("a").asked) == (RUNNING, Asked.CANCEL)


def test_a_row_removed_before_a_quit_is_removed_from_the_service() -> None:
    desk = cloud_desk("a")
    gone = desk.id("a")
    desk.queue.remove([gone])
    again = desk.restarted()
    assert again.rows() == []
    assert again.cloud.discarded == [gone]


def test_a_row_of_this_computer_that_was_to_move_has_moved_after_a_crash() -> None:
    desk = Desk()
    desk.add("a")
    desk.queue.places.move(desk.ids("a"), CLOUD)
    again = desk.restarted()
    assert again.row("a").place is CLOUD
    assert set(again.cloud.active) == {again.id("a")}
    assert again.executor.discarded == [again.id("a")]
    assert not again.executor.active


def test_what_waits_in_the_services_line_counts_as_queued() -> None:
    desk = cloud_desk(*"abc")
    for link, activity in (("a", Activity.SENDING), ("b", Activity.IN_LINE), ("c", None)):
        row = desk.row(link)
        running = desk.cloud.active[row.id]
        running.seq += 1
        progress = Progress(activity=activity)
        desk.queue.apply(replace(row.update, seq=running.seq, progress=progress))
    assert dict(desk.queue.totals().counts) == {QUEUED: 2, RUNNING: 1}
    assert len(desk.queue.running()) == 3
    desk.queue.cancel(desk.ids("abc"))
    for link in "abc":
        desk.cloud.tell(desk.id(link), CANCELED)
    counts = desk.queue.totals().counts
    assert (counts[QUEUED], counts[RUNNING], counts[CANCELED]) == (0, 0, 3)


def a_found_one(state: DownloadState = RUNNING) -> Download:
    picture = RemoteDownload("7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61", 9, 4, state, title="Found")
    return transitions.adopted(picture, DownloadRequest("https://example.org/f"), 500.0)


def test_what_is_found_in_the_service_becomes_a_row_once() -> None:
    desk = cloud_desk("a")
    for _ in range(2):
        desk.queue.adopt([a_found_one()], then=lambda _added: None)
    assert desk.order() == "af"
    assert desk.row("f").update.title == "Found"
    assert desk.row("f").id in desk.cloud.active
    assert desk.row("f").id in desk.store.rows


def test_what_is_heard_of_the_service_before_the_rows_are_there_waits_for_them() -> None:
    first = Desk()
    first.queue.adopt([a_found_one(PAUSED)], then=lambda _added: None)
    first.queue.redirect(first.ids("f"), lambda request: replace(request, folder="/chosen"))
    first.queue.pause(first.ids("f"))
    again = Desk(first.store, load=False)
    adopt = again.queue.adopt
    again.queue.when_loaded(lambda: adopt([a_found_one(PAUSED)], then=lambda _added: None))
    again.queue.when_loaded(lambda: again.queue.resume([a_found_one().id]))
    assert not again.rows()
    again.queue.load()
    assert again.order() == "f"
    assert again.row("f").request.folder == "/chosen"
    assert set(again.cloud.active) == set(again.ids("f"))
    again.queue.when_loaded(lambda: again.queue.remove(again.ids("f")))
    assert again.row("f").asked is Asked.REMOVE


def test_a_paused_one_that_is_found_stays_paused_and_can_be_removed() -> None:
    desk = Desk()
    desk.queue.adopt([a_found_one(PAUSED)], then=lambda _added: None)
    assert desk.state("f") is PAUSED
    assert not desk.cloud.active
    found = desk.id("f")
    desk.queue.remove([found])
    assert desk.cloud.discarded == [found]


def test_a_list_in_the_service_is_expanded_here_and_its_entries_go_there() -> None:
    desk = cloud_desk("list")
    listing = desk.id("list")
    desk.cloud.tell(listing, FAILED, error=ErrorCode.PLAYLIST)
    listed = Entry("https://example.org/entry")
    desk.queue.apply_probe(ProbeUpdate(desk.id("list"), entries=(listed,), last=True))
    assert desk.row("entry").place is CLOUD
    assert desk.id("entry") in desk.cloud.active
    assert desk.order() == "entry"
    assert desk.cloud.discarded == [listing]  # what the service knows of it


def test_a_link_added_again_for_the_other_place_runs_there() -> None:
    desk = Desk()
    desk.add("a")
    desk.executor.tell(desk.id("a"), FAILED, error=ErrorCode.GEO_BLOCKED)
    request = replace(desk.row("a").request, again=True)
    desk.queue.add([request], place=CLOUD)
    assert desk.row("a").place is CLOUD
    assert desk.executor.discarded == [desk.id("a")]
    assert set(desk.cloud.active) == {desk.id("a")}
