"""What the user chose, kept for next time."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.choices import PRESETS, Choices, Preset
from app.core.costs import LIST_PRICES, Prices
from app.core.download import Place

PARALLEL_LIMITS = range(1, 11)
PACINGS = range(601)
"""Seconds."""
MAX_PRESETS = 50
MAX_PRESET_NAME = 60
"""Characters."""


class Unfinished(StrEnum):
    """What becomes at start of the rows that were running."""

    CONTINUE = "continue"
    PAUSE = "pause"


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Browser(StrEnum):
    """A browser whose cookies may be used."""

    FIREFOX = "firefox"
    CHROME = "chrome"
    CHROMIUM = "chromium"
    BRAVE = "brave"
    EDGE = "edge"
    OPERA = "opera"
    VIVALDI = "vivaldi"
    SAFARI = "safari"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person may set. An empty `folder` is the system's folder for downloads.

    Passwords are not among them: the system's keyring has these.
    """

    folder: str = ""
    presets: tuple[Preset, ...] = PRESETS  # never empty; names differ
    preset: str = PRESETS[0].name  # the one for what is added next
    naming: str = ""  # a template, see `naming`; empty: the usual one
    parallel_limit: int = 3
    speed_limit: int = 0  # bytes per second for all downloads together; 0: none
    proxy: str = ""  # an address, http, https or socks5, without a password
    cookies_file: str = ""  # a path; where there is one, `cookies_browser` does not count
    cookies_browser: Browser | None = None
    pacing: int = 0  # seconds between two downloads from one site
    unfinished: Unfinished = Unfinished.CONTINUE
    archive: bool = False  # skip what was downloaded before
    preflight: bool = False  # look at every link that is added before it starts
    clipboard: bool = True  # offer a link found there
    notifications: bool = True
    tray: bool = True  # show an icon where there is a place for it
    keep_awake: bool = True  # while something runs
    theme: Theme = Theme.SYSTEM
    language: str = ""  # such as "de"; empty: the system's
    ffmpeg: str = ""  # a path; empty: on PATH, else the one that comes with Spool
    engine_updates: bool = True  # look for a newer yt-dlp once a day, and use it
    engine_feed: str = ""  # the address that tells its releases; empty: yt-dlp's own
    cloud: str = ""  # the service's address; empty: there is none
    cloud_plain: str = ""  # the one address beyond this computer that may be used without https
    place: Place = Place.THIS_COMPUTER  # where what is added next runs
    bring_back: bool = True  # fetch what the service has finished by itself
    prices: Prices = LIST_PRICES  # for the estimate of what it costs
    reserve_bytes: int = 1_000_000_000  # below this much free space nothing new starts

    @property
    def choices(self) -> Choices:
        """Those of the preset in use; of the first where there is none of that name."""
        found = (preset.choices for preset in self.presets if preset.name == self.preset)
        return next(found, self.presets[0].choices)


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
