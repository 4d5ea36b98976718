"""Finished files come from the service: whole, once, where they belong."""

import random
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from app.core.download import Progress, Stage
from app.core.errors import ErrorCode
from app.engine.staging import sweep
from app.executors.bring_back import BringBack, FetchEnd
from app.executors.cloud_address import Access
from app.executors.transfer_meter import TransferMeter
from tests.engine.running import LIMIT, eventually
from tests.executors import file_server
from tests.executors.fetches import (
    REMOTE_ID,
    TOKEN,
    Heard,
    bring_back,
    come_so_far,
    fetch,
    is_tidy,
    partial_files,
    shown,
)
from tests.executors.file_server import FileServer

BODY = random.Random(1).randbytes(600_000)
TEXT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
NAME = "A film [x1].mp4"
PATH = f"/file/{REMOTE_ID}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen"
    made.mkdir()
    return made


@pytest.fixture
def files() -> Iterator[FileServer]:
    bodies = {PATH: BODY, f"{PATH}?beside=en.vtt": TEXT}
    with file_server.file_server(FileServer(bodies)) as served:
        yield served


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def bringing(files: FileServer, heard: Heard) -> Iterator[BringBack]:
    made = bring_back(Access(files.address, TOKEN), heard)
    yield made
    made.close()


def stopped_in_the_middle(bringing: BringBack, files: FileServer, heard: Heard, at: Path) -> int:
    """How many bytes of a file have come, none of which is in its place."""
    files.answers.append(file_server.silent(200_000))
    bringing.begin(fetch(at, BODY))
    heard.wait(lambda: come_so_far(at) > 100_000)
    bringing.stop("row-1")
    assert heard.end("row-1") == FetchEnd(stopped=True)
    (partial,) = partial_files(at)
    assert shown(at) == []
    return partial.stat().st_size


