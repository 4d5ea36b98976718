"""Rules of the house that no linter knows."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]

_WITHOUT_QT = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "qasync"):
            raise ImportError(name + " is blocked")

sys.meta_path.insert(0, Blocked())
import importlib, pkgutil
import app.core, app.engine, cloud
for package in (app.core, app.engine, cloud):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if module.name != "app.engine.windows_job" or sys.platform == "win32":
            importlib.import_module(module.name)
            print(module.name)
"""

_NONE_SURVIVES = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
widget = QWidget()
before = sys.getrefcount(None)
for _ in range(1000):
    widget.update()
print(before - sys.getrefcount(None))
"""


def _python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    ).stdout


def test_core_engine_and_service_live_without_qt() -> None:
    imported = _python(_WITHOUT_QT).split()
    assert "app.core.download_queue" in imported
    assert "app.engine.child_pool" in imported
    assert {"cloud.__main__", "cloud.api.app", "cloud.worker.worker"} <= set(imported)


def test_qt_leaves_none_alone() -> None:
    # A PySide6 that loses a reference to None with every call crashes within a minute.
    assert int(_python(_NONE_SURVIVES)) < 100


def test_packaging_is_no_package() -> None:
    assert not list((ROOT / "packaging").rglob("__init__.py"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["tool"]["setuptools"]["packages"]["find"]["include"] == [
        "app",
        "app.*",
        "cloud",
        "cloud.*",
    ]


def test_locked_requirements_are_hashed_and_name_no_index() -> None:
    for path in (ROOT / "packaging").glob("requirements*.txt"):
        lines = path.read_text().splitlines()
        pins = [line for line in lines if "==" in line and not line.startswith(" ")]
        assert pins
        assert all(line.endswith("\\") for line in pins)
        assert not [line for line in lines if line.startswith("-") or "://" in line]
