"""Builds the image with buildah, over a stand-in for its base: the same Debian with Debian's own
Python 3.13, since that needs no registry of images."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[4]
DOCKERFILE = ROOT / "cloud" / "infra" / "Dockerfile"
FOLDER = ROOT / ".cache" / "image"
NAME = "localhost/spool-cloud:test"

_BASE = re.compile(r"^ARG BASE=(\S+-slim-(\w+))$", re.MULTILINE)
_PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
_PACKAGES = "ca-certificates,python3,python3-venv"


def build() -> None:
    """Build the image; what stood in for its base the last time does so again."""
    name, suite = _base()
    if not _has(name):
        _make_base(name, suite)
    mounts = [word for one in _variable("IMAGE_TEST_MOUNTS").split() for word in ("--volume", one)]
    _buildah(
        *("build", "--layers", "--pull-never", "--format", "docker", "--network", "host", *mounts),
        *("--build-arg", "VERSION=test", "--file", str(DOCKERFILE), "--tag", NAME, str(ROOT)),
    )


def configuration() -> dict[str, Any]:
    """What the image says of how it is run, by Docker's names."""
    said = json.loads(_buildah("inspect", "--type", "image", NAME))
    return dict(said["Docker"]["config"])


def sizes() -> tuple[int, int]:
    """Bytes on a disk, and bytes that are fetched."""
    listed = json.loads(_buildah("images", "--json", NAME))
    folder = FOLDER / "pushed"
    _run("rm", "-rf", str(folder))
    _buildah("push", NAME, f"oci:{folder}:test")
    fetched = sum(path.stat().st_size for path in (folder / "blobs").rglob("*") if path.is_file())
    _run("rm", "-rf", str(folder))
    return _bytes(listed[0]["size"]), fetched


@contextmanager
def mounted() -> Iterator[Path]:
    """The image's files, for as long as needed."""
    container = _buildah("from", "--pull-never", NAME).strip()
    try:
        yield Path(_buildah("mount", container).strip())
    finally:
        _buildah("rm", container)


def leave() -> None:
    """Unmount what the store keeps mounted, so that it can be removed like any folder."""
    kept = FOLDER / "store" / "overlay"
    if kept.is_mount():
        _run("umount", str(kept))


def _make_base(name: str, suite: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    archive = FOLDER / "base.tar"
    sources = _variable("IMAGE_TEST_SOURCES")
    _run(
        *("mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--include={_PACKAGES}"),
        *(suite, str(archive), *([sources] if sources else [])),
    )
    container = _buildah("from", "scratch").strip()
    _buildah("add", container, str(archive), "/")
    _buildah("run", container, "--", "ln", "-s", "/usr/bin/python3", "/usr/local/bin/python")
    _buildah("config", "--env", f"PATH={_PATH}", container)
    _buildah("commit", "--rm", container, name)
    archive.unlink()


def _base() -> tuple[str, str]:
    found = _BASE.search(DOCKERFILE.read_text())
    assert found, "the Dockerfile's base is not slim"
    return found[1], found[2]


def _has(name: str) -> bool:
    return name in _buildah("images", "--format", "{{.Name}}:{{.Tag}}").split()


def _buildah(*arguments: str) -> str:
    store = FOLDER / "store"
    return _run("buildah", "--root", str(store), "--runroot", f"{store}-run", *arguments)


def _run(*command: str) -> str:
    done = subprocess.run(
        command,
        env={"BUILDAH_ISOLATION": "chroot", "STORAGE_DRIVER": "overlay", **os.environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command[:6]}: {(done.stdout + done.stderr)[-3000:]}"
    return done.stdout


def _variable(name: str) -> str:
    return os.environ.get(name, "")


def _bytes(shown: str) -> int:
    number, unit = shown.split()
    return int(float(number) * {"KB": 1e3, "MB": 1e6, "GB": 1e9}[unit])