def test_a_file_comes_whole_and_leaves_no_trace(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    assert (folder / NAME).read_bytes() == BODY
    assert heard.troubles == []
    bringing.close()
    assert is_tidy(folder)
    assert files.seen[0]["Authorization"] == f"Bearer {TOKEN}"


def test_twice_the_same_fetch_is_one(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.otherwise = file_server.trickling
    for _ in range(3):
        bringing.begin(fetch(folder, BODY))
    heard.end("row-1")
    bringing.close()
    assert len(heard.ends["row-1"]) == len(files.seen) == 1


def test_no_more_come_at_once_than_may(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    under_way: list[int] = []

    def answer(handler: file_server.Handler) -> None:
        under_way.append(len(files.seen) - sum(map(len, heard.ends.values())))
        file_server.trickling(handler)

    files.otherwise = answer
    rows = [f"row-{number}" for number in range(5)]
    for row in rows:
        bringing.begin(fetch(folder, BODY, row, media_key=f"Site {row} 1"))
    assert {heard.end(row).error for row in rows} == {None}
    assert max(under_way) == 2
    assert len(shown(folder)) == 5


def test_the_bar_never_goes_back_and_is_full_only_at_the_end(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.answers += [file_server.truncated(300_000), file_server.without_ranges]
    files.otherwise = file_server.trickling
    bringing.begin(fetch(folder, BODY))
    heard.end("row-1")
    told = heard.progress["row-1"]
    assert {one.stage for one in told} == {Stage.TRANSFERRING}
    assert {one.total_bytes for one in told} == {len(BODY)}
    fractions = [one.fraction or 0.0 for one in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] < 1.0


def test_progress_is_told_ten_times_a_second_at_most() -> None:
    told: list[tuple[float, Progress]] = []
    now = 0.0
    meter = TransferMeter(4_000_000, lambda one: told.append((now, one)), lambda: now)
    for step in range(4000):
        now = step / 1000
        meter.have("", step * 1000)
        if step % 100 == 0:
            meter.waiting(5.0)
    assert 30 <= len(told) <= 40
    assert all(later - earlier >= 0.1 for (earlier, _), (later, _) in pairwise(told))
    last = told[-1][1]
    assert last.bytes_per_second == pytest.approx(1_000_000, rel=0.05)
    assert last.seconds_left == pytest.approx(0.1, abs=0.1)


def test_it_goes_on_where_an_earlier_run_stopped(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    come = stopped_in_the_middle(bringing, files, heard, folder)
    assert 0 < come < len(BODY)
    bringing.close()
    later = Heard()
    after_restart = bring_back(Access(files.address, TOKEN), later)
    after_restart.begin(fetch(folder, BODY))
    assert later.end("row-1") == FetchEnd(file_name=NAME)
    after_restart.close()
    assert (folder / NAME).read_bytes() == BODY
    assert files.ranges == ["", f"bytes={come}-"]
    assert files.seen[1]["If-Range"] == f'"{fetch(folder, BODY).remote.sha256}"'
    assert (later.progress["row-1"][0].done_bytes or 0) >= come


def test_what_was_damaged_on_this_disk_is_fetched_anew(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    come = stopped_in_the_middle(bringing, files, heard, folder)
    (partial,) = partial_files(folder)
    partial.write_bytes(bytes(come))
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1", 2).file_name == NAME
    assert (folder / NAME).read_bytes() == BODY
    assert files.ranges == ["", f"bytes={come}-", ""]


@pytest.mark.parametrize("left", [BODY, BODY + b"x"])
def test_a_partial_file_that_is_whole_or_too_long_is_no_trap(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path, left: bytes
) -> None:
    stopped_in_the_middle(bringing, files, heard, folder)
    (partial,) = partial_files(folder)
    partial.write_bytes(left)
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1", 2).file_name == NAME
    assert (folder / NAME).read_bytes() == BODY
    assert files.ranges == ([""] if left == BODY else ["", ""])


def test_nothing_of_another_file_is_gone_on_with(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    stopped_in_the_middle(bringing, files, heard, folder)
    files.bodies[PATH] = other = BODY[::-1]
    bringing.begin(fetch(folder, other))
    assert heard.end("row-1", 2).file_name == NAME
    assert (folder / NAME).read_bytes() == other
    assert files.ranges == ["", ""]


def test_stopping_and_beginning_at_once_loses_nothing(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.otherwise = file_server.trickling
    bringing.begin(fetch(folder, BODY))
    heard.flowing("row-1")
    for _ in range(3):
        bringing.stop("row-1")
        bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: len(heard.ends["row-1"]) == 4)
    assert heard.ends["row-1"] == [FetchEnd(stopped=True)] * 3 + [FetchEnd(file_name=NAME)]


def test_one_that_waits_for_its_turn_stops_at_once(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.otherwise = file_server.mute
    for row in ("row-1", "row-2", "row-3"):
        bringing.begin(fetch(folder, BODY, row))
    bringing.stop("row-3")
    assert heard.end("row-3") == FetchEnd(stopped=True)
    assert not heard.ends["row-1"]
    assert len(files.seen) <= 2


@pytest.mark.parametrize("answer", [file_server.mute, file_server.silent(100_000)])
def test_a_stop_is_heard_while_nothing_comes(
    bringing: BringBack,
    files: FileServer,
    heard: Heard,
    folder: Path,
    answer: file_server.Answer,
) -> None:
    files.otherwise = answer
    bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: files.seen)
    begun = monotonic()
    bringing.stop("row-1")
    assert heard.end("row-1") == FetchEnd(stopped=True)
    assert monotonic() - begun < 10.0


def test_discarding_removes_what_has_come(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    one = fetch(folder, BODY)
    files.otherwise = file_server.silent(200_000)
    bringing.begin(one)
    heard.wait(lambda: come_so_far(folder))
    bringing.discard("row-1", one.request)
    assert heard.end("row-1") == FetchEnd(stopped=True)
    files.otherwise = file_server.whole
    bringing.begin(one)
    assert heard.end("row-1", 2) == FetchEnd(file_name=NAME)
    assert files.ranges == ["", ""]


def test_discarding_what_is_not_under_way_removes_it_too(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    stopped_in_the_middle(bringing, files, heard, folder)
    bringing.discard("row-1", fetch(folder, BODY).request)
    bringing.discard("row-2", fetch(folder, BODY).request)
    bringing.close()
    assert partial_files(folder) == []
    assert is_tidy(folder)
    assert len(heard.ends) == 1


def test_a_thousand_are_discarded_without_a_thousand_threads(
    bringing: BringBack, folder: Path
) -> None:
    ids = [f"row-{number}" for number in range(1_000)]
    for row in ids:
        kept = folder / ".spool" / row / ".film.coming"
        kept.parent.mkdir(parents=True)
        kept.write_bytes(BODY[:10])
    before = threading.active_count()
    for row in ids:
        bringing.discard(row, fetch(folder, BODY).request)
        assert threading.active_count() <= before + 1
    assert eventually(lambda: not (folder / ".spool").exists())


def test_closing_stops_everything_and_nothing_begins_any_more(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.otherwise = file_server.mute
    rows = ["row-1", "row-2", "row-3"]
    for row in rows:
        bringing.begin(fetch(folder, BODY, row))
    heard.wait(lambda: len(files.seen) == 2)
    bringing.close()
    assert [heard.ends[row] for row in rows] == [[FetchEnd(stopped=True)]] * 3
    bringing.begin(fetch(folder, BODY, "late"))
    assert heard.end("late") == FetchEnd(stopped=True)
    assert len(files.seen) == 2
    assert is_tidy(folder)


def test_a_partial_file_that_nobody_knows_is_swept_away(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    stopped_in_the_middle(bringing, files, heard, folder)
    sweep(folder, {"row-1"}, older_than=0.0)
    assert len(partial_files(folder)) == 1
    sweep(folder, set(), older_than=0.0)
    assert partial_files(folder) == []


def test_a_name_that_is_taken_gets_a_number(
    bringing: BringBack, heard: Heard, folder: Path
) -> None:
    (folder / NAME).write_bytes(b"mine")
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1") == FetchEnd(file_name="A film [x1] (2).mp4")
    assert (folder / NAME).read_bytes() == b"mine"


@pytest.mark.parametrize("media_key", ["Site x1 137+140", ""])
def test_what_is_here_already_is_not_fetched_again(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path, media_key: str
) -> None:
    one = fetch(folder, BODY, media_key=media_key)
    bringing.begin(one)
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    bringing.begin(replace(one, id="row-2"))
    assert heard.end("row-2") == FetchEnd(file_name=NAME, already_here=True)
    assert len(files.seen) == 1
    assert shown(folder) == [NAME]


def test_what_lies_beside_comes_too_under_the_same_name(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    (folder / NAME).write_bytes(b"mine")
    bringing.begin(fetch(folder, BODY, beside={"en.vtt": TEXT}))
    assert heard.end("row-1").file_name == "A film [x1] (2).mp4"
    assert (folder / "A film [x1] (2).en.vtt").read_bytes() == TEXT
    assert {one.total_bytes for one in heard.progress["row-1"]} == {len(BODY) + len(TEXT)}
    (folder / "A film [x1] (2).en.vtt").unlink()
    files.seen.clear()
    bringing.begin(fetch(folder, BODY, "row-2", beside={"en.vtt": TEXT}))
    assert heard.end("row-2").already_here
    assert (folder / "A film [x1] (2).en.vtt").read_bytes() == TEXT
    assert [one["path"] for one in files.seen] == [f"{PATH}?beside=en.vtt"]


def test_what_lies_beside_is_checked_and_costs_no_video(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.bodies[f"{PATH}?beside=en.vtt"] = TEXT.upper()
    files.bodies[f"{PATH}?beside=de.vtt"] = TEXT
    beside = {"en.vtt": TEXT, "de.vtt": TEXT}
    bringing.begin(fetch(folder, BODY, beside=beside))
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    assert shown(folder) == ["A film [x1].de.vtt", NAME]


def test_a_suffix_leads_nowhere(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    beside = dict.fromkeys(("../en.vtt", "/x", "a\\b", "", ".", "x" * 90, "a\nb"), TEXT)
    bringing.begin(fetch(folder, BODY, beside=beside))
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    assert len(files.seen) == 1
    assert shown(folder) == [NAME]


def test_an_empty_file_is_a_file(bringing: BringBack, heard: Heard, folder: Path) -> None:
    bringing.begin(fetch(folder, b""))
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    assert (folder / NAME).read_bytes() == b""


def test_a_file_of_which_nothing_is_known_is_not_fetched(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    bringing.begin(fetch(folder, BODY, sha256=""))
    assert heard.end("row-1").error is ErrorCode.INTERNAL
    assert files.seen == []
    assert is_tidy(folder)


def test_a_listener_may_begin_the_next_at_once(files: FileServer, folder: Path) -> None:
    ends: list[FetchEnd] = []
    done = threading.Event()

    def take(_row: str, end: FetchEnd) -> None:
        ends.append(end)
        if len(ends) == 1:
            eager.begin(fetch(folder, BODY))
        else:
            done.set()

    eager = BringBack(
        lambda: Access(files.address, TOKEN),
        on_progress=lambda *_: None,
        on_end=take,
        on_trouble=lambda _: None,
    )
    eager.begin(fetch(folder, BODY))
    assert done.wait(LIMIT)
    eager.close()
    assert [one.already_here for one in ends] == [False, True]
