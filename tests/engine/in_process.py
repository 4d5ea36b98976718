"""An engine in this process, for what a test has to change inside of yt-dlp."""

import gc
import threading
import warnings
from contextvars import ContextVar
from dataclasses import replace

import pytest
import yt_dlp
import yt_dlp.globals
import yt_dlp.networking.common
import yt_dlp.postprocessor.ffmpeg
from yt_dlp.downloader.common import FileDownloader
from yt_dlp.downloader.external import FFmpegFD
from yt_dlp.downloader.fragment import FragmentFD
from yt_dlp.extractor import openload
from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.postprocessor.ffmpeg import FFmpegPostProcessor

from app.core.download import DownloadRequest, DownloadUpdate
from app.engine.download_job import run_download
from app.engine.options import EngineOptions
from app.engine.protocol import Answer, DownloadJob
from app.engine.ytdlp import Engine

_CHANGED = (
    (FileDownloader, "report_retry"),
    (FragmentFD, "download_and_append_fragments"),
    (FFmpegFD, "_call_downloader"),
    (yt_dlp.networking.common, "make_ssl_context"),
    (yt_dlp.YoutubeDL, "_forceprint"),
    (InfoExtractor, "raise_login_required"),
    (InfoExtractor, "report_drm"),
    (InfoExtractor, "raise_geo_restricted"),
    (yt_dlp.postprocessor.ffmpeg, "Popen"),
    (openload, "check_executable"),
)


def engine_here(monkeypatch: pytest.MonkeyPatch, options: EngineOptions) -> Engine:
    """An engine; what it changes in yt-dlp is undone at the end of the test."""
    for owner, name in _CHANGED:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    location = ContextVar[str | None]("ffmpeg_location", default=None)
    monkeypatch.setattr(FFmpegPostProcessor, "_ffmpeg_location", location)
    return Engine(options)


def fetched_here(engine: Engine, request: DownloadRequest) -> tuple[DownloadUpdate, list[str]]:
    """The update a download ends with, and its log."""
    answers: list[Answer] = []
    job = DownloadJob("here", 1, replace(request))
    with warnings.catch_warnings():
        # yt-dlp leaves connections to the collector where an answer was of no use to it.
        warnings.simplefilter("ignore", ResourceWarning)
        run_download(job, engine, answers.append, threading.Event(), lambda _: False)
        gc.collect()
    last = answers[-1].update
    assert last is not None
    return last, [answer.log for answer in answers if answer.log]
