"""Files on their way from the service, and all that was said about them."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.core.cloud import CloudTrouble
from app.core.download import DownloadRequest, DownloadState, Progress
from app.core.remote import BesideFile, RemoteDownload
from app.executors.bring_back import BringBack, Fetch, FetchEnd
from app.executors.cloud_address import Access
from app.executors.cloud_http import Patience
from app.executors.file_transfer import Pace
from tests.engine.running import LIMIT, eventually

TOKEN = "hidden-token-of-ann"
QUICK = Pace(first=0.01, longest=0.05)
REMOTE_ID = "remote-1"


@dataclass
class Heard:
    """What the listeners of a `BringBack` heard."""

    progress: dict[str, list[Progress]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[FetchEnd]] = field(default_factory=lambda: defaultdict(list))
    troubles: list[CloudTrouble] = field(default_factory=list)

    def end(self, row: str, number: int = 1) -> FetchEnd:
        """The end of a row's fetch, the last of so many."""
        self.wait(lambda: len(self.ends[row]) >= number)
        assert len(self.ends[row]) == number
        return self.ends[row][-1]

    def wait(self, is_so: Callable[[], Any]) -> None:
        assert eventually(lambda: bool(is_so())), (self.ends, set(self.troubles))

    def flowing(self, row: str) -> None:
        self.wait(lambda: any(one.done_bytes for one in self.progress[row]))


def bring_back(
    access: Access | Callable[[], Access | None], heard: Heard, **more: Any
) -> BringBack:
    return BringBack(
        access if callable(access) else lambda: access,
        on_progress=lambda row, one: heard.progress[row].append(one),
        on_end=lambda row, one: heard.ends[row].append(one),
        on_trouble=heard.troubles.append,
        **{"pace": QUICK, "patience": Patience(connect=5.0, step=LIMIT), **more},
    )


def fetch(
    folder: Path,
    body: bytes,
    row: str = "row-1",
    *,
    beside: dict[str, bytes] | None = None,
    wishes: dict[str, Any] | None = None,
    **more: Any,
) -> Fetch:
    """Of a file that the service has finished."""
    others = [BesideFile(s, len(b), sha256(b).hexdigest()) for s, b in (beside or {}).items()]
    usual = {
        "title": "A film",
        "file_name": "A film [x1].mp4",
        "media_key": "Site x1 137+140",
        "size": len(body),
        "sha256": sha256(body).hexdigest(),
        "beside": tuple(others),
    }
    url = "http://127.0.0.1/x1"
    request = DownloadRequest(url, folder=str(folder), **(wishes or {}))
    remote = RemoteDownload(REMOTE_ID, 1, 1, DownloadState.COMPLETED, **{**usual, **more})
    return Fetch(row, REMOTE_ID, request, remote)


def partial_files(folder: Path) -> list[Path]:
    """What has come so far, of any row."""
    return sorted((folder / ".spool").glob("*/.*.coming"))


def come_so_far(folder: Path) -> int:
    """Bytes that are on disk of what has not come whole."""
    return sum(path.stat().st_size for path in partial_files(folder))


def shown(folder: Path) -> list[str]:
    """What a person sees in the folder, and below it."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path.parts[0] != ".spool")


def is_tidy(folder: Path) -> bool:
    """Whether nothing is left of any fetch but what is remembered of placed files."""
    left = {path.name for path in (folder / ".spool").glob("*")}
    return left <= {"index", "index.lock"}
