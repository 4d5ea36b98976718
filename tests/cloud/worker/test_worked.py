"""What a download is said to have cost is the time that a worker had it."""

from app.core.download import DownloadState
from cloud.store.batches import Action
from tests.cloud.worker.crew import Crew
from tests.cloud.worker.desk import is_flowing, is_running
from tests.site import MediaSite

RATE = 300_000  # bytes per second
SECONDS = 3.0
SIZE = round(RATE * SECONDS)


def test_both_runs_of_a_paused_download_are_in_it(either_crew: Crew, media_site: MediaSite) -> None:
    desk = either_crew.desk
    download_id = desk.one(media_site.url(f"/bytes/w-{SIZE}.mp4", rate=RATE))
    assert desk.wait(download_id, is_flowing).worked == 0.0
    desk.ask(download_id, Action.PAUSE)
    paused = desk.wait(download_id, lambda one: one.state is DownloadState.PAUSED)
    assert paused.worked
    desk.ask(download_id, Action.RESUME)
    assert desk.wait(download_id, is_running).worked == paused.worked
    ended = desk.completed(download_id)
    assert ended.worked is not None
    assert ended.ended is not None
    # A site sends a little at once and then keeps to its rate.
    assert max(paused.worked, SECONDS / 2) < ended.worked <= ended.ended - ended.added + 0.002
