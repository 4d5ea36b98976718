"""Nothing starts where there is no room, and it goes on by itself when there is."""

import queue
import threading
from collections.abc import Callable
from dataclasses import replace
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


class Guarded:
    """A queue under guard, whose disks hold what is told here."""

    def __init__(self, rooms: dict[str, Room | OSError], reserve: int = RESERVE) -> None:
        self.rooms = rooms
        self.now = 0.0
        self.held: list[tuple[str, bool]] = []
        self.hangs: dict[str, threading.Event] = {}
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
            parallel_limit=3,
            admits=self.guard.admits,
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

    def settle(self) -> None:
        """Take every answer of the measuring threads, and what follows from it."""
        while self.guard._measuring - set(self.hangs) or not self._calls.empty():
            self._calls.get(timeout=SECONDS)()

    def look(self) -> None:
        self.guard.look()
        self.settle()

    def _measure(self, folder: str) -> Room:
        if folder in self.hangs:
            self.hangs[folder].wait(SECONDS)
        room = self.rooms[folder]
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
    assert desk.state(failing) is DownloadState.FAILED
    assert desk.executor.active[same].asked == "pause"
    assert desk.executor.active[other].asked == ""
    desk.executor.tell(same, DownloadState.PAUSED)
    (late,) = desk.add("/a")
    desk.look()
    assert (desk.state(same), desk.state(late)) == (DownloadState.QUEUED,) * 2
    desk.rooms.update({"/a": PLENTY, "/a/b": PLENTY})
    desk.look()
    assert (desk.state(same), desk.state(late)) == (DownloadState.RUNNING,) * 2


def test_a_disk_that_answers_never_holds_up_no_other() -> None:
    desk = Guarded({"/dead": PLENTY, "/b": replace(PLENTY, device=2)})
    desk.hangs["/dead"] = threading.Event()
    a, b = desk.add("/dead", "/b")
    for _ in range(3):
        desk.look()
    assert (desk.state(a), desk.state(b)) == (DownloadState.QUEUED, DownloadState.RUNNING)
    assert desk.guard.free_bytes("/dead") is None
    desk.hangs.pop("/dead").set()
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
