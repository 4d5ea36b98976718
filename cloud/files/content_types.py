"""What kind of content a finished file has, by its name."""

_ANY = "application/octet-stream"
# None that a browser would show as a page.
_KINDS = {
    "3gp": "video/3gpp",
    "aac": "audio/aac",
    "avi": "video/x-msvideo",
    "flac": "audio/flac",
    "flv": "video/x-flv",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "mka": "audio/x-matroska",
    "mkv": "video/x-matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "png": "image/png",
    "srt": "application/x-subrip",
    "ts": "video/mp2t",
    "vtt": "text/vtt",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
}


def content_type_of(name: str) -> str:
    """What a file of this name is sent as; the same on every system."""
    return _KINDS.get(name.rpartition(".")[2].lower(), _ANY)
