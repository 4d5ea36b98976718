"""What has no end is not read for ever, and a video is worth having without it."""

import io
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.choices import Choices
from app.core.download import DownloadState, Remark
from app.core.errors import ErrorCode
from app.engine import bounded as bounds
from app.engine.bounded import bounded
from app.engine.options import EngineOptions
from tests.engine.conftest import MakeRequest
from tests.engine.in_process import engine_here, fetched_here


class Answer:
    """As much of a response as is looked at."""

    def __init__(self, size: int) -> None:
        self._stream = io.BytesIO(bytes(size))

    def read(self, size: int | None = None) -> bytes:
        return self._stream.read(size)


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_BYTES", 10_000)


@pytest.mark.usefixtures("_short")
def test_what_has_an_end_is_read_whole() -> None:
    assert len(bounded(Answer(10_000), ValueError).read()) == 10_000
    answer = bounded(Answer(10_000), ValueError)
    assert [len(answer.read(6_000)) for _ in range(3)] == [6_000, 4_000, 0]


@pytest.mark.usefixtures("_short")
def test_what_has_none_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="does not end"):
        bounded(Answer(10_001), ValueError).read()
    answer = bounded(Answer(10_001), ValueError)
    answer.read(6_000)
    with pytest.raises(ValueError, match="does not end"):
        answer.read(6_000)
    monkeypatch.setattr(bounds, "MOST_SECONDS", 0.0)
    with pytest.raises(ValueError, match="does not end"):
        bounded(Answer(10), ValueError).read(1)


def test_one_that_is_let_go_of_is_closed_at_once() -> None:
    answer = bounded(Answer(10), ValueError)
    seen = weakref.ref(answer)
    del answer
    assert seen() is None


@pytest.mark.usefixtures("_short")
def test_an_endless_page_is_no_video(
    monkeypatch: pytest.MonkeyPatch, engine_options: EngineOptions, request_for: MakeRequest
) -> None:
    request = request_for("/page/html5/short.html", size=20_000)
    last, _ = fetched_here(engine_here(monkeypatch, engine_options), request)
    assert (last.state, last.error) == (DownloadState.FAILED, ErrorCode.UNSUPPORTED)


def test_an_endless_picture_does_not_cost_the_video_which_may_be_of_any_size(
    monkeypatch: pytest.MonkeyPatch,
    engine_options: EngineOptions,
    request_for: MakeRequest,
    folder: Path,
) -> None:
    monkeypatch.setattr(bounds, "MOST_BYTES", 2_000)  # enough for the page
    request = replace(request_for("/page/json-ld/short.html"), choices=Choices(cover=True))
    last, _ = fetched_here(engine_here(monkeypatch, engine_options), request)
    assert (last.state, last.remark) == (DownloadState.COMPLETED, Remark.NOT_EMBEDDED)
    assert (folder / last.file_name).stat().st_size > bounds.MOST_BYTES
