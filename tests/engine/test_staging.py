"""A download's own folder: what is kept for the next run, and how the file gets out."""

import json
import multiprocessing
import os
import threading
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from app.core.download import DownloadRequest
from app.engine import staging as staging_module
from app.engine.options import BESIDE_FOLDER
from app.engine.placed_index import PlacedIndex
from app.engine.staging import HIDDEN_FOLDER, Pin, Placed, Staging, StagingState

KEY = "Site x1 137+140"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "chosen"
    made.mkdir()
    return made


@pytest.fixture
def staging(folder: Path) -> Staging:
    return opened(folder)


def opened(folder: Path, download_id: str = "id-1") -> Staging:
    return Staging.open(DownloadRequest("http://a.example/", folder=str(folder)), download_id)


def finished(staging: Staging, content: bytes = b"media", name: str = "x1.mp4") -> Path:
    path = staging.path / name
    path.write_bytes(content)
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name != HIDDEN_FOLDER}


def fill(staging: Staging, *file_names: str) -> None:
    for name in file_names:
        (staging.path / name).write_bytes(b"0123456789")


def left(staging: Staging) -> dict[str, int]:
    return {p.name: p.stat().st_size for p in staging.path.iterdir() if p.name != ".state"}


def test_it_lies_hidden_in_the_chosen_folder(folder: Path, staging: Staging) -> None:
    assert staging.path == folder / ".spool" / "id-1"
    assert staging.path.is_dir()
    assert opened(folder).path == staging.path


@pytest.mark.parametrize(
    "download_id", ["", "..", "a/b", "a.b", "a" * 65, "ä", "a\n", "index.lock"]
)
def test_an_id_is_no_path(folder: Path, download_id: str) -> None:
    with pytest.raises(ValueError, match="id"):
        opened(folder, download_id)


def test_a_vanished_folder_is_not_made_anew(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(FileNotFoundError):
        opened(folder)
    assert not folder.exists()


def test_a_relative_folder_is_refused() -> None:
    with pytest.raises(NotADirectoryError):
        opened(Path("relative"))


def test_a_file_in_its_place_is_refused(folder: Path) -> None:
    (folder / ".spool").write_text("")
    with pytest.raises(NotADirectoryError):
        opened(folder)


@pytest.mark.parametrize("link", [".spool", ".spool/id-1"])
def test_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "id-1").mkdir(parents=True)
    (elsewhere / "id-1" / "file").touch()
    if "/" in link:
        (folder / ".spool").mkdir()
    (folder / link).symlink_to(elsewhere)
    with pytest.raises(NotADirectoryError):
        opened(folder)
    Staging(folder, "id-1").remove()
    assert (elsewhere / "id-1" / "file").exists()


def test_the_state_survives(folder: Path, staging: Staging) -> None:
    assert staging.state == StagingState()
    staging.mark_running([Pin("137", 5), Pin("140")], fragmented=True)
    state = opened(folder).state
    assert (state.running, state.fragmented, state.pins) == (
        True,
        True,
        (Pin("137", 5), Pin("140")),
    )
    staging.mark_clean_stop()
    state = opened(folder).state
    assert (state.running, state.pins) == (False, (Pin("137", 5), Pin("140")))


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"running": 3}'])
def test_of_a_damaged_state_the_worst_is_assumed(staging: Staging, content: bytes) -> None:
    (staging.path / ".state").write_bytes(content)
    fill(staging, "x.mp4.part", "x.mp4.ytdl")
    staging.clean_before_run()
    assert left(staging) == {}


