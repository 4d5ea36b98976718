"""What may be fetched, and what ffmpeg may open, where the link comes from somebody else. Pure."""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from app.core.errors import ErrorCode
from app.engine.failures import Refusal

Info = dict[str, Any]
ProtocolOf = Callable[[Info], str]

_PROTOCOLS = frozenset(
    {
        *("http", "https", "m3u8", "m3u8_native"),
        *("http_dash_segments", "http_dash_segments_generator"),
    }
)
_PAST_THE_PROXY = frozenset({"ytdl-request-proxy", "ytdl-socks-proxy"})
# What yt-dlp itself writes into what it knows of a video, and would then fetch unseen.
_ITS_OWN = frozenset(
    {
        *("requested_formats", "requested_downloads", "requested_subtitles"),
        *("filepath", "__files_to_merge", "__postprocessors"),
    }
)

FETCHING = ("-protocol_whitelist", "http,https,httpproxy,tls,tcp,crypto")
"""Options of an input that ffmpeg fetches: what http(s) and HLS through a proxy need, no files."""

_LOCAL_PROTOCOLS = "file"
_CONTAINERS = (
    *("mov", "matroska", "mpegts", "mpeg", "flv", "live_flv", "avi", "asf", "ogg", "mxf", "nut"),
    *("rm", "ivf", "obu", "m4v", "mpegvideo", "h264", "hevc", "mjpeg", "gif"),
    *("mp3", "aac", "loas", "ac3", "eac3", "dts", "truehd", "flac", "wav", "w64", "amr", "aiff"),
    *("au", "caf", "ape", "wv", "tta"),
)
_BESIDE = (
    *("image2", "jpeg_pipe", "png_pipe", "webp_pipe", "gif_pipe", "bmp_pipe", "tiff_pipe"),
    *("jpegxl_pipe", "apng"),
    *("webvtt", "srt", "ass", "lrc", "microdvd", "subviewer", "subviewer1", "sami", "mpl2"),
    "ffmetadata",
)
_LIST = "concat"

_SAMPLE = 1_024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LEADS_ELSEWHERE = re.compile(rb"\s*(?:#EXTM3U|ffconcat|<[?!a-z]|\[playlist\])", re.IGNORECASE)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")


def is_web(value: Any) -> bool:
    """Whether it is an http(s) address with a host."""
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def vetted(info: Info, protocol_of: ProtocolOf) -> Info:
    """What is known of a video, without whatever is not to be fetched.

    `Refusal` if no format is left.
    """
    kept = {key: value for key, value in info.items() if key not in _ITS_OWN}
    if formats := list(info.get("formats") or ()):
        kept["formats"] = [_clean(one) for one in _dicts(formats) if _is_fine(one, protocol_of)]
        if not kept["formats"]:
            raise _refusal()
    elif info.get("url") and not _is_fine(info, protocol_of):
        raise _refusal()
    for kind in ("subtitles", "automatic_captions"):
        if isinstance(found := info.get(kind), Mapping):
            kept[kind] = {name: _subtitles(listed, protocol_of) for name, listed in found.items()}
    if isinstance(pictures := info.get("thumbnails"), list | tuple):
        kept["thumbnails"] = [_clean(one) for one in _dicts(pictures) if _leads_to_web(one)]
    return _clean(kept)


def check_streams(info: Info, protocol_of: ProtocolOf) -> None:
    """`Refusal` unless what is about to be fetched may be."""
    streams = info.get("requested_formats") or (info,)
    if not all(_is_fine(one, protocol_of) for one in streams):
        raise _refusal()


def drop_ways_past_the_proxy(headers: Any) -> None:
    """Take out of a mapping of headers those by which yt-dlp is told to go another way."""
    for name in [name for name in headers if name.lower() in _PAST_THE_PROXY]:
        del headers[name]


def check_file(file: Path) -> None:
    """`Refusal`, and the file is gone, if it is text: it may lead ffmpeg to other files."""
    if not file.is_file():
        return
    with file.open("rb") as stream:
        start = stream.read(_SAMPLE).removeprefix(_BYTE_ORDER_MARK)
    if _LEADS_ELSEWHERE.match(start) or _is_text(start):
        file.unlink()
        raise Refusal(ErrorCode.UNSUPPORTED, "The link leads to text, not to a video")


def on_files(command: Iterable[str]) -> Iterator[str]:
    """The command of an ffmpeg or ffprobe that works on files, which opens none but those named.

    Whatever a file claims to be, it is none of the kinds that lead to others.
    """
    program, *arguments = command
    yield program
    if "ffprobe" in Path(program).name:
        yield from (*_alone(), *arguments)
        return
    begin = 0
    for place, argument in enumerate(arguments):
        if argument == "-i":
            options = arguments[begin:place]
            yield from (*options, *_alone(is_list=_LIST in options), argument)
            begin = place + 1
    yield from arguments[begin:]


def _alone(*, is_list: bool = False) -> tuple[str, ...]:
    """Options of an input that is a file. A list of files is one that yt-dlp has written."""
    formats = (*_CONTAINERS, *_BESIDE, *((_LIST,) if is_list else ()))
    return "-protocol_whitelist", _LOCAL_PROTOCOLS, "-format_whitelist", ",".join(formats)


def _is_fine(one: Info, protocol_of: ProtocolOf) -> bool:
    """Whether a format is fetched by http(s) alone, with all that belongs to it."""
    if not _leads_to_web(one):
        return False
    if not set(str(protocol_of(one)).split("+")) <= _PROTOCOLS:
        return False
    bases = (one.get("manifest_url"), one.get("fragment_base_url"))
    if not all(is_web(base) for base in bases if base):
        return False
    fragments = one.get("fragments")
    # What makes them one by one is asked when they are fetched, and then so is each.
    return callable(fragments) or all(map(is_web, _addresses(one, fragments or ())))


def _addresses(one: Info, fragments: Iterable[Any]) -> Iterator[Any]:
    base = one.get("fragment_base_url") or ""
    for fragment in fragments:
        yield fragment.get("url") or urljoin(base, fragment.get("path") or "")


def _leads_to_web(one: Info) -> bool:
    url = one.get("url")
    if isinstance(url, str) and url.startswith("//"):
        url = f"http:{url}"  # as yt-dlp reads it
    return is_web(url)


def _subtitles(listed: Any, protocol_of: ProtocolOf) -> list[Info]:
    return [
        _clean(one)
        for one in _dicts(listed or ())
        if one.get("data") is not None or _is_fine(one, protocol_of)
    ]


def _dicts(listed: Iterable[Any]) -> Iterator[Info]:
    return (one for one in listed if isinstance(one, dict))


def _clean(one: Info) -> Info:
    """The same, with headers that lead nowhere past the proxy, and of no file that is here."""
    one = {key: value for key, value in one.items() if key != "filepath"}
    if not isinstance(headers := one.get("http_headers"), Mapping):
        return one
    kept = {name: said for name, said in headers.items() if name.lower() not in _PAST_THE_PROXY}
    return one | {"http_headers": kept}


def _is_text(start: bytes) -> bool:
    if _BINARY.search(start):
        return False
    try:
        # The last sign may have been cut off.
        return bool(getincrementaldecoder("utf-8")().decode(start))
    except UnicodeDecodeError:
        return False


def _refusal() -> Refusal:
    return Refusal(ErrorCode.UNSUPPORTED, "The video is not fetched by http or https")
