"""Advertising that SponsorBlock knows of, here a local one, which knows seconds 2 to 4."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from yt_dlp.postprocessor.sponsorblock import SponsorBlockPP

from app.core.choices import Choices, Sponsors, Subtitles
from app.core.download import DownloadState, Remark, Section
from app.engine.options import EngineOptions
from app.engine.staging import Staging
from app.engine.tools import find_ffmpeg
from app.engine.ytdlp import Engine
from tests.engine.conftest import MakeRequest
from tests.engine.in_process import engine_here, fetched_here
from tests.engine.probed import needs_ffprobe, probed
from tests.engine.running import elsewhere
from tests.site import MediaSite

PAGE = "/page/json-ld/clip.html"
pytestmark = needs_ffprobe


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, media_site: MediaSite) -> Engine:
    """One to which the test site is a site that SponsorBlock knows."""
    monkeypatch.setitem(SponsorBlockPP.EXTRACTORS, "Generic", "YouTube")
    options = EngineOptions(
        ffmpeg=find_ffmpeg(), sponsorblock_api=media_site.url("/sponsors"), socket_timeout=4
    )
    return engine_here(monkeypatch, options)


def test_they_are_marked_as_chapters(
    engine: Engine, request_for: MakeRequest, folder: Path
) -> None:
    request = replace(request_for(PAGE), choices=Choices(sponsors=Sponsors.MARK))
    last, _ = fetched_here(engine, request)
    found = probed(folder / last.file_name)
    assert last.remark is None
    assert found.chapters == ("Test clip", "[SponsorBlock]: Sponsor", "Test clip")
    assert found.seconds == pytest.approx(6, abs=0.2)


def test_they_are_removed(engine: Engine, request_for: MakeRequest, folder: Path) -> None:
    choices = Choices(sponsors=Sponsors.REMOVE, subtitles=Subtitles.NONE)
    last, _ = fetched_here(engine, replace(request_for(PAGE), choices=choices))
    assert last.remark is None
    assert probed(folder / last.file_name).seconds == pytest.approx(4, abs=0.3)


def test_they_are_removed_from_a_part_too(
    engine: Engine, request_for: MakeRequest, folder: Path
) -> None:
    choices = Choices(sponsors=Sponsors.REMOVE)
    request = replace(request_for(PAGE), choices=choices, section=Section(2, 6))
    last, _ = fetched_here(engine, request)
    assert probed(folder / last.file_name).seconds == pytest.approx(2, abs=0.3)


class _Killed(BaseException):
    pass


@pytest.mark.parametrize("duration", [6, None])
@pytest.mark.parametrize("links", [True, False])
def test_killed_after_the_cut_it_is_cut_out_of_the_whole_again(
    engine: Engine,
    request_for: MakeRequest,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    duration: int | None,
    links: bool,
) -> None:
    def known(_: SponsorBlockPP, info: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        times = {"start_time": 2, "end_time": 4, "title": "", "category": "sponsor"}
        mark = {**times, "_categories": [("sponsor", 2, 4, "")]}
        return [], info | {"duration": duration, "sponsorblock_chapters": [mark]}

    def die(*_: object) -> None:
        raise _Killed

    monkeypatch.setattr(SponsorBlockPP, "run", known)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", _refuse)
    words = Choices(sponsors=Sponsors.REMOVE, subtitles=Subtitles.BESIDE, languages=("en",))
    request = replace(request_for("/page/html5/clip.html"), choices=words)
    with monkeypatch.context() as patched:
        patched.setattr(Staging, "move_in", die)
        with pytest.raises(_Killed):
            fetched_here(engine, request)
    last, _ = fetched_here(engine, request)
    assert last.remark is None
    assert probed(folder / last.file_name).seconds == pytest.approx(4, abs=0.3)
    undisturbed = elsewhere(request, tmp_path / "undisturbed")
    other, _ = fetched_here(engine, undisturbed)
    assert _subtitles(folder / last.file_name) == _subtitles(
        Path(undisturbed.folder) / other.file_name
    )


def _refuse(*_: object) -> None:
    raise PermissionError


def _subtitles(file: Path) -> str:
    text = file.with_suffix(".en.vtt").read_text()
    assert "00:02.000 --> 00:04.000\n[en] 4 seconds" in text
    return text


@pytest.mark.parametrize("sponsors", [Sponsors.MARK, Sponsors.REMOVE])
def test_without_an_answer_the_video_arrives_whole(
    engine: Engine,
    request_for: MakeRequest,
    media_site: MediaSite,
    folder: Path,
    sponsors: Sponsors,
) -> None:
    # A page instead of an answer: what cannot be reached at all is asked for several times.
    wrong = replace(engine.options, sponsorblock_api=media_site.url("/page/empty?x="))
    engine.options = wrong
    last, log = fetched_here(engine, replace(request_for(PAGE), choices=Choices(sponsors=sponsors)))
    assert (last.state, last.remark) == (DownloadState.COMPLETED, Remark.NOT_EMBEDDED)
    assert any("SponsorBlock" in line for line in log)
    assert probed(folder / last.file_name).seconds == pytest.approx(6, abs=0.2)


def test_a_site_it_does_not_know_is_not_asked_about(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, request_for: MakeRequest, media_site: MediaSite
) -> None:
    monkeypatch.delitem(SponsorBlockPP.EXTRACTORS, "Generic")
    choices = Choices(sponsors=Sponsors.REMOVE)
    last, _ = fetched_here(engine, replace(request_for(PAGE), choices=choices))
    assert (last.state, last.remark) == (DownloadState.COMPLETED, None)
    assert media_site.requests.count("/sponsors/") == 0


def test_without_ffprobe_the_video_arrives_with_a_remark(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    engine: Engine,
    request_for: MakeRequest,
    folder: Path,
) -> None:
    alone = tmp_path / "programs" / "ffmpeg"
    alone.parent.mkdir()
    alone.symlink_to(find_ffmpeg())
    bare = engine_here(monkeypatch, replace(engine.options, ffmpeg=str(alone)))
    choices = Choices(sponsors=Sponsors.REMOVE, tags=True, cover=True, chapters=True)
    request = replace(request_for(PAGE, chapters=1), choices=choices, section=Section(2, 6))
    last, _ = fetched_here(bare, request)
    assert (last.state, last.remark) == (DownloadState.COMPLETED, Remark.NOT_EMBEDDED)
    found = probed(folder / last.file_name)
    assert found.tags["title"] == "Test clip"
    assert found.seconds == pytest.approx(4, abs=0.3)
