"""What downloads left of which nobody knows any more."""

import os
from pathlib import Path

import pytest

from app.core.download import DownloadRequest
from app.engine.staging import HIDDEN_FOLDER, Staging, sweep

LONG_AGO = 1_000_000_000


def left_behind(folder: Path, name: str, *, when: float = LONG_AGO) -> Staging:
    staging = Staging.open(DownloadRequest("http://a.example/", folder=str(folder)), name)
    with staging.claimed(lambda: None):
        part = staging.path / "x.mp4.part"
        part.write_bytes(b"half")
        for path in (part, staging.path):
            os.utime(path, (when, when))
    return staging


def there(folder: Path) -> set[str]:
    return {path.name for path in (folder / HIDDEN_FOLDER).iterdir()}


def test_only_what_nobody_knows_goes(tmp_path: Path) -> None:
    left_behind(tmp_path, "known")
    left_behind(tmp_path, "unknown")
    (tmp_path / HIDDEN_FOLDER / "index").write_text("")
    (tmp_path / HIDDEN_FOLDER / "not an id").mkdir()
    (tmp_path / "mine.mp4").touch()
    sweep(tmp_path, {"known"})
    assert there(tmp_path) == {"known", "known.lock", "index", "not an id"}
    assert (tmp_path / "mine.mp4").exists()


def test_with_the_last_everything_goes(tmp_path: Path) -> None:
    left_behind(tmp_path, "unknown")
    sweep(tmp_path, ())
    assert list(tmp_path.iterdir()) == []


def test_what_was_touched_just_now_stays(tmp_path: Path) -> None:
    staging = left_behind(tmp_path, "unknown")
    (staging.path / "x.mp4.part").write_bytes(b"more")
    os.utime(staging.path, (LONG_AGO, LONG_AGO))
    sweep(tmp_path, ())
    assert staging.path.exists()
    sweep(tmp_path, (), older_than=0)
    assert not staging.path.exists()


def test_what_a_process_works_in_stays(tmp_path: Path) -> None:
    staging = left_behind(tmp_path, "unknown")
    with staging.claimed(lambda: None):
        sweep(tmp_path, ())
        assert staging.path.exists()
    sweep(tmp_path, ())
    assert not staging.path.exists()


def test_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    left_behind(elsewhere, "unknown")
    folder = tmp_path / "chosen"
    (folder / HIDDEN_FOLDER).mkdir(parents=True)
    (folder / HIDDEN_FOLDER / "link").symlink_to(elsewhere / HIDDEN_FOLDER / "unknown")
    sweep(folder, ())
    assert there(elsewhere) == {"unknown", "unknown.lock"}
    assert there(folder) == {"link"}
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / HIDDEN_FOLDER).symlink_to(elsewhere / HIDDEN_FOLDER)
    sweep(linked, ())
    assert there(elsewhere) == {"unknown", "unknown.lock"}


@pytest.mark.parametrize("name", ["", "missing", "\0x"])
def test_a_folder_with_nothing_to_sweep(tmp_path: Path, name: str) -> None:
    sweep(tmp_path / name, ())
    assert list(tmp_path.iterdir()) == []


def test_one_that_resists_does_not_save_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b", "c"):
        left_behind(tmp_path, name)
    remove = Staging.remove

    def resist(staging: Staging) -> None:
        if staging.path.name == "b":
            raise PermissionError
        remove(staging)

    monkeypatch.setattr(Staging, "remove", resist)
    sweep(tmp_path, ())
    assert there(tmp_path) == {"b", "b.lock"}
