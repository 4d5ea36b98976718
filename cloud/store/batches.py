"""What owners do with their batches and downloads."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core import wire
from app.core.download import DownloadRequest, DownloadState
from app.core.remote import BatchPage, BatchStatus, RemoteDownload, Removed
from cloud.store.rows import SHOWN, KeptFile, fields_of, files_of, remote, state_of
from cloud.store.scripts import TAG, Scripts

_IN_PROGRESS = (DownloadState.QUEUED, DownloadState.RUNNING, DownloadState.PAUSED)


class Limit(StrEnum):
    """What an owner may not have more of."""

    LINKS = "links"  # a day
    BATCHES = "batches"  # at once
    BYTES = "bytes"  # kept


class OverLimit(Exception):  # noqa: N818  it is the owner's affair
    """A quota of the owner is used up."""

    def __init__(self, limit: Limit, seconds: float) -> None:
        super().__init__(limit)
        self.limit = limit
        self.seconds = seconds  # until it is worth asking again


class KeyReused(Exception):  # noqa: N818  likewise
    """The idempotency key came with another body before."""


class Unknown(Exception):  # noqa: N818  likewise
    """The owner has no such download."""


class Gone(Unknown):
    """The owner had it; it has expired or was removed."""


class WrongState(Exception):  # noqa: N818  likewise
    """What is asked makes no sense for a download that stands as this one does."""

    def __init__(self, download: RemoteDownload) -> None:
        super().__init__(download.state)
        self.download = download


class Action(StrEnum):
    """What an owner may ask of a download."""

    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Quotas:
    """What each owner may have."""

    links_per_day: int
    batches: int
    bytes: int


@dataclass(frozen=True, slots=True)
class NewDownload:
    """What is submitted: an id that the client may have chosen, and what to fetch."""

    id: str
    request: DownloadRequest


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a submit: its batch and ids, and how many of them were not known before."""

    batch_id: str
    ids: tuple[str, ...]
    new: int


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `id` is where to go on after it. None: a place without a meaning."""

    id: str
    what: RemoteDownload | Removed | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of all of an owner's downloads, as of the event `newest` or later."""

    newest: str
    after: str  # where the next page begins; empty at the end
    downloads: tuple[RemoteDownload, ...]


