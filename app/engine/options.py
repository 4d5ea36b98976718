"""A request as yt-dlp's parameters. Pure."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.download import DownloadRequest
from app.engine.selection import selection
from app.engine.steps import steps
from app.engine.untrusted import FETCHING

STAGED_NAME = "%(id).60B.%(ext)s"
"""Names in a staging folder. A title may change between two runs, an id does not."""

BESIDE_FOLDER = ".beside"
"""Where, in a staging folder, lies what is fetched besides the video: each run fetches it anew."""

SPONSORBLOCK_API = "https://sponsor.ajay.app"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What holds for every download. Empty paths: yt-dlp looks on PATH, or goes without."""

    ffmpeg: str = ""
    deno: str = ""
    cache_dir: str = ""
    socket_timeout: float = 20.0  # seconds
    tries: int = 10
    proxy: str = field(default="", repr=False)  # an address, maybe with a password in it
    cookies_file: str = ""  # a path; where there is one, `cookies_browser` does not count
    cookies_browser: str = ""  # a `Browser`
    sponsorblock_api: str = SPONSORBLOCK_API
    rate_file: str = ""  # a path, see `shared_rate`; empty: no limit
    # The link comes from somebody else: only http(s), HLS and DASH, only through the proxy, and
    # without cookies.
    untrusted: bool = False
    # Of such links: whether ffmpeg may fetch streams itself (live ones, odd keys). It may be led
    # past the proxy by what it reads, so only where something else keeps it from that.
    ffmpeg_fetches: bool = False
    # Seconds without a word from its parent after which a child ends itself; 0: it waits for ever.
    silence: float = 0.0
    engine: str = ""  # the folder of a newer yt-dlp, see `chosen_engine`


def parameters(request: DownloadRequest, staging: Path, options: EngineOptions) -> dict[str, Any]:
    """yt-dlp's parameters for one download into its staging folder.

    Nothing that runs programs, reads the user's configuration or loads plugins is ever among them.
    """
    return {
        **_fixed(options),
        **_tools(options),
        **({"external_downloader_args": {"ffmpeg_i": [*FETCHING]}} if options.untrusted else {}),
        **selection(request),
        **steps(request, options.sponsorblock_api),
        "paths": {"home": str(staging)},
        "outtmpl": {
            "default": STAGED_NAME,
            "subtitle": f"{BESIDE_FOLDER}/{STAGED_NAME}",
            "thumbnail": f"{BESIDE_FOLDER}/{STAGED_NAME}",
        },
    }


def backoff(attempt: int) -> float:
    """Seconds to wait before a try: 1, 2, 4 ... and never more than 30."""
    return float(min(2 ** min(max(attempt, 0), 5), 30))


def _fixed(options: EngineOptions) -> dict[str, Any]:
    return {
        "quiet": True,
        "noprogress": True,
        "color": "no_color",
        "consoletitle": False,
        "progress_delta": 3600,  # its own progress line costs more than the download
        "buffersize": 64 * 1024,  # small fixed blocks, so that a stop is heard within one
        "noresizebuffer": True,
        "retries": 0,  # all tries of a download are counted in one place, which is not in there
        "fragment_retries": 0,
        "file_access_retries": 3,
        "extractor_retries": 3,
        "retry_sleep_functions": {"extractor": backoff},
        "socket_timeout": options.socket_timeout,
        "skip_unavailable_fragments": False,  # a file with a hole is no success
        "fixup": "force",  # also of a stream that was complete when an earlier run was stopped
        "concurrent_fragment_downloads": 1,
        "continuedl": True,
        "nopart": False,
        "overwrites": None,
        "updatetime": False,
        "windowsfilenames": True,  # also right on a stick formatted for Windows
        "noplaylist": True,
        "ignoreerrors": False,
        "usenetrc": False,
        "enable_file_urls": False,
        "allow_unplayable_formats": False,
        "cachedir": options.cache_dir or False,
        "remote_components": [],
    }


def _tools(options: EngineOptions) -> dict[str, Any]:
    found: dict[str, Any] = {"js_runtimes": {"deno": {"path": options.deno or None}}}
    if options.ffmpeg:
        found["ffmpeg_location"] = options.ffmpeg
    return found
