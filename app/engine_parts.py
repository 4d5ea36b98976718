"""The engine's parts and how they hang together: its options, its children, its updates."""

from collections.abc import Callable

from app.core.settings import Settings
from app.engine.child_pool import ChildPool
from app.engine.live_options import LiveOptions
from app.engine.options import EngineOptions
from app.engine.updates.updater import EngineUpdater, Surroundings
from app.folders import Folders
from app.ui.resources import path

ENGINE_SECONDS = 180.0
"""Between two thoughts of a newer engine; the first minutes belong to the person."""


class EngineParts:
    """All of it that lives in this process, from the start to `close`."""

    def __init__(
        self, settings: Settings, folders: Folders, post: Callable[[Callable[[], None]], None]
    ) -> None:
        self.updates = EngineUpdater(
            folders.data / "engine",
            path("keys/yt-dlp.asc"),
            settings,
            Surroundings(post, self._options, self._use),
        )
        self.live = LiveOptions(
            settings, folders.cache, folders.runtime / "speed-limit", self.updates.engine()
        )
        self.pool = ChildPool(self.live.options)
        self.pool.on_distrust = self.updates.distrust
        self.live.drive(self.pool)

    def follow(self, settings: Settings) -> None:
        """Settings have changed."""
        self.live.follow(settings)
        self.updates.follow(settings)

    def close(self) -> None:
        """End all of it, and wait for the children."""
        self.updates.close()
        self.live.close()
        self.pool.close()

    def _options(self) -> EngineOptions:
        return self.live.options

    def _use(self, engine: str) -> None:
        self.live.set_engine(engine)
