"""Before a batch starts: what it will come to, on the rows and in one line."""

from dataclasses import replace

import pytest

from app.core.batches import BATCH_SECONDS, MAX_BATCH
from app.core.choices import AudioFormat, Choices
from app.core.download import DownloadRequest, DownloadState, Forecast
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate, VideoInfo
from app.core.looks import LOOK_SECONDS
from app.core.preflight import CHECK_AT_ONCE, Preflight, Summary
from tests.core.desk import Desk
from tests.core.doubles import MemoryStore, page

QUEUED, PAUSED, RUNNING = DownloadState.QUEUED, DownloadState.PAUSED, DownloadState.RUNNING
SOON = 0.2  # seconds, until the summary is told
NOTHING = VideoInfo("")


class Checked:
    """A desk with a preflight, whose looks are answered by the short names of the links."""

    def __init__(
        self, limit: int = 0, *, automatic: bool = False, store: MemoryStore | None = None
    ) -> None:
        self.desk = Desk(store, limit=limit, load=False)
        self.free: dict[str, int | None] = {}
        self.devices: dict[str, int] = {}
        self.told: list[Summary | None] = []
        self.preflight = Preflight(
            self.desk.prober,
            free_bytes=lambda folder: self.free.get(folder, 10**12),
            later=self.desk.later,
            device=self._device,
            automatic=automatic,
        )
        self.preflight.watch(self.desk.queue)
        self.preflight.listen(self.told.append)
        self.desk.queue.load()

    def summary(self) -> Summary | None:
        self.settle()
        return self.told[-1] if self.told else None

    def _device(self, folder: str) -> int | None:
        return self.devices.get(folder)

    def settle(self) -> None:
        self.desk.later.pass_seconds(SOON)

    def looking(self) -> str:
        """The short names of the links that are looked at just now."""
        return "".join(url.rpartition("/")[2] for url in self.desk.prober.active.values())

    def check(self, links: str) -> None:
        self.preflight.check(self.desk.ids(links))
        self.settle()

    def answer(
        self,
        link: str,
        video: VideoInfo | None = NOTHING,
        error: ErrorCode | None = None,
    ) -> None:
        self.take(link, ProbeUpdate("", video, last=True, error=error))

    def take(self, link: str, update: ProbeUpdate) -> None:
        url = f"https://example.org/{link}"
        active = self.desk.prober.active
        (probe_id,) = (one for one, address in active.items() if address == url)
        if update.last:
            del active[probe_id]
        self.preflight.take(replace(update, id=probe_id))

    def forecast(self, link: str) -> Forecast | None:
        return self.desk.row(link).forecast


def video(
    key: str = "", name: str = "", size: int | None = 100, *, archived: bool = False
) -> VideoInfo:
    return VideoInfo("A film", size=size, file_name=name, media_key=key, archived=archived)


def test_what_a_look_shows_stands_in_the_row_and_survives() -> None:
    at = Checked()
    at.desk.add("a")
    at.check("a")
    found = VideoInfo(
        "A film",
        uploader="Ann",
        thumbnail="https://example.org/t.jpg",
        duration=12.0,
        size=5,
        file_name="A film.mp4",
        media_key="k",
        name_taken=True,
    )
    at.answer("a", found)
    expected = Forecast(size=5, file_name="A film.mp4", media_key="k", name_taken=True)
    assert at.forecast("a") == expected
    update = at.desk.row("a").update
    assert (update.title, update.uploader, update.duration) == ("A film", "Ann", 12.0)
    assert update.thumbnail == "https://example.org/t.jpg"
    at.desk.queue.save_progress()
    assert at.desk.store.rows[at.desk.id("a")].forecast == expected


def test_two_are_looked_at_at_once_in_their_turn() -> None:
    at = Checked()
    at.desk.add(*"abcd")
    at.check("abcd")
    assert at.looking() == "ab"
    at.answer("b")
    assert at.looking() == "ac"
    assert at.summary() == Summary(of=4, checked=1, unknown_sizes=1)


def test_ids_of_looks_are_those_of_no_row() -> None:
    at = Checked()
    at.desk.add("a")
    at.check("a")
    assert at.desk.id("a") not in at.desk.prober.active
    at.desk.queue.apply_probe(page(next(iter(at.desk.prober.active)), {"https://x.org": ""}))
    assert at.desk.order() == "a"


