"""A finished file comes from the service: Spool beside curl, on the same file."""

import hashlib
import os
import queue
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from app.core import wire
from app.core.cloud import CloudTrouble
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from app.core.remote import RemoteDownload
from app.engine.durable import sync_file
from app.executors.bring_back import BringBack, Fetch, FetchEnd
from app.executors.cloud_address import Access
from cloud.config import Config
from cloud.connections import connect
from cloud.files import file_key, open_files
from cloud.store.rows import KeptFile
from cloud.store.runs import Claim, Ending, Outcome, RunStore
from cloud.store.scripts import Keeping, Scripts
from tests.bench.cloud.stage import stage
from tests.bench.table import Row, seconds
from tests.cloud.service import Service

_MEGABYTE = 10**6
_KEPT_MS = 3_600_000
_LIMIT = 300.0  # seconds
_OWNER = "anna"

Way = Callable[[Path], object]


def transfer(rounds: int, megabytes: int = 500) -> list[Row]:
    """A file of this size from the real service, both ways in turn within each round.

    Spool also checks it, and has it on the disk at the end; curl does neither.
    """
    with tempfile.TemporaryDirectory(prefix="spool-bench-") as name, stage(Path(name)) as one:
        remote = _finished(one, megabytes)
        token = one.tokens[_OWNER]
        ways: dict[str, Way] = {
            "spool": lambda folder: _spool(one.url, token, remote, folder),
            "curl": lambda folder: _curl(one.url, token, remote, folder),
            "synced": lambda folder: sync_file(_curl(one.url, token, remote, folder)),
        }
        _timed(ways["curl"], Path(name))  # so that nobody is the first to read it from disk
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way, go in ways.items():
                times[way].append(_timed(go, Path(name)))
    share = median(times["curl"]) / median(times["spool"])
    speed = megabytes / median(times["spool"])
    return [
        Row(f"Spool, {megabytes} MB", f"{seconds(times['spool'])}, {speed:.0f} MB/s"),
        Row("curl", seconds(times["curl"])),
        Row("curl, and then all of it on the disk", seconds(times["synced"])),
        Row("speed of Spool / of curl", f"{share:.2f}", "at least 0.8", share >= 0.8),
    ]


def _finished(one: Service, megabytes: int) -> RemoteDownload:
    """A download that has ended with a file of this size."""
    with closing(one.client(_OWNER)) as client:
        (download_id,) = one.submit(client, ["http://127.0.0.1/large"])["download_ids"]
        _complete(one, megabytes)
        return wire.from_json(RemoteDownload, client.get(f"/status/{download_id}").content)


def _complete(one: Service, megabytes: int) -> None:
    """What a worker does at the end of the download in line."""
    config = Config(
        redis_host="127.0.0.1", redis_port=int(one.environment["REDIS_PORT"]), files=str(one.files)
    )
    with closing(connect(config).scripts) as redis:
        runs = RunStore(Scripts(redis, Keeping(_KEPT_MS)), "bench", tries=1)
        claim = runs.claim()
        assert claim is not None
        file = _kept(config, claim, one.folder / "large.mp4", megabytes)
        update = DownloadUpdate(
            claim.id,
            claim.run,
            1,
            DownloadState.COMPLETED,
            file_name="large.mp4",
            size=file.size,
            sha256=file.sha256,
        )
        runs.finish(claim, Ending(Outcome.COMPLETED, update, files=(file,)))


def _kept(config: Config, claim: Claim, source: Path, megabytes: int) -> KeptFile:
    digest = hashlib.sha256()
    with source.open("wb") as file:
        for _ in range(megabytes):
            block = os.urandom(_MEGABYTE)
            digest.update(block)
            file.write(block)
    key = file_key(claim.owner, claim.id, claim.run, source.name)
    open_files(config).put(key, source, lambda _: None)
    return KeptFile(key, megabytes * _MEGABYTE, digest.hexdigest())


def _timed(way: Way, near: Path) -> float:
    with tempfile.TemporaryDirectory(dir=near) as folder:
        start = time.perf_counter()
        way(Path(folder))
        return time.perf_counter() - start


def _spool(url: str, token: str, remote: RemoteDownload, folder: Path) -> None:
    ends: queue.Queue[FetchEnd] = queue.Queue()
    bringing = BringBack(
        lambda: Access(url, token),
        on_progress=lambda *_: None,
        on_end=lambda _, end: ends.put(end),
        on_trouble=_give_up,
    )
    request = DownloadRequest(remote.url, folder=str(folder))
    bringing.begin(Fetch("bench", remote.id, request, remote))
    end = ends.get(timeout=_LIMIT)
    bringing.close()
    if (folder / end.file_name).stat().st_size != remote.size:
        raise RuntimeError(f"a transfer ended as {end}")


def _give_up(trouble: CloudTrouble) -> None:
    raise RuntimeError(f"a transfer has met with {trouble}")


def _curl(url: str, token: str, remote: RemoteDownload, folder: Path) -> Path:
    """What is secret goes in by stdin: everybody can see the arguments."""
    target = folder / "curl.mp4"
    command = ["curl", "-sf", "-K", "-", "-o", str(target), f"{url}/file/{remote.id}"]
    header = f'header = "Authorization: Bearer {token}"'
    subprocess.run(command, check=True, input=header.encode(), timeout=_LIMIT)
    return target
