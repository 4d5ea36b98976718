"""What no download names any more goes, and so do downloads whose files are gone."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import time
from uuid import uuid4

import pytest

from app.core.download import DownloadState
from cloud.connections import Connections
from cloud.files.directory_files import DirectoryFiles
from cloud.files.stored_file import file_key
from cloud.store.batches import Action, Gone
from cloud.store.rows import KeptFile
from cloud.store.runs import Claim, Ending, Outcome, RunStore
from cloud.store.scripts import Keeping, Scripts
from cloud.worker import sweep
from cloud.worker.workplace import Workplace
from tests.cloud.worker.crew import connected
from tests.cloud.worker.desk import Desk

OLD = 10_000.0  # seconds
URL = "https://example.org/"


@pytest.fixture
def connections() -> Iterator[Connections]:
    with connected() as made:
        yield made


@pytest.fixture
def desk(connections: Connections, tmp_path: Path) -> Desk:
    return Desk(connections.scripts, tmp_path / "files", tmp_path / "work")


@pytest.fixture
def files(desk: Desk) -> DirectoryFiles:
    kept = DirectoryFiles(desk.files)
    kept.check()
    return kept


@pytest.fixture
def workplace(desk: Desk) -> Workplace:
    desk.work.mkdir()
    return Workplace(desk.work)


def _claimed(desk: Desk) -> Claim:
    desk.one(URL)
    claim = desk.runs.claim()
    assert claim is not None
    return claim


def _put(desk: Desk, files: DirectoryFiles, claim: Claim, name: str = "a.mp4") -> KeptFile:
    source = desk.files.parent / "source"
    source.write_bytes(b"12345")
    key = file_key(claim.owner, claim.id, claim.run, name)
    files.put(key, source, lambda _: None)
    return KeptFile(key, 5, "0" * 64)


def _finished(desk: Desk, files: DirectoryFiles) -> Claim:
    claim = _claimed(desk)
    kept = _put(desk, files, claim)
    ending = Ending(Outcome.COMPLETED, claim.before, files=(kept,))
    assert desk.runs.finish(claim, ending) is DownloadState.COMPLETED
    return claim


def _age(path: Path, seconds: float = OLD) -> None:
    then = time() - seconds
    for one in (path, *path.rglob("*")):
        os.utime(one, (then, then))


def test_what_is_over_for_long_goes_with_its_file(
    desk: Desk, files: DirectoryFiles, connections: Connections
) -> None:
    at_once = RunStore(Scripts(connections.scripts, Keeping(0)), "a", tries=3)
    desk.runs = at_once  # what ends from now on has expired
    expired = [_finished(desk, files) for _ in range(3)]
    desk.runs = RunStore(desk.scripts, "b", tries=3)
    fresh = _finished(desk, files)
    assert sweep.expire(desk.runs, files) == 3
    for claim in expired:
        with pytest.raises(Gone):
            desk.look(claim.id)
    assert desk.look(fresh.id).state is DownloadState.COMPLETED
    assert len(desk.in_files()) == 1
    assert sweep.expire(desk.runs, files) == 0


def test_work_goes_once_its_download_is_over_or_forgotten(desk: Desk, workplace: Workplace) -> None:
    running, failed, removed, fresh = (_claimed(desk) for _ in range(4))
    for claim in (running, failed, removed, fresh):
        (workplace.take(claim) / "part").write_text("half")
    for claim in (running, failed, removed):
        _age(desk.work / "anna" / claim.id)
    desk.runs.finish(failed, Ending(Outcome.FAILED, failed.before))
    desk.runs.finish(fresh, Ending(Outcome.FAILED, fresh.before))
    desk.batches.remove("anna", removed.id)
    sweep.clear_workplace(desk.runs, workplace)
    left = {path.name for path in (desk.work / "anna").iterdir()}
    assert left == {running.id, fresh.id}
    sweep.clear_workplace(desk.runs, workplace, young=-1.0)
    assert [path.name for path in (desk.work / "anna").iterdir()] == [running.id]


def test_a_paused_ones_work_is_kept_for_a_week(desk: Desk, workplace: Workplace) -> None:
    claim = _claimed(desk)
    folder = workplace.take(claim)
    desk.ask(claim.id, Action.PAUSE)
    desk.runs.finish(claim, Ending(Outcome.PAUSED, claim.before))
    for days, stays in ((6, True), (8, False)):
        then = time() - days * 86_400
        for path in (folder, folder.parent):
            os.utime(path, (then, then))
        sweep.clear_workplace(desk.runs, workplace)
        assert folder.exists() is stays


def test_files_that_lie_in_the_work_folder_are_left_alone(desk: Desk, workplace: Workplace) -> None:
    """Without FILES they lie there."""
    files = DirectoryFiles(desk.work / "files")
    files.check()
    claim = _finished(desk, files)
    _age(desk.work)
    sweep.clear_workplace(desk.runs, workplace)
    assert [one.key.split("/")[1] for one in files.listing()] == [claim.id]


def test_files_that_no_download_names_go(desk: Desk, files: DirectoryFiles) -> None:
    kept = _finished(desk, files)
    running = _claimed(desk)
    _put(desk, files, running)  # it is about to finish
    late = _put(desk, files, replace(kept, run=kept.run - 1))  # of a run that was lost
    nobodys = _put(desk, files, replace(kept, id=str(uuid4())))
    _age(desk.files)
    young = _put(desk, files, replace(kept, id=str(uuid4())))
    sweep.match_files(desk.runs, files)
    left = {one.key for one in files.listing()}
    assert {late.key, nobodys.key} & left == set()
    assert young.key in left
    assert {key.split("/")[1] for key in left} == {kept.id, running.id, young.key.split("/")[1]}


def test_unfinished_files_of_old_go(desk: Desk, files: DirectoryFiles) -> None:
    kept = _finished(desk, files)
    folder = desk.path(desk.kept(kept.id)[0]).parent
    for name in ("a" * 32, "b" * 32):
        (folder / f".{name}.part").write_bytes(b"123")
    _age(folder / f".{'a' * 32}.part", 3 * 86_400.0)
    sweep.match_files(desk.runs, files)
    assert [path.name for path in sorted(folder.iterdir())] == [f".{'b' * 32}.part", "a.mp4"]


def test_downloads_whose_file_is_gone_go(desk: Desk, files: DirectoryFiles) -> None:
    there, gone = _finished(desk, files), _finished(desk, files)
    desk.path(desk.kept(gone.id)[0]).unlink()
    sweep.match_files(desk.runs, files)
    assert desk.look(gone.id).state is DownloadState.COMPLETED, "it may just not be listed yet"
    sweep.match_files(desk.runs, files, young=-1.0)
    with pytest.raises(Gone):
        desk.look(gone.id)
    assert desk.look(there.id).state is DownloadState.COMPLETED
    assert len(desk.in_files()) == 1


def test_pages_make_no_difference(
    desk: Desk, files: DirectoryFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "_PAGE", 2)
    claims = [_finished(desk, files) for _ in range(7)]
    for claim in claims[::2]:
        desk.path(desk.kept(claim.id)[0]).unlink()
    strangers = [_put(desk, files, replace(claims[0], id=str(uuid4()))) for _ in range(5)]
    sweep.match_files(desk.runs, files, young=-1.0)
    left = {one.key for one in files.listing()}
    assert not left & {one.key for one in strangers}
    assert {key.split("/")[1] for key in left} == {claim.id for claim in claims[1::2]}
    for claim in claims[::2]:
        with pytest.raises(Gone):
            desk.look(claim.id)