def test_the_summary_says_what_the_batch_comes_to() -> None:
    at = Checked()
    at.desk.add(*"abcdefgh")
    at.check("abcdefgh")
    at.answer("a", video("k1", "one.mp4"))
    at.answer("b", video("k1", "one.mp4"))
    at.answer("c", video("k2", "One.mp4"))
    at.answer("d", video("k3", "three.mp4", archived=True))
    at.answer("e", None, ErrorCode.LOGIN_NEEDED)
    at.answer("f", None, ErrorCode.GEO_BLOCKED)
    at.answer("g", video("k4", "four.mp4", size=None))
    assert at.summary() == Summary(
        of=8,
        checked=7,
        size=300,
        unknown_sizes=1,
        duplicates=1,
        names_taken=1,
        archived=1,
        login_needed=1,
        unavailable=1,
    )
    assert at.forecast("b") == Forecast(100, "one.mp4", "k1", duplicate=True)
    assert at.forecast("c") == Forecast(100, "One.mp4", "k2", name_taken=True)
    assert at.forecast("e") == Forecast(error=ErrorCode.LOGIN_NEEDED)


def test_what_is_not_found_in_the_wanted_form_is_said() -> None:
    at = Checked()
    at.desk.add("a")
    at.check("a")
    at.answer("a", video("k"), ErrorCode.NO_SUCH_FORMAT)
    forecast = at.forecast("a")
    assert forecast is not None
    assert forecast.error is ErrorCode.NO_SUCH_FORMAT
    assert at.desk.row("a").update.title == "A film"


def test_a_disk_that_is_too_small_is_told_before() -> None:
    """Of folders on the same disk the room counts once."""
    at = Checked()
    at.free = {"/a": 150, "/b": 150, "/c": 1000}
    at.devices = {"/a": 1, "/b": 1, "/c": 2}
    at.desk.add("1", folder="/a")
    at.desk.add("2", folder="/b")
    at.desk.add("3", folder="/c")
    at.check("123")
    for link in "123":
        at.answer(link, video(link))
    assert at.summary() == Summary(of=3, checked=3, size=300, missing_bytes=50)


def test_a_disk_that_is_measured_late_is_told_then() -> None:
    at = Checked()
    at.free = {"": None}
    at.desk.add("a")
    at.check("a")
    at.answer("a", video())
    assert at.summary() == Summary(of=1, checked=1, size=100)
    at.free = {"": 10}
    at.desk.later.pass_seconds(1.0)
    assert at.summary() == Summary(of=1, checked=1, size=100, missing_bytes=90)


def test_what_completed_before_makes_a_duplicate() -> None:
    at = Checked(limit=1)
    at.desk.add(*"ab")
    done = replace(at.desk.row("a").update, seq=9, state=DownloadState.COMPLETED, media_key="k")
    at.desk.queue.set_parallel_limit(0)
    at.desk.queue.apply(done)
    at.check("b")
    at.answer("b", video("k"))
    assert at.forecast("b") == Forecast(100, media_key="k", duplicate=True)


def test_what_a_row_fetched_before_it_got_other_choices_makes_no_duplicate() -> None:
    at = Checked(limit=1)
    at.desk.add(*"ab")
    at.desk.queue.set_parallel_limit(0)
    failed = replace(at.desk.row("a").update, seq=9, state=DownloadState.FAILED, media_key="k")
    at.desk.queue.apply(failed)
    at.desk.executor.active.clear()
    at.desk.queue.change_choices(at.desk.ids("a"), Choices(audio=AudioFormat.MP3))
    at.check("b")
    at.answer("b", video("k"))
    assert at.forecast("b") == Forecast(100, media_key="k")


def test_when_the_first_of_two_goes_the_other_is_no_duplicate_any_more() -> None:
    at = Checked()
    at.desk.add(*"abc")
    at.check("abc")
    for link in "abc":
        at.answer(link, video("k", "x.mp4"))
    assert at.summary() == Summary(of=3, checked=3, size=300, duplicates=2)
    at.desk.queue.cancel(at.desk.ids("a"))
    assert at.summary() == Summary(of=2, checked=2, size=200, duplicates=1)
    assert at.forecast("b") == Forecast(100, "x.mp4", "k")
    at.desk.queue.remove(at.desk.ids("b"))
    assert at.summary() == Summary(of=1, checked=1, size=100)


def test_a_row_that_is_fetched_whatever_the_archive_says_is_not_called_archived() -> None:
    at = Checked()
    at.desk.queue.add([DownloadRequest("https://example.org/a", again=True)])
    at.check("a")
    at.answer("a", video("k", archived=True))
    assert at.forecast("a") == Forecast(100, media_key="k")


@pytest.mark.parametrize("error", [ErrorCode.PLAYLIST, ErrorCode.INTERRUPTED])
def test_of_what_says_nothing_about_the_link_nothing_is_noted(error: ErrorCode) -> None:
    at = Checked()
    at.desk.add("a")
    at.check("a")
    at.answer("a", None, error)
    assert at.forecast("a") is None
    assert at.summary() == Summary(of=1, checked=1, unknown_sizes=1)


