"""The videos of the site: what they are called and what they look like."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Video:
    """One invented video. `look` picks the colours and shapes of its thumbnail, and its sound."""

    slug: str
    title: str
    uploader: str
    seconds: int
    heights: tuple[int, ...]  # the tallest first
    look: int
    detail: float = 1.0  # how many bits it spends
    frame_rate: int = 5

    def bits_per_second(self, height: int) -> int:
        """What a rendition's picture takes, constantly, so that sizes can be told beforehand."""
        return int(height * height * 2.5 * self.detail)

    @property
    def bytes(self) -> int:
        """About how large its tallest rendition is, sound included."""
        return (self.bits_per_second(self.heights[0]) + SOUND_BITS_PER_SECOND) * self.seconds // 8


SOUND_BITS_PER_SECOND = 64_000
_TALL, _USUAL, _SMALL = (1080, 720, 480, 360), (720, 480, 360, 240), (480, 360, 240)

CLIP = Video("clip", "Test clip", "Spool Test Channel", 6, _USUAL, look=1, frame_rate=10)

_ALL = (
    CLIP,
    Video("short", "Two seconds", "Spool Test Channel", 2, _SMALL, look=2, frame_rate=10),
    Video("long", "Twelve seconds", "Spool Test Channel", 12, _SMALL, look=3, frame_rate=20),
    Video("harbour", "Harbour Lights at Blue Hour", "Northlight Films", 96, _USUAL, 4, 0.5),
    Video("crane", "How to Fold a Paper Crane", "Quiet Hands", 74, _USUAL, 5, 0.4),
    Video("train", "Night Train to Trieste", "Slow Journeys", 132, _TALL, 6, 0.3),
    Video("bread", "Sourdough in Twelve Calm Steps", "The Small Bakery", 118, _USUAL, 7, 0.5),
    Video("cat", "The Lighthouse Keeper’s Cat", "Tidewater Tales", 58, _USUAL, 8, 0.6),
    Video("meadow", "One Alpine Meadow, Four Seasons", "Northlight Films", 104, _USUAL, 9, 0.5),
    Video("cello", "Your First Hour with the Cello", "Open Strings", 83, _SMALL, 10, 0.8),
    Video("canoe", "Building a Cedar Canoe", "Workshop by the Lake", 141, _USUAL, 11, 0.4),
    Video("stars", "Stars over the High Desert", "Dark Sky Diary", 67, _USUAL, 12, 0.6),
    Video("rain", "Rain on a Tin Roof", "Weather for Sleeping", 125, _SMALL, 13, 0.7),
    Video("tram", "A City by Tram, End to End", "Slow Journeys", 90, _USUAL, 14, 0.5),
    Video("members", "Studio Visit, for Members", "Open Strings", 61, _SMALL, 15),
    Video("withdrawn", "A Walk That Was Withdrawn", "Slow Journeys", 47, _SMALL, 16),
    Video("attic", "What the Attic Kept", "Tidewater Tales", 52, _SMALL, 17),
)
VIDEOS = {video.slug: video for video in _ALL}
