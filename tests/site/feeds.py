"""Lists: RSS feeds of any length, and pages with several videos."""

import html

from aiohttp import web

from tests.site.addresses import absolute, plain
from tests.site.body import Body
from tests.site.catalogue import VIDEOS

_EPISODES = 300
_PER_PAGE = 50
_EPISODE_BYTES = 200_000
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>\n'
)
_FOOT = "</channel></rss>\n"


async def feed(request: web.Request) -> Body:
    """An RSS feed of `count` files, or of pages if it is `of=pages`; `guid=1` names them too."""
    count = int(request.query.get("count", _EPISODES))
    title = f"<title>{request.match_info['name'].title()}: {count} episodes</title>\n"
    items = "".join(_item(request, number) for number in range(1, count + 1))
    return Body.of_text(_HEAD + title + items + _FOOT, "application/rss+xml")


async def endless(request: web.Request) -> Body:
    """A feed in pages, the last item of each the next page, without end."""
    page = int(request.query.get("page", "1"))
    first = (page - 1) * _PER_PAGE + 1
    items = "".join(_item(request, number) for number in range(first, first + _PER_PAGE))
    following = plain(request, f"/feed/endless.rss?page={page + 1}")
    items += f"<item><title>Older episodes</title><link>{following}</link></item>\n"
    title = f"<title>Endless, page {page}</title>\n"
    return Body.of_text(_HEAD + title + items + _FOOT, "application/rss+xml")


def _item(request: web.Request, number: int) -> str:
    name = request.match_info.get("name", "endless")
    if request.query.get("of") == "pages":
        slug = f"{list(VIDEOS)[number % len(VIDEOS)]}-{number}"
        link = f"<link>{html.escape(absolute(request, f'/page/json-ld/{slug}'))}</link>"
    else:
        file = absolute(request, f"/bytes/{name}-{number:05}-{_EPISODE_BYTES}.mp4")
        link = f'<enclosure url="{html.escape(file)}" length="{_EPISODE_BYTES}" type="video/mp4"/>'
    guid = f"<guid>{name}-{number}</guid>" if "guid" in request.query else ""
    image = plain(request, f"/thumbnail/episode-{number % 20}.jpg")
    return (
        f"<item><title>Episode {number}: {_TOPICS[number % len(_TOPICS)]}</title>{link}{guid}"
        f"<itunes:duration>{60 + number * 37 % 2400}</itunes:duration>"
        f'<itunes:image href="{image}"/></item>\n'
    )


_TOPICS = (
    "the tide tables",
    "a box of old lenses",
    "letters from the north",
    "what the miller knew",
    "maps &amp; margins",
    "a quiet engine",
    "the bees in March",
)
