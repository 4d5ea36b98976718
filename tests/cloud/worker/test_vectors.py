"""What a hostile site can make of a link: nothing of it reaches the inside, over HTTP or TLS.

The site is on 127.0.0.1, which is allowed, and stands for the public. The inside is on 127.0.0.2,
serves a good video to whoever comes, and remembers everybody. With the inside allowed too, each
link reaches it: they do what they are meant to.
"""

import ipaddress
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from app.core.choices import Choices, Subtitles
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.tools import find_ffmpeg
from cloud.config import Network
from cloud.worker.confine import can_confine
from cloud.worker.egress_proxy import EgressProxy
from tests.cloud.worker.stand_in import Page, StandIn, stand_in
from tests.engine.running import Running, downloaded, eventually
from tests.site import MediaSite
from tests.site.catalogue import VIDEOS

ROOT = Path(__file__).parents[3]
OUTSIDE = [ipaddress.ip_network("127.0.0.1/32")]
EVERYWHERE = [ipaddress.ip_network("127.0.0.0/8")]
HLS, DASH = "application/vnd.apple.mpegurl", "application/dash+xml"


@dataclass(frozen=True, slots=True)
class Scene:
    """A hostile site, what it points to, and the children that are sent there."""

    site: StandIn
    inside: StandIn
    proxy: EgressProxy
    pool: ChildPool

    def link(self, path: str) -> str:
        return self.site.address + path


@pytest.fixture(scope="module")
def video() -> bytes:
    """A video that any player takes, whatever it is asked for as."""
    with MediaSite() as site:
        clip = VIDEOS["short"]
        return site.media.transport_stream(clip, clip.heights[-1], "av").read_bytes()


@dataclass(frozen=True, slots=True)
class Certificates:
    """Of one authority, which children trust."""

    authority: trustme.CA

    def server(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(host).configure_cert(context)
        return context


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Certificates]:
    authority = trustme.CA()
    path = tmp_path_factory.mktemp("authority") / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        yield Certificates(authority)


def scene(tls: Certificates | None, video: bytes, allowed: Sequence[Network]) -> Iterator[Scene]:
    everything = Page(video, "video/mp2t")
    contexts = [tls.server(host) if tls else None for host in ("127.0.0.1", "127.0.0.2")]
    outside = StandIn(tls=contexts[0])
    inside = StandIn(host="127.0.0.2", tls=contexts[1], otherwise=everything)
    with (
        stand_in(outside),
        stand_in(inside),
        EgressProxy(allowed) as proxy,
    ):
        outside.pages.update(pages(inside.address, video))
        options = EngineOptions(
            ffmpeg=find_ffmpeg(),
            proxy=proxy.address,
            socket_timeout=4.0,
            tries=1,
            untrusted=True,
            ffmpeg_fetches=can_confine(),
        )
        child = "tests.cloud.worker.trusting_child"
        pool = ChildPool(options, python=(sys.executable, "-m", child, str(proxy.port)))
        try:
            yield Scene(outside, inside, proxy, pool)
        finally:
            pool.close()


@pytest.fixture(scope="module", params=["plain", "tls"])
def closed(
    request: pytest.FixtureRequest, certificates: Certificates, video: bytes
) -> Iterator[Scene]:
    yield from scene(certificates if request.param == "tls" else None, video, OUTSIDE)


@pytest.fixture(scope="module")
def opened(certificates: Certificates, video: bytes) -> Iterator[Scene]:
    """Where the inside is allowed."""
    yield from scene(certificates, video, EVERYWHERE)


