"""One process at a time works in a staging folder."""

import multiprocessing
import threading
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from app.core.download import DownloadRequest
from app.engine.staging import Staging


def _hold(folder: Path, holding: Event, leave: Event) -> None:
    with _staging(folder).claimed(lambda: None):
        holding.set()
        leave.wait(30)


def _staging(folder: Path) -> Staging:
    return Staging.open(DownloadRequest("https://example.org/", folder=str(folder)), "one")


class ImpatientError(Exception):
    """Given up while waiting."""


def test_the_next_process_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    holding, leave = context.Event(), context.Event()
    first = context.Process(target=_hold, args=(tmp_path, holding, leave))
    first.start()
    try:
        assert holding.wait(30)
        looked = threading.Event()

        def check() -> None:
            if not looked.is_set():
                looked.set()
                first.kill()  # as hard as it gets: the lock must go with the process

        with _staging(tmp_path).claimed(check):
            assert looked.is_set()
            first.join(10)
            assert not first.is_alive()
    finally:
        first.kill()
        first.join()


def test_waiting_can_be_given_up(tmp_path: Path) -> None:
    def check() -> None:
        raise ImpatientError

    with (
        _staging(tmp_path).claimed(lambda: None),
        pytest.raises(ImpatientError),
        _staging(tmp_path).claimed(check),
    ):
        pass


def test_the_lock_goes_once_it_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staging = _staging(tmp_path)
    with staging.claimed(lambda: None), monkeypatch.context() as patched:
        # As Windows does with files that are open.
        patched.setattr(Path, "unlink", _refuse)
        staging.remove()
        assert list(tmp_path.rglob("*.lock"))
    assert list(tmp_path.iterdir()) == []


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError


def test_a_folder_that_the_other_took_away_is_made_again(tmp_path: Path) -> None:
    staging = _staging(tmp_path)
    staging.remove()
    staging.path.parent.mkdir(exist_ok=True)
    with staging.claimed(lambda: None):
        assert staging.path.is_dir()
