"""A run rests while the store is away, and goes on without waiting for a pulse to notice it."""

import hashlib
from collections.abc import Iterator

import pytest

from app.core.download import DownloadState
from cloud.store.batches import Action
from cloud.store.runs import Demand, RunStore
from cloud.worker import worker
from cloud.worker.reporter import News
from cloud.worker.runner import Runner
from tests.cloud.worker.crew import Crew
from tests.cloud.worker.desk import eventually, is_flowing, is_waiting
from tests.site import MediaSite, generated_bytes

SIZE = 1_200_000
AT_ONCE = 5.0  # seconds; a second on a machine that does nothing else
SHA256 = hashlib.sha256(generated_bytes("r", SIZE)).hexdigest()


@pytest.fixture
def unhurried_crew(crew: Crew) -> Iterator[Crew]:
    """Its worker does not look by itself any more, until the end of the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "_PULSE", 3_600.0)
        crew.worker._look.set()
        yield crew
    crew.worker._look.set()


def _run_of(crew: Crew, site: MediaSite) -> tuple[str, Runner]:
    """A download that is under way, and its run."""
    download_id = crew.desk.one(site.url(f"/bytes/r-{SIZE}.mp4", rate=300_000))
    crew.desk.wait(download_id, is_flowing)
    (runner,) = crew.worker._runners
    return download_id, runner


def test_it_rests_while_the_store_is_away_and_goes_on(crew: Crew, media_site: MediaSite) -> None:
    download_id, runner = _run_of(crew, media_site)
    run = crew.desk.look(download_id).run
    runner._told(News.AWAY)
    assert eventually(lambda: media_site.requests.answering("/bytes/") == 0, AT_ONCE)
    runner._told(News.BACK)
    found = crew.desk.completed(download_id)
    assert (found.sha256, found.run) == (SHA256, run)
    assert media_site.requests.of("/bytes/")[-1].range not in ("", "bytes=0-")


def test_one_that_rests_is_handed_back_too(crew: Crew, media_site: MediaSite) -> None:
    download_id, runner = _run_of(crew, media_site)
    runner._told(News.AWAY)
    assert eventually(lambda: media_site.requests.answering("/bytes/") == 0, AT_ONCE)
    runner.hand_back()
    assert eventually(lambda: runner not in crew.worker._runners, AT_ONCE)
    assert crew.desk.completed(download_id).sha256 == SHA256
    assert crew.desk.field(download_id, "tries") == "0"


def test_a_pause_that_is_taken_back_goes_on_at_once(
    unhurried_crew: Crew, media_site: MediaSite
) -> None:
    desk = unhurried_crew.desk
    download_id, runner = _run_of(unhurried_crew, media_site)
    runner._told(News.PAUSE)  # as if it had heard the one and not yet the other
    desk.ask(download_id, Action.PAUSE)
    desk.ask(download_id, Action.RESUME)
    assert desk.completed(download_id).sha256 == SHA256
    assert DownloadState.PAUSED not in {one.state for one in desk.told(download_id)}


def test_the_next_try_begins_when_it_is_due(unhurried_crew: Crew, media_site: MediaSite) -> None:
    desk = unhurried_crew.desk
    download_id = desk.one(media_site.url(f"/bytes/r-{SIZE}.mp4", fault="500", times=2))
    assert desk.completed(download_id).sha256 == SHA256
    assert sum(map(is_waiting, desk.told(download_id))) == 2


def test_a_pulse_that_fails_is_not_the_last(
    crew: Crew, media_site: MediaSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    store: RunStore = crew.worker._store
    pulse = store.pulse
    failed: list[int] = []

    def fail_once(free: int) -> Demand:
        if not failed:
            failed.append(free)
            raise ValueError("what Redis has never said before")
        return pulse(free)

    monkeypatch.setattr(store, "pulse", fail_once)
    assert eventually(lambda: bool(failed))
    download_id = crew.desk.that_wakes_nobody().one(media_site.url(f"/bytes/r-{SIZE}.mp4"))
    assert crew.desk.completed(download_id).sha256 == SHA256
