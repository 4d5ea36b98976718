"""The folder that `make package` builds, as it runs wherever it is put."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.engine.chosen_engine import ENGINE
from tests.packaging.built import FOLDER, PROGRAM, ROOT, needs_folder, script

pytestmark = [pytest.mark.stress, needs_folder]

BUILT_WITH = ROOT / ".venv-package" / "bin" / "python"
_MOST_BYTES = 330 * 2**20

# In place of a newer yt-dlp: it tells where it is, and what else it can have, and ends.
_NEWER = """
import importlib, json, os, sys, warnings
warnings.simplefilter("ignore")
missing = []
for name in {names!r}:
    try:
        importlib.import_module(name)
    except ImportError:
        missing.append(name)
told = {{"file": __file__, "missing": missing, "path": os.environ.get("LD_LIBRARY_PATH"),
    "utf8": sys.flags.utf8_mode}}
sys.stderr.write("told " + json.dumps(told) + chr(10))
sys.stderr.flush()
os._exit(0)
"""


def run(program: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [program, *arguments],
        env={"PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )


def _told(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    line = next(line for line in done.stderr.splitlines() if line.startswith("told "))
    told: dict[str, Any] = json.loads(line.removeprefix("told "))
    return told


def test_a_child_takes_a_newer_yt_dlp_which_may_import_all_of_the_standard_library(
    tmp_path: Path,
) -> None:
    newer = tmp_path / "Ein Ördner" / "2999.12.31"
    (newer / "yt_dlp").mkdir(parents=True)
    names = [name for name in script("contents.py").standard_library() if name[0] != "_"]
    stand_in = newer / "yt_dlp" / "__init__.py"
    stand_in.write_text(_NEWER.format(names=names))
    told = _told(run(PROGRAM, "--child", HOME=str(tmp_path), **{ENGINE: str(newer)}))
    assert Path(told["file"]).parent == newer / "yt_dlp"
    # What the Python that it was built with has not either is of other systems.
    assert told["missing"] == _told(run(BUILT_WITH, str(stand_in)))["missing"]
    assert len(told["missing"]) < len(names) / 20
    assert told["path"] is None
    assert told["utf8"] == 1


def test_it_passes_its_own_test_in_a_folder_with_any_name(tmp_path: Path) -> None:
    copied = tmp_path / "Prøgramme & Spiele" / "spool"
    shutil.copytree(FOLDER, copied, symlinks=True, copy_function=os.link)
    report = tmp_path / "report.json"
    done = run(
        *(copied / PROGRAM.name, "--self-test", "--json", str(report)),
        HOME=str(tmp_path / "nowhere"),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert report.stat().st_size > 0


def test_it_is_one_folder_of_a_bounded_size_with_programs_and_licences() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) < _MOST_BYTES
    names = {path.name.removesuffix(".exe") for path in files}
    assert {"ffmpeg", "ffprobe", "deno", "licences.txt", "spool_de.qm", "qtbase_de.qm"} <= names
    unwanted = ("libgtk", "libqgtk3", "Qt6Qml", "Qt6Quick", "qtbase_ja", "imageio")
    assert not [name for name in names if name.startswith(unwanted)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other libraries")
def test_every_system_library_inside_has_its_licence_shown() -> None:
    shown = (FOLDER / "_internal" / "resources" / "licences.txt").read_text()
    libraries = json.loads((ROOT / "build" / "libraries.json").read_text())
    assert len(libraries) > 10
    assert "libssl3 (a library of the system)" in shown
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in shown
