"""How a packaged application finds itself and what it brings along."""

import sys
from pathlib import Path

import pytest

from app.engine import tools
from app.engine.child_start import child_command


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its folder of programs; there is another ffmpeg and another deno on PATH."""
    inside, elsewhere = tmp_path / "_internal" / "tools", tmp_path / "bin"
    suffix = ".exe" if sys.platform == "win32" else ""
    for folder in (inside, elsewhere):
        folder.mkdir(parents=True)
        for name in ("ffmpeg", "deno"):
            program = folder / f"{name}{suffix}"
            program.write_text("#!/bin/sh\n")
            program.chmod(0o755)
    monkeypatch.setenv("PATH", str(elsewhere))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(inside.parent), raising=False)
    return inside


@pytest.mark.usefixtures("packaged")
def test_its_children_are_itself() -> None:
    assert child_command() == (sys.executable, "--child")


def test_without_a_package_they_are_a_module() -> None:
    assert child_command() == (sys.executable, "-m", "app.engine.child")


def test_what_it_brings_along_comes_before_what_is_on_path(packaged: Path) -> None:
    assert Path(tools.find_ffmpeg()).parent == packaged
    assert Path(tools.find_deno()).parent == packaged


def test_a_configured_ffmpeg_comes_before_all(packaged: Path, tmp_path: Path) -> None:
    assert Path(tools.find_ffmpeg(str(tmp_path / "bin"))).parent == tmp_path / "bin"
    (packaged / "ffmpeg").unlink(missing_ok=True)
    (packaged / "ffmpeg.exe").unlink(missing_ok=True)
    assert Path(tools.find_ffmpeg()).parent == tmp_path / "bin"