def pages(inside: str, video: bytes) -> dict[str, Page]:
    """The hostile ones, and `/good.ts` and `/good.html`."""
    key = f'#EXT-X-KEY:METHOD={{}},URI="{inside}/key"'
    good = '<video src="/good.ts" poster="{}">{}</video>'
    where = inside.partition("://")[2]
    past_key = f'#EXT-X-KEY:METHOD=AES-128,URI="httpproxy://{where}/key"'
    words = f'<track kind="subtitles" srclang="en" src="{inside}/words.vtt">'
    return {
        "/good.ts": Page(video, "video/mp2t"),
        "/good.html": html(good.format("", "")),
        "/redirect.ts": Page(status=302, location=f"{inside}/a.ts"),
        "/hops.ts": Page(status=307, location="/redirect.ts"),
        "/segment.m3u8": hls(f"{inside}/0.ts"),
        "/segment-hops.m3u8": hls("/redirect.ts"),
        "/key.m3u8": hls("/good.ts", key.format("AES-128")),
        "/map.m3u8": hls("/good.ts", f'#EXT-X-MAP:URI="{inside}/init"'),
        "/variant.m3u8": Page(
            f"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{inside}/v.m3u8\n".encode(), HLS
        ),
        "/live.m3u8": hls(f"{inside}/0.ts", end=""),
        "/live-hops.m3u8": hls("/redirect.ts", end=""),
        # ffmpeg takes any name that begins as http does, and asks this one without a proxy.
        "/past-segment.m3u8": hls(f"httpproxy://{where}/0.ts", end=""),
        "/past-key.m3u8": hls("/good.ts", past_key, end=""),
        "/past-wrapped.m3u8": hls(f"crypto+httpproxy://{where}/0.ts", end=""),
        "/odd-key.m3u8": hls("/good.ts", key.format("SAMPLE-AES-CTR")),
        "/odd-key-segment.m3u8": hls(f"{inside}/0.ts", key.format("SAMPLE-AES-CTR")),
        "/base.mpd": dash(f"{inside}/", ""),
        "/segments.mpd": dash("/", f"{inside}/"),
        "/video.html": html(f'<video src="{inside}/a.ts"></video>'),
        "/thumbnail.html": html(good.format(f"{inside}/a.jpg", "")),
        "/subtitle.html": html(good.format("", words)),
        "/frame.html": html(f'<meta property="og:video" content="{inside}/a.ts">'),
    }


def html(body: str) -> Page:
    return Page(f"<!DOCTYPE html><html><title>A</title><body>{body}</body></html>".encode())


def hls(segment: str, tag: str = "", end: str = "#EXT-X-ENDLIST") -> Page:
    lines = ["#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-TARGETDURATION:2", "#EXT-X-MEDIA-SEQUENCE:0"]
    lines += [tag, "#EXTINF:2,", segment, end, ""]
    return Page("\n".join(lines).encode(), HLS)


def dash(base: str, media: str) -> Page:
    return Page(
        f"""<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
        mediaPresentationDuration="PT2S"><BaseURL>{base}</BaseURL><Period><AdaptationSet
        mimeType="video/mp4"><SegmentTemplate timescale="1" duration="2" startNumber="0"
        initialization="{media}init.m4s" media="{media}$Number$.m4s"/>
        <Representation id="1" bandwidth="9" width="64" height="36" codecs="avc1.42c01f"/>
        </AdaptationSet></Period></MPD>""".encode(),
        DASH,
    )


confined = pytest.mark.skipif(
    not can_confine(), reason="the kernel cannot confine ffmpeg, which then fetches nothing"
)
FATAL = [
    *("/redirect.ts", "/hops.ts", "/segment.m3u8", "/segment-hops.m3u8", "/key.m3u8"),
    *("/map.m3u8", "/variant.m3u8", "/base.mpd", "/segments.mpd", "/video.html"),
    pytest.param("/odd-key-segment.m3u8", marks=confined),
]
LIVE = ["/live.m3u8", "/live-hops.m3u8"]  # which ffmpeg does not soon give up
PAST = [  # each waits until ffmpeg gives it up
    "/past-segment.m3u8",
    pytest.param("/past-key.m3u8", marks=pytest.mark.stress),
    pytest.param("/past-wrapped.m3u8", marks=pytest.mark.stress),
]
BESIDE = ["/thumbnail.html", "/subtitle.html"]
WITH_ALL = Choices(subtitles=Subtitles.EMBEDDED, languages=("en",), cover=True)


def outcome(scene: Scene, url: str, folder: Path, name: str = "a") -> DownloadUpdate:
    return downloaded(scene.pool, DownloadRequest(url, WITH_ALL, folder=str(folder)), name)


