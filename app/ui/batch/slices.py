"""Thousands of rows are dealt with some at a time, so that the window stays quick in between."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

AT_ONCE = 100
"""Rows of one turn, which takes a few milliseconds."""

MANY_AT_ONCE = 500
"""The same where a turn costs most by itself, as with taking rows out of the list."""

_Act = Callable[[Sequence[str]], None]


class Slices(QObject):
    """Does one thing after the other, each for its rows. A few rows are done at once."""

    turned = Signal()  # some more rows are done

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[_Act, Sequence[str]]] = deque()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._next)

    def do(
        self,
        act: _Act,
        ids: Sequence[str],
        *,
        from_the_end: bool = False,
        at_once: int = AT_ONCE,
    ) -> None:
        """Call `act` with the ids, in order or with the last ones first.

        From the end, nothing that waits starts because a row before it has been stopped.
        """
        parts = [ids[start : start + at_once] for start in range(0, len(ids), at_once)]
        self._waiting.extend((act, part) for part in (parts[::-1] if from_the_end else parts))
        if not self._turn.isActive():
            self._next()

    def _next(self) -> None:
        if self._waiting:
            act, ids = self._waiting.popleft()
            act(ids)
            self.turned.emit()
        if self._waiting:
            self._turn.start()
        else:
            self._turn.stop()
