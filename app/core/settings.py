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


class SettingsTrouble(StrEnum):
    """What can be wrong with a settings file. The UI turns each code into a sentence."""

    DAMAGED = "damaged"  # set aside, defaults are used; the detail is where it lies now
    UNREADABLE = "unreadable"  # left alone, defaults are used; the detail is its path
    NEWER = "newer"  # a newer Spool wrote it; what is not understood is left in it
    WRONG_VALUE = "wrong_value"  # the default is used instead; the detail is the setting's name
    NOT_SAVED = "not_saved"  # the detail is its path


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """Something about the settings that a person should hear."""

    trouble: SettingsTrouble
    detail: str = ""
