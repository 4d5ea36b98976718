"""What holds of a directory alone: modes, links, full and shared disks."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cloud.files import FilesError, file_key
from cloud.files.directory_files import DirectoryFiles
from tests.cloud.places import MEGABYTE, below, other_disk, small_disk, written

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and links")

ID = "0f8fad5b-d9cb-469f-a165-70867728950e"
KEY = file_key("anna", ID, 1, "a.mp4")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def files(root: Path) -> DirectoryFiles:
    files = DirectoryFiles(root)
    files.check()
    return files


def _nothing(_done: int) -> None:
    """For whom it is all the same how far a put is."""


def test_it_is_for_this_account_alone(files: DirectoryFiles, root: Path, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        files.put(KEY, written(tmp_path / "a", 10), _nothing)
        with other_disk(tmp_path) as disk:
            files.put(KEY.replace("/1/", "/2/"), written(disk / "a", 10), _nothing)
    finally:
        os.umask(old)
    modes = {path.stat().st_mode & 0o777 for path in root.rglob("*") if path.is_dir()}
    assert modes | {root.stat().st_mode & 0o777} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in root.rglob("*.mp4")} == {0o600}


def test_on_the_same_disk_nothing_is_copied(
    files: DirectoryFiles, root: Path, tmp_path: Path
) -> None:
    file = written(tmp_path / "a", 10)
    number = file.stat().st_ino
    files.put(KEY, file, _nothing)
    assert root.joinpath(KEY).stat().st_ino == number
    assert not file.exists()


def test_from_another_disk_it_comes_in_pieces(files: DirectoryFiles, tmp_path: Path) -> None:
    heard: list[int] = []
    with other_disk(tmp_path) as disk:
        files.put(KEY, written(disk / "a", 3 * MEGABYTE), heard.append)
    assert len(heard) == 4


def test_one_disk_that_is_mounted_twice_is_two(tmp_path: Path) -> None:
    with small_disk(tmp_path, 20) as disk:
        (disk / "one").mkdir()
        again = tmp_path / "again"
        again.mkdir()
        subprocess.run(["mount", "--bind", str(disk / "one"), str(again)], check=True)
        try:
            files = DirectoryFiles(again)
            files.put(KEY, written(disk / "a", MEGABYTE), _nothing)
            assert [one.size for one in files.listing()] == [MEGABYTE]
        finally:
            subprocess.run(["umount", str(again)], check=True)


def test_a_full_disk_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path, 2) as disk:
        files = DirectoryFiles(disk)
        files.check()
        file = written(tmp_path / "a", 5 * MEGABYTE)
        with pytest.raises(OSError, match="No space left") as caught:
            files.put(KEY, file, _nothing)
        assert caught.value.errno == errno.ENOSPC
        assert below(disk) == []
        assert file.stat().st_size == 5 * MEGABYTE
        files.put(KEY, written(file, MEGABYTE), _nothing)
        assert [one.size for one in files.listing()] == [MEGABYTE]


def test_a_disk_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with small_disk(tmp_path, 1, "ro") as disk:
        files = DirectoryFiles(disk)
        files.check(writes=False)
        with pytest.raises(FilesError, match=r"^FILES: the folder .*: Read-only file system$"):
            files.check()


def test_what_is_no_folder_is_named(tmp_path: Path) -> None:
    file = written(tmp_path / "a", 1)
    for place in (file, file / "below"):
        with pytest.raises(FilesError, match=r"^FILES: the folder .* cannot be used: "):
            DirectoryFiles(place).check()


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_no_link_is_followed(files: DirectoryFiles, root: Path, tmp_path: Path, depth: int) -> None:
    """Not by a put, a delete, a listing, a clean-up or a delivery."""
    parts = KEY.split("/")
    outside = tmp_path / "outside"
    secret = outside.joinpath(*parts[depth + 1 :])
    secret.parent.mkdir(parents=True)
    secret.write_bytes(b"secret")
    empty = secret.parent.with_name("7") if depth < 2 else outside / "7"
    empty.mkdir()
    unfinished = secret.with_name(f".{'0' * 32}.part")
    unfinished.touch()
    link = root.joinpath(*parts[: depth + 1])
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside)
    before = below(outside)

    file = written(tmp_path / "a", 10)
    with pytest.raises(NotADirectoryError):
        files.put(KEY, file, _nothing)
    with pytest.raises(FileNotFoundError):
        files.delivery(KEY, "a.mp4", "video/mp4")
    files.delete([KEY, file_key("anna", ID, 7, "a.mp4")])
    assert list(files.listing()) == []
    files.tidy(0)
    assert below(outside) == before
    assert secret.read_bytes() == b"secret"
    assert link.is_symlink()


def test_a_link_in_the_place_of_a_file_is_none(
    files: DirectoryFiles, root: Path, tmp_path: Path
) -> None:
    secret = written(tmp_path / "secret", 10)
    link = root / KEY
    link.parent.mkdir(parents=True)
    link.symlink_to(secret)
    with pytest.raises(FileNotFoundError):
        files.delivery(KEY, "a.mp4", "video/mp4")
    assert list(files.listing()) == []
    files.put(KEY, written(tmp_path / "a", 5), _nothing)
    assert not link.is_symlink()
    assert secret.stat().st_size == 10
    link.unlink()
    link.symlink_to(secret)
    files.delete([KEY])
    assert secret.exists()
    assert below(root) == []


def test_what_else_lies_there_is_left_alone(
    files: DirectoryFiles, root: Path, tmp_path: Path
) -> None:
    files.put(KEY, written(tmp_path / "a", 5), _nothing)
    others = ["lost+found", "README", f"anna/{ID}/x", f"anna/{ID}/1/.nfs0001", "Ben/empty", "x"]
    for other in others:
        path = root / other
        path.parent.mkdir(exist_ok=True)
        path.mkdir() if other in ("lost+found", "Ben/empty") else path.touch()
    before = below(root)
    assert [one.key for one in files.listing()] == [KEY]
    files.tidy(0)
    assert below(root) == before


def test_a_check_that_was_killed_is_tidied(files: DirectoryFiles, root: Path) -> None:
    (root / f".{'a' * 32}.part").touch()
    (root / ".other").touch()
    files.tidy(0)
    assert below(root) == [".other"]


def test_a_delivery_is_the_file_itself_or_none(
    files: DirectoryFiles, root: Path, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        files.delivery(KEY, "a.mp4", "video/mp4")
    files.put(KEY, written(tmp_path / "a", 5), _nothing)
    assert files.delivery(KEY, "other.mp4", "video/mp4") == root / KEY
    files.delete([KEY])
    with pytest.raises(FileNotFoundError):
        files.delivery(KEY, "a.mp4", "video/mp4")


def test_a_root_that_has_gone_is_no_empty_one(
    files: DirectoryFiles, root: Path, tmp_path: Path
) -> None:
    """A sweep would otherwise take all files for lost, and a put fill the disk below."""
    root.rmdir()
    with pytest.raises(FileNotFoundError):
        list(files.listing())
    with pytest.raises(FileNotFoundError):
        files.put(KEY, written(tmp_path / "a", 5), _nothing)
    assert not root.exists()


def test_one_that_cannot_be_deleted_keeps_none_of_the_others(
    files: DirectoryFiles, root: Path, tmp_path: Path
) -> None:
    files.put(KEY, written(tmp_path / "a", 5), _nothing)
    taken = file_key("anna", ID, 2, "a.mp4")
    (root / taken).mkdir(parents=True)
    with pytest.raises(OSError, match=r"directory|permitted"):
        files.delete([taken, KEY])
    assert list(files.listing()) == []


def test_a_folder_that_vanishes_under_a_put_is_made_again(
    files: DirectoryFiles, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace: Callable[[Path, Path], Path] = Path.replace
    removed: list[Path] = []

    def vanishing(source: Path, target: Path) -> Path:
        if not removed:
            target.parent.rmdir()  # as another machine does that has just emptied it
            removed.append(target.parent)
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", vanishing)
    files.put(KEY, written(tmp_path / "a", 5), _nothing)
    assert removed
    assert root.joinpath(KEY).is_file()
