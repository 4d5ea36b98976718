"""What workers do with downloads: claim one, say how it stands, end it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from app.core import wire
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate
from cloud.store.rows import KeptFile, body_of, files_of, files_text, state_of, update_in
from cloud.store.scripts import Scripts

_AHEAD_MS = 120_000  # so long it may take until a worker is there that was not
LEASE = 15.0
"""Seconds after which a download is given to another if nothing is heard of its run."""


class Wish(StrEnum):
    """What an owner asks of a running download; LOST: it is none of this run's any more."""

    NOTHING = ""
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    LOST = "lost"


class Outcome(StrEnum):
    """How a run ends."""

    COMPLETED = "completed"
    FAILED = "failed"
    CANCELED = "canceled"
    PAUSED = "paused"
    RETRY = "retry"
    RELEASE = "release"  # handed back; it costs no try


@dataclass(frozen=True, slots=True)
class Claim:
    """A download that is ours to run until its lease ends. `run` is the fence."""

    owner: str
    id: str
    batch_id: str
    run: int
    request: DownloadRequest
    before: DownloadUpdate  # the picture an earlier run left
    tries: int  # that failed already
    furthest: float  # fraction that any of them reached

    @property
    def ref(self) -> str:
        return f"{self.owner}/{self.id}"


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a run, with the budget as it is then."""

    outcome: Outcome
    update: DownloadUpdate | None = None
    delay: float = 0.0  # seconds until the next try
    tries: int = 0
    furthest: float = 0.0
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """How many downloads a worker could take at once, and the seconds until a try is due."""

    claimable: int
    next_due: float | None


@dataclass(frozen=True, slots=True)
class KeptDownload:
    """A finished download and its files."""

    ref: str
    ended: float  # seconds since the epoch
    files: tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """How much there is to do, and what was done since the beginning."""

    queued: int
    waiting: int  # for their next try
    due: int  # of these, whose time has come or comes before a worker could be started for them
    running: int
    oldest_queued: float  # seconds
    workers: int
    totals: dict[str, int]  # submitted, completed, failed, canceled, bytes
    since_begun: float = math.inf  # seconds since a worker took one
    busy: int = 0  # workers that run something

    @property
    def stuck(self) -> float:
        """Seconds for which one has waited and none was begun: few in a long line that moves."""
        return min(self.oldest_queued, self.since_begun)

    @property
    def wanting(self) -> int:
        """How many downloads want a worker; also that whose worker vanished, as if it ran."""
        return self.queued + self.due + self.running


class RunStore:
    """The workers' side. Every call is one atomic step and raises `StoreAway`."""

    def __init__(self, scripts: Scripts, worker: str, *, tries: int, lease: float = LEASE) -> None:
        self._scripts = scripts
        self._worker = worker
        self._tries = tries
        self._lease_ms = round(lease * 1000)

    def claim(self) -> Claim | None:
        """The next download to run, None if there is none."""
        found = self._scripts.run("claim", self._worker, self._lease_ms, self._tries, uuid4().hex)
        if not found:
            return None
        ref, batch_id, run, request, body, tries, furthest = found
        owner, _, download_id = ref.partition("/")
        return Claim(
            owner=owner,
            id=download_id,
            batch_id=batch_id,
            run=int(run),
            request=wire.from_json(DownloadRequest, request),
            before=update_in(body),
            tries=int(tries),
            furthest=float(furthest),
        )

    def report(self, claim: Claim, update: DownloadUpdate | None) -> Wish:
        """Keep the lease, and show the picture if there is a new one."""
        body = "" if update is None else body_of(update)
        reached = update.progress.fraction if update is not None else None
        wish = self._scripts.run(
            "report", claim.ref, claim.run, body, reached or 0.0, self._lease_ms
        )
        return Wish(wish)

    def finish(self, claim: Claim, ending: Ending) -> DownloadState | None:
        """End the run; the state that the download has then, None if it was not ours any more."""
        state = self._scripts.run(
            "finish",
            claim.ref,
            claim.run,
            ending.outcome,
            "" if ending.update is None else body_of(ending.update),
            round(ending.delay * 1000),
            ending.tries,
            ending.furthest,
            files_text(ending.files),
            sum(one.size for one in ending.files),
        )
        return None if state == Wish.LOST else state_of(state)

    def pulse(self, free: int) -> Demand:
        """Say that this worker lives and has so many free slots."""
        claimable, due = self._scripts.run("pulse", self._worker, self._lease_ms, free)
        return Demand(int(claimable), int(due) / 1000 if int(due) >= 0 else None)

    def leave(self) -> None:
        """Say that this worker has ended."""
        self._scripts.run("leave", self._worker)

    def expire(self, most: int = 100) -> tuple[int, list[KeptFile]]:
        """Forget what has been over for long enough: how many, and the files to be removed."""
        count, *texts = self._scripts.run("expire", most)
        return int(count), [one for text in texts for one in files_of(text)]

    def orphans(self, runs: Sequence[tuple[str, int]]) -> list[int]:
        """Which of these (ref and run, 0 for any that is not over) nothing may be left of."""
        flat = [value for pair in runs for value in pair]
        return [int(number) - 1 for number in self._scripts.run("orphans", *flat)] if flat else []

    def kept(self, skip: int, count: int) -> tuple[int, list[KeptDownload]]:
        """A page of what is over and has files, and how many were looked at for it."""
        looked, *rows = self._scripts.run("kept", skip, count)
        listed = [KeptDownload(ref, int(ended) / 1000, files_of(text)) for ref, ended, text in rows]
        return int(looked), listed

    def lost_files(self, ref: str) -> None:
        """Its files are not there any more: forget it, as if its time were over."""
        self._scripts.run("remove", ref, 1)

    def stats(self) -> Stats:
        found = self._scripts.run("stats", _AHEAD_MS)
        queued, waiting, due, running, oldest, begun, workers, busy, *totals = found
        names = totals[::2]
        return Stats(
            int(queued),
            int(waiting),
            int(due),
            int(running),
            int(oldest) / 1000,
            int(workers),
            dict(zip(names, map(int, totals[1::2]), strict=True)),
            int(begun) / 1000 if int(begun) >= 0 else math.inf,
            int(busy),
        )
