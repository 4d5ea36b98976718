"""Asks what a link is."""

from itertools import count

from PySide6.QtCore import QObject, Signal

from app.core.download import DownloadRequest
from app.core.executor import Prober, ProbeUpdate

_NUMBERS = count(1)


class Lookup(QObject):
    """One question at a time: a new one ends the one before, whose answers are dropped."""

    answered = Signal(object)  # a ProbeUpdate

    def __init__(self, prober: Prober, parent: QObject) -> None:
        super().__init__(parent)
        self._prober = prober
        self._id = ""

    @property
    def is_busy(self) -> bool:
        return bool(self._id)

    def ask(self, request: DownloadRequest) -> None:
        """Begin; the answers come piece by piece."""
        self.stop()
        self._id = f"single:{next(_NUMBERS)}"
        self._prober.probe(self._id, request)

    def stop(self) -> None:
        """End it; nothing more is answered."""
        if self._id:
            self._prober.stop(self._id)
            self._id = ""

    def take(self, update: ProbeUpdate) -> None:
        """A piece of any answer; those to others' questions are dropped."""
        if not self._id or update.id != self._id:
            return
        if update.last:
            self._id = ""
        self.answered.emit(update)
