"""A row whose link is a list becomes the list's entries, in order, once."""

from dataclasses import replace

import pytest

from app.core.choices import AudioFormat, Choices
from app.core.download import Activity, DownloadRequest, DownloadState, Section
from app.core.errors import ErrorCode
from app.core.stores import StoreProblem
from tests.core.desk import Desk
from tests.core.doubles import MemoryStore, page

FAILED, PAUSED = DownloadState.FAILED, DownloadState.PAUSED


def link(name: str) -> str:
    return f"https://example.org/{name}"


def listing(desk: Desk, name: str) -> str:
    """Have the executor find that a running row is a list; the row's id."""
    download_id = desk.id(name)
    desk.executor.tell(download_id, FAILED, error=ErrorCode.PLAYLIST)
    return download_id


@pytest.fixture
def desk() -> Desk:
    return Desk(limit=1)


def test_the_entries_take_the_place_of_the_row(desk: Desk) -> None:
    desk.add("l", "z")
    probe = listing(desk, "l")
    assert desk.prober.active == {probe: link("l")}
    assert desk.row("l").update.progress.activity is Activity.LISTING
    titles = {link("a"): "First", link("b"): "Second"}
    desk.queue.apply_probe(page(probe, titles, last=False, title="A list"))
    assert desk.order() == "labz"
    desk.queue.apply_probe(page(probe, {link("c"): ""}, truncated=True))
    assert desk.order() == "abcz"
    assert desk.row("a").update.title == "First"
    assert {row.list_name for row in desk.rows()} == {"A list", ""}
    assert desk.mirror.lists == [("A list", 3, 0, True)]
    assert desk.started() == "?a"
    assert set(desk.store.rows) == set(desk.ids("abcz"))


def test_a_list_holds_a_slot_while_it_is_read(desk: Desk) -> None:
    desk.add("l", "z")
    listing(desk, "l")
    assert desk.started() == "l"
    assert desk.row("l").state is DownloadState.RUNNING


def test_pages_that_come_while_one_is_being_saved_wait_for_it() -> None:
    desk = Desk(MemoryStore(is_slow=True), limit=1)
    desk.store.flush()
    desk.add("l", "z")
    desk.store.flush()
    probe = listing(desk, "l")
    desk.queue.apply_probe(page(probe, {link("a"): "", link("b"): ""}, last=False))
    desk.queue.apply_probe(page(probe, {link("c"): ""}, last=False))
    desk.queue.apply_probe(page(probe, {link("d"): ""}))
    desk.store.flush()
    assert desk.order() == "abcdz"
    assert desk.mirror.lists == [("", 4, 0, False)]


def test_entries_that_are_rows_already_are_counted(desk: Desk) -> None:
    desk.add("l", "a")
    probe = listing(desk, "l")
    desk.queue.apply_probe(page(probe, {link("a"): "", link("b"): ""}, title="Some"))
    assert desk.order() == "ba"
    assert desk.mirror.lists == [("Some", 1, 1, False)]


def test_a_repeated_word_that_it_is_a_list_changes_nothing(desk: Desk) -> None:
    desk.add("l")
    desk.executor.active[desk.id("l")].seq = 5  # updates in between may be lost
    update = desk.executor.tell(desk.id("l"), FAILED, error=ErrorCode.PLAYLIST)
    before = desk.row("l")
    desk.queue.apply(update)
    assert desk.row("l") is before
    assert before.state is DownloadState.RUNNING


def test_an_empty_list_fails(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {}))
    row = desk.row("l")
    assert (row.state, row.update.error) == (FAILED, ErrorCode.NOT_FOUND)


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (StoreProblem.DISK_FULL, ErrorCode.DISK_FULL),
        (StoreProblem.NO_PERMISSION, ErrorCode.NO_PERMISSION),
        (StoreProblem.FAILED, ErrorCode.INTERNAL),
    ],
)
def test_entries_that_cannot_be_kept(desk: Desk, problem: StoreProblem, code: ErrorCode) -> None:
    desk.add("l")
    probe = listing(desk, "l")
    desk.store.problem = problem
    desk.queue.apply_probe(page(probe, {link("a"): ""}, last=False))
    assert (desk.row("l").state, desk.row("l").update.error) == (FAILED, code)
    assert desk.prober.stopped == [probe]
    assert desk.order() == "l"


