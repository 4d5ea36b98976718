"""`spool --self-test`, as a person and the release workflow call it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from app.self_test.run import COURSE


def _spool(
    *arguments: str, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "app", *arguments],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )


def test_everything_works_here_and_nothing_of_the_persons_is_touched(tmp_path: Path) -> None:
    home = tmp_path / "Zuhause, ä"
    home.mkdir()
    report = tmp_path / "report.json"
    persons = {"HOME": str(home), "SPOOL_HOME": str(home / "spool"), "TMPDIR": str(home)}
    done = _spool("--self-test", "--json", str(report), environment=persons)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert done.stdout.endswith("\nEverything works.\n")
    read = json.loads(report.read_text())
    assert read["good"]
    assert [result["check"] for result in read["results"]] == [name for name, _ in COURSE]
    parts = {part["name"]: part for part in read["programs"]}
    assert list(parts) == ["Python", "yt-dlp", "ffmpeg", "ffprobe", "deno", "Qt"]
    assert all(part["version"] for name, part in parts.items() if name != "ffprobe")
    assert list(home.iterdir()) == []


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    code = (
        "import sys; from app.self_test.run import run;"
        f"sys.exit(run({str(tmp_path / 'missing' / 'report.json')!r}, ()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "The report cannot be written: No such file or directory" in done.stderr


def test_without_a_place_to_work_in_it_fails_in_words() -> None:
    code = (
        "import sys, tempfile; from app.self_test.run import run;"
        "tempfile._candidate_tempdir_list = lambda: ['/missing'];"
        "sys.exit(run('', ()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "The self-test finds no place to work in: No usable temporary directory" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_does_not_end_is_ended(tmp_path: Path) -> None:
    code = (
        "from app.self_test import run; import threading;"
        "run.SECONDS = 0.5;"
        "run.run('', (('never', lambda bench: threading.Event().wait()),))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "The self-test has not ended within 0 s.\n")
    assert list(tmp_path.iterdir()) == []


def test_its_file_goes_with_nothing_else() -> None:
    done = _spool("--json", "report.json")
    assert done.returncode == 2
    assert "--json goes with --self-test" in done.stderr
