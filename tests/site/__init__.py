"""A media site on this computer, for everything a test of a downloader needs.

Addresses:

    /direct/{slug}.mp4 .webm .mp3     a video at its smallest height, or its sound
    /direct/{slug}-{height}.mp4 .webm a video at one of its heights
    /bytes/{name}-{size}.{ext}        that many bytes, which follow from the name; no ffmpeg
    /page/html5/{slug}.html           a <video> with a source for each height, and subtitles
    /page/open-graph/{slug}.html      title, thumbnail and video as Open Graph properties
    /page/json-ld/{slug}.html         a VideoObject: title, uploader, duration, thumbnail;
                                      via=direct, dash, hls, hls-aes, hls-split, hls-split-aes
    /page/several/{slug}.html         count=3 videos on one page
    /page/members/{slug}.html         as html5, for those who send the cookie member=yes
    /page/empty, /page/login          pages without a video
    /hls/{slug}/master.m3u8           HLS with subtitles; also under /hls-aes (AES-128),
                                      /hls-split (the sound apart) and /hls-split-aes
    /dash/{slug}/manifest.mpd         DASH, picture and sound apart
    /feed/{name}.rss                  count=300 files of 200 KB; of=pages: pages; guid=1: named
    /feed/endless.rss                 its last item is its next page, without end
    /thumbnail/{any}.jpg              a landscape
    /subtitles/{slug}.{language}.vtt  a line every two seconds
    /sponsors/api/skipSegments/...    SponsorBlock: seconds 2 to 4 of each video
    /_stats, /_reset (POST)           the request log as JSON, and forgetting it

Slugs are those of `catalogue`: clip (6 s), short (2 s), long (12 s) and those of the demo batch. In
a page's address `{slug}-{number}` is one more video. A page's `.html` may be left out; with it
yt-dlp's id has no query in it. yt-dlp adds " (1)" to the title of an html5 page.

Wishes are the query of any address, see `faults`: `rate` (bytes per second of each connection, and
of all that is below a page or manifest) and `fault` with `times`, `skip`, `at`, `retry_after`. A
fault holds for the address itself; with `media_` before each name (as in `media_fault`) it holds
for the files or segments below, with `media_only=7` for segment 7 alone. yt-dlp asks twice
for a direct link, to look and to fetch, so `skip=1` lets it look. Pages take `size` (bytes, at
least), `title`, `odd` (a name of ODD_TITLES), `chapters=1`, and `words_fault` and `picture_fault`
for their subtitles and thumbnail; streams take `parts` (into how many segments, at
most 240 for `long`), `drm=1` and, for HLS, `live=1` (no end; yt-dlp hands it to ffmpeg).
"""

from tests.site.body import generated_bytes
from tests.site.faults import Fault
from tests.site.odd_titles import ODD_TITLES
from tests.site.server import MediaSite

__all__ = ["ODD_TITLES", "Fault", "MediaSite", "generated_bytes"]
