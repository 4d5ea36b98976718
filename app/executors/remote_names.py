"""What a file of the service is called on this computer; nothing the service says is trusted."""

import re
from pathlib import PurePosixPath

from app.core.download import DownloadRequest
from app.core.remote import BesideFile, RemoteDownload
from app.engine import media, names
from app.engine.placing import relative_name

_IDENTITY = re.compile(r"\[([^\[\]]+)\]$")
_HEIGHT = re.compile(r"(\d{1,5})p\b", re.ASCII)
_LONGEST_SUFFIX = 40  # characters


def placed_name(request: DownloadRequest, remote: RemoteDownload) -> PurePosixPath:
    """The file's name below the chosen folder, were it free: the request's naming, else the
    service's name without the folders it may lie in there."""
    stem, ext = _stem_and_ext(remote)
    if not request.naming and (kept := names.valid_part(stem, names.room_for_stem(ext))):
        return PurePosixPath(names.with_extension(kept, ext))
    return relative_name(_info(request, remote, stem), request, ext)


def file_key(request: DownloadRequest, remote: RemoteDownload) -> str:
    """Equal for the very same file, also where this computer downloaded it itself."""
    if not remote.media_key:
        return f"sha256 {remote.sha256}"
    # What is embedded depends on the request alone; only that of it is taken from here.
    inside = media.file_key({}, request).removeprefix(media.media_key({}, request))
    return remote.media_key + inside


def is_fit(beside: BesideFile) -> bool:
    """Whether its suffix can stand behind any name."""
    suffix = beside.suffix
    return (
        names.is_plain(suffix)
        and len(suffix) <= _LONGEST_SUFFIX
        and names.valid_part(suffix, _LONGEST_SUFFIX) == suffix
    )


def _stem_and_ext(remote: RemoteDownload) -> tuple[str, str]:
    name = remote.file_name.rpartition("/")[2]
    stem, dot, ext = name.rpartition(".")
    return (stem, ext) if dot else (name, "")


def _info(request: DownloadRequest, remote: RemoteDownload, stem: str) -> media.Info:
    """What is known of the video, as yt-dlp would say it. When it was published is not."""
    height = _HEIGHT.search(remote.format_label)
    return {
        "id": _media_id(remote, stem),
        "title": remote.title,
        "uploader": remote.uploader,
        "webpage_url": remote.url or request.url,
        "height": int(height[1]) if height else None,
    }


def _media_id(remote: RemoteDownload, stem: str) -> str:
    """The second word of the media's key. One of several words is known by the name's end."""
    rest = remote.media_key.partition(" ")[2]
    shown = _IDENTITY.search(stem)
    return shown[1] if shown and rest.startswith(f"{shown[1]} ") else rest.partition(" ")[0]
