"""What a worker had that was killed or frozen runs on another, and never twice at once."""

import hashlib
from time import monotonic

import pytest

from app.core.remote import RemoteDownload
from tests.cloud.service import Role
from tests.cloud.worker.crew import Plant
from tests.cloud.worker.desk import eventually, is_flowing
from tests.cloud.worker.processes import are_gone, offspring, working_on
from tests.site import MediaSite, generated_bytes

SIZE = 1_800_000
SMALL = 600_000
RATE = 100_000  # bytes per second
SLACK = 10.0  # seconds, for a busy machine
SILENCE = 12.0  # seconds after which nothing of a frozen worker writes any more
AGAIN = 30.0  # seconds after which a download runs again


def _sha256(name: str, size: int = SIZE) -> str:
    return hashlib.sha256(generated_bytes(name, size)).hexdigest()


def _start(
    plant: Plant, site: MediaSite, count: int, rate: int = RATE
) -> dict[str, RemoteDownload]:
    """So many under way, by their names."""
    names = [f"l{number}" for number in range(count)]
    ids = plant.desk.submit(*(site.url(f"/bytes/{n}-{SIZE}.mp4", rate=rate) for n in names))
    return {
        name: plant.desk.wait(one, lambda found: is_flowing(found) and _reached(found) > 0.1)
        for name, one in zip(names, ids, strict=True)
    }


def _reached(found: RemoteDownload) -> float:
    return found.progress.fraction or 0.0


def _check_ends(plant: Plant, site: MediaSite, before: dict[str, RemoteDownload]) -> None:
    """All end whole, having gone on where they were, and what was told of them is in order."""
    for name, found in before.items():
        ended = plant.desk.completed(found.id)
        assert ended.sha256 == _sha256(name)
        first, *_, last = site.requests.of(f"/bytes/{name}-{SIZE}.mp4")
        assert int(last.range.removeprefix("bytes=").rstrip("-")) > 0
        assert first.range in ("", "bytes=0-")
        told = [one.run for one in plant.desk.told(found.id)]
        assert told == sorted(told), "nothing of an earlier run after a later one"
        assert len(set(told) - {0}) == 2
    assert eventually(lambda: not plant.desk.in_work())


def test_a_killed_workers_downloads_run_on_another(plant: Plant, media_site: MediaSite) -> None:
    killed = plant.service.start_worker()
    before = _start(plant, media_site, 3, rate=3 * RATE)
    children = offspring(killed.pid) - {killed.pid}
    at = monotonic()
    killed.kill()
    plant.service.start_worker()  # it finds them by itself: nobody wakes it
    assert eventually(lambda: are_gone(children), SILENCE)
    requests = media_site.requests.count("/bytes/")
    assert media_site.requests.answering("/bytes/") == 0, "the old ones are over"
    for found in before.values():
        assert plant.desk.look(found.id).run == found.run, "before the new ones begin"
    assert media_site.requests.count("/bytes/") == requests
    for found in before.values():
        plant.desk.wait(found.id, lambda one, run=found.run: one.run > run)  # type: ignore[misc]
    assert monotonic() - at < AGAIN + SLACK
    _check_ends(plant, media_site, before)


@pytest.mark.stress
def test_a_frozen_worker_writes_nothing_and_says_nothing_that_counts(
    plant: Plant, media_site: MediaSite
) -> None:
    frozen = plant.service.start_worker(MAX_PARALLEL_DOWNLOADS="2")
    before = _start(plant, media_site, 2)
    other = plant.service.start_worker(MAX_PARALLEL_DOWNLOADS="2")
    assert eventually(lambda: plant.desk.runs.stats().workers == 2)
    _freeze_until_others_run(plant, frozen, other, before)
    _check_ends(plant, media_site, before)
    workers = {plant.desk.field(one.id, "worker") for one in before.values()}
    assert len(workers) == 1, "it was the other"
    assert frozen.process.poll() is None
    _works_on(plant, media_site, workers)


def _freeze_until_others_run(
    plant: Plant, frozen: Role, other: Role, before: dict[str, RemoteDownload]
) -> None:
    children = offspring(frozen.pid) - {frozen.pid}
    frozen.freeze()
    at = monotonic()
    try:
        assert eventually(lambda: are_gone(children), SILENCE)
        for found in before.values():
            assert plant.desk.look(found.id).run == found.run, "ended before another begins"
        for found in before.values():
            plant.desk.wait(found.id, lambda one, run=found.run: one.run > run)  # type: ignore[misc]
        assert monotonic() - at < AGAIN + SLACK
        for found in before.values():
            assert eventually(lambda of=found.id: _are_at_it(other, of) == 1)  # type: ignore[misc]
    finally:
        frozen.thaw()


def _are_at_it(worker: Role, download_id: str) -> int:
    return len(working_on(download_id, offspring(worker.pid)))


def _works_on(plant: Plant, site: MediaSite, others: set[str]) -> None:
    """The thawed one takes its share."""
    more = [site.url(f"/bytes/m{number}-{SMALL}.mp4", rate=RATE * 4) for number in range(4)]
    ids = plant.desk.submit(*more)
    assert eventually(lambda: {plant.desk.field(one, "worker") for one in ids} > others)
    for number, one in enumerate(ids):
        assert plant.desk.completed(one).sha256 == _sha256(f"m{number}", SMALL)
