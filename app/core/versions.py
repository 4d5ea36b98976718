"""What Spool is made of, for those who report a problem."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions as their makers write them; empty for what is missing."""

    spool: str = ""
    ytdlp: str = ""
    ffmpeg: str = ""
    ffprobe: str = ""
    deno: str = ""
    python: str = ""
    qt: str = ""
    system: str = ""
