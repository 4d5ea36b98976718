"""Long lists are added part by part, so that the queue's thread can do other things in between."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.core.download import DownloadRequest
from app.core.queue_events import Added

AT_ONCE = 200
"""Rows that are made in one go, which takes a few milliseconds."""


class _Add(Protocol):
    def __call__(
        self,
        requests: Sequence[DownloadRequest],
        *,
        after: str | None,
        then: Callable[[Added], None],
    ) -> None: ...


def add_in_parts(
    add: _Add,
    requests: Sequence[DownloadRequest],
    after: str | None,
    then: Callable[[Added], None],
    so_far: Added | None = None,
) -> None:
    """Add `AT_ONCE` of them, and once these are kept the next; `then` gets the sum.

    Where a part cannot be kept, it and the rest are given up.
    """
    before = so_far or Added()

    def go_on(added: Added) -> None:
        whole = Added(before.ids + added.ids, before.duplicates + added.duplicates, added.problem)
        rest = requests[AT_ONCE:]
        if not rest or added.problem:
            then(whole)
            return
        behind = added.ids[-1] if after and added.ids else after
        add_in_parts(add, rest, behind, then, whole)

    add(requests[:AT_ONCE], after=after, then=go_on)
