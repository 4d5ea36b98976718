"""What survives a computer that goes down at any moment."""

import os
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from app.core.download import DownloadRequest
from app.engine import durable
from app.engine import staging as staging_module
from app.engine.boot import boot_id
from app.engine.staging import Pin, Staging


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging.open(DownloadRequest("http://a.example/", folder=str(tmp_path)), "id-1")


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is asked to be on the disk, one after the other."""
    asked: list[Path] = []
    for name in ("sync_file", "sync_folder"):
        monkeypatch.setattr(staging_module, name, _noting(asked, getattr(durable, name)))
    return asked


def _noting(asked: list[Path], sync: Callable[[Path], None]) -> Callable[[Path], None]:
    def noted(path: Path) -> None:
        asked.append(path)
        sync(path)

    return noted


def left(staging: Staging) -> set[str]:
    return {path.name for path in staging.path.iterdir()} - {".state"}


def half(staging: Staging) -> None:
    staging.mark_running([Pin("1")], fragmented=True)
    for name in ("x.mp4.part", "x.mp4.ytdl"):
        (staging.path / name).write_bytes(b"0123456789")


def another_boot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging_module, "boot_id", lambda: "another")


def test_a_clean_stop_outlives_it(
    staging: Staging, synced: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    half(staging)
    assert synced == []
    staging.mark_clean_stop()
    assert set(synced) == {staging.path, *staging.path.iterdir()}
    assert synced[-2:] == [staging.path / ".state", staging.path], "first what it vouches for"
    another_boot(monkeypatch)
    staging.clean_before_run()
    assert left(staging) == {"x.mp4.part", "x.mp4.ytdl"}


def test_going_on_is_known_before_anything_flows(
    staging: Staging, synced: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    half(staging)
    staging.mark_clean_stop()
    synced.clear()
    staging.mark_running([Pin("1")], fragmented=True)
    assert synced == [staging.path / ".state", staging.path]
    another_boot(monkeypatch)
    staging.clean_before_run()
    assert left(staging) == set()


class _Killed(BaseException):
    """The parent does not wait for a slow disk."""


@pytest.mark.parametrize("goes_down", [False, True])
def test_a_kill_while_the_disk_is_slow_is_still_a_clean_stop(
    staging: Staging, monkeypatch: pytest.MonkeyPatch, goes_down: bool
) -> None:
    def die(_: Path) -> None:
        raise _Killed

    half(staging)
    with monkeypatch.context() as patched:
        patched.setattr(staging_module, "sync_file", die)
        with pytest.raises(_Killed):
            staging.mark_clean_stop()
    if goes_down:
        another_boot(monkeypatch)
    staging.clean_before_run()
    assert left(staging) == (set() if goes_down else {"x.mp4.part", "x.mp4.ytdl"})


def test_a_state_that_never_reached_the_disk_vouches_for_nothing(staging: Staging) -> None:
    half(staging)
    (staging.path / ".state").unlink()
    staging.clean_before_run()
    assert left(staging) == set()


def test_the_name_of_a_finished_file_is_on_the_disk(
    staging: Staging, synced: list[Path], tmp_path: Path
) -> None:
    file = staging.path / "x.mp4"
    file.write_bytes(b"media")
    staging.move_in(file, PurePosixPath("A.mp4"))
    assert tmp_path in synced


def test_what_lies_beside_it_is_on_the_disk_before_it_has_its_name(
    staging: Staging, synced: list[Path], tmp_path: Path
) -> None:
    file, words = staging.path / "x.mp4", staging.path / "x.en.vtt"
    for path in (file, words):
        path.write_bytes(b"content")
    staging.move_in(file, PurePosixPath("A.mp4"), beside={"en.vtt": words})
    assert synced == [words, tmp_path]


def test_files_and_folders_are_synced_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: asked.append(os.fstat(descriptor).st_ino))
    (tmp_path / "a").touch()
    durable.sync_file(tmp_path / "a")
    durable.sync_folder(tmp_path)
    assert asked == [(tmp_path / "a").stat().st_ino, tmp_path.stat().st_ino]


def test_only_folders_may_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fsync", refuse)
    (tmp_path / "a").touch()
    durable.sync_folder(tmp_path)
    with pytest.raises(PermissionError):
        durable.sync_file(tmp_path / "a")


def test_one_boot_has_one_id() -> None:
    first = boot_id()
    boot_id.cache_clear()
    assert boot_id() == first
    assert first or sys.platform not in ("linux", "darwin", "win32")