def test_an_error_keeps_the_entries_there_were_and_the_row(desk: Desk) -> None:
    desk.add("l")
    probe = listing(desk, "l")
    desk.queue.apply_probe(page(probe, {link("a"): ""}, last=False))
    failed = page(probe, {link("b"): ""})
    desk.queue.apply_probe(type(failed)(probe, last=True, error=ErrorCode.NETWORK, detail="gone"))
    row = desk.row("l")
    assert (row.state, row.update.error, row.update.detail) == (FAILED, ErrorCode.NETWORK, "gone")
    assert desk.order() == "la"
    desk.finish("a")
    desk.queue.retry([row.id])
    desk.queue.apply_probe(page(listing(desk, "l"), {link("a"): "", link("b"): ""}))
    assert desk.order() == "ba"


def test_pause_and_resume(desk: Desk) -> None:
    desk.add("l")
    probe = listing(desk, "l")
    desk.queue.pause([probe])
    assert desk.state("l") is PAUSED
    assert desk.prober.stopped == [probe]
    desk.queue.apply_probe(page(probe, {link("late"): ""}))
    assert desk.order() == "l"
    desk.queue.resume([probe])
    desk.queue.apply_probe(page(listing(desk, "l"), {link("a"): ""}))
    assert desk.order() == "a"


def test_a_page_being_saved_when_it_was_stopped_is_kept_and_that_is_all() -> None:
    desk = Desk(MemoryStore(is_slow=True), limit=1)
    desk.store.flush()
    desk.add("l")
    desk.store.flush()
    probe = listing(desk, "l")
    desk.queue.apply_probe(page(probe, {link("a"): ""}))
    desk.queue.cancel([probe])
    desk.store.flush()
    assert desk.order() == "la"
    assert desk.state("l") is DownloadState.CANCELED
    assert desk.mirror.lists == []


def test_remove_while_it_is_read(desk: Desk) -> None:
    desk.add("l", "z")
    probe = listing(desk, "l")
    desk.queue.remove([probe])
    assert desk.order() == "z"
    assert desk.prober.active == {}
    assert probe not in desk.store.rows


def test_lists_nest_but_do_not_go_round_in_circles(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {link("m"): ""}))
    desk.queue.apply_probe(page(listing(desk, "m"), {link("l"): "", link("a"): ""}))
    assert desk.order() == "la"
    listing(desk, "l")
    row = desk.row("l")
    assert (row.state, row.update.error) == (FAILED, ErrorCode.PLAYLIST)


def test_a_list_of_nothing_but_itself_fails_and_stays(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {link("l"): "Again"}))
    row = desk.row("l")
    assert (row.state, row.update.error) == (FAILED, ErrorCode.NOT_FOUND)
    assert desk.mirror.lists == []


def test_a_list_that_holds_itself_too_becomes_the_rest(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {link("l"): "Again", link("a"): ""}))
    assert desk.order() == "a"
    assert desk.mirror.lists == [("", 1, 0, False)]


def test_a_list_may_come_out_of_another_after_it_was_expanded_by_itself(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {link("a"): ""}))
    desk.finish("a")
    desk.add("m")
    desk.queue.apply_probe(page(listing(desk, "m"), {link("l"): ""}))
    desk.queue.apply_probe(page(listing(desk, "l"), {link("a"): "", link("b"): ""}))
    assert desk.order() == "ab"


def test_a_list_that_goes_round_is_found_after_a_page_was_kept_late() -> None:
    desk = Desk(MemoryStore(is_slow=True), limit=1)
    desk.store.flush()
    desk.add("l")
    desk.store.flush()
    probe = listing(desk, "l")
    desk.queue.apply_probe(page(probe, {link("m"): ""}))
    desk.queue.remove([probe])
    desk.store.flush()
    desk.queue.apply_probe(page(listing(desk, "m"), {link("l"): ""}))
    desk.store.flush()
    listing(desk, "l")
    assert desk.row("l").update.error is ErrorCode.PLAYLIST


