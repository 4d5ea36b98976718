"""What goes into the packaged application: nothing that is imported stays out."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import PySide6
import pytest
import yt_dlp

from tests.packaging.built import ROOT, script

contents = script("contents.py")

_LOCKED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
_IMPORT = re.compile(r"^\s*(?:import|from)\s+([a-z_][a-z0-9_.]*)", re.MULTILINE)

# Where they are missing the application goes on without, which is what it does when packaged.
DISPENSABLE = {"imageio_ffmpeg", "deno"}


def imported(folder: Path) -> set[str]:
    """Whole names of what the modules of a folder import, also late."""
    return {
        name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in _names(node)
    }


def _names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_that_the_application_imports_stays_out() -> None:
    names = imported(ROOT / "app")
    assert "PySide6.QtWidgets" in names
    for excluded in set(contents.EXCLUDED) - DISPENSABLE:
        assert excluded not in names
        assert not [name for name in names if name.startswith(f"{excluded}.")]


def test_everything_that_it_imports_is_in_the_environment_it_is_built_in() -> None:
    locked = _LOCKED.findall((ROOT / "packaging" / "requirements-package.txt").read_text())
    providers = metadata.packages_distributions()
    tops = {name.partition(".")[0] for name in imported(ROOT / "app")}
    others = tops - sys.stdlib_module_names - {"app"}
    assert {"PySide6", "qasync", "yt_dlp", "httpx"} <= others
    for top in others:
        assert {one.lower().replace("_", "-") for one in providers[top]} & set(locked), top


def test_every_hidden_import_exists() -> None:
    listed = contents.standard_library()
    assert len(listed) > 500
    missing = [name for name in listed if not name.startswith("_") and _is_missing(name)]
    assert missing == []


def _is_missing(name: str) -> bool:
    """Asked of the parents without importing what may warn that it is old."""
    top, _, rest = name.partition(".")
    spec = importlib.util.find_spec(top)
    if spec is None:
        return True
    folders = spec.submodule_search_locations or ()
    inside = rest.replace(".", "/")
    return bool(rest) and not any(
        Path(folder, inside).is_dir() or Path(folder, f"{inside}.py").is_file()
        for folder in folders
    )


def test_whatever_of_the_standard_library_yt_dlp_imports_is_named() -> None:
    folder = Path(yt_dlp.__file__).parent
    found = {
        name
        for path in folder.rglob("*.py")
        for name in _IMPORT.findall(path.read_text(encoding="utf-8"))
    }
    wanted = {name for name in found if name.partition(".")[0] in sys.stdlib_module_names}
    named = set(contents.standard_library())
    assert {"json", "http.cookiejar"} <= wanted
    unknown = {name for name in wanted if name.partition(".")[0] not in named}
    # Each is imported for one system, or for a word on the screen.
    assert unknown <= {"msvcrt", "winreg", "_winapi", "curses"}


def test_modules_that_an_older_list_has_missed_are_named() -> None:
    known = {"zoneinfo", "cmath", "difflib", "plistlib", "imaplib", "xml.etree.ElementTree"}
    assert known <= set(contents.standard_library())


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("platforms", "/qt/plugins/platforms/libqxcb.so"),
        ("platforms", r"qwindows.dll"),
        ("platforms", "libqcocoa.dylib"),
        ("imageformats", "libqsvg.so"),
        ("wayland-shell-integration", "libxdg-shell.so"),
    ],
)
def test_a_plugin_that_is_used_goes_in(kind: str, file: str) -> None:
    assert contents.wanted_plugin(kind, file)


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("platformthemes", "libqgtk3.so"),
        ("platforms", "libqeglfs.so"),
        ("imageformats", "libqpdf.so"),
        ("sqldrivers", "libqsqlite.so"),
    ],
)
def test_a_plugin_that_is_not_stays_out(kind: str, file: str) -> None:
    assert not contents.wanted_plugin(kind, file)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have others")
def test_qt_still_has_the_plugins_that_are_wanted() -> None:
    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins"
    there = {kind: [*plugins.glob(f"{kind}/*.so")] for kind in contents.QT_PLUGINS}
    elsewhere = {"windows", "cocoa", "schannelbackend", "securetransportbackend"}
    for kind, names in contents.QT_PLUGINS.items():
        found = [path for path in there[kind] if contents.wanted_plugin(kind, str(path))]
        assert len(found) == len(set(names) - elsewhere) or kind == "styles", kind


def test_every_file_that_the_window_may_ask_for_is_a_resource_that_goes_in() -> None:
    resources = ROOT / "resources"
    for pattern in contents.RESOURCES:
        assert [*resources.glob(pattern)], pattern
    asked = set()
    for path in (ROOT / "app").rglob("*.py"):
        asked |= set(re.findall(r"resources\.path\(f?\"([\w.]+)", path.read_text("utf-8")))
    assert {"fonts", "icons", "style.qss", "translations"} <= asked
    # The licences are written when the application is built.
    assert asked - {"licences.txt"} <= {name.partition("/")[0] for name in contents.RESOURCES}


def test_qt_speaks_the_languages_of_the_window_and_no_others() -> None:
    assert set(contents.languages()) >= {"de", "fr"}
    assert contents.wanted_translation("PySide6/Qt/translations/qtbase_de.qm")
    assert not contents.wanted_translation("PySide6/Qt/translations/qtbase_ja.qm")
    assert not contents.wanted_translation("PySide6/Qt/translations/qtwebengine_de.qm")


def test_a_child_starts_without_qt() -> None:
    started = subprocess.run(
        [sys.executable, "-X", "importtime", ROOT / "packaging" / "start.py", "--child"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        process_group=0,
    )
    assert "app.engine.child" in started.stderr
    assert "PySide6" not in started.stderr


_LOOK = """
import os, runpy, sys, types
names = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "_PYI_ARCHIVE_FILE")
says = lambda: print([os.environ.get(name) for name in names])
sys.modules["app.engine.child"] = types.SimpleNamespace(main=says)
sys.argv = ["spool", "--child"]
runpy.run_path("packaging/start.py")
"""


def test_what_it_starts_has_the_systems_surroundings_and_not_ours() -> None:
    given = {"LD_LIBRARY_PATH": "ours", "LD_LIBRARY_PATH_ORIG": "theirs"}
    done = subprocess.run(
        [sys.executable, "-c", _LOOK],
        env={**os.environ, **given, "DYLD_LIBRARY_PATH": "ours", "_PYI_ARCHIVE_FILE": "ours"},
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.stdout == "['theirs', None, None]\n"