def test_of_a_list_the_first_page_is_enough() -> None:
    at = Checked()
    at.desk.add("l")
    at.check("l")
    at.take("l", page("", {"https://example.org/1": ""}, last=False, title="A list"))
    assert at.desk.prober.active == {}
    assert len(at.desk.prober.stopped) == 1
    assert (at.forecast("l"), at.desk.order()) == (None, "l")


def test_a_link_that_does_not_answer_is_given_up() -> None:
    at = Checked()
    at.desk.add(*"abc")
    at.check("abc")
    at.desk.later.pass_seconds(LOOK_SECONDS)
    assert at.looking() == "c"
    assert len(at.desk.prober.stopped) == 2
    assert at.summary() == Summary(of=3, checked=2, unknown_sizes=2)


def test_an_answer_that_comes_too_late_is_dropped() -> None:
    at = Checked()
    at.desk.add("a")
    at.check("a")
    (probe_id,) = at.desk.prober.active
    at.desk.queue.remove(at.desk.ids("a"))
    at.preflight.take(ProbeUpdate(probe_id, video("k"), last=True))
    at.preflight.take(ProbeUpdate("nobody", video("k"), last=True))
    assert at.summary() is None


def test_the_button_holds_up_nothing() -> None:
    at = Checked(limit=1)
    at.desk.add(*"ab")
    at.check("ab")
    assert (at.desk.state("a"), at.looking()) == (RUNNING, "b")
    at.desk.finish("a")
    at.settle()
    assert (at.desk.state("b"), at.looking()) == (RUNNING, "")
    assert at.desk.prober.stopped
    assert at.summary() is None


def test_a_paused_row_is_looked_at_and_an_ended_one_is_not() -> None:
    at = Checked()
    at.desk.add(*"ab")
    at.desk.queue.pause(at.desk.ids("a"))
    at.desk.queue.cancel(at.desk.ids("b"))
    at.check("ab")
    assert at.looking() == "a"


def test_checked_again_a_row_counts_once() -> None:
    at = Checked()
    at.desk.add("a")
    at.check("a")
    at.answer("a", video("k"))
    at.check("a")
    assert at.summary() == Summary(of=1, checked=0)
    at.answer("a", video("k", size=7))
    assert at.summary() == Summary(of=1, checked=1, size=7)


def test_other_choices_need_another_look() -> None:
    at = Checked()
    at.desk.add(*"ab")
    at.check("ab")
    at.answer("a", video("k"))
    mp3 = Choices(audio=AudioFormat.MP3)
    at.desk.queue.change_choices(at.desk.ids("ab"), mp3)
    assert at.summary() == Summary(of=1, checked=0)
    assert at.looking() == "b"
    assert len(at.desk.prober.stopped) == 1
    assert at.forecast("a") is None


def test_stop_ends_the_looks_and_a_second_time_the_summary() -> None:
    at = Checked()
    at.desk.add(*"abc")
    at.check("abc")
    at.answer("a", video("k"))
    at.preflight.stop()
    assert at.looking() == ""
    assert at.summary() == Summary(of=1, checked=1, size=100)
    at.preflight.stop()
    assert at.summary() is None
    assert at.forecast("a") is not None


def test_where_it_is_automatic_a_batch_starts_once_all_of_it_was_looked_at() -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add(*"ab")
    at.settle()
    at.answer("a", video("k"))
    assert at.desk.started() == ""
    at.answer("b", None, ErrorCode.GEO_BLOCKED)
    assert at.desk.started() == "ab"


def test_one_batch_does_not_wait_for_another() -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add("a")
    at.desk.add("b")
    at.settle()
    at.answer("b")
    assert at.desk.started() == "b"


@pytest.mark.parametrize("name", ["remove", "pause", "cancel"])
def test_a_batch_waits_for_no_row_that_has_gone(name: str) -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add(*"abc")
    at.settle()
    at.answer("a")
    at.answer("b")
    getattr(at.desk.queue, name)(at.desk.ids("c"))
    at.settle()
    if name == "pause":
        at.answer("c")
    assert at.desk.started() == "ab"


def test_rows_that_end_before_they_are_taken_up_are_not_held_for_ever() -> None:
    store = MemoryStore()
    before = Desk(store, limit=0)
    before.queue.add([DownloadRequest(f"https://example.org/{n}") for n in range(CHECK_AT_ONCE)])
    before.add("late")
    at = Checked(limit=CHECK_AT_ONCE, automatic=True, store=store)
    at.desk.queue.cancel(at.desk.ids(["late"]))
    at.settle()
    at.desk.queue.retry(at.desk.ids(["late"]))
    assert at.desk.state("late") is RUNNING


def test_a_row_that_was_paused_and_resumed_is_still_held() -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add("a")
    at.desk.queue.pause(at.desk.ids("a"))
    at.desk.queue.resume(at.desk.ids("a"))
    at.settle()
    assert at.desk.started() == ""
    at.answer("a")
    assert at.desk.started() == "a"


