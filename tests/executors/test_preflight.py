"""The look before the start, with the real engine on a real site."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.download import Download, DownloadRequest, DownloadState
from app.core.errors import ErrorCode
from app.core.executor import ProbeUpdate
from app.core.preflight import Preflight, Summary
from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.executors.local_prober import LocalProber
from tests.core.desk import Desk
from tests.executors.watched import SECONDS
from tests.site import MediaSite


class Checked:
    """A queue on this thread, looked after with a prober that answers from others."""

    def __init__(self, pool: ChildPool) -> None:
        self._answers: queue.SimpleQueue[ProbeUpdate] = queue.SimpleQueue()
        self.told: list[Summary | None] = []
        self.desk = Desk(limit=0)
        self.prober = LocalProber(pool, self._answers.put)
        self.preflight = Preflight(
            self.prober, free_bytes=lambda _folder: 1_000, later=self.desk.later
        )
        self.preflight.watch(self.desk.queue)
        self.preflight.listen(self.told.append)

    def check(self, requests: list[DownloadRequest]) -> Summary:
        """Have all of them looked at, and wait until they were."""
        self.desk.queue.add(requests)
        self.preflight.check([row.id for row in self.desk.queue])
        self.desk.later.pass_seconds(0.2)
        while (summary := self.told[-1]) is None or summary.checked < summary.of:
            self.preflight.take(self._answers.get(timeout=SECONDS))
            self.desk.later.pass_seconds(0.2)
        return summary

    def rows(self) -> list[Download]:
        return self.desk.rows()


@pytest.fixture
def checked() -> Iterator[Checked]:
    pool = ChildPool(EngineOptions(socket_timeout=4.0, tries=1), size=2)
    looked = Checked(pool)
    yield looked
    looked.prober.close()
    pool.close()


def test_a_batch_says_what_it_will_come_to(
    checked: Checked, media_site: MediaSite, tmp_path: Path
) -> None:
    video = media_site.url("/direct/short.mp4")
    folder = str(tmp_path)
    summary = checked.check(
        [
            DownloadRequest(video, folder=folder),
            DownloadRequest(video + "?again=1", folder=folder),
            DownloadRequest(media_site.url("/direct/short.mp4", fault="404"), folder=folder),
            DownloadRequest(media_site.url("/feed/list.rss", count=3), folder=folder),
        ]
    )
    assert (summary.of, summary.checked) == (4, 4)
    first, second, gone, feed = checked.rows()
    assert first.forecast is not None
    assert first.forecast.size is not None
    assert first.forecast.file_name
    assert first.update.title
    assert second.forecast is not None
    assert gone.forecast is not None
    assert gone.forecast.error is ErrorCode.NOT_FOUND
    assert (feed.forecast, feed.state) == (None, DownloadState.QUEUED)
    assert summary.unavailable == 1
    assert summary.missing_bytes == summary.size - 1_000 > 0
    assert summary.names_taken + summary.duplicates == 1
    assert list(tmp_path.iterdir()) == []
