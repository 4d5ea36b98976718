"""What the user chose, kept for next time."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.download import AudioFormat, Quality

PARALLEL_LIMITS = range(1, 11)


class Unfinished(StrEnum):
    """What becomes at start of the rows that were running."""

    CONTINUE = "continue"
    PAUSE = "pause"


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person may set. An empty `folder` is the system's folder for downloads."""

    folder: str = ""
    quality: Quality = Quality.BEST
    audio: AudioFormat | None = None
    parallel_limit: int = 3
    unfinished: Unfinished = Unfinished.CONTINUE
    theme: Theme = Theme.SYSTEM
    ffmpeg: str = ""  # a path; empty: on PATH, else the one that comes with Spool
    reserve_bytes: int = 1_000_000_000  # below this much free space nothing new starts
