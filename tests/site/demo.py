"""The batch that `make demo` downloads: every kind of video, some slow, some that fail.

At three in parallel it takes 40 to 60 seconds.
"""

import urllib.parse
from dataclasses import dataclass

from tests.site.catalogue import VIDEOS
from tests.site.media import Media


@dataclass(frozen=True, slots=True)
class _Shown:
    """One link of the batch, and how many seconds its transfer takes."""

    slug: str
    seconds: float
    via: str = "direct"
    wishes: str = ""
    page: str = "json-ld"

    def link(self, base: str) -> str:
        via = {} if self.via == "direct" else {"via": self.via}
        rate = round(VIDEOS[self.slug].bytes / self.seconds)
        query = urllib.parse.urlencode({**via, "rate": rate})
        more = f"&{self.wishes}" if self.wishes else ""
        return f"{base}/page/{self.page}/{self.slug}.html?{query}{more}"


_BATCH = (
    _Shown("harbour", 15),
    _Shown("train", 22, via="dash"),
    _Shown("crane", 12, via="hls-aes"),
    _Shown("withdrawn", 1, wishes="fault=404"),
    _Shown("bread", 14, via="hls-split"),
    _Shown("members", 1, wishes="media_fault=403", page="open-graph"),
    _Shown("cat", 8, page="open-graph"),
    _Shown("meadow", 17, via="hls"),
    _Shown("cello", 9, wishes="media_fault=500&media_times=1"),
    _Shown("canoe", 19, via="hls-split-aes"),
    _Shown("attic", 1, wishes="fault=401"),
    _Shown("stars", 11, via="dash"),
    _Shown("rain", 13, wishes="media_fault=reset&media_skip=1&media_times=1"),
)
_PLAIN = "tram"

FAILING = 3
"""Links of the batch that lead to what nobody may have."""


def demo_links(site_base_url: str) -> list[str]:
    """The links, in the order they are added; the last leads straight to a file."""
    tram = VIDEOS[_PLAIN]
    file = f"/direct/{_PLAIN}-{tram.heights[0]}.mp4?rate={tram.bytes // 10}"
    return [*(shown.link(site_base_url) for shown in _BATCH), site_base_url + file]


def prepare(media: Media) -> None:
    """Make what the batch fetches beforehand, so that no download waits for ffmpeg."""
    for slug in (*(shown.slug for shown in _BATCH if "fault=40" not in shown.wishes), _PLAIN):
        media.mp4(VIDEOS[slug], VIDEOS[slug].heights[0])
        media.thumbnail(VIDEOS[slug].look)
