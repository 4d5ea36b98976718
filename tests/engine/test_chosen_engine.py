"""Which yt-dlp a child imports."""

from pathlib import Path

import pytest

from app.engine import chosen_engine
from app.engine.child_environment import child_environment
from app.engine.chosen_engine import ENGINE, bundled_version, folder, is_newer


@pytest.mark.parametrize(
    ("version", "other", "newer"),
    [
        ("2026.10.27", "2026.10.26", True),
        ("2026.10.26", "2026.10.26", False),
        ("2026.9.30", "2026.10.26", False),
        ("2026.10.26.123456", "2026.10.26", True),
        ("2027.01.01", "", True),
        ("latest", "2026.10.26", False),
        ("", "", False),
        ("²." * 2 + "1", "1.0", False),
    ],
)
def test_versions_are_compared_as_numbers(version: str, other: str, newer: bool) -> None:
    assert is_newer(version, other) is newer


def test_only_a_newer_one_that_is_there_comes_first(tmp_path: Path) -> None:
    for version in ("2099.1.1", "2001.1.1", bundled_version()):
        (tmp_path / version / "yt_dlp").mkdir(parents=True)
    (tmp_path / "2099.2.2").mkdir()
    found = {one.name: folder({ENGINE: str(one)}) for one in tmp_path.iterdir()}
    chosen = str(tmp_path / "2099.1.1")
    assert found == dict.fromkeys(found, "") | {"2099.1.1": chosen}
    assert folder({}) == folder({ENGINE: ""}) == folder({ENGINE: str(tmp_path / "gone")}) == ""


def test_a_child_hears_of_it_from_its_options_alone() -> None:
    assert ENGINE not in child_environment({ENGINE: "/somebody/elses/2099.1.1"})
    assert child_environment({}, "/ours/2099.1.1")[ENGINE] == "/ours/2099.1.1"


def test_the_bundled_versions_are_known() -> None:
    assert chosen_engine.is_version(bundled_version())
    assert chosen_engine.is_version(chosen_engine.bundled_solver())
