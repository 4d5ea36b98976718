"""A newer engine comes with the digests of what is installed, out of packages that lie here."""

import hashlib
from pathlib import Path

import pytest

from cloud.infra.engine_version import EngineFile, is_newer, is_version


@pytest.fixture
def engine(tmp_path: Path) -> EngineFile:
    locked = tmp_path / "requirements.txt"
    locked.write_text("yt-dlp==2026.2.1 \\\n    --hash=sha256:00\nyt-dlp-ejs==0.7.0\n")
    return EngineFile(tmp_path / "engine.txt", locked)


def test_the_newest_is_found_and_pinned_with_its_companion(
    packages: Path, engine: EngineFile
) -> None:
    assert engine.version == "2026.2.1"
    assert engine.write("latest") == "2026.11.2"
    assert engine.version == "2026.11.2"
    pins = engine.path.read_text(encoding="utf-8").splitlines()[1:]
    assert set(pins) == {
        _pin(packages / "yt_dlp-2026.11.2-py3-none-any.whl", "yt-dlp==2026.11.2"),
        _pin(packages / "yt_dlp_ejs-0.9.0-py3-none-any.whl", "yt-dlp-ejs==0.9.0"),
    }

    assert engine.write("locked") == "2026.2.1"
    assert not engine.path.exists()


@pytest.mark.usefixtures("packages")
def test_one_that_is_the_locked_one_needs_no_file(engine: EngineFile) -> None:
    engine.locked.write_text("yt-dlp==2026.11.2 \\\n    --hash=sha256:00\n", encoding="utf-8")
    assert engine.write("latest") == "2026.11.2"
    assert not engine.path.exists()


@pytest.mark.parametrize(
    "text", ["2026.10.26", "2026.1.2", "2026.10.26.123456", "latest", "locked"]
)
def test_versions_that_may_be_given(text: str) -> None:
    assert is_version(text)


@pytest.mark.parametrize("text", ["", "newest", "2026.10", "2026.10.26 --pre", "26.1.1", "-r x"])
def test_what_is_no_version(text: str) -> None:
    assert not is_version(text)


def test_versions_are_compared_as_numbers() -> None:
    assert is_newer("2026.10.1", "2026.9.30")
    assert not is_newer("2026.9.30", "2026.10.1")
    assert not is_newer("", "2026.1.1")
    assert not is_newer("2026.1.1", "2026.1.1")


def _pin(path: Path, what: str) -> str:
    return f"{what} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