class BatchStore:
    """The owners' side. Every call is one atomic step and raises `StoreAway`.

    Nothing of an owner is ever told to, or moved by, another.
    """

    def __init__(self, scripts: Scripts, quotas: Quotas) -> None:
        self._scripts = scripts
        self._quotas = quotas

    def submit(
        self,
        owner: str,
        batch_id: str,
        downloads: Sequence[NewDownload],
        *,
        idempotency_key: str = "",
        digest: str = "-",
    ) -> Taken:
        """Take a batch in, all that is new of it or nothing.

        The ids that are known already stand as they are; so does a whole batch under a key that is
        known. `OverLimit`, `KeyReused`.
        """
        each = (
            value
            for one in downloads
            for value in (one.id, one.request.url, wire.to_json(one.request))
        )
        quotas = (self._quotas.links_per_day, self._quotas.batches, self._quotas.bytes)
        word, *rest = self._scripts.run(
            "submit", owner, batch_id, idempotency_key, digest, *quotas, *each
        )
        if word == "conflict":
            raise KeyReused
        if word == "limit":
            raise OverLimit(Limit(rest[0]), float(rest[1]))
        return Taken(rest[0], tuple(rest[2:]), int(rest[1]))

    def download(self, owner: str, download_id: str) -> RemoteDownload:
        """One download; `Unknown` or `Gone`."""
        return remote(self._row("show", owner, download_id)[1])

    def files(self, owner: str, download_id: str) -> tuple[RemoteDownload, tuple[KeptFile, ...]]:
        """A download with its files, none while it is not completed; `Unknown` or `Gone`."""
        values = self._row("show", owner, download_id)[1]
        return remote(values), files_of(values[SHOWN.index("files")])

    def ask(self, owner: str, download_id: str, action: Action) -> tuple[RemoteDownload, bool]:
        """Have it done, at once or by the worker that runs it; asking twice is harmless.

        The answer also tells whether there is something new to run. `Unknown`, `Gone`,
        `WrongState`.
        """
        word, values = self._row("ask", owner, download_id, action)
        if word == "wrong":
            raise WrongState(remote(values))
        return remote(values), word == "wake"

    def remove(self, owner: str, download_id: str) -> tuple[KeptFile, ...]:
        """Forget it, running or not; its files are to be removed. `Unknown` where it is none."""
        word, *files = self._scripts.run("remove", _ref(owner, download_id), 0)
        if word == "missing":
            raise Unknown
        return files_of(files[0])

    def remove_batch(self, owner: str, batch_id: str) -> list[KeptFile]:
        """Forget a batch and that it was ever there; nothing where there is none."""
        found = self._scripts.run("remove_batch", owner, batch_id)
        return [one for text in found for one in files_of(text)]

    def batch(self, owner: str, batch_id: str) -> BatchStatus:
        """A batch with its downloads, all as of one moment; `Unknown` where it is none."""
        found = self._scripts.run("batch", owner, batch_id)
        if not found:
            raise Unknown
        added, *rows = found
        downloads = tuple(map(remote, rows))
        return _status(batch_id, added, [one.state for one in downloads], downloads)

    def batches(self, owner: str, before: str, count: int) -> BatchPage:
        """The owner's batches, the newest first, below the `next` of an earlier page."""
        found = self._scripts.run("batches", owner, before or "+inf", count)
        listed = tuple(_status(name, added, _states(states)) for name, _, added, states in found)
        return BatchPage(listed, _whole(found[-1][1]) if len(found) == count else "")

    def _row(self, script: str, owner: str, download_id: str, *more: str) -> tuple[str, list[str]]:
        word, *values = self._scripts.run(script, _ref(owner, download_id), *more)
        if word in ("missing", "gone"):
            raise Gone if word == "gone" else Unknown
        return word, values

    def allow(self, owner: str, per_minute: int) -> float:
        """Count a request; the seconds to wait before the next is granted, 0 if it is."""
        return float(self._scripts.run("allow", owner, per_minute))

    def page(self, owner: str, after: str, count: int) -> Page:
        """The owner's downloads in the order they came, from where an earlier page ended."""
        newest, after, *rows = self._scripts.run("snapshot", owner, after or "0", count)
        return Page(newest, _whole(after), tuple(map(remote, rows)))

    def events(self, owner: str, after: str, count: int) -> list[Event] | None:
        """What happened after an event, the oldest first; None where that is not known any more."""
        word, *entries = self._scripts.run("events", owner, after, count)
        return None if word == "gap" else [event(*entry) for entry in entries[0]]


def event(entry_id: str, flat: Any) -> Event:
    """An entry of an owner's stream."""
    fields = fields_of(flat)
    if "gone" in fields:
        return Event(entry_id, Removed(fields["id"], expired=fields["gone"] == "expired"))
    return Event(entry_id, remote(fields) if "state" in fields else None)


def stream_of(owner: str) -> str:
    """The key of the stream that `event` reads, to be followed beside the scripts."""
    return f"{TAG}:ev:{owner}"


def _ref(owner: str, download_id: str) -> str:
    return f"{owner}/{download_id}"


def _whole(order: str) -> str:
    """A score as Redis writes it, without a fraction."""
    return f"{float(order):.0f}" if order else ""


def _states(names: Sequence[str]) -> list[DownloadState]:
    return [state_of(one) for one in names]


def _status(
    batch_id: str,
    added: str,
    states: Sequence[DownloadState],
    downloads: tuple[RemoteDownload, ...] = (),
) -> BatchStatus:
    counts = Counter(states)
    return BatchStatus(
        batch_id=batch_id,
        total=len(states),
        completed=counts[DownloadState.COMPLETED],
        failed=counts[DownloadState.FAILED],
        in_progress=sum(counts[state] for state in _IN_PROGRESS),
        canceled=counts[DownloadState.CANCELED],
        added=int(added) / 1000,
        downloads=downloads,
    )
