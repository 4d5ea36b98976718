"""What makes an image out of the source: the seam, and which one this computer has."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cloud.infra.origin import Origin
from cloud.infra.refusals import Failed
from cloud.infra.repository import Login

PLATFORM = "linux/arm64"

NO_BUILDER = (
    "Nothing here builds images. Install Docker with buildx, or podman, or buildah; or name an "
    "image that is built already with --image."
)
FOREIGN = (
    "This computer does not run programs for arm64. Install qemu for that (for Docker: "
    "`docker run --privileged --rm tonistiigi/binfmt --install arm64`)."
)
_EXEC_FORMAT = "exec format error"
_SHORT = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, and what to call it."""

    root: Path  # the folder that the build sees
    dockerfile: Path
    name: str  # repository and tag
    login: Login
    origin: Origin
    is_fresh: bool = False  # nothing of an earlier build is taken

    def words(self) -> list[str]:
        """The arguments that all builders understand, without the folder."""
        fresh = ["--no-cache"] if self.is_fresh else []
        return [
            *("--file", str(self.dockerfile), "--tag", self.name, *fresh),
            *("--build-arg", f"VERSION={self.origin.version}"),
            *("--build-arg", f"REVISION={self.origin.revision}"),
        ]


class Builder(Protocol):
    """Builds for arm64 and pushes."""

    def missing(self) -> str:
        """Why it cannot build here, with what to do; empty where it can."""
        ...

    def commands(self) -> tuple[str, ...]:
        """The command lines that it would run, for those who want to know before."""
        ...

    def build(self, order: Order) -> str:
        """Build, push, and say the digest of what was pushed; `Failed` where that fails."""
        ...


class NoBuilder:
    """Where nothing builds."""

    def missing(self) -> str:
        """See `Builder`."""
        return NO_BUILDER

    def commands(self) -> tuple[str, ...]:
        """See `Builder`."""
        return (f"docker buildx build --platform {PLATFORM} --pull --push",)

    def build(self, order: Order) -> str:  # noqa: ARG002
        """See `Builder`."""
        raise Failed(NO_BUILDER)


def runs(*command: str) -> bool:
    """Whether a command is there and ends well, whatever it says."""
    if shutil.which(command[0]) is None:
        return False
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SHORT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def run(command: Sequence[str], *, what: str, given: str | None = None) -> None:
    """Run one command of a build, its words before everyone's eyes; `Failed` where it fails.

    What is `given` goes to its standard input, where no list of processes shows it.
    """
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE if given is not None else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as process:
        if process.stdin:
            process.stdin.write(given or "")
            process.stdin.close()
        foreign = _passed_on(process)
    if process.returncode:
        raise Failed(f"{what} failed: {FOREIGN if foreign else 'its last lines say why'}")


def _passed_on(process: "subprocess.Popen[str]") -> bool:
    """Show what it says; whether that is about programs of another processor."""
    foreign = False
    for line in process.stderr or ():
        foreign = foreign or _EXEC_FORMAT in line.lower()
        sys.stderr.write(line)
    return foreign
