"""What the feed says of a release. Pure."""

import json
from dataclasses import dataclass
from typing import Any

from app.core.engine_updates import FEED, UpdateEnd
from app.core.loopback import is_secure
from app.engine.chosen_engine import is_version
from app.engine.updates.refused import NoUpdate

ENGINE, SUMS, SIGNATURE = "yt-dlp", "SHA2-256SUMS", "SHA2-256SUMS.sig"
"""The files of a release that are of use. The first is what yt-dlp calls its zipimport binary: all
of it for any system, with the yt-dlp-ejs it wants, in a zip file behind a line for the shell. So
one checksum, which is signed, covers both."""


@dataclass(frozen=True, slots=True)
class Release:
    """Its version, as it is called, and the addresses of its three files."""

    version: str
    engine: str
    sums: str
    signature: str


def newest_address(feed: str) -> str:
    """Where the feed tells its newest release. An empty `feed` is yt-dlp's own."""
    return f"{(feed or FEED).rstrip('/')}/latest"


def release_in(answer: bytes) -> Release:
    """The release that an answer of the feed describes; `NoUpdate` where it describes none."""
    try:
        told = json.loads(answer)
        files = {one["name"]: one["browser_download_url"] for one in told["assets"]}
        release = Release(told["tag_name"], files[ENGINE], files[SUMS], files[SIGNATURE])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoUpdate(UpdateEnd.NO_FEED, type(error).__name__) from None
    addresses = (release.engine, release.sums, release.signature)
    if not (_is_text(release.version) and is_version(release.version)):
        raise NoUpdate(UpdateEnd.NO_FEED, "its name is no version")
    if not all(_is_text(address) and is_secure(address) for address in addresses):
        raise NoUpdate(UpdateEnd.NO_FEED, "its files are not to be had securely")
    return release


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
