"""Rows whose link turns out to be a playlist or feed become its entries."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from app.core.download import (
    Activity,
    Download,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Place,
    Progress,
    Stage,
)
from app.core.errors import ErrorCode
from app.core.executor import Entry, Prober, ProbeUpdate
from app.core.queue_events import Added
from app.core.stores import StoreProblem

_CODES = {
    StoreProblem.DISK_FULL: ErrorCode.DISK_FULL,
    StoreProblem.NO_PERMISSION: ErrorCode.NO_PERMISSION,
}
_DEEPEST = 10  # a site may make up lists within lists without end


class Expanded(Protocol):
    """Told when a row has become its entries, so that it can go."""

    def __call__(
        self, download_id: str, title: str, added: int, duplicates: int, truncated: bool
    ) -> None: ...


class Add(Protocol):
    """`DownloadQueue.add`."""

    def __call__(
        self,
        requests: list[DownloadRequest],
        *,
        list_name: str,
        after: str,
        known: dict[str, Entry],
        place: Place,
        then: Callable[[Added], None],
    ) -> None: ...


@dataclass
class _Listing:
    row: Download
    last_id: str
    within: tuple[str, ...]  # the links of the lists it came out of
    title: str = ""
    listed: int = 0  # entries so far
    added: int = 0
    duplicates: int = 0
    pages: deque[ProbeUpdate] = field(default_factory=deque)
    adding: bool = False


class ListExpander:
    """Runs such a row: its entries are added behind it page by page, then the row goes.

    It holds a slot like any running row, and answers with updates like an executor.
    """

    def __init__(
        self,
        prober: Prober,
        add: Add,
        report: Callable[[DownloadUpdate], None],
        expanded: Expanded,
    ) -> None:
        self._prober = prober
        self._add = add
        self._report = report
        self._expanded = expanded
        self._listings: dict[str, _Listing] = {}
        self._within: dict[str, tuple[str, ...]] = {}  # of each row that came out of lists

    def runs(self, download_id: str) -> bool:
        return download_id in self._listings

    def start(self, row: Download) -> bool:
        """Begin; False for a list that came out of itself, since lists may nest but must not go
        round in circles."""
        within = self._within.get(row.id, ())
        if row.id in self._listings or row.request.url in within or len(within) >= _DEEPEST:
            return False
        self._listings[row.id] = listing = _Listing(row, row.id, within)
        self._tell(listing, DownloadState.RUNNING)
        self._prober.probe(row.id, row.request)
        return True

    def pause(self, download_id: str) -> None:
        self._stop(download_id, DownloadState.PAUSED)

    def cancel(self, download_id: str) -> None:
        self._stop(download_id, DownloadState.CANCELED)

    def forget(self, ids: Iterable[str]) -> None:
        """These rows are gone."""
        for download_id in ids:
            self._within.pop(download_id, None)

    def close(self) -> None:
        for download_id in list(self._listings):
            self._prober.stop(download_id)
        self._listings.clear()

    def take(self, update: ProbeUpdate) -> None:
        """A piece of a list. Pages are added one after another, each behind the last."""
        if listing := self._listings.get(update.id):
            listing.pages.append(update)
            self._next_page(listing)

    def _next_page(self, listing: _Listing) -> None:
        if listing.adding or not listing.pages:
            return
        page = listing.pages.popleft()
        listing.title = page.list_title or listing.title
        listing.adding = True
        request = listing.row.request
        number = listing.listed + 1
        listing.listed += len(page.entries)
        entries = {n: e for n, e in enumerate(page.entries, number) if e.url != request.url}
        self._add(
            [
                replace(
                    request,
                    url=entry.url,
                    format="",
                    section=None,
                    list_title=listing.title,
                    list_number=number,
                )
                for number, entry in entries.items()
            ],
            list_name=listing.title or request.url,
            after=listing.last_id,
            known={entry.url: entry for entry in entries.values()},
            place=listing.row.place,
            then=partial(self._page_added, listing, page),
        )

    def _page_added(self, listing: _Listing, page: ProbeUpdate, added: Added) -> None:
        listing.adding = False
        self._within.update(dict.fromkeys(added.ids, (*listing.within, listing.row.request.url)))
        if self._listings.get(listing.row.id) is not listing:
            return  # stopped meanwhile
        listing.added += len(added.ids)
        listing.duplicates += added.duplicates
        listing.last_id = added.new[-1] if added.new else listing.last_id
        if page.error:
            self._fail(listing, page.error, page.detail)
        elif added.problem:
            self._fail(listing, _CODES.get(added.problem, ErrorCode.INTERNAL))
        elif page.last:
            self._finish(listing, page.truncated)
        else:
            self._tell(listing, DownloadState.RUNNING)
            self._next_page(listing)

    def _finish(self, listing: _Listing, truncated: bool) -> None:
        if listing.added + listing.duplicates:
            self._expanded(
                listing.row.id, listing.title, listing.added, listing.duplicates, truncated
            )
        else:
            self._fail(listing, ErrorCode.NOT_FOUND, "There are no videos in the list.")

    def _fail(self, listing: _Listing, code: ErrorCode, detail: str = "") -> None:
        self._prober.stop(listing.row.id)
        del self._listings[listing.row.id]
        self._tell(listing, DownloadState.FAILED, code, detail)

    def _stop(self, download_id: str, state: DownloadState) -> None:
        if listing := self._listings.pop(download_id, None):
            self._prober.stop(download_id)
            self._tell(listing, state)

    def _tell(
        self,
        listing: _Listing,
        state: DownloadState,
        error: ErrorCode | None = None,
        detail: str = "",
    ) -> None:
        update = replace(
            listing.row.update,
            seq=listing.row.update.seq + 1,
            state=state,
            progress=Progress(Stage.RESOLVING, Activity.LISTING),
            title=listing.title or listing.row.update.title,
            error=error,
            detail=detail,
        )
        listing.row = replace(listing.row, update=update)
        self._report(update)
