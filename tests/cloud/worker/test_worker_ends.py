"""A worker that is told to end hands back what it runs, and another goes on with it."""

import hashlib
import signal
from pathlib import Path
from time import monotonic

import pytest

from app.core.choices import Choices, Quality, Subtitles
from app.core.download import DownloadState
from app.core.remote import RemoteDownload
from cloud.connections import Connections
from tests.cloud.redis_server import RedisServer
from tests.cloud.worker.crew import Plant, crew_of
from tests.cloud.worker.desk import eventually, is_flowing
from tests.cloud.worker.processes import are_gone, offspring
from tests.cloud.worker.slow_files import SlowFiles
from tests.site import MediaSite, generated_bytes

SIZE = 2_000_000
RATE = 300_000  # bytes per second
GRACE = 10.0  # seconds, after which an orchestrator kills
SLACK = 5.0  # seconds, for a busy machine


def _names(count: int) -> list[str]:
    return [f"e{number}" for number in range(count)]


def _sha256(name: str, size: int = SIZE) -> str:
    return hashlib.sha256(generated_bytes(name, size)).hexdigest()


def _far_enough(one: RemoteDownload) -> bool:
    return is_flowing(one) and (one.progress.fraction or 0) > 0.15


def _start(plant: Plant, site: MediaSite) -> dict[str, str]:
    """Three under way: their names by their ids."""
    names = _names(3)
    ids = plant.desk.submit(*(site.url(f"/bytes/{n}-{SIZE}.mp4", rate=RATE) for n in names))
    for download_id in ids:
        plant.desk.wait(download_id, _far_enough)
    return dict(zip(ids, names, strict=True))


def test_it_hands_back_what_it_runs_and_another_goes_on(
    plant: Plant, media_site: MediaSite
) -> None:
    first = plant.service.start_worker()
    ids = _start(plant, media_site)
    before = {one: plant.desk.look(one).run for one in ids}
    children = offspring(first.pid)
    asked = monotonic()
    first.signal(signal.SIGTERM)
    for download_id in ids:
        plant.desk.wait(download_id, lambda one: one.state is DownloadState.QUEUED, GRACE)
    assert first.process.wait(GRACE) == 0
    assert monotonic() - asked < GRACE
    assert are_gone(children)
    assert media_site.requests.answering("/bytes/") == 0
    plant.service.start_worker()
    for download_id, name in ids.items():
        found = plant.desk.completed(download_id)
        assert found.sha256 == _sha256(name)
        assert found.run > before[download_id]
        assert plant.desk.field(download_id, "tries") == "0"
        assert _goes_on(media_site, name)
    assert eventually(lambda: not plant.desk.in_work())


def _goes_on(site: MediaSite, name: str) -> bool:
    *_, last = site.requests.of(f"/bytes/{name}-{SIZE}.mp4")
    return last.range.startswith("bytes=") and not last.range.startswith("bytes=0-")


def test_another_that_waits_takes_over_at_once_and_elsewhere_begins_again(
    plant: Plant, media_site: MediaSite, tmp_path: Path
) -> None:
    first = plant.service.start_worker()
    ids = _start(plant, media_site)
    plant.service.start_worker(WORK=str(tmp_path / "elsewhere"))
    assert eventually(lambda: plant.desk.runs.stats().workers == 2)
    before = {one: plant.desk.look(one).run for one in ids}
    assert first.terminate() == 0
    assert eventually(lambda: all(plant.desk.look(one).run > before[one] for one in ids), GRACE)
    for download_id, name in ids.items():
        assert plant.desk.completed(download_id).sha256 == _sha256(name)
        assert plant.desk.field(download_id, "tries") == "0"
        assert not _goes_on(media_site, name)
    assert eventually(lambda: list((tmp_path / "elsewhere").iterdir()) == [])


@pytest.mark.stress
def test_it_ends_in_time_when_redis_is_away(
    plant: Plant, server: RedisServer, media_site: MediaSite
) -> None:
    worker = plant.service.start_worker()
    download_id = plant.desk.one(media_site.url(f"/bytes/away-{SIZE}.mp4", rate=RATE))
    plant.desk.wait(download_id, _far_enough)
    children = offspring(worker.pid)
    server.freeze()
    try:
        worker.signal(signal.SIGTERM)
        assert worker.process.wait(GRACE + SLACK) == 0
        assert are_gone(children)
    finally:
        server.thaw()
    plant.service.start_worker()
    assert plant.desk.completed(download_id).sha256 == _sha256("away")


def test_it_ends_in_the_middle_of_publishing(
    embedded: Connections, tmp_path: Path, media_site: MediaSite
) -> None:
    """What was fetched is not fetched again, and is kept once."""
    with crew_of(embedded, tmp_path) as crew, SlowFiles(crew) as slow:
        download_id = crew.desk.one(media_site.url(f"/bytes/p-{SIZE}.mp4"))
        slow.wait()
        asked = monotonic()
        crew.worker.stop()
        assert monotonic() - asked < GRACE
        assert crew.desk.look(download_id).state is DownloadState.QUEUED
        assert crew.desk.field(download_id, "tries") == "0"
        assert crew.desk.in_files() == []
    with crew_of(embedded, tmp_path, flush=False) as crew:
        assert crew.desk.completed(download_id).sha256 == _sha256("p")
        assert len(crew.desk.in_files()) == 1
        assert eventually(lambda: not crew.desk.in_work())
    assert media_site.requests.count("/bytes/") == 3, "looked, fetched, looked again"


@pytest.mark.stress
def test_what_lies_beside_is_not_lost_in_the_middle_of_publishing(
    embedded: Connections, tmp_path: Path, media_site: MediaSite
) -> None:
    choices = Choices(Quality.P360, subtitles=Subtitles.BESIDE, languages=("de", "en"))
    with crew_of(embedded, tmp_path) as crew, SlowFiles(crew, ".mp4") as slow:
        download_id = crew.desk.one(media_site.url("/page/html5/short.html"), choices)
        slow.wait()
        crew.worker.stop()
        assert crew.desk.in_files() == []
    with crew_of(embedded, tmp_path, flush=False) as crew:
        found = crew.desk.completed(download_id)
        assert sorted(one.suffix for one in found.beside) == ["de.vtt", "en.vtt"]
        assert eventually(lambda: not crew.desk.in_work())
