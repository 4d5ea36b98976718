"""A worker's children are forked from one that is ready, and outlive it, but not the worker."""

import hashlib
import os
import signal
import sys
from pathlib import Path

import pytest

from tests.cloud.worker.crew import Plant
from tests.cloud.worker.desk import eventually, is_flowing
from tests.cloud.worker.processes import are_gone, offspring, working_on
from tests.site import MediaSite, generated_bytes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="children are forked on Linux")

SIZE = 1_200_000


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


def under_way(plant: Plant, site: MediaSite, worker: int, name: str) -> tuple[str, int, int]:
    """A download, the child that has it, and the child's template."""
    download_id = plant.desk.one(site.url(f"/bytes/{name}-{SIZE}.mp4", rate=300_000))
    plant.desk.wait(download_id, is_flowing)
    (child,) = working_on(download_id, offspring(worker))
    return download_id, child, parent(child)


def test_nothing_is_left_of_a_worker_that_is_killed(plant: Plant, media_site: MediaSite) -> None:
    worker = plant.service.start_worker()
    _, child, template = under_way(plant, media_site, worker.pid, "k")
    assert parent(template) == worker.pid
    everybody = offspring(worker.pid)
    assert {child, template} < everybody
    worker.kill()
    assert eventually(lambda: are_gone(everybody))


def test_a_templates_end_is_not_the_workers(plant: Plant, media_site: MediaSite) -> None:
    worker = plant.service.start_worker()
    download_id, child, template = under_way(plant, media_site, worker.pid, "t")
    run = plant.desk.look(download_id).run
    os.kill(template, signal.SIGKILL)
    others = plant.desk.submit(*(media_site.url(f"/bytes/o{n}-20000.mp4") for n in range(6)))
    for other in others:
        plant.desk.completed(other)
    found = plant.desk.completed(download_id)
    assert found.run == run
    assert found.sha256 == hashlib.sha256(generated_bytes("t", SIZE)).hexdigest()
    assert eventually(lambda: are_gone({child, template}))
