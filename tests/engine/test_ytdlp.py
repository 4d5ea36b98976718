"""What the door to yt-dlp relies on inside of it."""

import re
from pathlib import Path

import pytest
import yt_dlp
import yt_dlp.networking.common
from yt_dlp.downloader.common import FileDownloader
from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor
from yt_dlp.utils import ExtractorError
from yt_dlp.version import __version__

from app.core.errors import ErrorCode
from app.engine import ytdlp
from app.engine.failures import classify
from app.engine.options import EngineOptions
from app.engine.ytdlp import Engine
from tests.engine.in_process import engine_here


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    return engine_here(monkeypatch, EngineOptions(ffmpeg="/some/ffmpeg"))


def test_the_version_is_the_pinned_one() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text()
    pinned = re.search(r'"yt-dlp==([\d.]+)"', project)
    assert pinned is not None
    assert __version__ == pinned[1]


def test_certificates_are_read_once(engine: Engine) -> None:
    assert engine.options.ffmpeg
    common = yt_dlp.networking.common
    for _ in range(2):
        with yt_dlp.YoutubeDL({"quiet": True}, auto_init=False) as ydl:
            assert ydl._request_director.handlers
            for handler in ydl._request_director.handlers.values():
                if hasattr(handler, "_make_sslcontext"):
                    handler._make_sslcontext()
    info = common.make_ssl_context.cache_info()
    assert info.misses == 1
    assert info.hits >= 1


def test_no_tables_are_laid_out(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.options.ffmpeg
    laid_out: list[object] = []
    monkeypatch.setattr(yt_dlp.YoutubeDL, "render_formats_table", laid_out.append)
    with yt_dlp.YoutubeDL({"quiet": True, "simulate": True}, auto_init=False) as ydl:
        video = {"id": "a", "title": "a", "url": "https://127.0.0.1/a.mp4", "extractor": "site"}
        ydl.process_ie_result(video | {"extractor_key": "Site", "webpage_url": video["url"]})
    assert laid_out == []


def test_every_extractor_is_there_and_in_order(engine: Engine) -> None:
    assert engine.options.ffmpeg
    with yt_dlp.YoutubeDL({"quiet": True}) as ydl:
        expected = list(ydl._ies)
    with ytdlp._YoutubeDL({"quiet": True}, None) as quick:
        assert list(quick._ies) == expected


def test_ffmpeg_is_where_the_options_say(engine: Engine) -> None:
    assert FFmpegPostProcessor._ffmpeg_location.get() == engine.options.ffmpeg


@pytest.mark.parametrize(
    ("helper", "arguments", "code"),
    [
        ("raise_login_required", (), ErrorCode.LOGIN_NEEDED),
        ("report_drm", ("id",), ErrorCode.DRM),
        ("raise_geo_restricted", (), ErrorCode.GEO_BLOCKED),
    ],
)
def test_helpers_of_extractors_tag_their_errors(
    engine: Engine, helper: str, arguments: tuple[str, ...], code: ErrorCode
) -> None:
    assert engine.options.ffmpeg
    with yt_dlp.YoutubeDL({"quiet": True}, auto_init=False) as ydl:
        extractor = ydl.get_info_extractor("Generic")
        with pytest.raises(ExtractorError) as raised:
            getattr(extractor, helper)(*arguments)
    assert classify(raised.value).code is code


def test_retries_are_not_counted_inside(engine: Engine) -> None:
    assert engine.options.ffmpeg
    with pytest.raises(ConnectionResetError):
        FileDownloader.report_retry(None, ConnectionResetError(), 1, 10)


def test_no_plugins_are_loaded() -> None:
    assert yt_dlp.globals.plugin_ies.value == {}
