"""DASH: picture and sound apart, each in fragments of one file.

`parts` says into how many segments a file is cut, `drm` that the manifest claims a protection.
"""

import asyncio
import html
import itertools
import struct
from functools import lru_cache
from pathlib import Path

from aiohttp import web

from tests.site.addresses import relative
from tests.site.body import Body
from tests.site.catalogue import SOUND_BITS_PER_SECOND, Video
from tests.site.files import parts_of, video_of
from tests.site.media import MEDIA

_PROTECTION = (
    '<ContentProtection schemeIdUri="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"'
    ' value="protected"/>'
)


async def manifest(request: web.Request) -> Body:
    """A representation for each height, and one of the sound."""
    video = video_of(request)
    picture = "".join(
        f'<Representation id="{height}" width="{height * 16 // 9}" height="{height}" '
        f'codecs="avc1.42c01f" bandwidth="{video.bits_per_second(height)}"/>'
        for height in video.heights
    )
    sound = (
        f'<Representation id="audio" codecs="mp4a.40.2" audioSamplingRate="44100" '
        f'bandwidth="{SOUND_BITS_PER_SECOND}"/>'
    )
    sets = (_adaptation_set(request, "video", picture), _adaptation_set(request, "audio", sound))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" minBufferTime="PT2S" '
        'profiles="urn:mpeg:dash:profile:isoff-live:2011" '
        f'mediaPresentationDuration="PT{video.seconds}S"><Period>{"".join(sets)}</Period></MPD>\n'
    )
    return Body.of_text(text, "application/dash+xml")


async def segment(request: web.Request) -> Body:
    """The beginning of a file (`init`), or one of its parts."""
    video, name = video_of(request), request.match_info["segment"]
    path = await asyncio.to_thread(_file, request, video)
    beginning, fragments = _fragments(path)
    if name == "init":
        return Body.of(beginning, "video/mp4")
    number, parts = int(name), parts_of(request, video)
    if number >= parts:
        raise web.HTTPNotFound
    first, last = (len(fragments) * edge // parts for edge in (number, number + 1))
    return Body.of(b"".join(fragments[first:last]), "video/iso.segment")


def _adaptation_set(request: web.Request, kind: str, representations: str) -> str:
    video = video_of(request)
    parts = parts_of(request, video)
    begin, media = (
        html.escape(relative(request, f"$RepresentationID$/{name}.m4s"))
        for name in ("init", "$Number$")
    )
    language = ' lang="en"' if kind == "audio" else ""
    return (
        f'<AdaptationSet mimeType="{kind}/mp4" contentType="{kind}"{language}>'
        + (_PROTECTION if "drm" in request.query else "")
        + f'<SegmentTemplate timescale="{1000 * parts}" startNumber="0" '
        f'initialization="{begin}" media="{media}"><SegmentTimeline>'
        f'<S t="0" d="{1000 * video.seconds}" r="{parts - 1}"/>'
        f"</SegmentTimeline></SegmentTemplate>{representations}</AdaptationSet>"
    )


def _file(request: web.Request, video: Video) -> Path:
    make, name = request.app[MEDIA].fragmented, request.match_info["representation"]
    if name == "audio":
        return make(video, video.heights[-1], "a")
    if int(name) not in video.heights:
        raise web.HTTPNotFound
    return make(video, int(name), "v")


@lru_cache(maxsize=8)
def _fragments(path: Path) -> tuple[bytes, tuple[bytes, ...]]:
    """What stands before the first fragment, and the fragments: each a `moof` with its `mdat`."""
    data, position = path.read_bytes(), 0
    begins = []
    while position < len(data):
        size, kind = struct.unpack_from(">I4s", data, position)
        if kind == b"moof":
            begins.append(position)
        position += size
    edges = (*begins, len(data))
    return data[: begins[0]], tuple(data[a:b] for a, b in itertools.pairwise(edges))
