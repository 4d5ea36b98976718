"""Updating the engine as the remedy for a failure, and trying again once that is done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.core.engine_updates import EngineStanding, EngineUpdates, UpdateEnd
from app.ui.engine_text import outcome


class EngineRemedy(QObject):
    """Has the engine looked after for those who ask, and tells how it goes."""

    said = Signal(str)  # a sentence

    def __init__(self, engine: EngineUpdates, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        self._waiting: list[Callable[[], None]] = []
        engine.listen(self._take)
        # It outlives those who show it.
        self.destroyed.connect(lambda: engine.stop_listening(self._take))

    def update(self, then: Callable[[], None]) -> None:
        """Look for a newer engine; `then` is called once there is one."""
        self._waiting.append(then)
        self._engine.check()

    def _take(self, standing: EngineStanding) -> None:
        if not self._waiting:
            return
        if words := outcome(standing):
            self.said.emit(words)
        if standing.step is None and standing.end is not None:
            waiting, self._waiting = self._waiting, []
            if standing.end is UpdateEnd.UPDATED:
                for then in waiting:
                    then()
