"""Packages of the engine that lie here, as pip finds them."""

import base64
import hashlib
import zipfile
from pathlib import Path

_COMPANION = "yt-dlp-ejs"


def two_engines(folder: Path) -> Path:
    """A folder with two versions of the engine, each with the companion that it wants."""
    folder.mkdir()
    for version, companion in (("2026.3.4", "0.8.0"), ("2026.11.2", "0.9.0")):
        _wheel(folder, "yt-dlp", version, f'{_COMPANION}=={companion} ; extra == "default"')
        _wheel(folder, _COMPANION, companion)
    return folder


def only_from(folder: Path) -> dict[str, str]:
    """What lets pip look nowhere else."""
    return {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(folder),
        "PIP_CONFIG_FILE": "/dev/null",
    }


def _wheel(folder: Path, name: str, version: str, requires: str = "") -> None:
    """The smallest package that pip takes."""
    stem = f"{name.replace('-', '_')}-{version}"
    files = {
        f"{stem}.dist-info/METADATA": (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            + (f"Provides-Extra: default\nRequires-Dist: {requires}\n" if requires else "")
        ),
        f"{stem}.dist-info/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = f"{stem}.dist-info/RECORD"
    lines = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in files.items()]
    with zipfile.ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as archive:
        for path, text in {**files, record: "\n".join([*lines, f"{record},,"])}.items():
            archive.writestr(path, text)


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
