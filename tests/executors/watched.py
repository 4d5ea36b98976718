"""Everything an executor said, to be waited for."""

import threading
from collections.abc import Callable

from app.core.download import Activity, DownloadState, DownloadUpdate, Stage

SECONDS = 30.0


def is_end(update: DownloadUpdate) -> bool:
    """Whether it ends its run."""
    return update.state is DownloadState.PAUSED or update.state.is_final


def is_at_work(update: DownloadUpdate) -> bool:
    """Whether it holds a slot where it runs."""
    progress = update.progress
    waits = progress.activity in (Activity.SENDING, Activity.IN_LINE)
    return not is_end(update) and not waits and progress.stage is not Stage.TRANSFERRING


class Watched:
    """A listener that keeps all updates, in the order they came."""

    def __init__(self) -> None:
        self.updates: list[DownloadUpdate] = []
        self.most_at_once = 0
        self._running: set[str] = set()
        self._news = threading.Condition()

    def take(self, update: DownloadUpdate) -> None:
        with self._news:
            self.updates.append(update)
            (self._running.add if is_at_work(update) else self._running.discard)(update.id)
            self.most_at_once = max(self.most_at_once, len(self._running))
            self._news.notify_all()

    def of(self, download_id: str, run: int = 1) -> list[DownloadUpdate]:
        return [u for u in self.updates if (u.id, u.run) == (download_id, run)]

    def wait(
        self, download_id: str, reached: Callable[[DownloadUpdate], bool], run: int = 1
    ) -> DownloadUpdate:
        """The first update of a run that is as it should be."""
        found: list[DownloadUpdate] = []

        def is_there() -> bool:
            found[:] = [u for u in self.of(download_id, run) if reached(u)]
            return bool(found)

        with self._news:
            assert self._news.wait_for(is_there, SECONDS), self.updates[-3:]
        return found[0]

    def end(self, download_id: str, run: int = 1) -> DownloadUpdate:
        return self.wait(download_id, is_end, run)
