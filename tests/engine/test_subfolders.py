"""Files that are moved into folders below the chosen one, and those that lie beside them."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from app.core.download import DownloadRequest
from app.engine import staging as staging_module
from app.engine.staging import HIDDEN_FOLDER, Staging

KEY = "Site x1 137"
NAME = PurePosixPath("Someone/A list/A.mp4")


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


def words(staging: Staging, *languages: str) -> dict[str, Path]:
    return {f"{one}.vtt": finished(staging, one.encode(), f"x1.{one}.vtt") for one in languages}


def there(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if HIDDEN_FOLDER not in path.parts
    }


def test_folders_are_made_and_shared(folder: Path, staging: Staging) -> None:
    first = staging.move_in(finished(staging), NAME, KEY)
    assert first.path == folder / NAME
    assert staging.already_here(KEY) == first.path
    second = staging.move_in(finished(staging, b"other"), NAME, "Site x2 137")
    assert second.path == folder / "Someone/A list/A (2).mp4"
    again = staging.move_in(finished(staging), PurePosixPath("elsewhere/B.mp4"), KEY)
    assert (again.path, again.already_here) == (first.path, True)
    assert not (folder / "elsewhere").exists()


def test_a_file_in_the_way_of_a_folder_stays(folder: Path, staging: Staging) -> None:
    (folder / "Someone").write_bytes(b"mine")
    assert staging.move_in(finished(staging), NAME).path == folder / "Someone (2)/A list/A.mp4"
    assert (folder / "Someone").read_bytes() == b"mine"


@pytest.mark.parametrize("where", ["Someone", "Someone/A list"])
def test_no_link_leads_a_file_out_of_the_chosen_folder(
    folder: Path, staging: Staging, tmp_path: Path, where: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / where).parent.mkdir(exist_ok=True)
    (folder / where).symlink_to(outside)
    placed = staging.move_in(finished(staging), NAME, KEY)
    assert placed.path.resolve().is_relative_to(folder.resolve())
    assert " (2)" in str(placed.path.relative_to(folder))
    assert list(outside.iterdir()) == []


def test_a_link_within_the_chosen_folder_is_followed(folder: Path, staging: Staging) -> None:
    (folder / "real").mkdir()
    (folder / "Someone").symlink_to(folder / "real")
    staging.move_in(finished(staging), NAME, KEY)
    assert (folder / "real/A list/A.mp4").read_bytes() == b"media"


def test_a_file_that_a_link_leads_to_now_is_not_the_one_that_was_placed(
    folder: Path, staging: Staging, tmp_path: Path
) -> None:
    staging.move_in(finished(staging), NAME, KEY)
    (folder / "Someone").rename(tmp_path / "moved")
    (folder / "Someone").symlink_to(tmp_path / "moved")
    assert staging.already_here(KEY) is None


def test_folders_made_for_nothing_go_again(
    folder: Path, staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    (folder / "Someone").mkdir()
    monkeypatch.setattr(staging_module, "rename_new", refuse)
    with pytest.raises(PermissionError):
        staging.move_in(finished(staging), NAME, KEY)
    assert list((folder / "Someone").iterdir()) == []


class TestBeside:
    """Subtitles under the name of their video."""

    def test_they_get_its_name(self, folder: Path, staging: Staging) -> None:
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY, words(staging, "en", "de"))
        assert there(folder) == {"A.mp4": b"media", "A.en.vtt": b"en", "A.de.vtt": b"de"}

    @pytest.mark.parametrize("taken", ["A.mp4", "A.en.vtt"])
    def test_they_are_numbered_together(self, folder: Path, staging: Staging, taken: str) -> None:
        (folder / taken).write_bytes(b"mine")
        staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY, words(staging, "en"))
        assert there(folder) == {taken: b"mine", "A (2).mp4": b"media", "A (2).en.vtt": b"en"}

    def test_those_that_are_missing_are_added_and_none_is_replaced(
        self, folder: Path, staging: Staging
    ) -> None:
        placed = staging.move_in(finished(staging), PurePosixPath("A.mp4"), KEY)
        (folder / "A.en.vtt").write_bytes(b"mine")
        staging.add_beside(placed.path, words(staging, "en", "de"))
        assert there(folder) == {"A.mp4": b"media", "A.en.vtt": b"mine", "A.de.vtt": b"de"}
        assert list(staging.path.iterdir()) == []

    @pytest.mark.parametrize("links", [True, False])
    @pytest.mark.parametrize("step", range(5))
    def test_a_kill_at_any_moment_leaves_no_doubles_and_loses_nothing(
        self,
        folder: Path,
        staging: Staging,
        monkeypatch: pytest.MonkeyPatch,
        step: int,
        links: bool,
    ) -> None:
        if not links:
            monkeypatch.setattr(Path, "hardlink_to", _refuse)
        name = PurePosixPath("Someone/A.mp4")
        file, beside = finished(staging), words(staging, "en", "de")
        with monkeypatch.context() as patched:
            _die_at(patched, step, ("unlink",) if links else ("replace",))
            killed = _ends_early(lambda: staging.move_in(file, name, KEY, beside))
        assert killed is (step < 3)
        self._run_again(staging, name)
        assert there(folder) == {
            "Someone/A.mp4": b"media",
            "Someone/A.en.vtt": b"en",
            "Someone/A.de.vtt": b"de",
        }

    def _run_again(self, staging: Staging, name: PurePosixPath) -> None:
        """What the next run does: it fetches only what is not there."""
        here = staging.already_here(KEY)
        beside = words(staging, "en", "de")
        if here is not None:
            staging.add_beside(here, beside)
        else:
            staging.move_in(finished(staging), name, KEY, beside)


class _Killed(BaseException):
    pass


def _refuse(*_: object) -> None:
    raise PermissionError


def _die_at(patched: pytest.MonkeyPatch, step: int, methods: tuple[str, ...]) -> None:
    """Let the process seem to die when it reaches one of these for the so-manieth time."""
    count = 0

    def counting(original: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == step + 1:
                raise _Killed
            return original(*arguments, **named)

        return call

    for method in methods:
        patched.setattr(Path, method, counting(getattr(Path, method)))


def _ends_early(action: Callable[[], object]) -> bool:
    try:
        action()
    except _Killed:
        return True
    return False
