"""What a look at the open window has shown, for those who try an installation out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glance:
    """The Qt that painted it, and which of its parts that are loaded late are there."""

    qt: str = ""
    qt_path: str = ""
    platform: str = ""
    tls: bool = False
    pictures: tuple[str, ...] = ()  # the kinds it can read
