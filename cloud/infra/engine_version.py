"""A newer yt-dlp for the image, with the digests of what is installed."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cloud.infra.refusals import Failed

LATEST = "latest"
LOCKED = "locked"  # the one that the requirements name

_VERSION = re.compile(r"[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}(\.[0-9]{1,6})?")
_PIN = re.compile(r"^yt-dlp==([0-9.]+)", re.MULTILINE)
_COMPANION = re.compile(r"^yt-dlp-ejs\s*(==[0-9a-z.]+)\s*;.*extra == ['\"]default['\"]")
_LIMIT = 300.0  # seconds


def is_version(text: str) -> bool:
    """Whether it can be given for a version of the engine."""
    return text in (LATEST, LOCKED) or _VERSION.fullmatch(text) is not None


def version_in(requirements: Path) -> str:
    """The version that a file of requirements pins; empty where there is no such file."""
    try:
        found = _PIN.search(requirements.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ""
    return found[1] if found else ""


def is_newer(version: str, than: str) -> bool:
    """Whether one version came out after another."""
    return _numbers(version) > _numbers(than)


@dataclass(frozen=True, slots=True)
class EngineFile:
    """The file that the image's build installs last, if it is there."""

    path: Path
    locked: Path  # the requirements of the service

    @property
    def version(self) -> str:
        """What an image built now would have."""
        return version_in(self.path) or version_in(self.locked)

    def write(self, version: str) -> str:
        """Bring the file to a version, `latest` or `locked`; the version that this is."""
        if version == LOCKED:
            return self._remove()
        pin = "yt-dlp" if version == LATEST else f"yt-dlp=={version}"
        engine = _resolved([pin])
        if _version(engine["yt-dlp"]) == version_in(self.locked):
            return self._remove()  # so that the image is the one that there may be already
        companion = _companion(engine["yt-dlp"])
        packages = _resolved([f"yt-dlp=={_version(engine['yt-dlp'])}", *companion])
        self.path.write_text(_requirements(packages.values()), encoding="utf-8")
        return self.version

    def _remove(self) -> str:
        self.path.unlink(missing_ok=True)
        return self.version


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part]


def _resolved(pins: list[str]) -> Mapping[str, Any]:
    """What pip would install for them, by name, and nothing is installed."""
    command = [
        *(sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--no-deps"),
        *("--only-binary", ":all:", "--disable-pip-version-check", "--no-input", "--quiet"),
        *("--report", "-", *pins),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        raise Failed(f"pip did not find {' '.join(pins)} in time.") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise Failed(f"pip does not find {' '.join(pins)}: {lines[-1] if lines else 'no reason'}")
    return {one["metadata"]["name"].lower(): one for one in json.loads(done.stdout)["install"]}


def _companion(engine: Any) -> list[str]:
    """The scripts that this version runs on sites' pages, as it pins them itself."""
    for line in engine["metadata"].get("requires_dist", ()):
        if found := _COMPANION.match(line):
            return [f"yt-dlp-ejs{found[1]}"]
    return []


def _version(package: Any) -> str:
    return str(package["metadata"]["version"])


def _requirements(packages: Iterable[Any]) -> str:
    lines = ["# Written by `deploy --engine`: a newer yt-dlp than the locked requirements have."]
    for package in packages:
        digest = package["download_info"]["archive_info"]["hashes"]["sha256"]
        lines.append(f"{package['metadata']['name']}=={_version(package)} --hash=sha256:{digest}")
    return "\n".join(lines) + "\n"
