"""Fetching from the feed: through the proxy as downloads are, securely, and never without end."""

from collections.abc import Callable
from typing import Any

from app.core.engine_updates import UpdateEnd
from app.core.loopback import is_secure
from app.engine.updates.refused import NoUpdate

HEADERS = {"User-Agent": "Spool", "Accept": "application/vnd.github+json, */*"}

_PIECE = 64 * 1024


class Feed:
    """Takes yt-dlp's way to the net. `check` is asked again and again, and raises to end it."""

    def __init__(self, web: Any, check: Callable[[], None]) -> None:
        self._web = web
        self._check = check

    def fetch(self, address: str, most: int) -> bytes:
        """What is at an address, `most` bytes of it at most. Raises what yt-dlp raises."""
        if not is_secure(address):
            raise NoUpdate(UpdateEnd.REFUSED, "the address is not secure")
        self._check()
        with self._web.urlopen(address) as response:
            return self._read(response, most)

    def _read(self, response: Any, most: int) -> bytes:
        if not is_secure(response.url):
            raise NoUpdate(UpdateEnd.REFUSED, "it leads to an address that is not secure")
        data = b""
        while piece := response.read(_PIECE):
            self._check()
            data += piece
            if len(data) > most:
                raise NoUpdate(UpdateEnd.DAMAGED, "it does not end where it should")
        return data
