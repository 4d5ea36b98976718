"""The window in cloud mode: how long its thread is ever away, and how soon a row shows what is."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QPaintEvent

from app.core.download import Download
from app.ui.batch.row_source import ROW_ROLE
from app.ui.batch.row_view import RowView
from tests.bench.cloud.stage import percentile
from tests.bench.cloud_desktop import CloudDesktop, play, until
from tests.bench.cloud_worker import PretendedWorker, seconds_since
from tests.bench.gui import Gaps
from tests.bench.table import Row, milliseconds

ROWS = 1_000
UPDATES_PER_SECOND = 500
_SETTLE = 1.0  # seconds
_FEW = 20
_QUIET = 5  # updates of each of the few in a second
_FRAME, _LONGEST = 0.016, 0.050  # seconds
_MOST_LOST = 0.05  # of the updates, by a machine that is busy with other things


@dataclass(frozen=True, slots=True)
class _Found:
    """Of one run, in seconds."""

    p99: float
    longest: float
    submitting: float
    coming_back: float
    arrived: float  # updates a second


def gaps(runs: int, run_seconds: float) -> list[Row]:
    """p99 and longest gap, medians over the runs, and the longest while many come or go at once."""
    found = [play(lambda *with_: _one_run(*with_, run_seconds)) for _ in range(runs)]
    p99 = [one.p99 for one in found]
    arrived = [one.arrived for one in found]
    enough = (1 - _MOST_LOST) * UPDATES_PER_SECOND
    return [
        Row("99th percentile of the gaps", milliseconds(p99), "under 16 ms", median(p99) < _FRAME),
        _longest("longest gap", [one.longest for one in found]),
        Row(
            "updates a second that came",
            f"{median(arrived):.0f}",
            f"{UPDATES_PER_SECOND}",
            median(arrived) >= enough,
        ),
        _longest(f"longest gap while {ROWS:,} rows are sent", [one.submitting for one in found]),
        _longest(
            f"longest gap while {ROWS:,} rows come back in a snapshot",
            [one.coming_back for one in found],
        ),
    ]


def to_the_painted_row(run_seconds: float) -> list[Row]:
    """From just before a worker writes until the list has been painted with it."""
    times = play(lambda *with_: _watched(*with_, run_seconds))
    p99 = percentile(times, 0.99)
    return [
        Row(
            f"{_FEW} visible rows, {_QUIET} updates a second of each",
            f"p50 {median(times) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, {len(times)} updates",
        )
    ]


async def _one_run(desktop: CloudDesktop, worker: PretendedWorker, run_seconds: float) -> _Found:
    heard = desktop.heard
    submitting = await _gaps_until(
        lambda: desktop.add(ROWS), lambda: len(heard.in_line | heard.told) == ROWS
    )
    worker.tell(UPDATES_PER_SECOND)
    await until(lambda: len(heard.told) == ROWS)
    await asyncio.sleep(_SETTLE)
    heard.begin()
    began = time.monotonic()
    measured = Gaps()
    measured.start()
    await asyncio.sleep(run_seconds)
    seconds = [*measured.seconds]
    measured.deleteLater()
    arrived = heard.updates / (time.monotonic() - began)
    worker.tell(0)
    await asyncio.sleep(_SETTLE)
    coming_back = await _back_again(desktop, worker)
    return _Found(quantiles(seconds, n=100)[98], max(seconds), submitting, coming_back, arrived)


async def _back_again(desktop: CloudDesktop, worker: PretendedWorker) -> float:
    """The longest gap after a time away, in which every row has got further."""
    desktop.leave()
    await asyncio.to_thread(worker.tell_all_once)
    await asyncio.sleep(_SETTLE)
    heard = desktop.heard
    heard.begin()
    return await _gaps_until(desktop.come_back, lambda: len(heard.told) == ROWS)


async def _gaps_until(act: Callable[[], None], is_over: Callable[[], bool]) -> float:
    """The longest gap from an act until what comes of it is over and painted."""
    measured = Gaps()
    measured.start()
    await asyncio.sleep(0.05)
    act()
    await until(is_over)
    await asyncio.sleep(0.2)  # the rows are painted in ticks of 0.1
    longest = max(measured.seconds)
    measured.deleteLater()
    return longest


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


def _longest(what: str, values: list[float]) -> Row:
    return Row(what, milliseconds(values), "under 50 ms", median(values) < _LONGEST)
