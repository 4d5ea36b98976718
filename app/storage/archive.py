"""What was downloaded before, for a batch that shall not fetch it twice."""

import logging
import sqlite3
from collections.abc import Callable

from app.core.stores import StoreProblem
from app.storage.completed import storable
from app.storage.database import reading
from app.storage.history_table import forget_archive
from app.storage.library import Library

log = logging.getLogger(__name__)


class Archive:
    """The keys of everything that was ever downloaded, also of what left the history."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def has(self, media_key: str) -> bool:
        """Whether it was downloaded; also while that waits to be written. From any thread.

        False, with a line in the log, where it cannot be told.
        """
        key = storable(media_key)
        if not key:
            return False
        if self._library.is_coming(key):
            return True
        try:
            with reading(self._library.path) as connection:
                found = connection.execute("SELECT 1 FROM archive WHERE media_key = ?", (key,))
                return found.fetchone() is not None
        except (sqlite3.Error, OSError) as error:
            log.warning("the archive cannot be read: %s", error)
            return False

    def forget_all(self, then: Callable[[StoreProblem | None], None]) -> None:
        """Let everything be downloaded once more; the history stays."""
        self._library.change(forget_archive, then)
