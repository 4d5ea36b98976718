"""Keeps a run's lease, shows how it stands, and hears what its owner wants."""

import contextvars
import logging
import threading
from collections.abc import Callable
from enum import StrEnum
from time import monotonic
from typing import Self

from app.core.download import DownloadUpdate
from cloud.store.runs import Claim, RunStore, Wish
from cloud.store.scripts import StoreAway

log = logging.getLogger(__name__)

_INTERVAL = 0.4  # seconds between two reports, and so until a wish is heard
_AWAY_AFTER = 6.5  # seconds; a call may take five more, and a pause one, within 13


class News(StrEnum):
    """What a run is told."""

    PAUSE = "pause"
    CANCEL = "cancel"
    LOST = "lost"  # another has it, or nobody
    AWAY = "away"  # the store cannot be reached: the lease will end
    BACK = "back"  # it can again, and the lease is still ours


_NEWS = {Wish.PAUSE: News.PAUSE, Wish.CANCEL: News.CANCEL, Wish.LOST: News.LOST}


class Reporter:
    """Between `with` and its end, a thread that reports. `told` hears each piece of news once."""

    def __init__(
        self,
        store: RunStore,
        claim: Claim,
        told: Callable[[News], None],
        glance: Callable[[], None],
    ) -> None:
        self._store = store
        self._claim = claim
        self._told = told
        self._glance = glance  # called between two reports
        self._news = threading.Event()
        self._lock = threading.Lock()
        self._newest: DownloadUpdate | None = None
        self._shown: DownloadUpdate | None = None
        self._wish = Wish.NOTHING
        self._is_away = False
        self._is_over = False
        own_context = contextvars.copy_context()  # its log lines say whose they are
        self._thread = threading.Thread(
            target=own_context.run, args=(self._run,), name=f"report-{claim.id}", daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        self._news.set()
        self._thread.join()

    def show(self, update: DownloadUpdate) -> None:
        """Have it seen: soon, and at once where more than the figures changed."""
        with self._lock:
            before, self._newest = self._newest, update
        if before is None or _differ(before, update):
            self._news.set()

    def _run(self) -> None:
        try:
            self._follow()
        except Exception:
            # Without a lease the run must not go on.
            log.exception("a run cannot be reported")
            self._told(News.LOST)

    def _follow(self) -> None:
        heard = monotonic()
        while not self._is_over:
            began = monotonic()
            try:
                wish = self._report()
            except StoreAway:
                if monotonic() - heard > _AWAY_AFTER and not self._is_away:
                    self._is_away = True
                    self._told(News.AWAY)
            else:
                heard = began
                self._heard(wish)
                if wish is Wish.LOST:
                    return
            self._glance()
            self._news.wait(_INTERVAL)
            self._news.clear()

    def _report(self) -> Wish:
        with self._lock:
            newest = self._newest
        wish = self._store.report(self._claim, None if newest is self._shown else newest)
        self._shown = newest
        return wish

    def _heard(self, wish: Wish) -> None:
        if self._is_away:
            self._is_away = False
            if wish is not Wish.LOST:
                self._told(News.BACK)
        if wish is not self._wish:
            self._wish = wish
            if news := _NEWS.get(wish):
                self._told(news)


def _differ(before: DownloadUpdate, after: DownloadUpdate) -> bool:
    old, new = before.progress, after.progress
    return (old.stage, old.activity, before.title) != (new.stage, new.activity, after.title)
