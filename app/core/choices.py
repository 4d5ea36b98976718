"""What is fetched of a link, and the names a person gave to such choices."""

from dataclasses import dataclass
from enum import StrEnum


class Quality(StrEnum):
    """The most a video may be: the best there is, or a height in pixels."""

    BEST = "best"
    P2160 = "2160p"
    P1440 = "1440p"
    P1080 = "1080p"
    P720 = "720p"
    P480 = "480p"
    P360 = "360p"

    @property
    def height(self) -> int | None:
        """The greatest height in pixels, None for no limit."""
        return None if self is Quality.BEST else int(self.removesuffix("p"))


class Container(StrEnum):
    """The kind of file a video becomes; ANY is whatever fits its streams without a conversion."""

    ANY = "any"
    MP4 = "mp4"
    MKV = "mkv"
    WEBM = "webm"


class AudioFormat(StrEnum):
    """What the sound alone becomes; BEST keeps what the site sends."""

    BEST = "best"
    M4A = "m4a"
    MP3 = "mp3"
    OPUS = "opus"
    FLAC = "flac"
    WAV = "wav"

    @property
    def has_bitrate(self) -> bool:
        """Whether a number of bits per second may be chosen for it."""
        return self in _LOSSY


_LOSSY = frozenset({AudioFormat.M4A, AudioFormat.MP3, AudioFormat.OPUS})

BITRATES = (64, 96, 128, 160, 192, 256, 320)
"""Kilobits per second that may be chosen for sound."""


class Subtitles(StrEnum):
    """Where the subtitles go."""

    NONE = "none"
    EMBEDDED = "embedded"
    BESIDE = "beside"  # as files of their own


class Sponsors(StrEnum):
    """What becomes of the parts that SponsorBlock knows as advertising."""

    KEEP = "keep"
    MARK = "mark"  # as chapters
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Choices:
    """What is fetched of any link. None of it names a file or a folder."""

    quality: Quality = Quality.BEST
    container: Container = Container.ANY
    audio: AudioFormat | None = None  # the sound alone; quality and container do not count then
    bitrate: int | None = None  # one of BITRATES, for sound that `has_bitrate`; None: as sent
    subtitles: Subtitles = Subtitles.NONE
    languages: tuple[str, ...] = ()  # of subtitles, such as "en" or "pt-BR"; empty: the original's
    automatic_subtitles: bool = False  # take them also where they were made by a machine
    chapters: bool = False  # embedded, like the next two
    tags: bool = False
    cover: bool = False
    sponsors: Sponsors = Sponsors.KEEP


@dataclass(frozen=True, slots=True)
class Preset:
    """Choices under a name."""

    name: str
    choices: Choices = Choices()


PRESETS = (
    Preset("Best video"),
    Preset("MP4 up to 1080p", Choices(Quality.P1080, Container.MP4)),
    Preset("Up to 720p", Choices(Quality.P720)),
    Preset("Best audio", Choices(audio=AudioFormat.BEST)),
    Preset("MP3 320", Choices(audio=AudioFormat.MP3, bitrate=320, tags=True, cover=True)),
)
"""Those there are before a person makes others. Their names are shown translated."""
