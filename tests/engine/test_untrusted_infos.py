"""What an extractor may say of somebody else's link, and what yt-dlp then asks for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from yt_dlp.extractor.generic import GenericIE
from yt_dlp.extractor.openload import PhantomJSwrapper
from yt_dlp.networking import Request
from yt_dlp.networking.exceptions import RequestError
from yt_dlp.networking.impersonate import ImpersonateTarget
from yt_dlp.utils import ExtractorError

from app.core.choices import Choices, Subtitles
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate, Remark
from app.core.errors import ErrorCode
from app.engine.failures import classify
from app.engine.options import EngineOptions
from app.engine.ytdlp import Engine
from tests.engine.in_process import engine_here, fetched_here
from tests.engine.local_proxy import LocalProxy
from tests.engine.trap_site import MP4, TrapSite, is_refused, past_the_proxy

Info = dict[str, Any]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, untrusted: EngineOptions) -> Engine:
    return engine_here(monkeypatch, untrusted)


def fetched(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, folder: Path, info: Info, **choices: Any
) -> DownloadUpdate:
    """How a download of this ends, were it what a site's page says."""

    def extract(_: GenericIE, url: str) -> Info:
        return {"id": "x", "title": "x", "ext": "mp4", "webpage_url": url} | info

    monkeypatch.setattr(GenericIE, "_real_extract", extract)
    request = DownloadRequest("http://127.0.0.1:9/x", Choices(**choices), folder=str(folder))
    return fetched_here(engine, request)[0]


def _fragments(*fragments: Info) -> Info:
    return {"protocol": "http_dash_segments", "fragments": list(fragments)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "rtmp://127.0.0.1:9/x"},
        {"url": "ftp://127.0.0.1:9/x"},
        {"url": "file:///etc/passwd"},
        {"url": "data:video/mp4;base64,AAAA"},
        {"url": "http:///x"},
        {"protocol": "mhtml"},
        {"protocol": "websocket_frag"},
        {"protocol": "http+rtmp"},
        {"manifest_url": "file:///etc/passwd"},
        {"fragment_base_url": "file:///etc/"} | _fragments({"path": "passwd"}),
        _fragments({"url": "file:///etc/passwd"}),
        _fragments({"url": "http://127.0.0.1:9/0"}, {"url": "data:video/mp4;base64,AAAA"}),
        _fragments({"path": "ftp://127.0.0.1:9/0"}),
    ],
)
@pytest.mark.parametrize("is_listed", [True, False])
def test_what_is_not_fetched_by_http_is_refused(  # and nothing asked
    monkeypatch: pytest.MonkeyPatch,
    engine: Engine,
    folder: Path,
    proxy: LocalProxy,
    wrong: Info,
    is_listed: bool,
) -> None:
    one = {"url": "http://127.0.0.1:9/x.mp4", "ext": "mp4"} | wrong
    info = {"formats": [one | {"format_id": "a"}]} if is_listed else one
    assert is_refused(fetched(monkeypatch, engine, folder, info))
    assert not proxy.seen


def test_of_several_formats_those_by_http_are_left(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, folder: Path, site: TrapSite
) -> None:
    site.answers = {"/x.mp4": MP4}
    formats = [
        {"format_id": "1", "url": site.url("/x.mp4"), "ext": "mp4", "height": 240},
        {"format_id": "2", "url": "rtmp://127.0.0.1:9/x", "ext": "mp4", "height": 2160},
    ]
    info = {"formats": formats, "requested_formats": [formats[1]]}
    last = fetched(monkeypatch, engine, folder, info)
    assert (last.state, last.size) == (DownloadState.COMPLETED, len(MP4))


