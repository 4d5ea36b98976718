"""What goes into the packaged application, and what stays out; `spool.spec` reads it.

Tests read it too, since what is missing here is noticed by nobody until it is needed.
"""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

QT_PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "platforminputcontexts": (
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    ),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "imageformats": ("gif", "ico", "jpeg", "svg", "webp"),
    "iconengines": ("svgicon",),
    "styles": ("macstyle", "modernwindowsstyle"),
    "tls": ("opensslbackend", "schannelbackend", "securetransportbackend", "certonlybackend"),
}
"""Those of Qt's plugins that are used, on any system. All others stay out before their libraries
are looked for: the one for GTK alone would bring in all of GTK."""

WHOLE_PACKAGES = ("app", "yt_dlp", "yt_dlp_ejs", "curl_cffi", "keyring.backends", "pysequoia")
"""Of these also what nothing seems to import: extractors, keyrings, what another part looks up."""

DESCRIBED = ("yt-dlp", "yt-dlp-ejs", "curl-cffi", "keyring")
"""Packages that are asked for their version, or for what they offer, when they run."""

RESOURCES = ("app", "fonts", "icons", "keys", "style.qss", "translations/*.qm")
"""What of the folder `resources` is looked at by the window; the pictures are the README's."""

EXCLUDED = (
    *("cloud", "tests", "imageio_ffmpeg", "deno"),
    *("setuptools", "pkg_resources", "pip", "distutils", "PyInstaller"),
    *("tkinter", "_tkinter", "idlelib", "turtle", "turtledemo", "test", "lib2to3", "ensurepip"),
    *("antigravity", "this", "pydoc_data", "curses", "_curses", "_curses_panel"),
    # Both stand on libraries that would set the conditions for the whole.
    *("readline", "_gdbm"),
    *("PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtPdf"),
)
"""Never in it, whatever seems to import them."""


def standard_library() -> list[str]:
    """All modules of it: a later yt-dlp, which comes by itself, may import any of them."""
    return sorted(
        module
        for name in sys.stdlib_module_names - set(EXCLUDED)
        for module in _with_its_own(name)
        if not set(module.split(".")[1:]) & {"test", "tests", "__main__", "idle_test"}
    )


def languages() -> list[str]:
    """Those that the window speaks beside English."""
    folder = ROOT / "resources" / "translations"
    return sorted(path.stem.removeprefix("spool_") for path in folder.glob("spool_*.qm"))


def wanted_plugin(kind: str, file: str) -> bool:
    """Whether a file is a plugin of Qt that is used."""
    name = Path(file).name.split(".")[0].removeprefix("lib")
    return name.removeprefix("q") in QT_PLUGINS.get(kind, ()) or name in QT_PLUGINS.get(kind, ())


def wanted_translation(file: str) -> bool:
    """Whether a file of Qt's translations is of a language that the window speaks."""
    return Path(file).name in {f"qtbase_{language}.qm" for language in languages()}


def _with_its_own(name: str) -> Iterator[str]:
    spec = None if name == "__main__" else importlib.util.find_spec(name)
    if spec is None:  # of another system
        return
    yield name
    for folder in spec.submodule_search_locations or ():
        for path in Path(folder).rglob("*.py"):
            parts = path.relative_to(folder).with_suffix("").parts
            if all(part.isidentifier() for part in parts):
                yield ".".join([name, *(part for part in parts if part != "__init__")])
