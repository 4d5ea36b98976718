"""What every executor promises, wherever it runs downloads."""

import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from app.core.download import DownloadRequest, DownloadState, DownloadUpdate, Stage
from app.core.errors import ErrorCode
from app.core.executor import Executor
from tests.executors.watched import Watched, is_end
from tests.site import MediaSite, generated_bytes

SIZE = 600_000
RATE = 300_000  # bytes per second, so that there is time to interfere


def is_flowing(update: DownloadUpdate) -> bool:
    progress = update.progress
    return progress.stage is Stage.DOWNLOADING and (progress.fraction or 0.0) > 0.1


class ExecutorContract:
    """Subclasses give the fixture `executor`, which tells its updates to `watched`."""

    @pytest.fixture
    def watched(self) -> Watched:
        return Watched()

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """Where finished files go."""
        chosen = tmp_path / "chosen"
        chosen.mkdir()
        return chosen

    @pytest.fixture
    def request_for(self, media_site: MediaSite, folder: Path) -> Callable[..., DownloadRequest]:
        def make(name: str, **wishes: str | float) -> DownloadRequest:
            url = media_site.url(f"/bytes/{name}-{SIZE}.mp4", **wishes)
            return DownloadRequest(url, folder=str(folder))

        return make

    def test_a_run_ends_with_one_final_update(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
    ) -> None:
        a = _new_id()
        executor.submit(a, 1, request_for("one"))
        end = watched.end(a)
        executor.close()
        assert end.state is DownloadState.COMPLETED
        assert end.size == SIZE
        assert _digest(folder / end.file_name) == _expected("one")
        _check_run(watched.of(a))

    def test_a_failure_has_a_code(
        self, executor: Executor, watched: Watched, request_for: Callable[..., DownloadRequest]
    ) -> None:
        a = _new_id()
        executor.submit(a, 1, request_for("gone", fault="404"))
        end = watched.end(a)
        assert (end.state, end.error) == (DownloadState.FAILED, ErrorCode.NOT_FOUND)
        _check_run(watched.of(a))

    def test_the_same_run_twice_is_one(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
    ) -> None:
        a, request = _new_id(), request_for("twice")
        executor.submit(a, 1, request)
        executor.submit(a, 1, request)
        watched.end(a)
        executor.submit(a, 1, request)
        b = _new_id()
        executor.submit(b, 1, request_for("other"))
        watched.end(b)
        executor.close()
        _check_run(watched.of(a))
        assert len(_files(folder)) == 2

    def test_pause_then_resume_gives_the_same_bytes(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
    ) -> None:
        a, request = _new_id(), request_for("paused", rate=RATE)
        executor.submit(a, 1, request)
        watched.wait(a, is_flowing)
        executor.pause(a)
        assert watched.end(a).state is DownloadState.PAUSED
        assert _files(folder) == []
        executor.submit(a, 2, request)
        end = watched.end(a, run=2)
        assert end.state is DownloadState.COMPLETED
        assert _digest(folder / end.file_name) == _expected("paused")
        _check_run(watched.of(a, 1))
        _check_run(watched.of(a, 2))

    def test_cancel_is_quick_and_leaves_nothing(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
    ) -> None:
        a = _new_id()
        executor.submit(a, 1, request_for("canceled", rate=RATE))
        watched.wait(a, is_flowing)
        begun = monotonic()
        executor.cancel(a)
        assert watched.end(a).state is DownloadState.CANCELED
        assert monotonic() - begun < 2.0
        executor.close()
        assert _files(folder) == []
        assert not list(folder.rglob(f"*{a}*"))
        _check_run(watched.of(a))

    def test_cancel_while_the_server_stalls(
        self, executor: Executor, watched: Watched, request_for: Callable[..., DownloadRequest]
    ) -> None:
        a = _new_id()
        executor.submit(a, 1, request_for("stalled", fault="stall"))
        watched.wait(a, lambda update: update.state is DownloadState.RUNNING)
        executor.cancel(a)
        assert watched.end(a).state is DownloadState.CANCELED

    def test_cancel_after_pause_still_removes(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
    ) -> None:
        a, request = _new_id(), request_for("discarded", rate=RATE)
        executor.submit(a, 1, request)
        watched.wait(a, is_flowing)
        executor.pause(a)
        watched.end(a)
        executor.discard(a, request)
        executor.close()
        assert _files(folder) == []
        assert not list(folder.rglob(f"*{a}*"))

    @pytest.mark.parametrize("stop", ["cancel", "discard"])
    def test_a_new_run_may_follow_at_once(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
        stop: str,
    ) -> None:
        a, request = _new_id(), request_for(f"again-{stop}", rate=RATE)
        executor.submit(a, 1, request)
        watched.wait(a, is_flowing)
        if stop == "cancel":
            executor.cancel(a)
            watched.end(a)
        else:
            executor.pause(a)
            watched.end(a)
            executor.discard(a, request)
        executor.submit(a, 2, request)
        end = watched.end(a, run=2)
        assert end.state is DownloadState.COMPLETED
        assert _digest(folder / end.file_name) == _expected(f"again-{stop}")
        _check_run(watched.of(a, 2))

    def test_stopping_what_does_not_run_is_harmless(
        self, executor: Executor, watched: Watched, request_for: Callable[..., DownloadRequest]
    ) -> None:
        a = _new_id()
        executor.pause(a)
        executor.cancel(a)
        executor.discard(a, request_for("never"))
        executor.submit(a, 1, request_for("never"))
        assert watched.end(a).state is DownloadState.COMPLETED
        executor.cancel(a)
        executor.close()
        _check_run(watched.of(a))

    def test_no_more_run_at_once_than_may(
        self, executor: Executor, watched: Watched, request_for: Callable[..., DownloadRequest]
    ) -> None:
        executor.set_parallel_limit(2)
        ids = [_new_id() for _ in range(5)]
        for number, download_id in enumerate(ids):
            executor.submit(download_id, 1, request_for(f"many{number}"))
        for download_id in ids:
            assert watched.end(download_id).state is DownloadState.COMPLETED
        assert watched.most_at_once == 2

    def test_a_run_without_a_slot_is_canceled_at_once(
        self, executor: Executor, watched: Watched, request_for: Callable[..., DownloadRequest]
    ) -> None:
        executor.set_parallel_limit(1)
        running, waiting = _new_id(), _new_id()
        executor.submit(running, 1, request_for("running", fault="stall"))
        executor.submit(waiting, 1, request_for("waiting"))
        executor.cancel(waiting)
        assert watched.end(waiting).state is DownloadState.CANCELED
        assert not any(is_end(update) for update in watched.of(running))
        executor.cancel(running)
        watched.end(running)

    def test_a_newer_run_takes_over_from_an_older_one(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
    ) -> None:
        a, request = _new_id(), request_for("taken", rate=RATE)
        executor.submit(a, 1, request)
        watched.wait(a, is_flowing)
        executor.submit(a, 2, request)
        end = watched.end(a, run=2)
        assert end.state is DownloadState.COMPLETED
        assert _digest(folder / end.file_name) == _expected("taken")
        runs = [update.run for update in watched.updates]
        assert runs == sorted(runs)
        _check_run(watched.of(a, 1))
        _check_run(watched.of(a, 2))

    def test_closing_pauses_what_runs(
        self,
        executor: Executor,
        watched: Watched,
        folder: Path,
        request_for: Callable[..., DownloadRequest],
    ) -> None:
        executor.set_parallel_limit(2)
        flowing, stalled, waiting = _new_id(), _new_id(), _new_id()
        executor.submit(flowing, 1, request_for("flowing", rate=RATE))
        executor.submit(stalled, 1, request_for("stalled", fault="stall"))
        executor.submit(waiting, 1, request_for("waiting"))
        watched.wait(flowing, is_flowing)
        executor.close()
        ends = [[u.state for u in watched.of(i) if is_end(u)] for i in (flowing, stalled, waiting)]
        assert ends == [[DownloadState.PAUSED]] * 3
        assert _files(folder) == []
        late = _new_id()
        executor.submit(late, 1, request_for("late"))
        assert watched.end(late).state is DownloadState.PAUSED


def _new_id() -> str:
    return str(uuid.uuid4())


def _check_run(updates: list[DownloadUpdate]) -> None:
    """Rising numbers, one end, nothing after it, and a bar that never goes back."""
    assert [update.seq for update in updates] == sorted({update.seq for update in updates})
    assert [is_end(update) for update in updates] == [False] * (len(updates) - 1) + [True]
    fractions = [u.progress.fraction for u in updates if u.progress.fraction is not None]
    assert fractions == sorted(fractions)
    assert all(fraction < 1.0 for fraction in fractions[:-1])


def _files(folder: Path) -> list[Path]:
    """What a person sees in the folder."""
    return [path for path in folder.iterdir() if not path.name.startswith(".")]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _expected(name: str) -> str:
    return hashlib.sha256(generated_bytes(name, SIZE)).hexdigest()
