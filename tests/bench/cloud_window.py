"""The window in cloud mode: how long its thread is ever away, and how soon a row shows what is."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median, quantiles

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QPaintEvent

from app.core.download import Download
from app.ui.batch.row_source import ROW_ROLE
from app.ui.batch.row_view import RowView
from tests.bench.cloud.stage import percentile
from tests.bench.cloud_desktop import CloudDesktop, play, until
from tests.bench.cloud_worker import PretendedWorker, seconds_since
from tests.bench.core_waits import CoreWaits
from tests.bench.gui import Gaps
from tests.bench.table import Row, milliseconds

ROWS = 1_000
UPDATES_PER_SECOND = 500
_SETTLE = 1.0  # seconds
_FEW = 20
_QUIET = 5  # updates of each of the few in a second
_FRAME, _LONGEST = 0.016, 0.050  # seconds
_ENOUGH = 0.95  # of the updates, on a machine that is busy with other things too


class OwnGaps(Gaps):
    """Gaps, and what is left of each without the time in which no core was free for the thread."""

    def __init__(self) -> None:
        super().__init__()
        self.own: list[float] = []
        self._waits = CoreWaits()
        self._waited = self._waits.seconds()
        self.start()

    def _beat(self) -> None:
        super()._beat()
        before, self._waited = self._waited, self._waits.seconds()
        self.own.append(self.seconds[-1] - (self._waited - before))

    def stop(self) -> None:
        super().stop()
        self._waits.close()


@dataclass(frozen=True, slots=True)
class _Found:
    """What one run has shown."""

    following: OwnGaps
    sending: OwnGaps
    coming_back: OwnGaps
    arrived: float  # updates a second


def gaps(runs: int, run_seconds: float) -> list[Row]:
    """p99 and longest gap, medians over the runs, and the longest while many come or go at once."""
    found = [play(partial(_one_run, run_seconds=run_seconds)) for _ in range(runs)]
    arrived = median(one.arrived for one in found)
    following = [one.following for one in found]
    p99 = [_p99(one.seconds) for one in following]
    own = milliseconds(_p99(one.own) for one in following)
    return [
        Row("99th percentile of the gaps", milliseconds(p99), "under 16 ms", median(p99) < _FRAME),
        Row("the same, but for waits for a free core", own),
        *_longest("longest gap", following),
        Row(
            "updates a second that came",
            f"{arrived:.0f}",
            f"{UPDATES_PER_SECOND}",
            arrived > UPDATES_PER_SECOND * _ENOUGH,
        ),
        *_longest(f"longest gap while {ROWS:,} rows are sent", [one.sending for one in found]),
        *_longest(
            f"longest gap while {ROWS:,} rows come back in a snapshot",
            [one.coming_back for one in found],
        ),
    ]


def to_the_painted_row(run_seconds: float) -> list[Row]:
    """From just before a worker writes until the list has been painted with it."""
    times = play(partial(_watched, run_seconds=run_seconds))
    p99 = percentile(times, 0.99)
    return [
        Row(
            f"{_FEW} visible rows, {_QUIET} updates a second of each",
            f"p50 {median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, {len(times)} updates",
        )
    ]


async def _one_run(desktop: CloudDesktop, worker: PretendedWorker, run_seconds: float) -> _Found:
    heard = desktop.heard
    sending = await _gaps_until(
        lambda: desktop.add(ROWS), lambda: len(heard.in_line | heard.told) == ROWS
    )
    worker.tell(UPDATES_PER_SECOND)
    await until(lambda: len(heard.told) == ROWS)
    await asyncio.sleep(_SETTLE)
    heard.begin()
    following = OwnGaps()
    began = time.monotonic()
    await asyncio.sleep(run_seconds)
    arrived = heard.updates / (time.monotonic() - began)
    following.stop()
    worker.tell(0)
    await asyncio.sleep(_SETTLE)
    return _Found(following, sending, await _back_again(desktop, worker), arrived)


async def _back_again(desktop: CloudDesktop, worker: PretendedWorker) -> OwnGaps:
    """After a time away, in which every row has got further."""
    desktop.leave()
    await asyncio.to_thread(worker.tell_all_once)
    await asyncio.sleep(_SETTLE)
    heard = desktop.heard
    heard.begin()
    return await _gaps_until(desktop.come_back, lambda: len(heard.told) == ROWS)


async def _gaps_until(act: Callable[[], None], is_over: Callable[[], bool]) -> OwnGaps:
    """From an act until what comes of it is over and painted."""
    measured = OwnGaps()
    await asyncio.sleep(0.05)
    act()
    await until(is_over)
    await asyncio.sleep(0.2)  # the rows are painted in ticks of 0.1
    measured.stop()
    return measured


async def _watched(
    desktop: CloudDesktop, worker: PretendedWorker, run_seconds: float
) -> list[float]:
    view = desktop.window.batch.view
    desktop.add(_FEW)
    worker.tell(_FEW * _QUIET)
    await until(lambda: len(desktop.heard.told) == _FEW)
    desktop.window.resize(1100, 760 + view.sizeHintForRow(0) * _FEW)
    await asyncio.sleep(_SETTLE)
    painted = PaintedRows(view)
    await asyncio.sleep(run_seconds)
    if len(painted.rows) < _FEW:
        raise RuntimeError(f"only {len(painted.rows)} of {_FEW} rows were painted")
    return painted.seconds


class PaintedRows(QObject):
    """How old each update is when the list has been painted with it."""

    def __init__(self, view: RowView) -> None:
        super().__init__(view)
        self.seconds: list[float] = []
        self.rows: dict[str, int] = {}  # by their ids, the update each of them shows
        self._view = view
        self._is_painting = False
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_painting or not isinstance(event, QPaintEvent):
            return super().eventFilter(watched, event)
        # Have it painted first.
        self._is_painting = True
        QCoreApplication.sendEvent(watched, event)
        self._is_painting = False
        self._note(event)
        return True

    def _note(self, event: QPaintEvent) -> None:
        model, region = self._view.model(), event.region()
        for place in range(model.rowCount()):
            index = model.index(place, 0)
            if region.intersects(self._view.visualRect(index)):
                self._note_row(index.data(ROW_ROLE))

    def _note_row(self, row: Download) -> None:
        age = seconds_since(row.update)
        if age is None or self.rows.get(row.id) == row.update.seq:
            return
        if row.id in self.rows:  # the first may have stood there for long
            self.seconds.append(age)
        self.rows[row.id] = row.update.seq


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


def _longest(what: str, runs: list[OwnGaps]) -> list[Row]:
    longest = [max(one.seconds) for one in runs]
    own = milliseconds(max(one.own) for one in runs)
    return [
        Row(what, milliseconds(longest), "under 50 ms", median(longest) < _LONGEST),
        Row("the same, but for waits for a free core", own),
    ]
