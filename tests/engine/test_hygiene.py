"""Which leavings of a stream may be continued."""

import json
from pathlib import Path

import pytest

from app.engine.hygiene import make_continuable


def counted(index: object) -> str:
    return json.dumps({"downloader": {"current_fragment": {"index": index}}})


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("count", "continues"),
    [
        (counted(3), True),
        (counted(0), False),
        (counted(None), False),
        (counted("3"), False),
        (counted(3)[:-4], False),
        ('{"downloader": 1}', False),
        ("[" * 100_000, False),
        ("\0", False),
        ("", False),
        (None, False),
    ],
)
def test_fragments_go_on_only_where_they_were_counted(
    tmp_path: Path, count: str | None, continues: bool
) -> None:
    part, counter = tmp_path / "x.mp4.part", tmp_path / "x.mp4.ytdl"
    part.write_bytes(b"fragments")
    if count is not None:
        counter.write_text(count)
    make_continuable(tmp_path / "x.mp4", fragmented=True)
    assert left(tmp_path) == ({part.name, counter.name} if continues else set())


def test_what_came_in_fragments_is_not_continued_as_a_plain_file(tmp_path: Path) -> None:
    for name in ("x.mp4.part", "y.mp4.part"):
        (tmp_path / name).write_bytes(b"bytes")
    (tmp_path / "x.mp4.ytdl").write_text(counted(3))
    make_continuable(tmp_path / "x.mp4", fragmented=False)
    make_continuable(tmp_path / "y.mp4", fragmented=False)
    assert left(tmp_path) == {"y.mp4.part"}


def test_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "x.f1.mp4").touch()
    (tmp_path / "x.f2.mp4.part").touch()
    make_continuable(tmp_path / "x.f1.mp4", fragmented=True)
    assert left(tmp_path) == {"x.f1.mp4", "x.f2.mp4.part"}
