"""HLS: playlists over slices of one transport stream.

A path begins with `hls`, `hls-aes` (each slice encrypted with AES-128), `hls-split` (the sound in a
group of its own) or `hls-split-aes`. `parts` says into how many slices a stream is cut, `drm` that
the playlists claim a protection no downloader opens, `live` that they have no end.
"""

import asyncio
import hashlib

from aiohttp import web
from Cryptodome.Cipher import AES
from Cryptodome.Util.Padding import pad

from tests.site.addresses import relative
from tests.site.body import Body
from tests.site.catalogue import SOUND_BITS_PER_SECOND, Video
from tests.site.files import parts_of, video_of
from tests.site.media import MEDIA

_PLAYLIST = "application/vnd.apple.mpegurl"
_PACKET = 188  # bytes of a transport stream's packet; a stream may be cut between any two
_PICTURE, _SOUND = "avc1.42c01f", "mp4a.40.2"
_LANGUAGES = {"en": "English", "de": "Deutsch"}


async def master(request: web.Request) -> Body:
    """A variant for each height."""
    video, split = video_of(request), _is_split(request)
    lines = ["#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if "drm" in request.query:
        lines.append(f"#EXT-X-SESSION-KEY:{_PROTECTION}")
    if split:
        sound = relative(request, "audio.m3u8")
        lines.append(
            '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="Original",LANGUAGE="en",'
            f'DEFAULT=YES,AUTOSELECT=YES,URI="{sound}"'
        )
    lines += (
        f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="words",NAME="{name}",LANGUAGE="{language}",'
        f'DEFAULT=NO,AUTOSELECT=NO,URI="{relative(request, f"words-{language}.m3u8")}"'
        for language, name in _LANGUAGES.items()
    )
    for height in video.heights:
        bandwidth = video.bits_per_second(height) + SOUND_BITS_PER_SECOND
        lines += (
            f"#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},RESOLUTION={height * 16 // 9}x{height},"
            f'CODECS="{_PICTURE},{_SOUND}",SUBTITLES="words"' + (',AUDIO="sound"' if split else ""),
            relative(request, f"{height}.m3u8"),
        )
    return Body.of_text("\n".join((*lines, "")), _PLAYLIST)


async def variant(request: web.Request) -> Body:
    """The slices of one rendition."""
    video, name = video_of(request), request.match_info["rendition"]
    parts = parts_of(request, video)
    seconds = video.seconds / parts
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:4",
        f"#EXT-X-TARGETDURATION:{max(1, round(seconds))}",
        "#EXT-X-MEDIA-SEQUENCE:0",
    ]
    if "drm" in request.query:
        lines.append(f"#EXT-X-KEY:{_PROTECTION}")
    elif _is_encrypted(request):
        lines.append(f'#EXT-X-KEY:METHOD=AES-128,URI="{relative(request, "key.bin")}"')
    for number in range(parts):
        slice_ = relative(request, f"{name}/{number}.ts", number)
        lines += (f"#EXTINF:{seconds:.6f},", slice_)
    if "live" not in request.query:
        lines.append("#EXT-X-ENDLIST")
    return Body.of_text("\n".join((*lines, "")), _PLAYLIST)


async def words(request: web.Request) -> Body:
    """Subtitles as a playlist of one file."""
    video, language = video_of(request), request.match_info["language"]
    file = f"../../subtitles/{video.slug}.{language}.vtt"
    lines = ("#EXTM3U", f"#EXT-X-TARGETDURATION:{video.seconds}", f"#EXTINF:{video.seconds},")
    return Body.of_text("\n".join((*lines, file, "#EXT-X-ENDLIST", "")), _PLAYLIST)


async def slice_of_stream(request: web.Request) -> Body:
    """Some packets of a stream, encrypted where the path says so."""
    video, number = video_of(request), int(request.match_info["number"])
    parts = parts_of(request, video)
    data = await asyncio.to_thread(_stream, request, video)
    packets = len(data) // _PACKET
    if number >= min(parts, packets):
        raise web.HTTPNotFound
    first, last = (packets * edge // parts * _PACKET for edge in (number, number + 1))
    piece = data[first:last]
    if _is_encrypted(request):
        cipher = AES.new(_key(video), AES.MODE_CBC, iv=number.to_bytes(16, "big"))
        piece = cipher.encrypt(pad(piece, AES.block_size))
    return Body.of(piece, "video/mp2t")


async def key(request: web.Request) -> Body:
    """What the slices of a video are encrypted with."""
    return Body.of(_key(video_of(request)), "application/octet-stream")


_PROTECTION = 'METHOD=SAMPLE-AES,URI="skd://protected",KEYFORMAT="com.apple.streamingkeydelivery"'


def _key(video: Video) -> bytes:
    return hashlib.sha256(video.slug.encode()).digest()[:16]


def _stream(request: web.Request, video: Video) -> bytes:
    """A whole rendition; slices are too small to be worth seeking for."""
    make, name = request.app[MEDIA].transport_stream, request.match_info["rendition"]
    if name == "audio":
        return make(video, video.heights[-1], "a").read_bytes()
    if int(name) not in video.heights:
        raise web.HTTPNotFound
    return make(video, int(name), "v" if _is_split(request) else "av").read_bytes()


def _is_split(request: web.Request) -> bool:
    return "split" in request.match_info["kind"]


def _is_encrypted(request: web.Request) -> bool:
    return "aes" in request.match_info["kind"]
