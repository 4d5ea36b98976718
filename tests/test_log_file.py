"""The log file: bounded, private, without secrets, and never in the way."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.log_file import LOG_NAME, LogFile, crash_file, log_file

log = logging.getLogger("app.test")


@pytest.fixture(autouse=True)
def _every_level() -> Iterator[None]:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    yield
    root.setLevel(before)


def test_what_is_logged_is_in_the_file_without_secrets(tmp_path: Path) -> None:
    with log_file(tmp_path):
        log.info("fetching %s", "https://me:hidden@example.org/v?token=hidden")
        with suppress(ValueError):
            try:
                int("https://example.org/?sig=hidden")
            except ValueError:
                log.exception("it failed")
                raise
    written = (tmp_path / LOG_NAME).read_text()
    assert "INFO app.test: fetching https://example.org/v?token=" in written
    assert "ValueError" in written
    assert "hidden" not in written
    log.warning("after the end")
    assert "after the end" not in (tmp_path / LOG_NAME).read_text()


def test_no_frame_and_no_widget_in_it_is_handed_to_the_thread_that_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It might be the last to let go of them, and would destroy them where they do not belong."""
    handed: list[logging.LogRecord] = []
    monkeypatch.setattr(LogFile, "emit", lambda _file, record: handed.append(record))
    with log_file(tmp_path):
        try:
            int("x")
        except ValueError:
            log.exception("it failed")
    (record,) = handed
    assert record.exc_info is None
    assert "ValueError" in (record.exc_text or "")


def test_it_is_for_this_account_alone(tmp_path: Path) -> None:
    with log_file(tmp_path):
        log.info("x")
    assert (tmp_path / LOG_NAME).stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_it_rotates_and_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.log_file._MOST_BYTES", 10_000)
    with log_file(tmp_path):
        for _ in range(1_000):
            log.info("words")
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == [LOG_NAME, f"{LOG_NAME}.1", f"{LOG_NAME}.2"]
    assert all(path.stat().st_size <= 10_000 for path in tmp_path.iterdir())


@pytest.mark.parametrize("place", ["missing", "file"])
def test_a_folder_that_cannot_be_written_breaks_nothing(
    tmp_path: Path, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if place == "file":
        (tmp_path / place).write_text("not a folder")
    with log_file(tmp_path / place), crash_file(tmp_path / place) as crashed:
        log.info("nowhere to go")
        assert not crashed
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes among its files")
def test_pipes_in_their_place_are_not_waited_for(tmp_path: Path) -> None:
    for name in (LOG_NAME, "crash.txt"):
        os.mkfifo(tmp_path / name)
    with log_file(tmp_path), crash_file(tmp_path) as crashed:
        log.info("nobody reads this")
        assert not crashed


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_breaks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / LOG_NAME).symlink_to("/dev/full")
    with log_file(tmp_path):
        log.info("no room")
    assert "Traceback" not in capsys.readouterr().err


_RUN = """
import sys, os, signal
from pathlib import Path
from app.log_file import crash_file
with crash_file(Path(sys.argv[1])) as crashed:
    print(crashed)
    sys.stdout.flush()
    if len(sys.argv) > 2:
        os.kill(os.getpid(), getattr(signal, sys.argv[2]))
"""


def _run(folder: Path, *end: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, str(folder), *end],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_hard_crash_is_known_once_at_the_next_start(tmp_path: Path) -> None:
    assert _run(tmp_path, "SIGSEGV") == "False"
    assert _run(tmp_path) == "True"
    assert "Segmentation fault" in (tmp_path / "last-crash.txt").read_text()
    assert _run(tmp_path) == "False"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_being_killed_is_no_crash(tmp_path: Path) -> None:
    assert _run(tmp_path, "SIGKILL") == "False"
    assert _run(tmp_path) == "False"
