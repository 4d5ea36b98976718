"""Steps after the fetch that may fail, and what a failure leaves behind."""

from pathlib import Path
from typing import Any

import pytest

from app.core.download import Remark
from app.engine.embedding import Info, is_optional, run_optional

SECRETIVE = "https://h.example/v?id=1&token=HIDDEN"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "x.mp4"
    made.write_bytes(b"video")
    return made


@pytest.fixture
def complaints() -> list[tuple[Remark | None, str]]:
    return []


def info_of(file: Path, **more: Any) -> Info:
    return {"filepath": str(file), "ext": file.suffix[1:], "title": "T"} | more


Complaints = list[tuple[Remark | None, str]]


def test_only_the_turn_to_sound_and_the_merge_are_needed() -> None:
    assert not any(
        map(is_optional, ("Merger", "ExtractAudio", "Section", "MoveFiles", "FixupM3u8"))
    )


@pytest.mark.parametrize("step", ["Metadata", "EmbedThumbnail", "EmbedSubtitle", "VideoRemuxer"])
@pytest.mark.parametrize("error", [OSError(28, "full"), ValueError("damaged"), RuntimeError()])
def test_a_failed_step_leaves_the_file_as_it_was(
    file: Path, complaints: Complaints, step: str, error: Exception
) -> None:
    def run(info: Info) -> Info:
        Path(info["filepath"]).with_name("x.temp.mkv").write_bytes(b"half")
        info["chapters"] = info["duration"] = "of a shorter file"
        raise error

    info = info_of(file)
    assert run_optional(step, info, run, lambda *one: complaints.append(one)) == info_of(file)
    assert [path.name for path in file.parent.iterdir()] == ["x.mp4"]
    assert file.read_bytes() == b"video"
    assert len(complaints) == 1
    assert complaints[0][0] is (None if step == "VideoRemuxer" else Remark.NOT_EMBEDDED)


def test_a_file_that_is_changed_where_it_is_is_a_copy_until_it_is_whole(
    file: Path, complaints: Complaints
) -> None:
    class Killed(BaseException):
        pass

    def die(info: Info) -> Info:
        Path(info["filepath"]).write_bytes(b"hal")
        raise Killed

    def finish(info: Info) -> Info:
        Path(info["filepath"]).write_bytes(b"video with cover")
        return info

    with pytest.raises(Killed):
        run_optional("EmbedThumbnail", info_of(file), die, lambda *one: complaints.append(one))
    assert file.read_bytes() == b"video"
    done = run_optional(
        "EmbedThumbnail", info_of(file), finish, lambda *one: complaints.append(one)
    )
    assert done["filepath"] == str(file)
    assert file.read_bytes() == b"video with cover"
    assert complaints == []


def test_tags_hold_no_secret_and_no_endless_text(file: Path, complaints: Complaints) -> None:
    seen: Info = {}

    def run(info: Info) -> Info:
        seen.update(info)
        return info

    info = info_of(file, webpage_url=SECRETIVE, description="d" * 10**6, tags=["t" * 10**4] * 1000)
    done = run_optional("Metadata", info, run, lambda *one: complaints.append(one))
    assert seen["webpage_url"] is None
    assert len(seen["description"]) <= 4_000
    assert sum(map(len, seen["tags"])) <= 10_000
    assert done == info
    public = info_of(file, webpage_url="https://h.example/v?id=1")
    run_optional("Metadata", public, run, lambda *one: complaints.append(one))
    assert seen["webpage_url"] == "https://h.example/v?id=1"


def test_subtitles_are_not_forced_into_what_takes_none(
    tmp_path: Path, complaints: Complaints
) -> None:
    info = info_of(tmp_path / "x.avi", requested_subtitles={"en": {}})

    def run(_: Info) -> Info:
        raise AssertionError

    assert run_optional("EmbedSubtitle", info, run, lambda *one: complaints.append(one)) == info
    assert complaints[0][0] is Remark.NOT_EMBEDDED


def test_before_there_is_a_file_nothing_is_cleaned_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, complaints: Complaints
) -> None:
    def run(_: Info) -> Info:
        (tmp_path / "of another").touch()
        raise ValueError

    monkeypatch.chdir(tmp_path)
    run_optional("SponsorBlock", {"id": "x"}, run, lambda *one: complaints.append(one))
    assert (tmp_path / "of another").exists()
