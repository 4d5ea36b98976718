"""Brings files that the service has finished to this computer, a few at once."""

import logging
import ssl
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from app.core.cloud import CloudTrouble
from app.core.download import DownloadRequest, Progress
from app.engine.download_task import discard
from app.executors.cloud_address import Access
from app.executors.cloud_http import Patience
from app.executors.fetching import Fetch, FetchEnd, Fetching
from app.executors.file_door import FileDoor
from app.executors.file_transfer import Pace, Surroundings
from app.executors.stop_sign import StopSign

__all__ = ["BringBack", "Fetch", "FetchEnd"]

log = logging.getLogger(__name__)

_PATIENCE = 3.0  # seconds until what has not stopped is left alone


@dataclass(eq=False, slots=True)
class _Turn:
    """Something to be done for one row: to fetch, or without a fetch to tidy up."""

    id: str
    work: Callable[["_Turn"], None]
    fetch: Fetch | None = None
    stop: StopSign = field(default_factory=StopSign)
    has_slot: bool = False
    has_ended: bool = False

    @property
    def goes_on(self) -> bool:
        return self.fetch is not None and not (self.stop.is_set or self.has_ended)


class BringBack:
    """Every call returns at once, but for `close`. Each fetch ends with one `FetchEnd`.

    The listeners are called on the fetch's thread, and `access` too: it says with what the service
    is to be asked, or None while it cannot be. What is done for one row is done in order. A fetch
    has a thread of its own; all that ends soon shares one, since there may be thousands of that.
    """

    def __init__(
        self,
        access: Callable[[], Access | None],
        *,
        on_progress: Callable[[str, Progress], object],
        on_end: Callable[[str, FetchEnd], object],
        on_trouble: Callable[[CloudTrouble], object],
        at_once: int = 2,
        patience: Patience = Patience(),  # noqa: B008  it is frozen
        pace: Pace = Pace(),  # noqa: B008  likewise
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._access = access
        self._on_progress = on_progress
        self._on_end = on_end
        self._on_trouble = on_trouble
        self._at_once = at_once
        self._door = FileDoor(patience, trust)
        self._pace = pace
        self._changed = threading.Condition()
        self._turns: dict[str, deque[_Turn]] = {}  # the first of each row is at hand
        self._line: deque[_Turn] = deque()  # those at hand that wait for a free slot
        self._slots_taken = 0
        self._chores: deque[_Turn] = deque()  # those at hand that end soon
        self._is_tidying = False
        self._closed = False

    def begin(self, fetch: Fetch) -> None:
        """Bring a file here. Nothing if that is under way."""
        with self._changed:
            turns = self._turns.get(fetch.id)
            if turns and turns[-1].goes_on:
                return
            turn = _Turn(fetch.id, self._run, fetch)
            if self._closed:
                turn.stop.set()
            self._add(turn)

    def stop(self, download_id: str) -> None:
        """Stop, and keep what has come. Nothing if it is not under way."""
        with self._changed:
            self._stop(download_id)

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        """Stop, and remove what has come."""
        with self._changed:
            self._stop(download_id)
            self._add(_Turn(download_id, lambda _: _discard(download_id, request)))

    def close(self) -> None:
        """Stop everything and wait for it, but not for long."""
        with self._changed:
            self._closed = True
            for download_id in self._turns:
                self._stop(download_id)
            self._changed.wait_for(lambda: not self._turns, _PATIENCE)

    def _add(self, turn: _Turn) -> None:
        turns = self._turns.setdefault(turn.id, deque())
        turns.append(turn)
        if turns[0] is turn:
            self._start(turn)

    def _start(self, turn: _Turn) -> None:
        """What ends soon does not wait for a free slot."""
        if not turn.goes_on:
            self._chores.append(turn)
            if not self._is_tidying:
                self._is_tidying = True
                threading.Thread(target=self._tidy, name="bring-back-chores", daemon=True).start()
        elif self._slots_taken >= self._at_once:
            self._line.append(turn)
        else:
            self._slots_taken += 1
            turn.has_slot = True
            work = partial(self._carry_out, turn)
            threading.Thread(target=work, name="bring-back", daemon=True).start()

    def _tidy(self) -> None:
        while turn := self._next_chore():
            try:
                self._carry_out(turn)
            except Exception:  # the others are still to be done
                log.exception("something could not be tidied up")

    def _next_chore(self) -> _Turn | None:
        with self._changed:
            self._is_tidying = bool(self._chores)
            return self._chores.popleft() if self._chores else None

    def _stop(self, download_id: str) -> None:
        for turn in self._turns.get(download_id, ()):
            turn.stop.set()
            if turn in self._line:
                self._line.remove(turn)
                self._start(turn)

    def _carry_out(self, turn: _Turn) -> None:
        try:
            turn.work(turn)
        finally:
            with self._changed:
                self._end(turn)
                self._changed.notify_all()

    def _end(self, turn: _Turn) -> None:
        if turn.has_slot:
            self._slots_taken -= 1
            if self._line:
                self._start(self._line.popleft())
        turns = self._turns[turn.id]
        turns.popleft()
        if turns:
            self._start(turns[0])
        else:
            del self._turns[turn.id]

    def _run(self, turn: _Turn) -> None:
        assert turn.fetch is not None
        around = Surroundings(self._door, self._access, self._on_trouble, turn.stop, self._pace)
        end = Fetching(turn.fetch, around, partial(self._on_progress, turn.id)).run()
        with self._changed:
            turn.has_ended = True
        self._on_end(turn.id, end)


def _discard(download_id: str, request: DownloadRequest) -> None:
    with suppress(ValueError):  # under an id that is none, nothing has come
        discard(download_id, request)
