"""Rows that change their place, or run in the service."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from app.core import transitions
from app.core.download import Asked, Download, DownloadState, Place
from app.core.errors import ErrorCode
from app.core.executor import Executor
from app.core.row_list import RowList

AT_ONCE = 50
"""Rows that go on in one go, which takes a few milliseconds."""

_STOPPING = frozenset({Asked.CANCEL, Asked.REMOVE})


class Mover:
    """Moves rows between this computer and the service, so that none is ever in both.

    The queue, which alone writes rows, lends its hands.
    """

    def __init__(
        self,
        rows: RowList,
        executors: Mapping[Place, Executor],
        *,
        later: Callable[[float, Callable[[], None]], None],
        put: Callable[[Sequence[Download]], None],
        discard: Callable[[Iterable[Download]], None],
        ask: Callable[[Iterable[Download], Asked, Collection[Asked]], None],
    ) -> None:
        self._rows = rows
        self._executors = executors
        self._later = later
        self._put = put
        self._discard = discard
        self._ask = ask

    def move(self, ids: Collection[str], place: Place) -> None:
        """Run rows in another place, with all their choices: running ones once they have stopped,
        paused ones when they are resumed. What has completed stays."""
        rows = self._found(ids)
        moving = [row for row in rows if row.place is not place]
        waiting = [row for row in moving if row.state is not DownloadState.COMPLETED]
        idle = [row for row in waiting if row.state is not DownloadState.RUNNING]
        self._discard(idle)
        self._put([transitions.placed(row, place) for row in idle])
        self._ask(moving, Asked.MOVE, _STOPPING)
        self._stay([row for row in rows if row.place is place and row.asked is Asked.MOVE])

    def bring_here(self, ids: Iterable[str]) -> None:
        """Fetch the files of completed rows from the service."""
        self._submit([transitions.fetched(row) for row in self._found(ids) if row.is_in_cloud])

    def lose(self, download_id: str, error: ErrorCode | None) -> None:
        """The file of a completed row is not in the service any more; without an error since
        another computer has it."""
        rows = [row for row in self._found([download_id]) if row.is_in_cloud]
        self._put([transitions.lost(row, error) for row in rows])

    def go_on(self, ids: Sequence[str]) -> None:
        """Follow what has run on while Spool was closed; what was asked is asked again."""
        rows = [row for row in self._found(ids[:AT_ONCE]) if transitions.outlives_us(row)]
        self._submit([replace(transitions.started(row), asked=row.asked) for row in rows])
        for row in rows:
            executor = self._executors[row.place]
            if row.asked in (Asked.PAUSE, Asked.REQUEUE):
                executor.pause(row.id)
            elif row.asked:
                executor.cancel(row.id)
        if rest := ids[AT_ONCE:]:
            self._later(0.0, partial(self.go_on, rest))

    def _found(self, ids: Iterable[str]) -> list[Download]:
        return [row for i in ids if (row := self._rows.find(i))]

    def _submit(self, rows: Sequence[Download]) -> None:
        self._put(rows)
        for row in rows:
            self._executors[row.place].submit(row.id, row.run, row.request)

    def _stay(self, rows: Sequence[Download]) -> None:
        """They were to move, and are stopping already: they begin anew where they are."""
        self._put([replace(row, asked=Asked.RESTART) for row in rows])
