"""What `make package` has built, for the tests that try it."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "dist" / "spool"
PROGRAM = FOLDER / ("spool.exe" if sys.platform == "win32" else "spool")

needs_folder = pytest.mark.skipif(not PROGRAM.exists(), reason="`make package` was not run")


def script(name: str) -> ModuleType:
    """A script of the folder `packaging`, which is no package."""
    path = ROOT / "packaging" / name
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[path.stem]
    return module
