"""A fresh Debian in a folder, with nothing of Spool's needs in it, to install a package in."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.packaging.built import ROOT

SUITE = "bookworm"
_CACHE = ROOT / ".cache" / "roots"
_SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
_UNSTEADY = ("/proc", "/sys", "/dev", "/tmp", "/run", "/var/log", "/var/cache", "/var/lib/apt")
"""Where a package that is removed again may leave others' traces."""


def can_be_made() -> bool:
    """Whether this is a machine for it: its owner may mount, and apt tells where Debian is."""
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and shutil.which("mmdebstrap") is not None
        and _SOURCES.exists()
    )


class CleanRoot:
    """The folder is what the machine inside has as `/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *command: str, user: str = "root", **environment: str) -> str:
        """What it says on both streams; it has to succeed."""
        with self.started(command, user, environment) as process:
            said, _ = process.communicate(timeout=1200)
        assert process.returncode == 0, said
        return said

    @contextmanager
    def started(
        self, command: Sequence[str], user: str, environment: dict[str, str]
    ) -> Iterator["subprocess.Popen[str]"]:
        """A process inside, with this environment alone; ended at the end of the block."""
        process = subprocess.Popen(
            ["chroot", f"--userspec={user}", self.folder, *command],
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"} | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=60)

    def files(self) -> set[str]:
        """Every name in it that stays from one day to the next."""
        found: set[str] = set()
        for folder, folders, names in os.walk(self.folder):
            inside = f"/{Path(folder).relative_to(self.folder)}".removesuffix("/.")
            folders[:] = [one for one in folders if f"{inside}/{one}" not in _UNSTEADY]
            found |= {f"{inside}/{name}" for name in [*folders, *names]}
        return found


def _unmount(target: Path) -> None:
    subprocess.run(["umount", "-l", target], check=True)


@contextmanager
def clean_root() -> Iterator[CleanRoot]:
    """One that nobody has used yet; what it is unpacked from is kept for the next time."""
    archive = _CACHE / f"{SUITE}.tar"
    if not archive.exists():
        _CACHE.mkdir(parents=True, exist_ok=True)
        made = archive.with_suffix(".part.tar")
        subprocess.run(
            ["mmdebstrap", "--quiet", "--variant=minbase", SUITE, made, _SOURCES], check=True
        )
        made.rename(archive)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="spool-root-")))
        folder.chmod(0o755)
        subprocess.run(["tar", "-xpf", archive, "-C", folder], check=True)
        for name in ("resolv.conf", "hosts"):
            shutil.copy(Path("/etc", name), folder / "etc" / name)
        for options in (("-t", "proc", "proc"), ("--bind", "/dev"), ("-t", "tmpfs", "tmpfs")):
            target = folder / {"proc": "proc", "/dev": "dev", "tmpfs": "run"}[options[-1]]
            subprocess.run(["mount", *options, target], check=True)
            stack.callback(_unmount, target)
        yield CleanRoot(folder)
