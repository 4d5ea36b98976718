"""Web pages with a video in them, in the ways pages have one."""

import html
import json
from dataclasses import replace

from aiohttp import web

from tests.site.addresses import absolute, plain, relative
from tests.site.body import Body
from tests.site.catalogue import CLIP, VIDEOS, Video
from tests.site.odd_titles import ODD_TITLES


async def html5(request: web.Request) -> Body:
    """A `<video>` with a source for each height, and subtitles in two languages."""
    video = titled(request)
    return _page(request, video, _video_tag(request, video))


async def several(request: web.Request) -> Body:
    """A page with `count` videos, which is a playlist to a downloader; `via` as in `json_ld`."""
    video = titled(request)
    count = int(request.query.get("count", "3"))
    return _page(request, video, _video_tag(request, video) * count)


async def open_graph(request: web.Request) -> Body:
    """The video and its thumbnail as Open Graph properties."""
    video = titled(request)
    properties = {
        "og:type": "video.other",
        "og:title": video.title,
        "og:image": _thumbnail(request),
        "og:video": absolute(request, f"/direct/{video.slug}-{video.heights[0]}.mp4"),
        "og:video:type": "video/mp4",
        "og:video:duration": str(video.seconds),
    }
    tags = "".join(
        f'<meta property="{name}" content="{html.escape(value)}">\n'
        for name, value in properties.items()
    )
    return _page(request, video, "<p>Press play.</p>", head=tags)


async def json_ld(request: web.Request) -> Body:
    """Everything about a video as a schema.org VideoObject; `via` names how it is streamed.

    With `chapters` there is one every two seconds.
    """
    video = titled(request)
    via = request.query.get("via", "direct")
    if via == "direct":
        content = f"/direct/{video.slug}-{video.heights[0]}.mp4"
    elif via == "dash":
        content = f"/dash/{video.slug}/manifest.mpd"
    else:
        content = f"/{via}/{video.slug}/master.m3u8"
    described: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": html.escape(video.title),
        "author": {"@type": "Person", "name": video.uploader},
        "duration": f"PT{video.seconds}S",
        "uploadDate": "2026-01-01",
        "thumbnailUrl": [_thumbnail(request)],
        "contentUrl": absolute(request, content),
    }
    if "chapters" in request.query:
        described["hasPart"] = [
            {"@type": "Clip", "name": f"Chapter {start // 2 + 1}", "startOffset": start}
            | {"endOffset": start + 2}
            for start in range(0, video.seconds, 2)
        ]
    text = json.dumps(described).replace("</", "<\\/")
    script = f'<script type="application/ld+json">{text}</script>\n'
    return _page(request, video, "<p>Press play.</p>", head=script)


async def empty(request: web.Request) -> Body:
    """A page with no video at all."""
    return _page(request, replace(CLIP, title="About us"), "<p>We like films.</p>")


async def login(request: web.Request) -> Body:
    """What a site shows instead of a video to those it does not know."""
    form = '<form method="post"><input name="user"><input type="password" name="password"></form>'
    return _page(request, replace(CLIP, title="Log in to continue"), form)


async def members(request: web.Request) -> Body:
    """A page like `html5`, for those who send the cookie `member=yes`; others are to log in."""
    known = request.cookies.get("member") == "yes"
    return await (html5(request) if known else login(request))


def titled(request: web.Request) -> Video:
    """The video an address names, called as its query says.

    Any name with a number at its end is a video too, so that lists can be as long as they like.
    """
    slug = request.match_info["slug"]
    name, _, number = slug.rpartition("-")
    if slug in VIDEOS:
        video = VIDEOS[slug]
    elif name in VIDEOS and number.isdecimal():
        video = replace(VIDEOS[name], title=f"{VIDEOS[name].title}, part {int(number)}")
    else:
        raise web.HTTPNotFound
    if odd := request.query.get("odd"):
        return replace(video, title=ODD_TITLES[odd])
    return replace(video, title=request.query.get("title", video.title))


def _video_tag(request: web.Request, video: Video) -> str:
    if via := request.query.get("via"):
        source = html.escape(relative(request, f"/{via}/{video.slug}/master.m3u8"))
        return f'<video><source src="{source}" type="application/x-mpegURL"></video>\n'
    sources = "".join(
        f'<source src="{html.escape(relative(request, f"/direct/{video.slug}-{height}.mp4"))}" '
        f'type="video/mp4" label="{height}p" height="{height}">\n'
        for height in video.heights
    )
    wish = f"?fault={fault}" if (fault := request.query.get("words_fault")) else ""
    tracks = "".join(
        f'<track kind="subtitles" srclang="{language}" '
        f'src="/subtitles/{video.slug}.{language}.vtt{html.escape(wish)}">\n'
        for language in ("en", "de")
    )
    return f'<video poster="{_thumbnail(request)}" controls>{sources}{tracks}</video>\n'


def _page(request: web.Request, video: Video, content: str, head: str = "") -> Body:
    """A page of at least `size` bytes."""
    title = html.escape(video.title)
    text = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n<title>{title}</title>\n'
        f"{head}</head>\n<body><h1>{title}</h1>\n{content}\n"
    )
    filling = _filling(int(request.query.get("size", "0")) - len(text))
    return Body.of_text(f"{text}{filling}</body></html>\n", "text/html")


def _filling(size: int) -> str:
    """Markup such as pages are full of; it holds no video."""
    line = '<div class="card" data-id="{:07}"><a href="/about?n={:07}">More like this</a></div>\n'
    return "".join(line.format(n, n) for n in range(max(0, size) // len(line.format(0, 0)) + 1))


def _thumbnail(request: web.Request) -> str:
    wish = f"?fault={fault}" if (fault := request.query.get("picture_fault")) else ""
    return plain(request, f"/thumbnail/{request.match_info['slug']}.jpg{wish}")
