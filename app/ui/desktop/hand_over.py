"""What this computer still has to do is handed to the service."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from app.core.cloud import Cloud, CloudStanding, Link
from app.core.download import Download, DownloadState, Place
from app.core.download_queue import DownloadQueue
from app.core.queue_events import PartialListener
from app.core.whereabouts import is_to_run_here, service_has

AT_ONCE = 100
"""Rows of one turn, which takes a few milliseconds."""
TICK_MS = 100


@dataclass(frozen=True, slots=True)
class Handing:
    """How far it is. It is over once the service has confirmed all of it."""

    done: int
    total: int
    standing: CloudStanding
    is_over: bool = False


class HandOver(PartialListener):
    """Moves rows to the service, and waits until it has them.

    No row is lost on the way: each is with this computer or on its way to the service, also after
    Spool was closed.
    """

    def __init__(self, queue: DownloadQueue, cloud: Cloud, parent: QObject) -> None:
        self._queue = queue
        self._cloud = cloud
        self.possible_changed: Callable[[], None] = lambda: None
        self._told: Callable[[Handing], None] | None = None
        self._to_move: list[str] = []
        self._unconfirmed: set[str] = set()
        self._total = 0
        self._turn = QTimer(parent, singleShot=True)
        self._turn.timeout.connect(self.look)
        queue.listen(self)
        cloud.listen(self._cloud_stands)

    @property
    def is_possible(self) -> bool:
        """Whether the service is there to take anything."""
        return self._cloud.standing.link is Link.CONNECTED

    def rows(self) -> list[Download]:
        """What this computer still has to do: those that wait, then those that run."""
        rows = [row for row in self._queue if is_to_run_here(row)]
        # Were the running ones stopped first, others would take their slots.
        return sorted(rows, key=lambda row: row.state is DownloadState.RUNNING)

    def begin(self, told: Callable[[Handing], None]) -> None:
        """Hand over everything; `told` hears how far that is, until it is over or stopped."""
        self._told = told
        self._total = 0
        self._unconfirmed.clear()
        self._take_in()
        self.look()

    def stop(self) -> None:
        """Wait no more, and move nothing more; what is on its way goes on."""
        self._told = None
        self._to_move.clear()
        self._unconfirmed.clear()
        self._turn.stop()

    def look(self) -> None:
        """Move some more rows, and tell how far it is."""
        told = self._told
        if told is None:
            return
        self._move_some()
        if not self._to_move and self._is_confirmed():
            self._take_in()  # the entries of a list may have come meanwhile
        is_over = self._is_confirmed()
        done = self._total - len(self._unconfirmed)
        if is_over:
            self.stop()
        elif self._to_move and self.is_possible:
            self._turn.start(0)
        told(Handing(done, self._total, self._cloud.standing, is_over))

    def rows_added(self, index: int, rows: Sequence[Download]) -> None:
        del index, rows
        self._soon()

    def rows_changed(self, rows: Sequence[Download]) -> None:
        if self._unconfirmed:
            self._unconfirmed.difference_update(row.id for row in rows if service_has(row))
            self._soon()

    def rows_removed(self, ids: Collection[str]) -> None:
        self._unconfirmed.difference_update(ids)
        self._soon()

    def _move_some(self) -> None:
        """While the service is away the rest stays with this computer, which goes on with it."""
        if self._to_move and self.is_possible:
            some, self._to_move = self._to_move[:AT_ONCE], self._to_move[AT_ONCE:]
            self._queue.places.move(some, Place.CLOUD)

    def _take_in(self) -> None:
        self._to_move = [row.id for row in self.rows()]
        self._unconfirmed.update(self._to_move)
        self._total += len(self._to_move)

    def _is_confirmed(self) -> bool:
        return not self._unconfirmed and not self._cloud.standing.waiting

    def _cloud_stands(self, _standing: CloudStanding) -> None:
        if self._told is None:
            self.possible_changed()
        self._soon()

    def _soon(self) -> None:
        if self._told is not None and not self._turn.isActive():
            self._turn.start(TICK_MS)
