"""Two starts at once are one window, whatever became of the one before."""

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import wire
from app.ui.instance import SingleInstance

SECONDS = 30


class Starts:
    """Starts of the application that share a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[str]] = []

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.ui.one_start", str(self.folder), *arguments]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.processes.append(process)
        return process

    def first(self) -> subprocess.Popen[str]:
        process = self.begin()
        assert line_of(process) == "first"
        return process

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.communicate(timeout=SECONDS)


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def received_by(process: subprocess.Popen[str]) -> list[str]:
    found: list[str] = json.loads(line_of(process))
    return found


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    several = Starts(tmp_path / "run")
    yield several
    several.end()


def test_a_second_start_hands_its_arguments_over(starts: Starts) -> None:
    first = starts.first()
    arguments = ["https://example.org/a?b=c#d", "/a file with spaces\nand é", ""]
    assert line_of(starts.begin(*arguments)) == "handed over"
    assert received_by(first) == arguments
    assert line_of(starts.begin()) == "handed over"
    assert received_by(first) == []


def test_arguments_may_be_long(starts: Starts) -> None:
    first = starts.first()
    arguments = [f"https://example.org/{number}/{'x' * 500}" for number in range(3000)]
    assert line_of(starts.begin(*arguments)) == "handed over"
    assert received_by(first) == arguments


def test_when_the_first_has_ended_the_next_is_first(starts: Starts) -> None:
    first = starts.first()
    first.communicate(timeout=SECONDS)
    assert first.returncode == 0
    starts.first()


def test_after_a_kill_eight_starts_at_once_leave_exactly_one(starts: Starts) -> None:
    killed = starts.first()
    killed.kill()
    killed.wait(SECONDS)
    eight = [starts.begin(str(number)) for number in range(8)]
    said = [line_of(process) for process in eight]
    assert sorted(said) == ["first"] + ["handed over"] * 7
    first = eight[said.index("first")]
    others = {str(number) for number in range(8)} - {str(said.index("first"))}
    assert {received_by(first)[0] for _ in range(7)} == others


def test_only_the_same_user_may_connect(starts: Starts) -> None:
    starts.first()
    assert stat.S_IMODE(starts.folder.stat().st_mode) == 0o700
    (path,) = starts.folder.glob("*.socket")
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(
    "nonsense",
    [
        b"not json\n",
        b"[1, 2]\n",
        b'{"arguments": "text"}\n',
        b'{"arguments": [1]}\n',
        b"\xff\x00\n",
        b"x" * (wire.MAX_LINE + 100_000),
    ],
    ids=["words", "list", "text", "number", "binary", "endless"],
)
def test_nonsense_is_refused_and_the_next_one_heard(starts: Starts, nonsense: bytes) -> None:
    first = starts.first()
    (path,) = starts.folder.glob("*.socket")
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.settimeout(SECONDS)
        stranger.connect(os.fspath(path))
        try:
            stranger.sendall(nonsense)
            assert stranger.recv(100) == b""
        except (BrokenPipeError, ConnectionResetError):
            pass  # it was too long already
    assert line_of(starts.begin("sense")) == "handed over"
    assert received_by(first) == ["sense"]


def test_one_that_says_nothing_holds_up_nobody(starts: Starts) -> None:
    first = starts.first()
    (path,) = starts.folder.glob("*.socket")
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(os.fspath(path))
        assert line_of(starts.begin("heard")) == "handed over"
    assert received_by(first) == ["heard"]


def test_a_folder_with_a_long_path(tmp_path: Path) -> None:
    starts = Starts(tmp_path / ("x" * 120))
    try:
        first = starts.first()
        assert line_of(starts.begin("far")) == "handed over"
        assert received_by(first) == ["far"]
        first.communicate(timeout=SECONDS)
    finally:
        starts.end()


def test_nobody_to_hand_over_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.instance._SEND_SECONDS", 0.2)
    assert not SingleInstance(tmp_path).send(["a"])


def test_where_nothing_can_be_written_each_start_is_the_first(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    one, other = SingleInstance(file / "below"), SingleInstance(file / "below")
    assert one.acquire()
    assert other.acquire()
    one.release()
    other.release()
