"""Which formats a request takes, in yt-dlp's language for that. Pure."""

import re
from typing import Any

from app.core.choices import AudioFormat, Choices, Container
from app.core.download import DownloadRequest
from app.core.errors import ErrorCode
from app.engine.failures import Refusal

_FORMAT_ID = re.compile(r"[^\s,/+\[\]()\x00-\x1f\x7f]{1,100}")
"""What yt-dlp leaves in the ids of formats."""

_AUDIO = "ba/b"
_SAME_CODEC = {
    AudioFormat.M4A: ("ba[ext=m4a]", "ba[acodec^=mp4a]"),
    AudioFormat.MP3: ("ba[ext=mp3]", "ba[acodec=mp3]"),
    AudioFormat.OPUS: ("ba[acodec^=opus]",),
}
_WEBM_VIDEO = "[vcodec~='^(vp0?[89]|av0?1)']"
_WEBM_AUDIO = "[acodec~='^(opus|vorb|vrb)']"
_FOR_WEBM = f"bv*{_WEBM_VIDEO}[acodec=none]+ba{_WEBM_AUDIO}/b[ext=webm]/bv*+ba/b"
_MERGED = {Container.MP4: "mp4/mkv", Container.MKV: "mkv", Container.WEBM: "webm/mkv"}


def selection(request: DownloadRequest) -> dict[str, Any]:
    """The formats, the order among them, and what two of them are merged into.

    Without "format", yt-dlp takes the best video with the best audio, or the best file that needs
    no merging where there is no ffmpeg. "res:720" sorts what is at most that high to the front,
    then the nearest above. Merged streams become mp4, webm where mp4 cannot hold them, else mkv;
    a container that was chosen comes first, and mkv is what is left where it cannot hold them.
    """
    choices = request.choices
    found: dict[str, Any] = {}
    if request.format:
        found["format"] = _exactly(request.format, sound_alone=choices.audio is not None)
    elif choices.audio is not None:
        found["format"] = _sound(choices.audio, choices.bitrate)
    else:
        if choices.container is Container.WEBM:
            found["format"] = _FOR_WEBM
        if order := _order(choices):
            found["format_sort"] = order
    if choices.audio is None and choices.container is not Container.ANY:
        found["merge_output_format"] = _MERGED[choices.container]
    return found


def _exactly(format_id: str, *, sound_alone: bool) -> str:
    """The format of this id, with the best sound where it has none.

    The id is only ever a value in a filter: as a word of its own it might mean something else.
    """
    if not _FORMAT_ID.fullmatch(format_id):
        raise Refusal(ErrorCode.NO_SUCH_FORMAT, "No format has such an id")
    quoted = format_id.replace("\\", "\\\\").replace('"', '\\"')
    this = f'[format_id="{quoted}"]'
    return f"ba*{this}/{_AUDIO}" if sound_alone else f"bv{this}+ba/b*{this}"


def _sound(audio: AudioFormat, bitrate: int | None) -> str:
    """Sound that needs no conversion where there is some, and not more of it than was asked for."""
    same = _SAME_CODEC.get(audio, ())
    bound = f"[abr<=?{bitrate * 1.1:.0f}]" if bitrate else ""
    return "/".join((*(one + bound for one in same), _AUDIO))


def _order(choices: Choices) -> list[str]:
    height = choices.quality.height
    if choices.container is Container.MP4:
        # The height counts more than the codec: above 1080 there often is no H.264.
        res = "res" if height is None else f"res:{height}"
        return [res, "fps", "hdr:12", "vcodec:h264", "lang", "acodec:aac"]
    return [] if height is None else [f"res:{height}"]
