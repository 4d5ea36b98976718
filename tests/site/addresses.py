"""Addresses inside pages, feeds and manifests, with the wishes that they pass on."""

import urllib.parse

from aiohttp import web

from tests.site.faults import passed_on

_NOT_MEDIA = (".m3u8", ".mpd", ".rss")


def relative(request: web.Request, path: str, number: int | None = None) -> str:
    """An address as it stands in a manifest. `number` is the segment's, for `media_only`."""
    to_media = not path.endswith(_NOT_MEDIA)
    query = passed_on(request.query, to_media=to_media, number=number)
    return path + ("?" + urllib.parse.urlencode(query) if query else "")


def absolute(request: web.Request, path: str) -> str:
    """The same from the scheme on."""
    return f"{request.scheme}://{request.host}{relative(request, path)}"


def plain(request: web.Request, path: str) -> str:
    """An address that passes nothing on, for what only adorns."""
    return f"{request.scheme}://{request.host}{path}"
