"""Which image belongs to the source at hand, by a digest over all that its build takes."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCKERFILE = Path("cloud/infra/Dockerfile")

_COPY = re.compile(r"^(?:COPY|ADD)\s+(.*)$", re.IGNORECASE | re.MULTILINE)
_BIND = re.compile(r"--mount=type=bind,\S*?(?:source|src)=([^\s,]+)")
_LEFT_OUT = frozenset({"__pycache__"})
_TAG = re.compile(r"(?P<source>[0-9a-f]{16})-yt-dlp-(?P<engine>[0-9.]*[0-9])(?:-[0-9]+)?")


@dataclass(frozen=True, slots=True)
class ImageTag:
    """What an image is called: its source, its engine, and when it is built anew, the time."""

    source: str
    engine: str
    built: str = ""

    def __str__(self) -> str:
        return f"{self.source}-yt-dlp-{self.engine}" + (f"-{self.built}" if self.built else "")


def read_tag(text: str) -> ImageTag | None:
    """The source and the engine that a tag names; None where it is not one of ours."""
    found = _TAG.fullmatch(text)
    return ImageTag(found["source"], found["engine"]) if found else None


def source_of(root: Path) -> str:
    """A digest of the Dockerfile and of everything that it copies."""
    whole = hashlib.sha256()
    for path in sorted(set(_inputs(root))):
        name = path.relative_to(root).as_posix()
        whole.update(f"{name}\0{path.stat().st_mode & 0o100:o}\0".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def _inputs(root: Path) -> Iterator[Path]:
    """All files that the build may take; more than it does only costs a build too many."""
    yield root / DOCKERFILE
    if (root / ".dockerignore").is_file():
        yield root / ".dockerignore"
    for pattern in _sources((root / DOCKERFILE).read_text(encoding="utf-8")):
        for found in root.glob(pattern.strip("/")):
            yield from _files(found)


def _files(found: Path) -> Iterator[Path]:
    for path in found.rglob("*") if found.is_dir() else (found,):
        if path.is_file() and not _LEFT_OUT & set(path.parts):
            yield path


def _sources(dockerfile: str) -> Iterator[str]:
    text = dockerfile.replace("\\\n", " ")
    yield from _BIND.findall(text)
    for line in _COPY.findall(text):
        words = line.split()
        if not any(word.startswith("--from") for word in words):
            yield from [word for word in words if not word.startswith("--")][:-1]
