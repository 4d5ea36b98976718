"""A thin bar that also knows how to say that nobody knows."""

import time

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent

from app.ui.batch.footer import ThinBar
from app.ui.look import Look

_FRAME_MS = 33
_SWEEP_SECONDS = 1.6


class BusyBar(ThinBar):
    """Shows a fraction, or sweeps while there is none to show."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._busy = False
        self._colour = "accent"
        self._frames = QTimer(self, interval=_FRAME_MS)
        self._frames.timeout.connect(self.update)

    @property
    def is_busy(self) -> bool:
        return self._busy

    def show_fraction(self, fraction: float | None, colour: str = "accent") -> None:
        """How far it is, in a colour of `Colours`; None where nothing is known."""
        self._busy = fraction is None
        self._colour = colour
        self.setValue(round((fraction or 0.0) * self.maximum()))
        self._run()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._frames.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._look.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.line))
        painter.drawRoundedRect(self.rect(), 2, 2)
        width = float(self.width())
        start, length = 0.0, width * self.value() / self.maximum()
        if self._busy:
            phase = time.monotonic() % _SWEEP_SECONDS / _SWEEP_SECONDS
            start, length = phase * width * 1.3 - width * 0.3, width * 0.3
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start = width - start - length
        part = QRectF(start, 0.0, length, float(self.height())).intersected(QRectF(self.rect()))
        if part.width() > 0:
            painter.setBrush(QColor(getattr(colours, self._colour)))
            painter.drawRoundedRect(part, 2, 2)

    def _run(self) -> None:
        if self._busy and self.isVisible():
            self._frames.start()
        else:
            self._frames.stop()
