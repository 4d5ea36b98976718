"""A download that is killed or paused between its fetch and its place in the folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.choices import AudioFormat, Choices, Container, Subtitles
from app.core.download import DownloadState, DownloadUpdate, Section, Stage
from app.engine.child_pool import ChildPool
from app.engine.staging import HIDDEN_FOLDER
from tests.engine.conftest import MakeRequest
from tests.engine.probed import needs_ffprobe, probed
from tests.engine.running import Running, downloaded, elsewhere, is_processing
from tests.site import MediaSite

pytestmark = needs_ffprobe

EVERYTHING = Choices(
    container=Container.MKV,
    subtitles=Subtitles.EMBEDDED,
    languages=("en", "de"),
    tags=True,
    cover=True,
)
SOUND = Choices(audio=AudioFormat.M4A, tags=True, cover=True)


class _After:
    """Whether this many updates of the steps after the fetch have come."""

    def __init__(self, count: int) -> None:
        self._left = count

    def __call__(self, update: DownloadUpdate) -> bool:
        self._left -= is_processing(update)
        return self._left <= 0


def files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name != HIDDEN_FOLDER]


def slices(site: MediaSite) -> int:
    """How many pieces of the streams were asked for."""
    return sum(one.path.endswith(".ts") for one in site.requests.of())


@pytest.mark.parametrize(
    ("choices", "count"),
    [(EVERYTHING, 2), (EVERYTHING, 5), (SOUND, 3)],
    ids=["early", "late", "sound"],
)
def test_killed_in_any_step_the_file_is_as_if_nothing_had_been(
    pool: ChildPool,
    request_for: MakeRequest,
    folder: Path,
    tmp_path: Path,
    choices: Choices,
    count: int,
) -> None:
    request = request_for("/page/html5/clip.html")
    request = replace(request, choices=choices, section=Section(2, 6))
    running = Running(pool, request)
    running.wait(_After(count))
    running.kill_child()
    last = running.last()
    assert last.state is DownloadState.COMPLETED, last
    undisturbed = elsewhere(request, tmp_path / "undisturbed")
    other = downloaded(pool, undisturbed, "b")
    assert files(folder) == [folder / last.file_name]
    assert probed(folder / last.file_name) == probed(Path(undisturbed.folder) / other.file_name)


def test_paused_in_a_step_nothing_of_the_video_is_fetched_again(
    pool: ChildPool, request_for: MakeRequest, media_site: MediaSite, folder: Path
) -> None:
    request = replace(request_for("/hls-split/clip/master.m3u8"), choices=EVERYTHING)
    running = Running(pool, request)
    running.wait(is_processing)
    running.task.pause()
    paused = running.last()
    assert (paused.state, paused.progress.stage) == (DownloadState.PAUSED, Stage.PROCESSING)
    assert files(folder) == []
    asked = slices(media_site)
    last = downloaded(pool, request, run=2)
    assert last.state is DownloadState.COMPLETED, last
    assert slices(media_site) == asked > 0
    assert probed(folder / last.file_name).languages == ("eng", "deu")


def test_the_bar_never_goes_back_over_subtitles_cover_and_steps(
    pool: ChildPool, request_for: MakeRequest
) -> None:
    running = Running(pool, replace(request_for("/page/html5/clip.html"), choices=EVERYTHING))
    assert running.last().state is DownloadState.COMPLETED
    fractions = [one.progress.fraction for one in running.updates]
    known = [one for one in fractions if one is not None]
    assert known == sorted(known)
    stages = [one.progress.stage for one in running.updates[:-1]]
    first = stages.index(Stage.DOWNLOADING)
    assert Stage.PROCESSING not in stages[:first]
    assert Stage.RESOLVING not in stages[first:]
