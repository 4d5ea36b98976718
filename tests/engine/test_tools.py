"""Where the programs are that the engine calls."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from app.engine import tools

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes programs as shell scripts")


def program(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\nexit 0\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "path"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_the_configured_ffmpeg_comes_first(tmp_path: Path, on_path: Path) -> None:
    program(on_path, "ffmpeg")
    mine = program(tmp_path / "mine", "ffmpeg")
    assert tools.find_ffmpeg(str(mine)) == str(mine)
    assert tools.find_ffmpeg(str(mine.parent)) == str(mine)


def test_then_the_one_on_path(tmp_path: Path, on_path: Path) -> None:
    found = program(on_path, "ffmpeg")
    assert tools.find_ffmpeg() == str(found)
    assert tools.find_ffmpeg(str(tmp_path / "missing")) == str(found)


@pytest.mark.parametrize("configured", ["~nobody-of-this-name/ffmpeg", "/x" * 5000])
def test_a_configured_path_that_cannot_be_looked_at(configured: str, on_path: Path) -> None:
    found = program(on_path, "ffmpeg")
    assert tools.find_ffmpeg(configured) == str(found)


def test_a_configured_path_that_is_no_program_is_told(
    tmp_path: Path, on_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    found = program(on_path, "ffmpeg")
    note = tmp_path / "ffmpeg.txt"
    note.write_text("not a program")
    with caplog.at_level(logging.WARNING):
        assert tools.find_ffmpeg(str(note)) == str(found)
    assert "configured" in caplog.text


@pytest.mark.usefixtures("on_path")
def test_then_the_packaged_one_and_it_runs() -> None:
    found = tools.find_ffmpeg()
    assert "imageio_ffmpeg" in found
    done = subprocess.run([found, "-version"], capture_output=True, check=True, timeout=60)
    assert done.stdout.startswith(b"ffmpeg version")


@pytest.mark.usefixtures("on_path")
def test_without_any_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    assert tools.find_ffmpeg() == ""


@pytest.mark.usefixtures("on_path")
def test_the_packaged_deno_runs() -> None:
    found = tools.find_deno()
    done = subprocess.run([found, "--version"], capture_output=True, check=True, timeout=60)
    assert done.stdout.startswith(b"deno 2.")


def test_else_the_deno_on_path(
    tmp_path: Path, on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setitem(sys.modules, "deno", None)
    assert tools.find_deno() == ""
    found = program(on_path, "deno")
    assert tools.find_deno() == str(found)


def test_looking_starts_only_when_asked() -> None:
    code = (
        "import sys; import app.engine.tools;"
        "sys.exit(bool({'imageio_ffmpeg', 'deno'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
