"""What is to be seen of processes from outside."""

from contextlib import suppress
from pathlib import Path


def offspring(pid: int) -> set[int]:
    """The processes that a process has started and that run, with all that those have started."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                if state not in "ZX":
                    parents[int(entry.name)] = int(parent)
    found, new = set[int](), {pid}
    while new:
        new = {one for one, parent in parents.items() if parent in new}
        found |= new
    return found


def arguments(pid: int) -> bytes:
    """Its command line, which everybody on the computer can see; empty if it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def environment(pid: int) -> bytes:
    """What it was started with; empty if it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/environ").read_bytes()
    return b""


def are_gone(pids: set[int]) -> bool:
    """Whether none of these runs any more."""
    return not any(_runs(pid) for pid in pids)


def working_on(download_id: str, among: set[int]) -> set[int]:
    """Those that have a file open in the folder of a download."""
    return {pid for pid in among if any(download_id in name for name in _open_files(pid))}


def _runs(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def _open_files(pid: int) -> list[str]:
    found = []
    with suppress(OSError):
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.append(str(entry.readlink()))
    return found
