"""Keeps downloads off a disk that has no room left."""

import logging
import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Protocol

from app.core.download import Download, DownloadState, Place
from app.core.errors import ErrorCode
from app.core.queue_events import PartialListener, QueueListener
from app.core.stranded import Stranded

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
_MOST_OF_A_DISK = 0.1  # of a small disk no more than this is held in reserve
_TIGHT = 0.2  # of the reserve; below it what runs is stopped too
_FORGOTTEN_SECONDS = 60.0
_MOST_THREADS = 16


@dataclass(frozen=True, slots=True)
class Room:
    """The disk a folder is on."""

    device: int
    free: int  # bytes
    total: int  # bytes


def room_at(folder: str) -> Room:
    """The room where a folder is, or will be once it is made. Raises OSError."""
    path = Path(folder)
    for place in (path, *path.parents):
        try:
            usage = shutil.disk_usage(place)
            return Room(place.stat().st_dev, usage.free, usage.total)
        except (FileNotFoundError, NotADirectoryError):
            continue
    raise FileNotFoundError(folder)


class GuardedQueue(Protocol):
    """What the guard needs of `DownloadQueue`."""

    def listen(self, listener: QueueListener) -> None: ...

    def __iter__(self) -> Iterator[Download]: ...

    def running(self) -> list[Download]: ...

    def requeue(self, ids: Collection[str]) -> None: ...

    def retry(self, ids: Collection[str]) -> None: ...

    def fill(self) -> None: ...


