"""The settings that the engine follows while downloads run."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from app.core.settings import Settings
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.proxy import with_password
from app.engine.shared_rate import SharedRate
from app.engine.tools import find_deno, find_ffmpeg

log = logging.getLogger(__name__)


class LiveOptions:
    """Brings changed settings to the children and to the speed limit, on a thread of its own.

    What starts afterwards has the new ones; what runs goes on with those it has, but for the
    speed limit, which holds at once.
    """

    def __init__(self, settings: Settings, cache: Path, rate_file: Path, engine: str = "") -> None:
        self._settings = settings
        self._password = ""
        self._rate = SharedRate(rate_file)
        self.options = _of(
            settings,
            EngineOptions(
                deno=find_deno(),
                cache_dir=str(cache / "engine"),
                rate_file=str(rate_file),
                engine=engine,
            ),
        )
        self._told = ""  # why the limit could not be set
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="settings")
        self._pool: ChildPool | None = None
        self._is_closed = False

    def drive(self, pool: ChildPool) -> None:
        """From now on this pool hears of every change."""
        self._pool = pool
        self._soon(self._limit, self._settings.speed_limit)

    def follow(self, settings: Settings) -> None:
        """Settings have changed; returns at once."""
        old, self._settings = self._settings, settings
        if settings.speed_limit != old.speed_limit:
            self._soon(self._limit, settings.speed_limit)
        if _relevant(settings) != _relevant(old):
            self._soon(self._renew, settings, self._password)

    def set_password(self, password: str) -> None:
        """That of the proxy; returns at once."""
        if password != self._password:
            self._password = password
            self._soon(self._renew, self._settings, password)

    def set_engine(self, folder: str) -> None:
        """That of a newer yt-dlp, empty for the bundled one; returns at once."""
        self._soon(self._turn_to, folder)

    def look(self) -> None:
        """Have the speed limit set again where its file was removed or damaged; returns at once."""
        self._soon(self._keep_limit)

    def close(self) -> None:
        """Follow no more, also what is told late."""
        self._is_closed = True
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _soon(self, work: Callable[..., None], *given: object) -> None:
        if not self._is_closed:
            self._thread.submit(work, *given)

    def _renew(self, settings: Settings, password: str) -> None:
        try:
            self.options = _of(settings, self.options, password)
            if self._pool:
                self._pool.set_options(self.options)
        except Exception:
            log.exception("the engine does not follow the settings")

    def _turn_to(self, folder: str) -> None:
        self.options = replace(self.options, engine=folder)
        if self._pool:
            self._pool.set_options(self.options)

    def _limit(self, bytes_per_second: int) -> None:
        try:
            self._rate.set(bytes_per_second)
            self._told = ""
        except OSError as error:
            if str(error) != self._told:
                log.warning("the speed limit cannot be set: %s", error)
            self._told = str(error)

    def _keep_limit(self) -> None:
        limit = self._settings.speed_limit
        if not self._rate.holds(limit):
            self._limit(limit)


def _relevant(settings: Settings) -> tuple[object, ...]:
    return settings.proxy, settings.cookies_file, settings.cookies_browser, settings.ffmpeg


def _of(settings: Settings, base: EngineOptions, password: str = "") -> EngineOptions:
    return replace(
        base,
        ffmpeg=find_ffmpeg(settings.ffmpeg),
        proxy=with_password(settings.proxy, password),
        cookies_file=settings.cookies_file,
        cookies_browser=settings.cookies_browser or "",
    )
