"""What the checks work with."""

from dataclasses import dataclass
from pathlib import Path

from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions


@dataclass(frozen=True, slots=True)
class Bench:
    """A home, the engine as it is installed, and the address of the site that serves `media`."""

    home: Path
    options: EngineOptions
    pool: ChildPool
    address: str

    @property
    def media(self) -> Path:
        return self.home / "media"

    @property
    def downloads(self) -> Path:
        return self.home / "Downloads"