@pytest.mark.parametrize("name", ["Ytdl-request-proxy", "YTDL-REQUEST-PROXY", "ytdl-Socks-proxy"])
@pytest.mark.parametrize("way", ["__noproxy__", "http://127.0.0.1:9"])
def test_no_header_leads_past_the_proxy(
    monkeypatch: pytest.MonkeyPatch,
    engine: Engine,
    folder: Path,
    site: TrapSite,
    proxy: LocalProxy,
    name: str,
    way: str,
) -> None:
    words = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
    site.answers = {"/x.mp4": MP4, "/x.vtt": words, "/x.jpg": b"\xff\xd8\xff"}
    past = {"http_headers": {name: way, "X-Of-The-Site": "1"}}
    info = {
        "formats": [{"format_id": "1", "url": site.url("/x.mp4"), "ext": "mp4"} | past],
        "subtitles": {"en": [{"url": site.url("/x.vtt"), "ext": "vtt"} | past]},
        "thumbnails": [{"url": site.url("/x.jpg")} | past],
    } | past
    wishes = {"subtitles": Subtitles.BESIDE, "languages": ("en",), "cover": True}
    last = fetched(monkeypatch, engine, folder, info, **wishes)
    assert last.state is DownloadState.COMPLETED, last
    assert {"/x.mp4", "/x.vtt", "/x.jpg"} <= set(site.asked)
    assert not past_the_proxy(proxy, site)
    sent = {header.lower() for _, headers in site.seen for header in headers}
    assert "x-of-the-site" in sent
    assert name.lower() not in sent


def test_subtitles_and_covers_that_are_not_on_the_web_are_left_out(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, folder: Path, site: TrapSite
) -> None:
    site.answers = {"/x.mp4": MP4}
    info = {
        "url": site.url("/x.mp4"),
        "subtitles": {"en": [{"url": "file:///etc/passwd", "ext": "vtt"}]},
        "thumbnails": [{"url": "file:///etc/passwd"}, {"url": "ftp://127.0.0.1:9/x.jpg"}],
    }
    wishes = {"subtitles": Subtitles.BESIDE, "languages": ("en",), "cover": True}
    last = fetched(monkeypatch, engine, folder, info, **wishes)
    assert (last.state, last.remark) == (DownloadState.COMPLETED, Remark.NO_SUBTITLES)
    assert [path.name for path in folder.iterdir() if path.is_file()] == [last.file_name]


@pytest.fixture
def ydl(engine: Engine, untrusted: EngineOptions) -> Iterator[Any]:
    settings = {"quiet": True, "cachedir": False, "proxy": untrusted.proxy, "socket_timeout": 4.0}
    with engine._ydl(settings, None) as one:
        yield one


CHROME = {"impersonate": ImpersonateTarget("chrome")}


@pytest.mark.parametrize("extensions", [{}, CHROME])
def test_no_request_chooses_a_way_of_its_own(
    ydl: Any, site: TrapSite, proxy: LocalProxy, extensions: Info
) -> None:
    site.answers = {"/x": b"x"}
    for proxies in ({"all": "__noproxy__"}, {"http": None}, {"no": "127.0.0.1"}):
        with ydl.urlopen(Request(site.url("/x"), proxies=proxies, extensions=extensions)) as got:
            assert got.read() == b"x"
    assert len(proxy.seen) == len(site.asked) == 3


@pytest.mark.parametrize("extensions", [{}, CHROME])
@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "data:,x", "ftp://127.0.0.1:9/", "ws://127.0.0.1:9/"]
)
def test_no_request_is_of_another_protocol(
    ydl: Any, site: TrapSite, proxy: LocalProxy, url: str, extensions: Info
) -> None:
    site.answers = {"/": url}
    for one in (url, site.url("/"), "http:///x"):
        with pytest.raises(RequestError) as raised:
            ydl.urlopen(Request(one, extensions=extensions))
        assert classify(raised.value).code is ErrorCode.UNSUPPORTED
    assert [line.split(" ")[1] for line in proxy.seen] == [site.url("/")]


def test_nobody_starts_a_browser_for_a_page(engine: Engine) -> None:
    assert engine.options.untrusted
    with pytest.raises(ExtractorError, match="PhantomJS not found"):
        PhantomJSwrapper(GenericIE())