class TestCleaning:
    """What the next run finds."""

    def test_pieces_always_go(self, staging: Staging) -> None:
        staging.mark_running([Pin("1")], fragmented=False)
        fill(
            staging,
            "x.f1.mp4",
            "x.temp.mp4",
            "x.f2.mp4.part-Frag7",
            "x.f2.mp4.part-Frag8.part",
        )
        staging.clean_before_run()
        assert left(staging) == {"x.f1.mp4": 10}

    def test_subtitles_and_covers_are_fetched_anew(self, staging: Staging) -> None:
        staging.mark_running([Pin("1")], fragmented=False)
        beside = staging.path / BESIDE_FOLDER
        beside.mkdir()
        (beside / "x.jpg").write_bytes(b"half a picture")
        fill(staging, "x.mp4")
        staging.clean_before_run()
        assert left(staging) == {"x.mp4": 10}

    def test_a_direct_file_asks_for_one_byte_again(self, staging: Staging) -> None:
        fill(staging, "x.mp4.part")
        staging.mark_running([Pin("0")], fragmented=False)
        staging.clean_before_run()
        assert left(staging) == {"x.mp4.part": 9}

    def test_an_empty_part_stays_empty(self, staging: Staging) -> None:
        staging.mark_running([Pin("1")], fragmented=False)
        (staging.path / "x.mp4.part").touch()
        staging.clean_before_run()
        assert left(staging) == {"x.mp4.part": 0}

    def test_fragments_go_on_after_a_clean_stop(self, staging: Staging) -> None:
        staging.mark_running([Pin("0")], fragmented=True)
        fill(staging, "x.mp4.part", "x.mp4.ytdl")
        staging.mark_clean_stop()
        staging.clean_before_run()
        assert left(staging) == {"x.mp4.part": 10, "x.mp4.ytdl": 10}

    def test_fragments_begin_again_after_a_kill(self, staging: Staging) -> None:
        staging.mark_running([Pin("1"), Pin("2")], fragmented=True)
        fill(staging, "x.f1.mp4", "x.f2.m4a.part", "x.f2.m4a.ytdl")
        staging.clean_before_run()
        assert left(staging) == {"x.f1.mp4": 10}

    def test_a_kill_just_before_the_rename_of_fragments_leaves_no_double(
        self, staging: Staging
    ) -> None:
        staging.mark_running([Pin("1")], fragmented=True)
        fill(staging, "x.mp4.part")
        staging.clean_before_run()
        assert left(staging) == {}

    def test_a_clean_run_after_a_kill_keeps_the_mark(self, staging: Staging) -> None:
        staging.mark_running([Pin("1")], fragmented=True)
        staging.clean_before_run()
        assert staging.clean_before_run().running

    def test_after_a_crash_of_the_computer_all_begins_again(
        self, staging: Staging, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        staging.mark_running([Pin("1")], fragmented=False)
        fill(staging, "x.f1.mp4", "x.f2.m4a.part")
        (staging.path / "x.folder").mkdir()
        monkeypatch.setattr(staging_module, "boot_id", lambda: "another")
        staging.clean_before_run()
        assert left(staging) == {}

    @pytest.mark.parametrize(
        ("after", "is_kept"),
        [
            ([Pin("137", 5), Pin("140", 7)], True),
            ([Pin("137"), Pin("140", 7)], True),
            ([Pin("137", 5), Pin("140")], True),
            ([Pin("137", 6), Pin("140")], False),
            ([Pin("137", 5)], False),
            ([Pin("137", 5), Pin("251")], False),
            ([], True),
        ],
    )
    def test_another_choice_continues_nothing(
        self, staging: Staging, after: list[Pin], is_kept: bool
    ) -> None:
        staging.mark_running([Pin("137", 5), Pin("140")], fragmented=False)
        fill(staging, "x.part", ".x.part.origin")
        staging.mark_running(after, fragmented=False)
        assert bool(left(staging)) is is_kept
        assert staging.state.pins == tuple(after)

    def test_another_choice_keeps_the_subtitles_of_this_run(self, staging: Staging) -> None:
        staging.mark_running([Pin("137", 5)], fragmented=False)
        fill(staging, "x.part")
        (staging.path / BESIDE_FOLDER).mkdir()
        fill(staging, f"{BESIDE_FOLDER}/x.en.vtt")
        staging.mark_running([Pin("137", 6)], fragmented=False)
        assert set(left(staging)) == {BESIDE_FOLDER}
        assert (staging.path / BESIDE_FOLDER / "x.en.vtt").exists()


class TestMovingIn:
    """The way of a finished file into the folder."""

    def test_it_gets_its_name(self, folder: Path, staging: Staging) -> None:
        file = finished(staging, b"media")
        assert staging.move_in(file, PurePosixPath("A video.mp4"), KEY) == Placed(
            folder / "A video.mp4", already_here=False
        )
        assert (folder / "A video.mp4").read_bytes() == b"media"
        assert not file.exists()

    def test_nothing_is_replaced(self, folder: Path, staging: Staging) -> None:
        (folder / "A.mp4").write_bytes(b"mine")
        (folder / "A (2).mp4").mkdir()
        (folder / "A (3).mp4").symlink_to("nowhere")
        assert (
            staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY).path
            == folder / "A (4).mp4"
        )
        assert (folder / "A.mp4").read_bytes() == b"mine"

    def test_the_very_same_media_is_there_already(self, folder: Path, staging: Staging) -> None:
        first = staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        assert staging.already_here(KEY) == first.path
        other = opened(folder, "id-2")
        file = finished(other)
        assert other.move_in(file, PurePosixPath("Other title.mp4"), KEY) == Placed(
            first.path, already_here=True
        )
        assert not file.exists()
        assert names(folder) == {"A.mp4"}

    def test_other_media_of_that_name_gets_a_number(self, folder: Path, staging: Staging) -> None:
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        placed = staging.move_in(finished(staging), PurePosixPath("A.mp4"), "Site x2 137")
        assert placed == Placed(folder / "A (2).mp4", already_here=False)
        assert staging.already_here("Site x3 137") is None

    def test_without_a_key_nothing_is_the_same(self, folder: Path, staging: Staging) -> None:
        staging.move_in(finished(staging), PurePosixPath("A.mp4"))
        staging.move_in(finished(staging), PurePosixPath("A.mp4"))
        assert names(folder) == {"A.mp4", "A (2).mp4"}
        assert staging.already_here("") is None

    def test_a_changed_or_removed_file_is_not_there(self, folder: Path, staging: Staging) -> None:
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        (folder / "A.mp4").write_bytes(b"something else")
        assert staging.already_here(KEY) is None
        (folder / "A.mp4").unlink()
        assert staging.already_here(KEY) is None
        (folder / "A.mp4").symlink_to(finished(staging))
        assert staging.already_here(KEY) is None

    @pytest.mark.parametrize(
        "name", ["../A.mp4", "/A.mp4", "..", "", "a/../b.mp4", ".A.mp4", "a\\b.mp4", ".spool/A.mp4"]
    )
    def test_no_name_leads_out_of_the_folder(self, staging: Staging, name: str) -> None:
        with pytest.raises(ValueError, match="name"):
            staging.move_in(finished(staging), PurePosixPath(name), KEY)

    def test_only_its_own_files_are_moved(self, folder: Path, staging: Staging) -> None:
        (folder / "mine.mp4").touch()
        (staging.path / "link.mp4").symlink_to(folder / "mine.mp4")
        for file in (folder / "mine.mp4", staging.path / "link.mp4", staging.path / "missing.mp4"):
            with pytest.raises(FileNotFoundError):
                staging.move_in(file, PurePosixPath("A.mp4"), KEY)
        assert names(folder) == {"mine.mp4"}

    def test_what_leads_out_of_the_folder_is_not_remembered(self, staging: Staging) -> None:
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        index = staging.path.parent / "index"
        index.write_bytes(index.read_bytes().replace(b'"A.mp4"', b'"../../../../etc/hostname"'))
        assert staging.already_here(KEY) is None

    def test_a_kill_after_the_rename_leaves_no_double(
        self, folder: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = finished(staging)
        _killed_in(
            monkeypatch, "unlink", lambda: staging.move_in(file, PurePosixPath("A.mp4"), KEY)
        )
        assert (folder / "A.mp4").read_bytes() == b"media"
        assert staging.already_here(KEY) == folder / "A.mp4"
        staging.remove()
        assert names(folder) == {"A.mp4"}
        assert (folder / "A.mp4").read_bytes() == b"media"

    def test_it_works_without_hard_links(
        self, folder: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _without_hard_links(monkeypatch)
        (folder / "A.mp4").write_bytes(b"mine")
        file = finished(staging)
        assert staging.move_in(file, PurePosixPath("A.mp4"), KEY).path == folder / "A (2).mp4"
        assert (folder / "A (2).mp4").read_bytes() == b"media"
        assert (folder / "A.mp4").read_bytes() == b"mine"
        assert not file.exists()

    def test_without_hard_links_a_kill_leaves_no_empty_file_for_long(
        self, folder: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _without_hard_links(monkeypatch)
        file = finished(staging)
        _killed_in(
            monkeypatch, "replace", lambda: staging.move_in(file, PurePosixPath("A.mp4"), KEY)
        )
        assert (folder / "A.mp4").read_bytes() == b""
        assert staging.already_here(KEY) is None
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        assert names(folder) == {"A.mp4"}
        assert (folder / "A.mp4").read_bytes() == b"media"

    def test_without_hard_links_a_failure_gives_the_name_back(
        self, folder: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _without_hard_links(monkeypatch)

        def refuse(*_: object) -> None:
            raise PermissionError

        file = finished(staging)
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", refuse)
            with pytest.raises(PermissionError):
                staging.move_in(file, PurePosixPath("A.mp4"))
        assert names(folder) == set()

    def test_two_decide_one_after_the_other(self, folder: Path, staging: Staging) -> None:
        file = finished(staging)
        moving = threading.Thread(target=staging.move_in, args=(file, PurePosixPath("A.mp4"), KEY))
        with PlacedIndex(folder / HIDDEN_FOLDER / "index").locked():
            moving.start()
            moving.join(0.3)
            assert moving.is_alive()
            assert names(folder) == set()
        moving.join(10)
        assert names(folder) == {"A.mp4"}

    def test_many_processes_make_one_file_of_one_media(self, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        with context.Pool(4) as pool:
            placed = pool.map(_place_same, [(folder, f"id-{n}") for n in range(40)])
        assert placed.count(False) == 1
        assert names(folder) == {"A.mp4"}

    def test_many_processes_never_replace_each_other(self, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        with context.Pool(4) as pool:
            pool.map(_place_other, [(folder, f"id-{n}") for n in range(40)])
        contents = {path.read_text() for path in folder.iterdir() if path.is_file()}
        assert contents == {f"id-{n}" for n in range(40)}


def _place_same(where: tuple[Path, str]) -> bool:
    staging = opened(*where)
    already = staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY).already_here
    staging.remove()
    return already


def _place_other(where: tuple[Path, str]) -> None:
    staging = opened(*where)
    staging.move_in(finished(staging, where[1].encode()), PurePosixPath("A.mp4"), where[1])
    staging.remove()


class _Killed(BaseException):
    pass


def _killed_in(monkeypatch: pytest.MonkeyPatch, step: str, action: Callable[[], object]) -> None:
    """Run the action as if the process died when it reaches that step of the renaming."""

    def die(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(Path, step, die)
        with pytest.raises(_Killed):
            action()


def _without_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)


class TestRemoving:
    def test_nothing_is_left_of_a_canceled_download(self, folder: Path, staging: Staging) -> None:
        finished(staging)
        (staging.path / "deeper").mkdir()
        staging.remove()
        assert list(folder.iterdir()) == []
        staging.remove()

    def test_only_its_own_goes(self, folder: Path, staging: Staging, tmp_path: Path) -> None:
        (folder / "mine.mp4").touch()
        other = opened(folder, "id-2")
        (staging.path / "link").symlink_to(tmp_path)
        staging.remove()
        assert other.path.is_dir()
        assert (folder / "mine.mp4").exists()
        assert tmp_path.exists()

    def test_what_is_remembered_stays(self, folder: Path, staging: Staging) -> None:
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        staging.remove()
        assert opened(folder, "id-2").already_here(KEY) == folder / "A.mp4"


class TestIndex:
    """What the folder remembers."""

    def test_it_stays_small_and_forgets_the_oldest(self, folder: Path, staging: Staging) -> None:
        index = staging.path.parent / "index"
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        line = b"%032x 5 " + json.dumps("x" * 150).encode() + b"\n"
        with index.open("ab") as file:
            file.writelines(line % number for number in range(6000))
        staging.move_in(finished(staging), PurePosixPath("B.mp4"), "new")
        assert index.stat().st_size < 700_000
        assert staging.already_here("new") == folder / "B.mp4"
        assert staging.already_here(KEY) is None

    @pytest.mark.parametrize(
        "damage", [b"\xff\0\n\n garbage \n", b"unfinished", b"", b"0" * 32 + b" x y\n"]
    )
    def test_damage_costs_only_what_it_hit(
        self, folder: Path, staging: Staging, damage: bytes
    ) -> None:
        index = staging.path.parent / "index"
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        index.write_bytes(damage + b"\n" + index.read_bytes() + damage)
        staging.move_in(finished(staging), PurePosixPath("B.mp4"), "new")
        assert staging.already_here(KEY) == folder / "A.mp4"
        assert staging.already_here("new") == folder / "B.mp4"

    def test_a_line_cut_in_the_middle_is_nothing(self, staging: Staging) -> None:
        index = staging.path.parent / "index"
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        whole = index.read_bytes()
        for end in range(len(whole) - 2):
            index.write_bytes(whole[:end])
            assert staging.already_here(KEY) is None

    def test_odd_names_and_keys_are_remembered(self, folder: Path, staging: Staging) -> None:
        name, key = 'ü "x" 語.mp4', "key \ud800 \n x"
        staging.move_in(finished(staging), PurePosixPath(name.replace('"', "＂")), key)
        assert staging.already_here(key) == folder / name.replace('"', "＂")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_an_unwritable_folder_is_an_error_of_the_system(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(PermissionError):
            opened(folder)
    finally:
        folder.chmod(0o700)
