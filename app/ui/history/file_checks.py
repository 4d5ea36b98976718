"""Whether files are still there, found out without ever waiting for a disk."""

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.download import Download

_FRESH_SECONDS = 15.0
_KEPT = 4000
_WAITING = 200
"""Files of one folder that may wait to be looked for; of more, those asked for last count."""

_THREADS = 8
"""Folders that may be looked at together. One that never answers holds one of these for good."""


class FileChecks(QObject):
    """Looks into folders in threads, for the rows one sees. What is not known yet is None."""

    found_out = Signal()  # something changed

    def __init__(
        self,
        post: Callable[[Callable[[], None]], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._post = post
        self._clock = clock
        self._known: OrderedDict[str, tuple[bool, float]] = OrderedDict()
        self._wanted: dict[str, dict[str, None]] = {}  # paths by folder
        self._looking: dict[str, frozenset[str]] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)

    def is_there(self, row: Download) -> bool | None:
        """Whether its file is there, as far as that is known. Asking has it looked up again."""
        path = path_of(row)
        if not path:
            return None
        known, at = self._known.get(path, (None, 0.0))
        if known is None or self._clock() - at > _FRESH_SECONDS:
            self._want(row.request.folder, path)
        return known

    def close(self) -> None:
        """Look no further."""
        self._wanted.clear()
        self._soon.stop()

    def _want(self, folder: str, path: str) -> None:
        if path in self._looking.get(folder, ()):
            return
        waiting = self._wanted.setdefault(folder, {})
        waiting.pop(path, None)
        waiting[path] = None
        if len(waiting) > _WAITING:
            del waiting[next(iter(waiting))]
        if not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        for folder in list(self._wanted):
            if folder in self._looking or len(self._looking) >= _THREADS:
                continue
            paths = list(self._wanted.pop(folder))
            self._looking[folder] = frozenset(paths)
            # None that the end of the program waits for: a removed drive may never answer.
            Thread(target=self._check, args=(folder, paths), name="files", daemon=True).start()

    def _check(self, folder: str, paths: Sequence[str]) -> None:
        found = {path: is_file_there(path) for path in paths}
        self._post(lambda: self._take(folder, found))

    def _take(self, folder: str, found: dict[str, bool]) -> None:
        self._looking.pop(folder, None)
        changed = False
        for path, is_there in found.items():
            old, _at = self._known.pop(path, (None, 0.0))
            self._known[path] = is_there, self._clock()
            changed = changed or old is not is_there
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        if changed:
            self.found_out.emit()
        self._look()


def path_of(row: Download) -> str:
    """Where its file should be; empty where there was none, or it is in the cloud."""
    if row.is_in_cloud or not row.update.file_name:
        return ""
    return str(Path(row.request.folder, row.update.file_name))


def is_file_there(path: str) -> bool:
    """Whether there is something at a path, whatever may be wrong with it."""
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False
