"""This computer's disk: what it refuses has a code, and what has come stays where it can."""

import errno
import hashlib
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.download import DownloadRequest
from app.core.errors import ErrorCode
from app.engine import staging as staging_module
from app.engine.staging import Staging
from app.executors import fetching, partial_file
from app.executors.bring_back import BringBack, FetchEnd
from app.executors.cloud_address import Access
from app.executors.partial_file import PartialFile, TooMuch
from tests.cloud.places import small_disk
from tests.executors import file_server
from tests.executors.fetches import (
    REMOTE_ID,
    TOKEN,
    Heard,
    bring_back,
    come_so_far,
    fetch,
    is_tidy,
    partial_files,
    shown,
)
from tests.executors.file_server import FileServer

BODY = random.Random(4).randbytes(3_000_000)
NAME = "A film [x1].mp4"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen"
    made.mkdir()
    return made


@pytest.fixture
def files() -> Iterator[FileServer]:
    with file_server.file_server(FileServer({f"/file/{REMOTE_ID}": BODY})) as served:
        yield served


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def bringing(files: FileServer, heard: Heard) -> Iterator[BringBack]:
    made = bring_back(Access(files.address, TOKEN), heard)
    yield made
    made.close()


def test_a_full_disk_is_told_and_what_has_come_is_gone_on_with(
    bringing: BringBack, files: FileServer, heard: Heard, tmp_path: Path
) -> None:
    with small_disk(tmp_path, 4) as disk:
        (disk / "other").write_bytes(bytes(2_000_000))
        bringing.begin(fetch(disk, BODY))
        assert heard.end("row-1").error is ErrorCode.DISK_FULL
        assert come_so_far(disk) > 1_000_000
        (disk / "other").unlink()
        bringing.begin(fetch(disk, BODY))
        assert heard.end("row-1", 2) == FetchEnd(file_name=NAME)
        assert (disk / NAME).read_bytes() == BODY
        bringing.close()
        assert files.ranges[1] != ""
        assert is_tidy(disk)


def test_a_disk_that_cannot_be_written_is_told(
    bringing: BringBack, files: FileServer, heard: Heard, tmp_path: Path
) -> None:
    with small_disk(tmp_path, 4, "ro") as disk:
        bringing.begin(fetch(disk, BODY))
        assert heard.end("row-1").error is ErrorCode.NO_PERMISSION
        assert files.seen == []


@pytest.mark.parametrize("chosen", ["missing", "missing/deeper"])
def test_a_folder_that_is_not_there_is_not_made(
    bringing: BringBack, heard: Heard, tmp_path: Path, chosen: str
) -> None:
    bringing.begin(fetch(tmp_path / chosen, BODY))
    assert heard.end("row-1").error is ErrorCode.NO_PERMISSION
    assert not (tmp_path / "missing").exists()


def test_a_folder_that_vanishes_on_the_way_is_told(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    files.otherwise = file_server.trickling
    bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: come_so_far(folder) > 100_000)
    shutil.rmtree(folder)
    assert heard.end("row-1").error is ErrorCode.NO_PERMISSION
    assert not folder.exists()


def test_it_is_on_the_disk_before_it_is_in_its_place(
    bringing: BringBack,
    heard: Heard,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    synced: list[tuple[bytes, list[str]]] = []
    monkeypatch.setattr(
        fetching, "sync_file", lambda path: synced.append((path.read_bytes(), shown(folder)))
    )
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1") == FetchEnd(file_name=NAME)
    assert synced == [(BODY, [])]


def test_another_process_at_the_same_row_is_waited_for_and_respected(
    bringing: BringBack, heard: Heard, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging_module, "_LONGEST_CLAIM", 0.2)
    one = fetch(folder, BODY)
    staging = Staging.open(one.request, one.id)
    with staging.claimed(lambda: None):
        bringing.begin(one)
        assert heard.end("row-1").error is ErrorCode.INTERRUPTED
    bringing.begin(one)
    assert heard.end("row-1", 2) == FetchEnd(file_name=NAME)


def test_what_a_download_here_left_is_not_touched_by_a_stop(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    one = fetch(folder, BODY)
    left = Staging.open(one.request, one.id).path / "x1.f137.mp4.part"
    left.write_bytes(b"half")
    files.otherwise = file_server.mute
    bringing.begin(one)
    heard.wait(lambda: files.seen)
    bringing.stop("row-1")
    assert heard.end("row-1") == FetchEnd(stopped=True)
    assert left.read_bytes() == b"half"


def test_a_link_in_the_place_of_a_partial_file_is_not_written_through(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path, tmp_path: Path
) -> None:
    files.answers.append(file_server.silent(200_000))
    bringing.begin(fetch(folder, BODY))
    heard.wait(lambda: come_so_far(folder))
    bringing.stop("row-1")
    heard.end("row-1")
    (partial,) = partial_files(folder)
    partial.unlink()
    (tmp_path / "other").write_bytes(b"mine")
    partial.symlink_to(tmp_path / "other")
    bringing.begin(fetch(folder, BODY))
    assert heard.end("row-1", 2) == FetchEnd(file_name=NAME)
    assert (tmp_path / "other").read_bytes() == b"mine"
    assert (folder / NAME).read_bytes() == BODY


def test_an_id_that_is_none_is_no_way_out(
    bringing: BringBack, files: FileServer, heard: Heard, folder: Path
) -> None:
    bringing.begin(fetch(folder, BODY, "../../x"))
    assert heard.end("../../x").error is ErrorCode.INTERNAL
    bringing.discard("../../x", DownloadRequest("", folder=str(folder)))
    bringing.close()
    assert files.seen == []


def test_no_byte_beyond_the_promised_is_written(tmp_path: Path) -> None:
    file = PartialFile(tmp_path / "x", 10, "")
    with file.appending():
        file.write(b"12345678")
        with pytest.raises(TooMuch):
            file.write(b"901")
    assert (tmp_path / "x").read_bytes() == b"12345678"


def test_the_disk_keeps_up_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []

    def sync(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_size)
        raise OSError(errno.EIO, "a test's disk")

    monkeypatch.setattr(partial_file, "_SYNCED_AT_ONCE", 200_000)
    monkeypatch.setattr("os.fsync", sync)
    file = PartialFile(tmp_path / "x", len(BODY), hashlib.sha256(BODY).hexdigest())
    with file.appending():
        for start in range(0, len(BODY), 100_000):
            file.write(BODY[start : start + 100_000])
    file.settle()
    assert synced
    assert synced == sorted(synced)
    assert file.is_right
    assert (tmp_path / "x").read_bytes() == BODY
