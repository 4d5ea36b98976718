"""Downloads on this computer keep what every executor promises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.download import DownloadRequest, DownloadState, Remark
from app.engine.child_pool import ChildPool, PoolClosed
from app.engine.options import EngineOptions
from app.executors import local as local_module
from app.executors.local import LocalExecutor
from tests.executors.contract import ExecutorContract, is_flowing
from tests.executors.watched import Watched, is_end
from tests.site import MediaSite


@pytest.fixture(scope="module")
def pool() -> Iterator[ChildPool]:
    children = ChildPool(EngineOptions(socket_timeout=4.0, tries=2), size=2)
    yield children
    children.close()


class TestLocalExecutor(ExecutorContract):
    @pytest.fixture
    def executor(self, pool: ChildPool, watched: Watched) -> Iterator[LocalExecutor]:
        local = LocalExecutor(pool, 3, on_update=watched.take, on_log=lambda _id, _line: None)
        yield local
        local.close()


def test_what_does_not_stop_in_time_is_killed(
    media_site: MediaSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_module, "_PATIENCE", 0.0)
    monkeypatch.setattr(local_module, "_AFTER_KILL", 30.0)
    children = ChildPool(EngineOptions(socket_timeout=4.0), size=1)
    watched = Watched()
    local = LocalExecutor(children, 1, on_update=watched.take, on_log=lambda _id, _line: None)
    link = media_site.url("/bytes/slow-600000.mp4", rate=100_000)
    local.submit("a", 1, DownloadRequest(link, folder=str(tmp_path)))
    watched.wait("a", is_flowing)
    local.close()
    assert [u.state for u in watched.of("a") if is_end(u)] == [DownloadState.PAUSED]
    with pytest.raises(PoolClosed):
        children.lease()


def test_what_was_downloaded_before_is_skipped(
    pool: ChildPool, media_site: MediaSite, tmp_path: Path
) -> None:
    watched = Watched()
    asked: list[str] = []

    def knows(key: str) -> bool:
        asked.append(key)
        return True

    local = LocalExecutor(
        pool, 1, on_update=watched.take, on_log=lambda _id, _line: None, archive=knows
    )
    local.submit("a", 1, DownloadRequest(media_site.url("/bytes/a-9.mp4"), folder=str(tmp_path)))
    end = watched.end("a")
    local.close()
    assert (end.state, end.remark) == (DownloadState.COMPLETED, Remark.SKIPPED)
    assert asked == [end.media_key]
