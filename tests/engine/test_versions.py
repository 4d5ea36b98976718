"""Versions of what does the work, also where something is missing or hangs."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from app.engine import versions
from app.engine.options import EngineOptions
from app.engine.tools import find_deno, find_ffmpeg
from app.engine.versions import look_up


def test_what_is_here() -> None:
    found = look_up(EngineOptions(ffmpeg=find_ffmpeg(), deno=find_deno()))
    assert found.ytdlp == metadata.version("yt-dlp")
    assert found.python == sys.version.split()[0]
    assert found.ffmpeg[0].isalnum()
    assert found.system
    assert (found.spool, found.qt) == ("", "")


def test_the_engine_is_not_loaded_for_it() -> None:
    script = (
        "import sys; from app.engine.versions import look_up;"
        "from app.engine.options import EngineOptions;"
        "assert look_up(EngineOptions()).ytdlp; assert 'yt_dlp' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_programs_are_asked(tmp_path: Path) -> None:
    ffmpeg = program(tmp_path, "ffmpeg", "echo 'ffmpeg version 9.0.2-static Copyright'")
    program(tmp_path, "ffprobe", "echo 'ffprobe version N-118-g5 Copyright'")
    deno = program(tmp_path, "deno", "echo 'deno 2.9.8 (stable, release)'; echo 'v8 14'")
    found = look_up(EngineOptions(ffmpeg=str(ffmpeg), deno=str(deno)))
    assert (found.ffmpeg, found.ffprobe, found.deno) == ("9.0.2-static", "N-118-g5", "2.9.8")


@pytest.mark.parametrize("script", ["exit 3", "echo hello", "printf '\\377\\376'"])
def test_a_program_that_makes_no_sense(tmp_path: Path, script: str) -> None:
    ffmpeg = program(tmp_path, "ffmpeg", script)
    found = look_up(EngineOptions(ffmpeg=str(ffmpeg)))
    assert (found.ffmpeg, found.ffprobe) == ("", "")


def test_programs_that_are_missing_or_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(versions, "_LONGEST", 0.2)
    monkeypatch.setenv("PATH", str(tmp_path))
    hanging = program(tmp_path, "deno", "exec /bin/sleep 60")
    gone = tmp_path / "gone" / "ffmpeg"
    found = look_up(EngineOptions(ffmpeg=str(gone), deno=str(hanging)))
    assert (found.ffmpeg, found.ffprobe, found.deno) == ("", "", "")
    assert "does not tell its version" in caplog.text
