"""Every address of the site."""

from aiohttp import web

from tests.site import dash, feeds, files, hls, pages
from tests.site.answer import REQUEST_LOG, MakeBody, answering


async def _stats(request: web.Request) -> web.Response:
    return web.json_response(request.app[REQUEST_LOG].summary())


async def _reset(request: web.Request) -> web.Response:
    request.app[REQUEST_LOG].clear()
    return web.Response()


_HLS = "/{kind:hls(?:-split)?(?:-aes)?}/{slug}"
_PAGE = "{slug:[^/.]+}{ext:(?:\\.html)?}"  # with the ending, yt-dlp's id leaves the query out
_BODIES: dict[str, MakeBody] = {
    "/direct/{slug}-{height:\\d+}.{ext:mp4|webm}": files.video,
    "/direct/{slug}.{ext:mp4|webm|mp3}": files.media,
    "/bytes/{name}-{size:\\d+}.{ext}": files.generated,
    "/thumbnail/{slug}.jpg": files.thumbnail,
    "/subtitles/{slug}.{language}.vtt": files.subtitles,
    "/sponsors/api/skipSegments/{begin}": files.sponsors,
    f"/page/html5/{_PAGE}": pages.html5,
    f"/page/open-graph/{_PAGE}": pages.open_graph,
    f"/page/json-ld/{_PAGE}": pages.json_ld,
    f"/page/several/{_PAGE}": pages.several,
    f"/page/members/{_PAGE}": pages.members,
    "/page/empty": pages.empty,
    "/page/login": pages.login,
    f"{_HLS}/master.m3u8": hls.master,
    f"{_HLS}/words-{{language}}.m3u8": hls.words,
    f"{_HLS}/{{rendition:\\d+|audio}}.m3u8": hls.variant,
    f"{_HLS}/{{rendition:\\d+|audio}}/{{number:\\d+}}.ts": hls.slice_of_stream,
    f"{_HLS}/key.bin": hls.key,
    "/dash/{slug}/manifest.mpd": dash.manifest,
    "/dash/{slug}/{representation:\\d+|audio}/{segment:init|\\d+}.m4s": dash.segment,
    "/feed/endless.rss": feeds.endless,
    "/feed/{name}.rss": feeds.feed,
}

ROUTES: list[web.AbstractRouteDef] = [
    web.get("/_stats", _stats),
    web.post("/_reset", _reset),
    *(web.get(path, answering(make_body)) for path, make_body in _BODIES.items()),
]