class DiskGuard(PartialListener):
    """Nothing new starts on a disk with less than the reserve free, and what runs there goes back
    into the queue when the disk is nearly full, or when a download found it full and it is short
    of room indeed. That download has failed; it is tried again once there is room.

    Lives on the queue's thread. `look` is called every `LOOK_SECONDS`; it measures in threads of
    its own, since a network disk that is gone answers never, and `deliver` brings the answers to
    the queue's thread. A folder not measured yet takes nothing; one that cannot be measured takes
    all, so that the download itself says what is wrong. `on_held` hears of each folder where it
    begins and ends that a row waits for nothing but room.
    """

    def __init__(
        self,
        reserve_bytes: int,
        *,
        deliver: Callable[[Callable[[], None]], None],
        on_held: Callable[[str, bool], None] = lambda _folder, _held: None,
        measure: Callable[[str], Room] = room_at,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._reserve = reserve_bytes
        self._deliver = deliver
        self._on_held = on_held
        self._measure = measure
        self._clock = clock
        self._queue: GuardedQueue | None = None
        self._asked: dict[str, float] = {}  # when each folder was last asked for
        self._rooms: dict[str, Room | None] = {}
        self._held: set[str] = set()
        self._to_measure: dict[str, None] = {}
        self._measuring: set[str] = set()
        self._full: set[int] = set()  # devices that a download found full
        self._stranded = Stranded()

    def guard(self, queue: GuardedQueue) -> None:
        """Watch over a queue from now on; it is to ask `admits` before it starts anything."""
        self._queue = queue
        queue.listen(self)

    def admits(self, folder: str) -> bool:
        """Whether another download may start there."""
        if not self._is_known(folder):
            return False
        room = self._rooms[folder]
        if room is None or not self._is_short(room):
            return True
        if folder not in self._held:
            self._held.add(folder)
            self._tell_held(folder)
        return False

    def free_bytes(self, folder: str) -> int | None:
        """How much room is left there, as last measured; None while that is not known."""
        room = self._rooms[folder] if self._is_known(folder) else None
        return room.free if room else None

    def device(self, folder: str) -> int | None:
        """Which disk a folder is on, as last measured; None while that is not known."""
        room = self._rooms[folder] if self._is_known(folder) else None
        return room.device if room else None

    def set_reserve(self, reserve_bytes: int) -> None:
        self._reserve = reserve_bytes
        self.look()

    def look(self) -> None:
        """Measure every folder that somebody asked for lately."""
        self._end_idle_holds()
        now = self._clock()
        needed = self._held | self._measuring | self._stranded.folders
        for folder, asked in list(self._asked.items()):
            if now - asked > _FORGOTTEN_SECONDS and folder not in needed:
                del self._asked[folder]
                self._rooms.pop(folder, None)
        self._to_measure.update(dict.fromkeys(self._asked))
        self._measure_some()

    def rows_changed(self, rows: Sequence[Download]) -> None:
        for row in rows:
            if row.state is DownloadState.RUNNING:
                self._asked[row.request.folder] = self._clock()
            if row.state is DownloadState.FAILED and row.update.error is ErrorCode.DISK_FULL:
                self._found_full(row)
            else:
                self._stranded.forget([row.id])

    def rows_removed(self, ids: Collection[str]) -> None:
        self._stranded.forget(ids)

    def _end_idle_holds(self) -> None:
        """Where no row waits any more, nothing is held."""
        if not self._held or self._queue is None:
            return
        awaited = {row.request.folder for row in self._queue if row.state is DownloadState.QUEUED}
        for folder in self._held - awaited:
            self._held.discard(folder)
            self._tell_held(folder)

    def _tell_held(self, folder: str) -> None:
        self._deliver(partial(self._on_held, folder, folder in self._held))

    def _is_known(self, folder: str) -> bool:
        self._asked[folder] = self._clock()
        if folder in self._rooms:
            return True
        self._to_measure[folder] = None
        self._measure_some()
        return False

    def _measure_some(self) -> None:
        """A thread for each folder: the one that hangs holds up no other."""
        waiting = [folder for folder in self._to_measure if folder not in self._measuring]
        for folder in waiting[: _MOST_THREADS - len(self._measuring)]:
            del self._to_measure[folder]
            self._measuring.add(folder)
            threading.Thread(
                target=self._measure_one, args=(folder,), name="disk-guard", daemon=True
            ).start()

    def _measure_one(self, folder: str) -> None:
        try:
            room = self._measure(folder)
        except (OSError, ValueError) as error:  # ValueError: a path with a null character
            log.info("the room at a folder cannot be measured: %s", error)
            room = None
        self._deliver(partial(self._measured, folder, room))

    def _measured(self, folder: str, room: Room | None) -> None:
        is_new = folder not in self._rooms
        self._measuring.discard(folder)
        self._rooms[folder] = room
        if room and room.free >= self._reserve_on(room):
            self._full.discard(room.device)
        stranded = self._stranded.measured(folder, is_short=room is None or self._is_short(room))
        if room and self._stranded.is_proven(folder):
            self._full.add(room.device)
        if room and self._is_tight(room):
            self._vacate(room.device)
        is_released = folder in self._held and not (room and self._is_short(room))
        if is_released:
            self._held.discard(folder)
            self._tell_held(folder)
        if self._queue and (is_new or is_released):
            self._queue.fill()
        if self._queue and stranded:
            log.info("there is room again for %d downloads that had failed", len(stranded))
            self._queue.retry(stranded)
        self._measure_some()

    def _found_full(self, row: Download) -> None:
        folder = row.request.folder
        self._stranded.add(row.id, folder, is_being_measured=folder in self._measuring)
        self._rooms.pop(folder, None)
        self._is_known(folder)

    def _vacate(self, device: int) -> None:
        """Send what runs on a disk back into the queue."""
        if self._queue is None:
            return
        ids = [
            row.id
            for row in self._queue.running()
            if row.place is Place.THIS_COMPUTER
            and (room := self._rooms.get(row.request.folder))
            and room.device == device
        ]
        if ids:
            log.warning("%d downloads wait until there is room again", len(ids))
            self._queue.requeue(ids)

    def _reserve_on(self, room: Room) -> float:
        return min(self._reserve, _MOST_OF_A_DISK * room.total)

    def _is_short(self, room: Room) -> bool:
        return room.device in self._full or room.free < self._reserve_on(room)

    def _is_tight(self, room: Room) -> bool:
        return room.device in self._full or room.free < _TIGHT * self._reserve_on(room)
