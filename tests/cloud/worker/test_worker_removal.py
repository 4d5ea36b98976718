"""What is removed in the middle of its run leaves no file and no key."""

from collections.abc import Callable

import pytest

from cloud.store.batches import Gone, Unknown
from tests.cloud.worker.crew import Crew
from tests.cloud.worker.desk import Desk, eventually, is_flowing
from tests.cloud.worker.slow_files import SlowFiles
from tests.site import MediaSite

SIZE = 1_500_000


def _remove(desk: Desk, download_id: str) -> None:
    assert desk.batches.remove("anna", download_id) == ()


def _remove_batch(desk: Desk, download_id: str) -> None:
    assert desk.batches.remove_batch("anna", desk.look(download_id).batch_id) == []


removals = pytest.mark.parametrize("remove", [_remove, _remove_batch])
Remove = Callable[[Desk, str], None]


@removals
def test_a_running_one(crew: Crew, media_site: MediaSite, remove: Remove) -> None:
    download_id = crew.desk.one(media_site.url(f"/bytes/r-{SIZE}.mp4", rate=200_000))
    crew.desk.wait(download_id, is_flowing)
    remove(crew.desk, download_id)
    assert eventually(lambda: media_site.requests.answering("/bytes/") == 0)
    _nothing_is_left(crew, download_id)


@removals
@pytest.mark.parametrize("hears_of_it", [True, False])
def test_one_whose_file_is_on_its_way(
    crew: Crew, media_site: MediaSite, remove: Remove, hears_of_it: bool
) -> None:
    with SlowFiles(crew) as slow:
        download_id = crew.desk.one(media_site.url(f"/bytes/p-{SIZE}.mp4"))
        slow.wait()
        remove(crew.desk, download_id)
        if not hears_of_it:
            slow.let_go()
        _nothing_is_left(crew, download_id)


def _nothing_is_left(crew: Crew, download_id: str) -> None:
    desk = crew.desk
    assert eventually(lambda: not crew.worker._runners)
    assert desk.in_work() == []
    assert desk.in_files(download_id) == []
    with pytest.raises((Unknown, Gone)):
        desk.look(download_id)
    keys = [str(key) for key in desk.scripts.client.scan_iter("*") if download_id in str(key)]
    assert [key for key in keys if ":known:" not in key] == []
    assert desk.runs.stats().running == 0
