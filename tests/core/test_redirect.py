"""A row that failed where it was going may go elsewhere, in its place."""

from dataclasses import replace

from app.core.choices import Choices, Quality
from app.core.download import DownloadRequest, DownloadState
from app.core.errors import ErrorCode
from tests.core.desk import Desk


def elsewhere(request: DownloadRequest) -> DownloadRequest:
    return replace(request, folder="/elsewhere")


def test_it_runs_again_with_the_other_request_and_keeps_its_place() -> None:
    desk = Desk(limit=1)
    desk.add(*"abc", folder="/gone")
    desk.executor.tell(desk.id("a"), DownloadState.FAILED, error=ErrorCode.NO_PERMISSION)
    desk.queue.redirect([desk.id("a")], elsewhere)
    assert desk.row("a").request.folder == "/elsewhere"
    assert (desk.state("a"), desk.order()) == (DownloadState.QUEUED, "abc")
    assert desk.executor.discarded == [desk.id("a")]
    desk.finish("b")
    assert desk.state("a") is DownloadState.RUNNING
    assert desk.restarted().row("a").request.folder == "/elsewhere"


def test_in_the_line_of_its_new_folder_it_takes_the_place_of_no_other() -> None:
    desk = Desk(limit=1)
    desk.add("r", "c", folder="/full")
    desk.add("b", folder="/other")
    desk.closed_folders.add("/full")
    desk.queue.redirect(desk.ids("b"), lambda request: replace(request, folder="/full"))
    desk.finish("r")
    assert desk.started() == "r"
    desk.closed_folders.clear()
    desk.queue.fill()
    desk.finish("c")
    assert desk.started() == "rcb"


def test_there_and_back_it_runs_once() -> None:
    desk = Desk(limit=1)
    desk.add("r", "a", folder="/one")
    desk.queue.redirect(desk.ids("a"), elsewhere)
    desk.queue.redirect(desk.ids("a"), lambda request: replace(request, folder="/one"))
    desk.finish("r")
    desk.finish("a")
    assert desk.started() == "ra"


def test_what_runs_or_has_completed_stays_as_it_is() -> None:
    desk = Desk(limit=1)
    desk.add(*"ab")
    desk.finish("a")
    desk.queue.redirect(desk.ids("ab"), elsewhere)
    assert {row.request.folder for row in desk.rows()} == {""}
    assert desk.executor.discarded == []


def test_what_the_row_fetched_before_may_be_added_again() -> None:
    desk = Desk(limit=0)
    desk.add("a")
    desk.queue.redirect(
        [desk.id("a")], lambda request: replace(request, choices=Choices(Quality.P360))
    )
    assert desk.add("a").duplicates == 0
    assert len(desk.rows()) == 2
