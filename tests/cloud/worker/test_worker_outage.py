"""Redis goes and comes back: what runs rests meanwhile and goes on, nothing is lost or doubled."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from app.core.remote import RemoteDownload
from cloud.store.batches import Action
from tests.cloud.redis_server import DURABLE, RedisServer, redis_server
from tests.cloud.worker.crew import Plant, plant_of
from tests.cloud.worker.desk import eventually, is_flowing
from tests.site import MediaSite, generated_bytes

SIZE = 3_000_000
RATE = 150_000  # bytes per second
SMALL = 450_000
RESTS = 13.0  # seconds of an outage after which nothing is fetched any more
AWAY = 18.0  # seconds of an outage
SLACK = 7.0  # seconds, for a busy machine; more would be an outage itself


@pytest.fixture
def durable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with redis_server(tmp_path_factory.mktemp("durable"), *DURABLE) as server:
        yield server


@pytest.mark.parametrize("how", ["killed", pytest.param("frozen", marks=pytest.mark.stress)])
def test_an_outage_is_sat_out(
    durable: RedisServer, tmp_path: Path, media_site: MediaSite, how: str
) -> None:
    with plant_of(durable, tmp_path) as plant:
        worker = plant.service.start_worker()
        before = _start(plant, media_site)
        away, back = {
            "killed": (durable.kill, durable.start),
            "frozen": (durable.freeze, durable.thaw),
        }[how]
        away()
        began = monotonic()
        try:
            _rests(media_site)
            Event().wait(max(0.0, AWAY - (monotonic() - began)))  # the outage is the test
        finally:
            back()
        for name, found in before.items():
            _check_end(plant, media_site, name, found)
        assert worker.process.poll() is None
        assert eventually(lambda: not plant.desk.in_work())
        assert len(plant.desk.in_files()) == len(before)
        after = plant.desk.one(media_site.url(f"/bytes/after-{SIZE}.mp4", rate=RATE))
        plant.desk.wait(after, is_flowing)
        plant.desk.ask(after, Action.CANCEL)
        plant.desk.ended(after)
        assert worker.terminate() == 0


def _start(plant: Plant, site: MediaSite) -> dict[str, RemoteDownload]:
    """Two that will have to rest, and one that is over before that; by their files."""
    names = [f"o1-{SIZE}", f"o2-{SIZE}", f"small-{SMALL}"]
    ids = plant.desk.submit(*(site.url(f"/bytes/{name}.mp4", rate=RATE) for name in names))
    return {name: plant.desk.wait(one, is_flowing) for name, one in zip(names, ids, strict=True)}


def _rests(site: MediaSite) -> None:
    assert eventually(lambda: site.requests.answering("/bytes/small-") == 0, RESTS)
    assert eventually(lambda: site.requests.answering("/bytes/") == 0, RESTS + SLACK)


def _check_end(plant: Plant, site: MediaSite, name: str, before: RemoteDownload) -> None:
    ended = plant.desk.completed(before.id)
    base, _, size = name.rpartition("-")
    assert ended.sha256 == hashlib.sha256(generated_bytes(base, int(size))).hexdigest()
    runs = {one.run for one in plant.desk.told(before.id)} - {0}
    assert len(runs) <= 2, "the same run, or one more"
    assert _goes_on(site, f"/bytes/{name}.mp4")


def _goes_on(site: MediaSite, path: str) -> bool:
    """Whether what was fetched after a rest is what was missing.

    The bytes that the site sent would not tell: each run first looks at the link, and while the
    connection of that look stays open the file is sent there once more, to nobody. After a rest
    that is about as much as was still missing, which on a busy machine is most of it.

    A pause of more than a second ends in a kill, but is no reason to begin anew: that is for
    streams in fragments, and this is one file.
    """
    _look, _fetch, *later = site.requests.of(path)
    return not later or later[-1].range.startswith("bytes=")
