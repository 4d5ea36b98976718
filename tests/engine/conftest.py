"""Warm children for the tests of the engine, and a place for what they fetch."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.choices import AudioFormat, Choices, Quality
from app.core.download import DownloadRequest
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.tools import find_ffmpeg
from tests.engine.local_proxy import LocalProxy, local_proxy
from tests.engine.trap_site import TrapSite, trap_site
from tests.site import MediaSite

MakeRequest = Callable[..., DownloadRequest]


@pytest.fixture(scope="module")
def engine_options() -> EngineOptions:
    """Short times and few tries, so that what fails does so within the test."""
    return EngineOptions(ffmpeg=find_ffmpeg(), socket_timeout=4.0, tries=2)


@pytest.fixture(scope="module")
def pool(engine_options: EngineOptions) -> Iterator[ChildPool]:
    children = ChildPool(engine_options, size=2)
    yield children
    children.close()


@pytest.fixture
def proxy() -> Iterator[LocalProxy]:
    with local_proxy(LocalProxy()) as one:
        yield one


@pytest.fixture
def untrusted(engine_options: EngineOptions, proxy: LocalProxy) -> EngineOptions:
    """Options for links of somebody else."""
    return replace(
        engine_options, proxy=proxy.address(), untrusted=True, ffmpeg_fetches=True, tries=1
    )


@pytest.fixture
def site() -> Iterator[TrapSite]:
    """One that a test fills with what leads elsewhere."""
    with trap_site(TrapSite()) as one:
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where downloads go."""
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    return chosen


@pytest.fixture
def request_for(media_site: MediaSite, folder: Path) -> MakeRequest:
    """Makes the request for a path of the media site, with wishes for what goes wrong."""

    def make(
        path: str,
        *,
        quality: Quality = Quality.BEST,
        audio: AudioFormat | None = None,
        **wishes: str | float,
    ) -> DownloadRequest:
        return DownloadRequest(
            media_site.url(path, **wishes), Choices(quality, audio=audio), folder=str(folder)
        )

    return make
