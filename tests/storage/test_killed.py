"""kill -9 in the midst of writing: what was told to be kept is there, and no step is half done."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.storage.shelf import Shelf

KILLS = 5


def test_steps_are_whole_and_kept(open_shelf: Callable[[], Shelf], path: Path) -> None:
    for kill in range(KILLS):
        told = _save_until_killed(path, after=3 + 7 * kill)
        shelf = open_shelf()
        ids = {row.id for row in shelf.load()}
        # Each process adds one row of its own. It may have got one step further than it told.
        assert len(ids) == kill + 1
        assert told[-1] in ids or not ids & set(told)
        assert shelf.problems.empty()
        shelf.close()


def _save_until_killed(path: Path, after: int) -> list[str]:
    command = [sys.executable, "-m", "tests.storage.saver", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(after)]
        process.kill()
        told += [line.strip() for line in process.stdout.read().splitlines(keepends=True)]
    assert all(told)
    return told
