"""kill -9 of the application in mid-download: no row is lost, and the same bytes come out."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site import MediaSite

SLOW = (
    ("/bytes/killed-900000.mp4", {"rate": 300_000}),
    ("/hls/clip/master.m3u8", {"rate": 400_000, "parts": 20}),
    ("/dash/clip/manifest.mpd", {"rate": 400_000, "parts": 20}),
)


@dataclass(frozen=True)
class Said:
    """One line of a headless application."""

    id: str
    state: str
    fraction: float | None
    file_name: str
    detail: str


class Headless:
    """An application process over a data folder and a chosen folder."""

    def __init__(self, data: Path, folder: Path, *links: str) -> None:
        data.mkdir(exist_ok=True)
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "tests.end_to_end.headless", str(data), str(folder)]
        self.process = subprocess.Popen([*command, *links], stdout=subprocess.PIPE, text=True)
        self.rows: dict[str, Said] = {}

    def lines(self) -> Iterator[Said]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = Said(*json.loads(line))
            self.rows[said.id] = said
            yield said

    def kill_at(self, fraction: float) -> None:
        """Once a row is running and that far."""
        with self.process:
            for said in self.lines():
                if said.state == "running" and (said.fraction or 0.0) >= fraction:
                    break
            self.process.kill()

    def finish(self) -> None:
        with self.process:
            for _ in self.lines():
                pass
        assert self.process.returncode == 0


@pytest.mark.parametrize(
    "kill_at",
    [(0.0, 0.5), pytest.param(tuple(n / 20 for n in range(18)), marks=pytest.mark.stress)],
    ids=["twice", "often"],
)
def test_a_restart_finishes_the_same_bytes(
    media_site: MediaSite, tmp_path: Path, kill_at: tuple[float, ...]
) -> None:
    links = [media_site.url(path, **wishes) for path, wishes in SLOW]
    links += [media_site.url(f"/bytes/other{number}-50000.mp4") for number in range(2)]

    undisturbed = Headless(tmp_path / "data-1", tmp_path / "chosen-1", *links)
    undisturbed.finish()
    expected = digests(tmp_path / "chosen-1")
    assert len(expected) == len(links)

    data, folder = tmp_path / "data-2", tmp_path / "chosen-2"
    known: set[str] = set()
    for number, fraction in enumerate(kill_at):
        killed = Headless(data, folder, *(links if number == 0 else []))
        killed.kill_at(fraction)
        assert known <= set(killed.rows) or number == 0
        known |= set(killed.rows)
    last = Headless(data, folder)
    last.finish()

    assert set(last.rows) == known
    assert {said.state for said in last.rows.values()} == {"completed"}
    assert digests(folder) == expected
    assert {said.file_name for said in last.rows.values()} == set(expected)


def digests(folder: Path) -> dict[str, str]:
    """The finished files and what is in them."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }
