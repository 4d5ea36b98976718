"""Nothing starts where there is no room, and it goes on by itself when there is."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.core.disk_guard import DiskGuard, Room, room_at
from app.core.download import DownloadRequest, DownloadState, Place
from app.core.download_queue import DownloadQueue
from app.core.errors import ErrorCode
from tests.core.doubles import HandExecutor, HandProber, Later, MemoryStore

RESERVE = 1000
PLENTY, SHORT, TIGHT = Room(1, 5000, 100_000), Room(1, 900, 100_000), Room(1, 100, 100_000)
SECONDS = 10.0


@dataclass
class Hang:
    """A measurement that has read what there is, and answers only when it may."""

    has_read: threading.Event = field(default_factory=threading.Event)
    may_answer: threading.Event = field(default_factory=threading.Event)


class Guarded:
    """A queue under guard, whose disks hold what is told here."""

    def __init__(self, rooms: dict[str, Room | OSError], reserve: int = RESERVE) -> None:
        self.rooms = rooms
        self.now = 0.0
        self.held: list[tuple[str, bool]] = []
        self.hangs: dict[str, Hang] = {}
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.guard = DiskGuard(
            reserve,
            deliver=self._calls.put,
            on_held=lambda folder, is_held: self.held.append((folder, is_held)),
            measure=self._measure,
            clock=lambda: self.now,
        )
        self.executor = HandExecutor()
        self.queue = DownloadQueue(
            {Place.THIS_COMPUTER: self.executor},
            HandProber(),
            MemoryStore(),
            later=Later(),
            parallel_limit=4,
            admits=lambda row: self.guard.admits(row.request.folder),
        )
        self.executor.report = self.queue.apply
        self.guard.guard(self.queue)
        self.queue.load()

    def add(self, *folders: str) -> list[str]:
        before = {row.id for row in self.queue}
        self.queue.add(
            DownloadRequest(f"https://example.org/{len(before)}/{n}", folder=folder)
            for n, folder in enumerate(folders)
        )
        return [row.id for row in self.queue if row.id not in before]

    def state(self, download_id: str) -> DownloadState:
        row = self.queue.find(download_id)
        assert row is not None
        return row.state

    def take_one(self) -> None:
        self._calls.get(timeout=SECONDS)()

    def settle(self) -> None:
        """Take every answer of the measuring threads, and what follows from it."""
        while self.guard._measuring - set(self.hangs) or not self._calls.empty():
            self.take_one()

    def look(self) -> None:
        self.guard.look()
        self.settle()

    def _measure(self, folder: str) -> Room:
        room = self.rooms[folder]
        if hang := self.hangs.get(folder):
            hang.has_read.set()
            hang.may_answer.wait(SECONDS)
        if isinstance(room, OSError):
            raise room
        return room


def test_with_room_downloads_start_as_soon_as_it_is_known() -> None:
    desk = Guarded({"/a": PLENTY})
    (a,) = desk.add("/a")
    assert desk.state(a) is DownloadState.QUEUED
    desk.settle()
    assert desk.state(a) is DownloadState.RUNNING
    assert desk.held == []


def test_without_room_they_wait_until_there_is() -> None:
    desk = Guarded({"/a": SHORT, "/b": replace(PLENTY, device=2)})
    a, b = desk.add("/a", "/b")
    desk.settle()
    assert (desk.state(a), desk.state(b)) == (DownloadState.QUEUED, DownloadState.RUNNING)
    assert desk.held == [("/a", True)]
    desk.now += 1000.0  # however long it takes
    desk.look()
    desk.rooms["/a"] = PLENTY
    desk.look()
    assert desk.state(a) is DownloadState.RUNNING
    assert desk.held == [("/a", True), ("/a", False)]


def test_what_runs_goes_on_below_the_reserve_and_stops_when_it_is_tight() -> None:
    desk = Guarded({"/a": PLENTY, "/b": replace(PLENTY, device=2)})
    a, b = desk.add("/a", "/b")
    desk.settle()
    desk.rooms["/a"] = SHORT
    desk.look()
    assert desk.executor.active[a].asked == ""
    desk.rooms["/a"] = TIGHT
    desk.look()
    assert (desk.executor.active[a].asked, desk.executor.active[b].asked) == ("pause", "")
    desk.executor.tell(a, DownloadState.PAUSED)
    desk.look()
    assert desk.state(a) is DownloadState.QUEUED
    desk.rooms["/a"] = PLENTY
    desk.look()
    assert desk.state(a) is DownloadState.RUNNING


def test_a_download_that_found_the_disk_full_stops_the_others_on_it() -> None:
    desk = Guarded({"/a": SHORT, "/a/b": SHORT, "/c": replace(PLENTY, device=2)})
    desk.rooms.update({"/a": PLENTY, "/a/b": PLENTY})
    failing, same, other = desk.add("/a", "/a/b", "/c")
    desk.settle()
    desk.rooms.update({"/a": SHORT, "/a/b": SHORT})
    desk.executor.tell(failing, DownloadState.FAILED, error=ErrorCode.DISK_FULL)
    desk.settle()
    assert desk.state(failing) is DownloadState.FAILED
    assert desk.executor.active[same].asked == "pause"
    assert desk.executor.active[other].asked == ""
    desk.executor.tell(same, DownloadState.PAUSED)
    (late,) = desk.add("/a")
    desk.look()
    assert (desk.state(same), desk.state(late)) == (DownloadState.QUEUED,) * 2
    assert desk.state(failing) is DownloadState.FAILED
    desk.now += 1000.0  # however long it takes
    desk.look()
    desk.rooms.update({"/a": PLENTY, "/a/b": PLENTY})
    desk.look()
    assert {desk.state(one) for one in (same, late, failing)} == {DownloadState.RUNNING}


def test_what_fails_for_want_of_room_where_there_is_some_is_not_tried_for_ever() -> None:
    desk = Guarded({"/quota": PLENTY})
    (a,) = desk.add("/quota")
    desk.settle()
    desk.executor.tell(a, DownloadState.FAILED, error=ErrorCode.DISK_FULL)
    for room in (PLENTY, SHORT, PLENTY):
        desk.rooms["/quota"] = room
        desk.look()
    assert desk.state(a) is DownloadState.FAILED


def test_a_quota_that_is_used_up_stops_nothing_else_on_the_disk() -> None:
    desk = Guarded({"/quota": PLENTY, "/b": PLENTY})
    failing, same, other = desk.add("/quota", "/quota", "/b")
    desk.settle()
    desk.executor.tell(failing, DownloadState.FAILED, error=ErrorCode.DISK_FULL)
    desk.settle()
    assert [desk.executor.active[one].asked for one in (same, other)] == ["", ""]
    (late,) = desk.add("/b")
    assert desk.state(late) is DownloadState.RUNNING


def test_nothing_starts_where_the_disk_was_found_full_until_it_is_measured() -> None:
    desk = Guarded({"/a": PLENTY})
    (failing,) = desk.add("/a")
    desk.settle()
    hang = desk.hangs["/a"] = Hang()
    desk.executor.tell(failing, DownloadState.FAILED, error=ErrorCode.DISK_FULL)
    (late,) = desk.add("/a")
    assert desk.state(late) is DownloadState.QUEUED
    hang.may_answer.set()
    del desk.hangs["/a"]
    desk.settle()
    assert desk.state(late) is DownloadState.RUNNING


@pytest.mark.parametrize("meanwhile", ["remove", "pause", "cancel"])
def test_where_no_row_waits_any_more_nothing_is_held(meanwhile: str) -> None:
    desk = Guarded({"/a": SHORT})
    (a,) = desk.add("/a")
    desk.settle()
    desk.look()
    assert desk.held == [("/a", True)]
    getattr(desk.queue, meanwhile)([a])
    desk.look()
    assert desk.held == [("/a", True), ("/a", False)]


def test_that_it_is_over_never_comes_before_that_it_began() -> None:
    desk = Guarded({"/a": SHORT})
    desk.add("/a")
    while "/a" not in desk.guard._held:
        desk.take_one()
    desk.rooms["/a"] = PLENTY
    desk.guard._measured("/a", PLENTY)
    desk.settle()
    assert desk.held == [("/a", True), ("/a", False)]


def test_what_was_measured_before_it_failed_says_nothing_about_it() -> None:
    desk = Guarded({"/a": PLENTY})
    (a,) = desk.add("/a")
    desk.settle()
    hang = desk.hangs["/a"] = Hang()
    desk.guard.look()
    assert hang.has_read.wait(SECONDS)
    desk.rooms["/a"] = TIGHT
    desk.executor.tell(a, DownloadState.FAILED, error=ErrorCode.DISK_FULL)
    desk.hangs.pop("/a").may_answer.set()
    desk.settle()
    assert desk.state(a) is DownloadState.FAILED
    desk.rooms["/a"] = PLENTY
    desk.look()
    assert desk.state(a) is DownloadState.RUNNING


@pytest.mark.parametrize("meanwhile", ["remove", "retry"])
def test_what_the_user_did_meanwhile_holds(meanwhile: str) -> None:
    desk = Guarded({"/a": PLENTY})
    (a,) = desk.add("/a")
    desk.settle()
    desk.executor.tell(a, DownloadState.FAILED, error=ErrorCode.DISK_FULL)
    desk.rooms["/a"] = TIGHT
    desk.look()
    getattr(desk.queue, meanwhile)([a])
    assert desk.guard._stranded.folders == set()
    desk.rooms["/a"] = PLENTY
    desk.look()
    row = desk.queue.find(a)
    assert (row.run if row else 0) == {"remove": 0, "retry": 2}[meanwhile]


def test_a_disk_that_answers_never_holds_up_no_other() -> None:
    desk = Guarded({"/dead": PLENTY, "/b": replace(PLENTY, device=2)})
    desk.hangs["/dead"] = Hang()
    a, b = desk.add("/dead", "/b")
    for _ in range(3):
        desk.look()
    assert (desk.state(a), desk.state(b)) == (DownloadState.QUEUED, DownloadState.RUNNING)
    assert desk.guard.free_bytes("/dead") is None
    desk.hangs.pop("/dead").may_answer.set()
    desk.settle()
    assert desk.state(a) is DownloadState.RUNNING


def test_where_nothing_can_be_measured_the_download_says_what_is_wrong() -> None:
    desk = Guarded({"/gone": PermissionError("no")})
    (a,) = desk.add("/gone")
    desk.settle()
    assert desk.state(a) is DownloadState.RUNNING
    assert desk.guard.free_bytes("/gone") is None


def test_free_space_is_told_once_it_is_known() -> None:
    desk = Guarded({"/a": PLENTY})
    assert desk.guard.free_bytes("/a") is None
    desk.settle()
    assert desk.guard.free_bytes("/a") == PLENTY.free
    desk.rooms["/a"] = SHORT
    desk.look()
    assert desk.guard.free_bytes("/a") == SHORT.free


def test_a_folder_nobody_asks_for_is_measured_no_more() -> None:
    desk = Guarded({"/a": PLENTY})
    desk.guard.free_bytes("/a")
    desk.settle()
    desk.now += 61.0
    desk.look()
    desk.rooms.clear()
    desk.look()
    assert desk.guard._rooms == {}


def test_of_a_small_disk_only_a_tenth_is_held_back() -> None:
    desk = Guarded({"/stick": Room(1, 900, 8_000)})
    (a,) = desk.add("/stick")
    desk.settle()
    assert desk.state(a) is DownloadState.RUNNING


def test_the_reserve_changes_live() -> None:
    desk = Guarded({"/a": SHORT})
    (a,) = desk.add("/a")
    desk.settle()
    assert desk.state(a) is DownloadState.QUEUED
    desk.guard.set_reserve(500)
    desk.settle()
    assert desk.state(a) is DownloadState.RUNNING


def test_more_folders_than_threads() -> None:
    folders = {f"/{number}": replace(PLENTY, device=number) for number in range(50)}
    desk = Guarded(dict(folders))
    for folder in folders:
        desk.guard.free_bytes(folder)
    desk.settle()
    assert all(desk.guard.free_bytes(folder) == PLENTY.free for folder in folders)


def test_a_folder_that_is_not_there_yet_is_measured_by_its_parent(tmp_path: Path) -> None:
    there = room_at(str(tmp_path))
    assert 0 < there.free < there.total
    assert room_at(str(tmp_path / "not" / "yet")).device == there.device
    file = tmp_path / "file"
    file.touch()
    assert room_at(str(file / "below")).device == there.device
    with pytest.raises(ValueError, match="null"):
        room_at("/with\0zero")
