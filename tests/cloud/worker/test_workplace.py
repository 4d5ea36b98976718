"""Each run works in a folder of its own, which is handed on and never shared."""

import os
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import time

import pytest

from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.engine.staging import Staging
from cloud.store.runs import Claim
from cloud.worker.workplace import Workplace, size_of

ID = "5f0c52a5-5c5f-4ac5-8d12-2d0fbc0c9a0b"
OTHER = "0b9ac0fb-d021-4d12-8ac5-5f0c52a55f0c"
CLAIM = Claim(
    owner="anna",
    id=ID,
    batch_id="b",
    run=7,
    request=DownloadRequest("https://example.org/"),
    before=DownloadUpdate(ID, 0, 0, DownloadState.QUEUED),
    tries=0,
    furthest=0.0,
)
LATER = replace(CLAIM, run=9)


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


def test_a_later_run_goes_on_with_what_the_last_one_left(
    workplace: Workplace, tmp_path: Path
) -> None:
    for run in (5, 7):
        (workplace.take(replace(CLAIM, run=run)) / "part").write_text(str(run))
    folder = workplace.take(LATER)
    assert folder == tmp_path / "anna" / ID / "9"
    assert (folder / "part").read_text() == "7"
    assert [path.name for path in folder.parent.iterdir()] == ["9"]


def test_an_earlier_run_that_comes_back_does_not_touch_it(workplace: Workplace) -> None:
    old = workplace.take(CLAIM)
    file = (old / "part").open("w")
    new = workplace.take(LATER)
    with file:
        file.write("late")  # into what the later one has taken over, as far as it was open
    with pytest.raises(FileNotFoundError):
        (old / "other").write_text("late")
    (new / "own").write_text("mine")
    assert workplace.take(CLAIM) == old
    assert list(old.iterdir()) == []
    workplace.drop(CLAIM)
    assert not old.exists()
    assert (new / "own").read_text() == "mine"


def test_a_folder_that_a_process_still_holds_is_not_gone_on_with(workplace: Workplace) -> None:
    old = workplace.take(CLAIM)
    (old / "part").write_text("half")
    request = replace(CLAIM.request, folder=str(old))
    with Staging.open(request, ID).claimed(lambda: None):
        new = workplace.take(LATER)
        assert list(new.iterdir()) == []
        assert not old.exists()
    (new / "part").write_text("anew")
    assert (workplace.take(replace(CLAIM, run=11)) / "part").read_text() == "anew"


def test_leaving_takes_everything_of_the_download_and_nothing_else(
    workplace: Workplace, tmp_path: Path
) -> None:
    workplace.take(CLAIM)
    other = workplace.take(replace(CLAIM, id=OTHER))
    workplace.leave(CLAIM)
    assert other.is_dir()
    assert not (tmp_path / "anna" / ID).exists()
    workplace.leave(replace(CLAIM, id=OTHER))
    assert list(tmp_path.iterdir()) == []


def test_what_is_dropped_leaves_no_empty_folder(workplace: Workplace, tmp_path: Path) -> None:
    (workplace.take(CLAIM) / "part").write_text("half")
    workplace.drop(CLAIM)
    workplace.drop(LATER)
    assert list(tmp_path.iterdir()) == []


def test_folders_that_others_take_away_are_made_again(workplace: Workplace) -> None:
    """Downloads of one owner begin and end at the same time, each ending with empty folders."""
    over = Event()

    def come_and_go() -> None:
        while not over.is_set():
            other = replace(CLAIM, id=OTHER)
            workplace.take(other)
            workplace.leave(other)

    thread = Thread(target=come_and_go)
    thread.start()
    try:
        for run in range(1, 400):
            claim = replace(CLAIM, run=run)
            assert workplace.take(claim).is_dir()
            workplace.leave(claim)
    finally:
        over.set()
        thread.join()


def test_only_what_is_ours_is_listed(workplace: Workplace, tmp_path: Path) -> None:
    (workplace.take(CLAIM) / "part").write_text("half")
    for foreign in ("files/anna", "notes", f"No Owner/{OTHER}"):
        (tmp_path / foreign).mkdir(parents=True)
    old = time() - 500
    for path in (tmp_path / "anna" / ID / "7", tmp_path / "anna" / ID):
        os.utime(path, (old, old))
    ((ref, age, home),) = workplace.homes()
    assert (ref, home) == (f"anna/{ID}", tmp_path / "anna" / ID)
    assert 499 < age < 600
    workplace.remove(home)
    assert list(workplace.homes()) == []
    assert (tmp_path / "files" / "anna").is_dir()


def test_a_place_that_cannot_be_used_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "anna").write_text("in the way")
    with pytest.raises(NotADirectoryError):
        Workplace(tmp_path).take(CLAIM)


def test_a_folders_size_is_that_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one").write_bytes(b"12345")
    (tmp_path / "two").write_bytes(b"123")
    assert size_of(tmp_path) == 8
    assert size_of(tmp_path / "none") == 0
