"""The one crossing from other threads to Qt's."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

log = logging.getLogger(__name__)


class QtThread(QObject):
    """Runs functions on the thread it was made on, in the order they were posted."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, function: Callable[[], None]) -> None:
        """Have `function` called soon; may be called from any thread and returns at once."""
        try:
            self._posted.emit(function)
        except RuntimeError:
            log.debug("posted after the end")  # Qt's side of this object is gone

    def _run(self, function: Callable[[], None]) -> None:
        function()