@pytest.mark.parametrize("path", FATAL)
def test_what_lies_inside_is_not_reached(closed: Scene, tmp_path: Path, path: str) -> None:
    before = closed.proxy.refused
    last = outcome(closed, closed.link(path), tmp_path)
    assert last.state is DownloadState.FAILED
    assert not closed.inside.connections
    assert closed.proxy.refused > before, last.detail
    assert not saved(tmp_path)


def until(scene: Scene, path: str, folder: Path, reached: Callable[[], bool]) -> None:
    """A download that is ended when something is reached."""
    running = Running(scene.pool, DownloadRequest(scene.link(path), folder=str(folder)))
    try:
        assert eventually(reached)
    finally:
        running.task.cancel()
        running.last()


def saved(folder: Path) -> list[Path]:
    """What a person would find."""
    return [one for one in folder.iterdir() if not one.name.startswith(".")]


@confined
@pytest.mark.parametrize("path", PAST)
def test_ffmpeg_is_not_led_past_the_proxy(closed: Scene, tmp_path: Path, path: str) -> None:
    outcome(closed, closed.link(path), tmp_path)
    assert not closed.inside.connections


@confined
@pytest.mark.parametrize("path", LIVE)
def test_a_live_stream_does_not_lead_inside(closed: Scene, tmp_path: Path, path: str) -> None:
    before = closed.proxy.refused
    until(closed, path, tmp_path, lambda: closed.proxy.refused > before)
    assert not closed.inside.connections
    assert not saved(tmp_path)


@pytest.mark.parametrize("path", BESIDE)
def test_what_lies_beside_is_left_out(closed: Scene, tmp_path: Path, path: str) -> None:
    before = closed.proxy.refused
    last = outcome(closed, closed.link(path), tmp_path)
    assert last.state is DownloadState.COMPLETED
    assert not closed.inside.connections
    assert closed.proxy.refused > before, last.detail


def test_a_good_one_comes_through(closed: Scene, tmp_path: Path) -> None:
    for number, path in enumerate(("/good.ts", "/good.html")):
        last = outcome(closed, closed.link(path), tmp_path, f"good-{number}")
        assert last.state is DownloadState.COMPLETED
        assert last.size


@pytest.mark.parametrize("path", [*FATAL, *BESIDE])
def test_where_the_inside_is_allowed_each_link_reaches_it(
    opened: Scene, tmp_path: Path, path: str
) -> None:
    opened.inside.connections.clear()
    outcome(opened, opened.link(path), tmp_path)
    assert opened.inside.connections


@confined
@pytest.mark.parametrize("path", LIVE)
def test_where_the_inside_is_allowed_a_live_stream_reaches_it(
    opened: Scene, tmp_path: Path, path: str
) -> None:
    opened.inside.connections.clear()
    until(opened, path, tmp_path, lambda: bool(opened.inside.connections))


@pytest.mark.parametrize(
    "host", ["127.0.0.2", "2130706434", "0177.0.0.2", "0x7f.2", "127.2", "[::ffff:127.0.0.2]"]
)
def test_the_link_itself_may_not_lead_inside(closed: Scene, tmp_path: Path, host: str) -> None:
    scheme = closed.inside.address.partition(":")[0]
    last = outcome(closed, f"{scheme}://{host}:{closed.inside.port}/a.ts", tmp_path)
    assert last.state is DownloadState.FAILED
    assert not closed.inside.connections


_CURL = """
import sys
from cloud.worker import guard
from urllib.parse import urlsplit

proxy, address = sys.stdin.read().split()
guard.install(("127.0.0.1", urlsplit(proxy).port))
import curl_cffi
try:
    answer = curl_cffi.get(
        address, proxies={"all": proxy}, impersonate="chrome", verify=False, timeout=20
    )
    print(answer.status_code)
except curl_cffi.CurlError as error:
    print("refused" if "403" in str(error) else error)
"""


@pytest.mark.parametrize(("path", "said"), [("/good.ts", "200"), ("/redirect.ts", "40")])
def test_curl_goes_the_same_way(closed: Scene, path: str, said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", _CURL],
        input=f"{closed.proxy.address} {closed.link(path)}",
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert ran.stdout.startswith(said) or (said == "40" and ran.stdout == "refused\n")
    assert not closed.inside.connections
