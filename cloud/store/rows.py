"""How a download lies in Redis, read as what the service shows."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.core import wire
from app.core.download import DownloadRequest, DownloadState, DownloadUpdate, Progress
from app.core.errors import ErrorCode
from app.core.remote import BesideFile, RemoteDownload

SHOWN = (
    *("id", "request", "batch", "url", "added", "run", "seq", "state", "error", "body", "ended"),
    *("expires", "files", "worked"),
)
"""The fields of a download as every script answers them."""

_WAITING = "waiting"  # for its next try: running, as those who look at it see it
_NO_ERROR = "none"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a finished download: the video's own, or with a suffix one that lies beside it."""

    key: str
    size: int
    sha256: str
    suffix: str = ""


def remote(values: Sequence[str] | Mapping[str, str]) -> RemoteDownload:
    """A download out of its fields, given in the order of SHOWN or by name.

    By name some may be missing: events leave the request out, and older ones what was not yet told.
    """
    row = values if isinstance(values, Mapping) else dict(zip(SHOWN, values, strict=True))
    state = state_of(row["state"])
    update = _told(row["body"], row["error"], state)
    ended, expires, worked = row["ended"], row["expires"], row.get("worked")
    return RemoteDownload(
        **{name: getattr(update, name) for name in _UPDATE_FIELDS},
        id=row["id"],
        run=int(row["run"]),
        seq=int(row["seq"]),
        state=state,
        batch_id=row["batch"],
        url=row["url"],
        percentage=_percentage(state, update.progress.fraction),
        added=int(row["added"]) / 1000,
        ended=int(ended) / 1000 if ended else None,
        expires=int(expires) / 1000 if expires else None,
        worked=int(worked) / 1000 if worked else None,
        beside=tuple(
            BesideFile(one.suffix, one.size, one.sha256) for one in files_of(row["files"])[1:]
        ),
        request=_asked_for(row.get("request")),
    )


_OF_THE_STORE = frozenset({"id", "run", "seq", "state", "expires", "worked"})
_UPDATE_FIELDS = tuple(name for name in DownloadUpdate.__slots__ if name not in _OF_THE_STORE)


def body_of(update: DownloadUpdate) -> str:
    """What of an update is kept as it is."""
    return wire.to_json(update)


def update_in(body: str) -> DownloadUpdate:
    """What `body_of` wrote; where nothing was, a picture of which nothing is known."""
    if not body:
        return DownloadUpdate("", 0, 0, DownloadState.QUEUED)
    return wire.from_json(DownloadUpdate, body)


def files_text(files: Sequence[KeptFile]) -> str:
    return json.dumps([asdict(one) for one in files])


def files_of(text: str) -> tuple[KeptFile, ...]:
    """The video's own file first."""
    return tuple(wire.read(KeptFile, one) for one in json.loads(text)) if text else ()


def state_of(text: str) -> DownloadState:
    """The state as everybody outside the store knows it."""
    return DownloadState.RUNNING if text == _WAITING else DownloadState(text)


def _told(body: str, error: str, state: DownloadState) -> DownloadUpdate:
    """The newest picture, as far as what happened since leaves it true."""
    update = update_in(body)
    if not error:
        return update
    code = None if error == _NO_ERROR else ErrorCode(error)
    # How far a run that has just begun will find it, nobody knows yet.
    is_anew = state is DownloadState.RUNNING or code is ErrorCode.CANCELED
    progress = Progress() if is_anew else update.progress.at_rest
    return replace(update, progress=progress, error=code, detail="")


def _asked_for(text: str | None) -> DownloadRequest | None:
    try:
        return wire.from_json(DownloadRequest, text) if text else None
    except wire.WireError:
        return None  # an API of a newer version took it in


def _percentage(state: DownloadState, fraction: float | None) -> float | None:
    if state is DownloadState.COMPLETED:
        return 100.0
    return None if fraction is None else round(min(fraction, 0.999) * 100, 1)


def fields_of(flat: Sequence[Any] | Mapping[str, str]) -> dict[str, str]:
    """A stream entry's fields, which scripts answer as a flat list."""
    if isinstance(flat, Mapping):
        return dict(flat)
    return dict(zip(flat[::2], flat[1::2], strict=True))