def test_lists_within_lists_come_to_an_end(desk: Desk) -> None:
    desk.add("0")
    depth = 0
    while desk.state(str(depth)) is DownloadState.RUNNING:
        probe = listing(desk, str(depth))
        if desk.state(str(depth)) is DownloadState.RUNNING:
            desk.queue.apply_probe(page(probe, {link(str(depth + 1)): ""}))
            depth += 1
    assert depth == 10
    assert desk.row("10").update.error is ErrorCode.PLAYLIST


def test_of_rows_that_are_gone_nothing_is_remembered(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {link("a"): "", link("b"): ""}))
    desk.queue.remove(desk.ids("b"))
    assert set(desk.queue._expander._within) == {desk.id("a")}


def test_a_nested_list_may_be_paused_and_go_on(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {link("m"): ""}))
    inner = listing(desk, "m")
    desk.queue.pause([inner])
    desk.queue.resume([inner])
    desk.queue.apply_probe(page(listing(desk, "m"), {link("a"): ""}))
    assert desk.order() == "a"


def test_after_a_crash_the_list_is_read_again(desk: Desk) -> None:
    desk.add("l")
    desk.queue.apply_probe(page(listing(desk, "l"), {link("a"): ""}, last=False))
    again = desk.restarted()
    assert again.order() == "la"
    again.queue.apply_probe(page(listing(again, "l"), {link("a"): "", link("b"): ""}))
    assert sorted(again.order()) == ["a", "b"]


def test_closing_leaves_it_to_be_read_next_time(desk: Desk) -> None:
    desk.add("l")
    probe = listing(desk, "l")
    desk.queue.close()
    assert desk.prober.stopped == [probe]
    assert desk.restarted().state("l") is DownloadState.RUNNING


def test_what_turns_out_to_be_a_list_while_closing_is_one_next_time(desk: Desk) -> None:
    desk.add("l")
    desk.queue.close()
    listing(desk, "l")
    assert desk.prober.active == {}
    again = desk.restarted()
    again.queue.apply_probe(page(listing(again, "l"), {link("a"): ""}))
    assert again.order() == "a"


def test_a_page_for_nobody_is_dropped(desk: Desk) -> None:
    desk.queue.apply_probe(page("nobody", {link("a"): ""}))
    assert desk.order() == ""


def test_entries_know_their_list_and_their_place_in_it(desk: Desk) -> None:
    asked = DownloadRequest(
        link("l"),
        Choices(audio=AudioFormat.MP3),
        format="137",
        section=Section(1.0, 2.0),
        again=True,
        folder="/videos",
        naming="{number} {title}",
    )
    desk.queue.add([asked])
    probe = listing(desk, "l")
    first = {link("a"): "", link("l"): "Itself", link("b"): ""}
    desk.queue.apply_probe(page(probe, first, last=False, title="A list"))
    desk.queue.apply_probe(page(probe, {link("c"): ""}))
    kept = replace(asked, format="", section=None, list_title="A list")
    assert [row.request for row in desk.queue] == [
        replace(kept, url=link(name), list_number=number)
        for name, number in (("a", 1), ("b", 3), ("c", 4))
    ]


def test_wanted_again_an_entry_that_was_fetched_runs_again_where_it_stands(desk: Desk) -> None:
    desk.add("a")
    desk.finish("a")
    desk.add("z")
    desk.queue.add([DownloadRequest(link("l"), again=True)], after=desk.id("a"))
    desk.finish("z")
    probe = listing(desk, "l")
    desk.queue.apply_probe(page(probe, {link("b"): "", link("a"): ""}, last=False))
    desk.queue.apply_probe(page(probe, {link("c"): ""}))
    assert desk.order() == "abcz"
    assert desk.row("a").request.again
    assert desk.mirror.lists == [("", 3, 0, False)]


def test_a_video_that_is_twice_in_a_list_is_one_row(desk: Desk) -> None:
    desk.add("l")
    probe = listing(desk, "l")
    desk.queue.apply_probe(page(probe, {link("a"): ""}, last=False))
    desk.queue.apply_probe(page(probe, {link("b"): "", link("a"): ""}))
    assert desk.order() == "ab"
    assert desk.mirror.lists == [("", 2, 1, False)]
