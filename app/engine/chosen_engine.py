"""Which yt-dlp a process imports: the one that came with Spool, or a newer one in a folder.

To be asked before anything imports yt-dlp, and quick.
"""

import re
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

ENGINE = "SPOOL_ENGINE"
"""The variable that names the folder to a child. The folder's own name is the version in it."""

_VERSION = re.compile(r"\d{1,8}(\.\d{1,8}){1,7}")


def folder(environment: Mapping[str, str]) -> str:
    """What has to stand first on `sys.path`; empty where there is none that is newer."""
    named = environment.get(ENGINE, "")
    if not named or not Path(named, "yt_dlp").is_dir():
        return ""
    return named if is_newer(version_of(named), bundled_version()) else ""


def version_of(folder: str) -> str:
    """The version that a folder is named after."""
    return Path(folder).name


def bundled_version() -> str:
    """Of the one that came with Spool, which is not imported for it; empty where it has none."""
    return _of_package("yt-dlp")


def bundled_solver() -> str:
    """Of the yt-dlp-ejs that came with Spool."""
    return _of_package("yt-dlp-ejs")


def is_version(text: str) -> bool:
    """Whether yt-dlp might call a release so."""
    return _VERSION.fullmatch(text) is not None


def is_newer(version: str, other: str) -> bool:
    """Whether a version comes after the other; what is none comes after nothing."""
    return is_version(version) and _numbers(version) > _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("."))) if is_version(version) else ()


def _of_package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
