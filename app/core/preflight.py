"""Looks at links before they start, so that a person knows what a batch will come to."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from app.core.download import Download
from app.core.executor import Prober, ProbeUpdate
from app.core.queue_events import PartialListener


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found so far, over all rows that are being looked at and still wait."""

    of: int
    checked: int
    size: int = 0  # bytes of those whose size is known
    unknown_sizes: int = 0
    duplicates: int = 0  # the same media as an earlier row
    names_taken: int = 0
    archived: int = 0
    login_needed: int = 0
    unavailable: int = 0  # any other reason why they would fail
    missing_bytes: int = 0  # more than there is room for; 0 where all fit


class Preflight(PartialListener):
    """Looks at waiting rows, two at a time, and notes in each what was found.

    Lives on the queue's thread. Nothing that is found keeps a row from starting.
    """

    def __init__(
        self,
        prober: Prober,
        *,
        free_bytes: Callable[[str], int | None],
        automatic: bool = False,
    ) -> None:
        self._prober = prober
        self._free_bytes = free_bytes
        self._automatic = automatic

    def listen(self, heard: Callable[[Summary | None], None]) -> None:
        """Have `heard` called when the summary changes; None when there is nothing to sum up."""

    def set_automatic(self, on: bool) -> None:
        """Whether every row that is added is looked at before it starts."""

    def check(self, ids: Collection[str]) -> None:
        """Look at these as far as they wait; what does not wait is left out."""

    def stop(self) -> None:
        """Look at no more; what waits for its look may start."""

    def take(self, update: ProbeUpdate) -> None:
        """A piece of an answer, of any probe; others' are dropped."""

    def admits(self, row: Download) -> bool:
        """Whether a row may start: not before it was looked at, where that is automatic."""
        return True