def test_links_that_do_not_answer_block_nothing() -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add(*"ab")
    at.desk.later.pass_seconds(LOOK_SECONDS + SOON)
    assert at.desk.started() == "ab"


def test_a_long_batch_waits_only_so_long() -> None:
    at = Checked(limit=1, automatic=True)
    at.desk.add(*(f"{number}" for number in range(100)))
    at.settle()
    at.answer("0")
    at.desk.later.pass_seconds(BATCH_SECONDS)
    assert len(at.desk.executor.started) == 1
    assert at.looking() != ""


def test_stop_lets_everything_start() -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add(*"ab")
    at.preflight.stop()
    assert at.desk.started() == "ab"
    at.settle()
    assert at.looking() == ""


def test_switched_off_it_holds_nothing_any_more() -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add("a")
    at.preflight.set_automatic(False)
    assert at.desk.started() == "a"
    at.desk.add("b")
    assert at.desk.started() == "ab"


def test_what_is_tried_again_is_not_looked_at_again() -> None:
    at = Checked(limit=1, automatic=True)
    at.desk.add("a")
    at.settle()
    at.answer("a")
    at.desk.executor.tell(at.desk.id("a"), DownloadState.FAILED)
    at.desk.queue.retry(at.desk.ids("a"))
    assert at.desk.state("a") is RUNNING


def test_the_entries_of_a_list_are_looked_at_as_they_come() -> None:
    at = Checked(limit=1, automatic=True)
    at.desk.add("l")
    at.settle()
    at.take("l", page("", {"https://example.org/a": ""}, last=False))
    assert at.desk.state("l") is RUNNING
    at.desk.executor.tell(at.desk.id("l"), DownloadState.FAILED, error=ErrorCode.PLAYLIST)
    at.desk.queue.apply_probe(page(at.desk.id("l"), {"https://example.org/a": ""}))
    at.settle()
    assert (at.desk.state("a"), at.looking()) == (QUEUED, "a")
    at.answer("a")
    assert at.desk.state("a") is RUNNING


def test_after_a_restart_what_was_looked_at_starts_at_once() -> None:
    at = Checked(automatic=True)
    at.desk.add(*"ab")
    at.settle()
    at.answer("a", video("k"))
    at.desk.queue.save_progress()
    store = at.desk.store
    again = Checked(limit=2, automatic=True)
    again.desk.store.rows = store.rows
    again.desk.queue.load()
    again.settle()
    assert (again.desk.started(), again.looking()) == ("a", "b")
    assert again.summary() == Summary(of=1, checked=0)


def test_of_many_rows_the_first_wait_only_for_their_part() -> None:
    at = Checked(limit=1, automatic=True)
    at.desk.add(*(f"{number}" for number in range(MAX_BATCH + 10)))
    at.settle()
    for number in range(MAX_BATCH):
        at.answer(str(number))
    assert len(at.desk.executor.started) == 1


def test_thousands_of_rows_are_checked_without_a_scan_for_each() -> None:
    at = Checked()
    count = 1_000
    at.desk.add(*(f"{number}" for number in range(count)))
    at.preflight.check([row.id for row in at.desk.queue])
    at.settle()
    for number in range(count):
        probe_id = next(iter(at.desk.prober.active))
        del at.desk.prober.active[probe_id]
        at.preflight.take(ProbeUpdate(probe_id, video(f"k{number % 500}"), last=True))
    assert at.summary() == Summary(of=count, checked=count, size=100 * count, duplicates=count // 2)
    at.desk.queue.remove([row.id for row in at.desk.queue])
    assert at.summary() is None
    assert len(at.told) < 10


def test_thousands_are_taken_up_in_slices_which_stop_ends() -> None:
    at = Checked()
    count = 2 * CHECK_AT_ONCE + 10
    at.desk.add(*(f"{number}" for number in range(count)))
    at.preflight.check([row.id for row in at.desk.queue])
    at.desk.later.pass_seconds(0.05)
    at.preflight.stop()
    assert at.summary() is None
    at.preflight.check([row.id for row in at.desk.queue])
    assert at.summary() == Summary(of=count, checked=0)


def test_closed_it_asks_nothing_and_next_time_it_does() -> None:
    at = Checked(limit=2, automatic=True)
    at.desk.add(*"abc")
    at.settle()
    at.preflight.close()
    at.desk.queue.pause(at.desk.ids("a"))
    at.preflight.check(at.desk.ids("abc"))
    at.settle()
    assert (at.looking(), at.desk.started()) == ("", "")
    again = Checked(limit=2, automatic=True)
    again.desk.store.rows = at.desk.store.rows
    again.desk.queue.load()
    again.settle()
    assert again.looking() == "bc"
