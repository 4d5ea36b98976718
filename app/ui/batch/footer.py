"""Where it all stands: progress, speed, how many at once, and how much room is left."""

import time

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QSpinBox,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from app.core.cloud import Cloud
from app.core.download import DownloadState
from app.core.row_list import Totals
from app.core.settings import PARALLEL_LIMITS
from app.ui import amounts
from app.ui.batch.place_switch import PlaceSwitch
from app.ui.batch.time_left import TimeLeft
from app.ui.cloud_light import CloudLight
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.widgets import ElidedLabel, PlainLabel

_WIDEST = (88_800_000_000, 888_800_000_000)  # "88.8 GB", "889 GB"


class ThinBar(QProgressBar):
    """A bar of four pixels with round ends."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setFixedHeight(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(self.rect(), 2, 2)
        part = self.rect()
        part.setWidth(round(self.width() * self.value() / self.maximum()))
        if part.width() > 0:
            painter.setBrush(QColor(colours.accent))
            part = QStyle.visualRect(self.layoutDirection(), self.rect(), part)
            painter.drawRoundedRect(part, 2, 2)

    def sizeHint(self) -> QSize:
        return QSize(200, 4)


class Footer(QWidget):
    """One line at the bottom of the window."""

    def __init__(self, preferences: Preferences, look: Look, cloud: Cloud) -> None:
        super().__init__()
        self._time_left = TimeLeft()
        self.summary = ElidedLabel(tone="dim")
        self.summary.setObjectName("summary")
        self.bar = ThinBar(look)
        self.bar.setObjectName("total_progress")
        self.bar.setAccessibleName(self.tr("Total progress"))
        self.cloud = CloudLight(cloud, look, self)
        self.place = PlaceSwitch(preferences, self)
        self.limit = QSpinBox()
        self.limit.setObjectName("parallel_limit")
        self.limit.setAccessibleName(self.tr("Downloads at once"))
        self.limit.setRange(PARALLEL_LIMITS[0], PARALLEL_LIMITS[-1])
        self.limit.setValue(preferences.settings.parallel_limit)
        self.limit.setKeyboardTracking(False)
        self.limit.lineEdit().setTextMargins(8, 0, 0, 0)
        limit_label = PlainLabel(self.tr("At once"), tone="dim")
        limit_label.setBuddy(self.limit)
        self.free = PlainLabel(tone="dim")
        self.free.setObjectName("free_space")
        # As wide as it gets: what stands before it stays where it is while the number changes.
        metrics = self.free.fontMetrics()
        words = [self._free_text(free_bytes) for free_bytes in _WIDEST]
        self.free.setMinimumWidth(max(map(metrics.horizontalAdvance, words)))
        self.free.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        middle = QVBoxLayout()
        middle.setSpacing(5)
        middle.addStretch(1)
        middle.addWidget(self.summary)
        middle.addWidget(self.bar)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addLayout(middle, 1)
        row.addSpacing(8)
        row.addWidget(self.cloud)
        row.addWidget(self.place)
        row.addSpacing(4)
        row.addWidget(limit_label)
        row.addLayout(_never_narrower(self.limit))
        row.addSpacing(4)
        row.addWidget(self.free)
        self.limit.valueChanged.connect(lambda limit: preferences.change(parallel_limit=limit))

    def show_totals(self, totals: Totals) -> None:
        """Say how far the list is."""
        value = round((totals.fraction or 0.0) * 1000)
        finished = totals.counts[DownloadState.COMPLETED] == totals.rows
        self.bar.setValue(value if finished else min(value, 999))
        self.summary.setText(self._summary(totals))

    def show_free(self, free_bytes: int | None, *, low: bool) -> None:
        """Say how much room is left in the folder, and whether that is too little."""
        if free_bytes is None:
            self.free.setText("")
            return
        self.free.setText(self._free_text(free_bytes))
        self.free.set_tone("failed" if low else "dim")

    def _free_text(self, free_bytes: int) -> str:
        return self.tr("{0} free").format(amounts.size(free_bytes))

    def _summary(self, totals: Totals) -> str:
        if not totals.rows:
            return self.tr("Nothing to do")
        done = totals.counts[DownloadState.COMPLETED]
        parts = [self.tr("{0} of {1} done").format(done, totals.rows)]
        if failed := totals.counts[DownloadState.FAILED]:
            parts.append(self.tr("{0} failed").format(failed))
        busy = totals.counts[DownloadState.RUNNING] > 0
        left = self._time_left.guess(time.monotonic(), *_still_wanted(totals), busy=busy)
        if busy and totals.bytes_per_second:
            parts.append(amounts.speed(totals.bytes_per_second))
        if left is not None:
            parts.append(self.tr("about {0} left").format(amounts.span(left)))
        return " · ".join(parts)


def _never_narrower(widget: QWidget) -> QVBoxLayout:
    """A place for a widget whose style allows it to become narrower than what it shows."""
    column = QVBoxLayout()
    widget.ensurePolished()
    column.addStrut(widget.sizeHint().width())
    column.addWidget(widget)
    return column


def _still_wanted(totals: Totals) -> tuple[int, float | None]:
    """How many rows come to something, and how far these are: what fails says nothing of pace."""
    given_up = totals.counts[DownloadState.FAILED] + totals.counts[DownloadState.CANCELED]
    rows = totals.rows - given_up
    if totals.fraction is None or not rows:
        return rows, None
    return rows, max(0.0, totals.fraction * totals.rows - given_up) / rows
