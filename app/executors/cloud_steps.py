"""What to send next to the service: a comparison of what is wanted with what is known. Pure."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from app.core.cloud import LedgerEntry, Wanted
from app.core.download import DownloadState
from app.core.remote import RemoteDownload


class Step(StrEnum):
    """One thing that can be asked of the service."""

    SUBMIT = "submit"
    PAUSE = "pause"
    RESUME = "resume"
    CANCEL = "cancel"
    REMOVE = "remove"


_STOPPED = frozenset(
    {
        DownloadState.PAUSED,
        DownloadState.COMPLETED,
        DownloadState.FAILED,
        DownloadState.CANCELED,
    }
)


def next_step(entry: LedgerEntry, picture: RemoteDownload | None) -> Step | None:
    """What is to be sent for a download, None where it is as it is wanted.

    One whose answer was lost is submitted once more before anything else, since what was sent may
    arrive late: only what the service knows can be stopped for good.
    """
    if entry.wanted is Wanted.LEFT:
        return None
    if not entry.confirmed:
        return Step.SUBMIT
    state = picture.state if picture else None
    match entry.wanted:
        case Wanted.GONE:
            return Step.REMOVE
        case Wanted.RUN:
            return Step.RESUME if state is DownloadState.PAUSED and not entry.ended else None
        case Wanted.PAUSE:
            return None if state in _STOPPED else Step.PAUSE
        case _:
            is_over = state is not None and state.is_final
            return None if is_over else Step.CANCEL


def groups(entries: Iterable[LedgerEntry], most: int) -> Iterator[list[LedgerEntry]]:
    """Entries that are sent together: with the same choices, at most so many."""
    alike: dict[object, list[LedgerEntry]] = {}
    for entry in entries:
        alike.setdefault(entry.request.key[1:], []).append(entry)
    for together in alike.values():
        while together:
            yield together[:most]
            del together[:most]
