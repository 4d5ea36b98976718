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


_PAUSED = DownloadState.PAUSED


def next_step(entry: LedgerEntry, picture: RemoteDownload | None) -> Step | None:
    """What is to be sent for a download, None where it is as it is wanted.

    One whose answer was lost is submitted once more before anything else, since what was sent may
    arrive late: only what the service knows can be stopped for good. A wish that has come true is
    not sent again, since another computer may have other wishes meanwhile. What another one sent
    is only canceled, and its file left to it.
    """
    if entry.wanted is Wanted.LEFT:
        return None
    if not entry.confirmed:
        return Step.SUBMIT
    state = picture.state if picture else None
    is_over = state is not None and state.is_final
    match entry.wanted:
        case Wanted.GONE if entry.mine:
            return Step.REMOVE
        case Wanted.GONE:
            return None if is_over else Step.CANCEL
        case Wanted.RUN:
            rests = state is _PAUSED and entry.ended is _PAUSED
            return Step.RESUME if rests else None
        case Wanted.PAUSE:
            return None if is_over or entry.ended or state is _PAUSED else Step.PAUSE
        case _:
            return None if is_over or entry.ended else Step.CANCEL


def leaving(
    steps: Iterable[tuple[LedgerEntry, Step | None]],
) -> set[str]:
    """The rows of which something older is still to be ended in the service."""
    return {entry.row for entry, step in steps if step and entry.wanted is Wanted.GONE}


def groups(entries: Iterable[LedgerEntry], most: int) -> Iterator[list[LedgerEntry]]:
    """Entries that are sent together: with the same choices, at most so many."""
    alike: dict[object, list[LedgerEntry]] = {}
    for entry in entries:
        alike.setdefault(entry.request.key[1:], []).append(entry)
    for together in alike.values():
        while together:
            yield together[:most]
            del together[:most]
