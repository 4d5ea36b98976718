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
    not sent again, since another computer may have other wishes meanwhile. That it was paused
    before is no sign of that: a word to resume it may have been sent. What another one sent is
    only canceled, and its file left to it.
    """
    if entry.wanted is Wanted.LEFT:
        return None
    if not entry.confirmed:
        return Step.SUBMIT
    if entry.wanted is Wanted.GONE and entry.mine:
        return Step.REMOVE
    if entry.wanted is Wanted.RUN:
        rests = picture is not None and picture.state is _PAUSED
        return Step.RESUME if rests and entry.ended is _PAUSED else None
    is_over = picture is not None and picture.state.is_final
    was_told = entry.ended is not None and entry.wanted is not Wanted.GONE
    if is_over or was_told:
        return None
    return Step.PAUSE if entry.wanted is Wanted.PAUSE else Step.CANCEL


def leaving(unsettled: Iterable[LedgerEntry]) -> set[str]:
    """The rows of which something older is still to be ended in the service."""
    return {entry.row for entry in unsettled if entry.wanted is Wanted.GONE}


def groups(entries: Iterable[LedgerEntry], most: int) -> Iterator[list[LedgerEntry]]:
    """Entries that are sent together: with the same choices, at most so many."""
    alike: dict[object, list[LedgerEntry]] = {}
    for entry in entries:
        alike.setdefault(entry.request.key[1:], []).append(entry)
    for together in alike.values():
        while together:
            yield together[:most]
            del together[:most]
