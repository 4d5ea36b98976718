"""Files can be continued from anywhere, and only if they are still the same."""

import pytest

from tests.site import MediaSite, generated_bytes
from tests.site.fetching import fetch

SIZE = 200_000
PATH = f"/bytes/ranges-{SIZE}.mp4"
WHOLE = generated_bytes("ranges", SIZE)


@pytest.mark.parametrize(
    ("asked", "expected", "content_range"),
    [
        ("bytes=0-9", slice(0, 10), f"bytes 0-9/{SIZE}"),
        ("bytes=70000-", slice(70_000, None), f"bytes 70000-{SIZE - 1}/{SIZE}"),
        ("bytes=-5", slice(-5, None), f"bytes {SIZE - 5}-{SIZE - 1}/{SIZE}"),
        (f"bytes={SIZE - 1}-{SIZE + 50}", slice(-1, None), f"bytes {SIZE - 1}-{SIZE - 1}/{SIZE}"),
        (f"bytes=-{SIZE * 2}", slice(None), f"bytes 0-{SIZE - 1}/{SIZE}"),
    ],
)
def test_a_range_is_exactly_those_bytes(
    media_site: MediaSite, asked: str, expected: slice, content_range: str
) -> None:
    reply = fetch(media_site.url(PATH), asked)
    assert reply.status == 206
    assert reply.body == WHOLE[expected]
    assert reply.headers["Content-Range"] == content_range


@pytest.mark.parametrize("asked", ["", "bytes=", "bytes=-", "pages=1-2", "bytes=0-1,5-6"])
def test_what_is_no_range_gives_the_whole(media_site: MediaSite, asked: str) -> None:
    reply = fetch(media_site.url(PATH), asked)
    assert (reply.status, reply.body) == (200, WHOLE)
    assert reply.headers["Content-Length"] == str(SIZE)
    assert reply.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=7-3", "bytes=-0"])
def test_a_range_beyond_the_end_is_416(media_site: MediaSite, asked: str) -> None:
    reply = fetch(media_site.url(PATH), asked)
    assert (reply.status, reply.body) == (416, b"")
    assert reply.headers["Content-Range"] == f"bytes */{SIZE}"


def test_if_range_continues_only_what_is_the_same(media_site: MediaSite) -> None:
    etag = fetch(media_site.url(PATH), "bytes=0-0").headers["ETag"]
    assert fetch(media_site.url(PATH), "bytes=5-", etag).body == WHOLE[5:]
    assert fetch(media_site.url(PATH), "bytes=5-", '"another"').body == WHOLE


def test_no_two_blocks_of_generated_bytes_are_alike() -> None:
    data = generated_bytes("blocks", 512 * 1024)
    blocks = {data[start : start + 65_536] for start in range(0, len(data), 65_536)}
    assert len(blocks) == 8
    assert generated_bytes("blocks", 1000) == data[:1000]
    assert generated_bytes("others", 1000) != data[:1000]
