"""A request as yt-dlp's parameters, and as the command a person could type instead. Pure."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.choices import AudioFormat
from app.core.download import DownloadRequest
from app.engine.entries import divided
from app.engine.redact import clean

STAGED_NAME = "%(id).60B.%(ext)s"
"""Names in a staging folder. A title may change between two runs, an id does not."""

_TYPED_NAME = "%(title).100B [%(id).40B].%(ext)s"

_AUDIO = "ba/b"
_SAME_CODEC = {
    AudioFormat.M4A: "ba[ext=m4a]/ba[acodec^=mp4a]/",
    AudioFormat.MP3: "ba[ext=mp3]/ba[acodec=mp3]/",
    AudioFormat.OPUS: "ba[acodec^=opus]/",
}
_BEST_AUDIO_QUALITY = "0"


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What holds for every download. Empty paths: yt-dlp looks on PATH, or goes without."""

    ffmpeg: str = ""
    deno: str = ""
    cache_dir: str = ""
    socket_timeout: float = 20.0  # seconds
    tries: int = 10


def parameters(request: DownloadRequest, staging: Path, options: EngineOptions) -> dict[str, Any]:
    """yt-dlp's parameters for one download into its staging folder.

    Nothing that runs programs, reads the user's configuration or loads plugins is ever among them.
    """
    return {
        **_fixed(options),
        **_tools(options),
        **_choice(request),
        "paths": {"home": str(staging)},
        "outtmpl": {"default": STAGED_NAME},
    }


def backoff(attempt: int) -> float:
    """Seconds to wait before a try: 1, 2, 4 ... and never more than 30."""
    return float(min(2 ** min(max(attempt, 0), 5), 30))


def command_line(request: DownloadRequest) -> str:
    """The yt-dlp command that fetches the same, to paste into a shell; cleaned of secrets."""
    page, numbers = divided(request.url)
    words = ["yt-dlp", "--no-playlist"]
    if numbers:
        words += ["--playlist-items", str(numbers[0])]
    choice = _choice(request)
    if "format" in choice:
        words += ["-f", choice["format"]]
    if "format_sort" in choice:
        words += ["-S", ",".join(choice["format_sort"])]
    if request.choices.audio:
        words += [
            "-x",
            "--audio-format",
            request.choices.audio,
            "--audio-quality",
            _BEST_AUDIO_QUALITY,
        ]
    if request.folder:
        words += ["-P", request.folder]
    words += ["-o", _TYPED_NAME, "--", clean(page)]
    return shlex.join(words)


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


def _choice(request: DownloadRequest) -> dict[str, Any]:
    """Which formats, and what becomes of them.

    Without "format", yt-dlp takes the best video with the best audio, or the best file that needs
    no merging where there is no ffmpeg. "res:720" sorts what is at most that high to the front,
    then the nearest above. Merged streams become mp4, webm where mp4 cannot hold them, else mkv.
    """
    if request.choices.audio is not None:
        return {
            "format": _SAME_CODEC.get(request.choices.audio, "") + _AUDIO,
            "postprocessors": [
                {
                    "key": "FFmpegExtractAudio",
                    "preferredcodec": request.choices.audio.value,
                    "preferredquality": _BEST_AUDIO_QUALITY,
                }
            ],
        }
    height = request.choices.quality.height
    return {} if height is None else {"format_sort": [f"res:{height}"]}
