"""What the service tells: the newest picture of everything, and what is new or gone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from app.core.cloud import LedgerEntry, Wanted
from app.core.download import DownloadRequest, DownloadState
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload, Removed, Snapshot
from app.executors.cloud_book import Book
from app.executors.cloud_link import What

_PAUSED, _CANCELED = DownloadState.PAUSED, DownloadState.CANCELED


class Shows(Protocol):
    """Who shows rows what has become of them."""

    def seen(self, entry: LedgerEntry, old: RemoteDownload | None, picture: RemoteDownload) -> None:
        """A download stands otherwise than before."""

    def gone(
        self, entry: LedgerEntry, picture: RemoteDownload | None, error: ErrorCode | None
    ) -> None:
        """The service does not have it; without an error since somebody removed it there."""


class Hearing:
    """Keeps `pictures`, and drops what is late.

    The last events of ids that are `forgotten` may still be on their way.
    `found` hears once of downloads that another computer has sent, or a list that was lost; they
    get an entry, so that their first run here is known not to be this computer's own. `doubt` has
    the service asked for what a snapshot did not show, and for what was asked of an unknown one.
    """

    def __init__(
        self,
        book: Book,
        pictures: dict[str, RemoteDownload],
        forgotten: set[str],
        shows: Shows,
        *,
        found: Callable[[Sequence[RemoteDownload]], None],
        wake: Callable[[], None],
        doubt: Callable[[Iterable[str]], None],
    ) -> None:
        self._book = book
        self._pictures = pictures
        self._shows = shows
        self._found = found
        self._wake = wake
        self._doubt = doubt
        self._told: set[str] = set()  # downloads of others
        self._forgotten = forgotten
        self._unseen: set[str] = set()  # what a snapshot under way has not shown

    def hear(self, what: What) -> None:
        """An event, in order."""
        if isinstance(what, Snapshot):
            self._hear_snapshot(what)
        elif isinstance(what, Removed):
            self._lose(what.id, ErrorCode.EXPIRED if what.expired else None)
        elif self._is_stranger(what.id):
            if what.id not in self._forgotten and what.state is not _CANCELED:
                self._doubt([what.id])  # an update does not say what was asked for
        else:
            self._take(what)

    def take_picture(self, picture: RemoteDownload) -> None:
        """An answer to what was asked about one download: of worth also where nothing is new."""
        entry, known = self._book.find(picture.id), self._pictures.get(picture.id)
        if entry and known and (picture.run, picture.seq) == (known.run, known.seq):
            self._shows.seen(entry, known, picture)
        else:
            self._take_all([picture])

    def gone(self, entry_id: str, *, expired: bool) -> None:
        """The service does not know it, or does not know it any more."""
        self._lose(entry_id, ErrorCode.EXPIRED if expired else ErrorCode.FORGOTTEN)

    def _hear_snapshot(self, page: Snapshot) -> None:
        if page.first:
            self._unseen = {entry.id for entry in self._book if entry.confirmed}
        self._unseen.difference_update(one.id for one in page.downloads)
        self._take_all(page.downloads, is_snapshot=True)
        if page.last:
            unseen, self._unseen = self._unseen, set()
            self._doubt(unseen)

    def _take_all(self, pictures: Iterable[RemoteDownload], *, is_snapshot: bool = False) -> None:
        strangers = []
        for picture in pictures:
            entry = self._book.find(picture.id)
            if entry:
                self._take(picture, is_snapshot=is_snapshot)
            if self._is_news(entry, picture):
                strangers.append(picture)
        if strangers:
            self._told.update(one.id for one in strangers)
            self._found(strangers)
        for one in strangers:
            if self._is_stranger(one.id):
                self._pictures[one.id] = one
                self._book.put(_entry_of(one))

    def _take(self, picture: RemoteDownload, *, is_snapshot: bool = False) -> None:
        """How a download stands; older pictures than the newest are dropped."""
        entry, old = self._book.find(picture.id), self._pictures.get(picture.id)
        if entry is None or _is_old(picture, old, is_snapshot=is_snapshot):
            return
        self._pictures[picture.id] = picture
        self._book.change(picture.id, confirmed=True)
        self._shows.seen(entry, old, picture)
        if old is None or old.state is not picture.state:
            self._book.touch(picture.id)
            self._wake()

    def _is_stranger(self, entry_id: str) -> bool:
        return self._book.find(entry_id) is None

    def _is_news(self, entry: LedgerEntry | None, picture: RemoteDownload) -> bool:
        """Whether a row may have to be made for it. Also if it was found before: that row may not
        have been kept."""
        if picture.id in self._told or picture.id in self._forgotten:
            return False
        if entry is None:
            return picture.state is not _CANCELED
        return is_untouched(entry)

    def _lose(self, entry_id: str, error: ErrorCode | None) -> None:
        entry, picture = self._book.find(entry_id), self._pictures.pop(entry_id, None)
        self._forgotten.add(entry_id)
        if entry:
            self._shows.gone(entry, picture, error)


def is_untouched(entry: LedgerEntry) -> bool:
    """Whether another computer's download was found here, and nothing was done with it yet."""
    is_found = not entry.mine and entry.row == entry.id and entry.ended in (None, _PAUSED)
    return is_found and entry.wanted in (Wanted.LEFT, Wanted.PAUSE)


def _entry_of(picture: RemoteDownload) -> LedgerEntry:
    request = picture.request or DownloadRequest(picture.url)
    entry = LedgerEntry(picture.id, picture.id, request, Wanted.LEFT, confirmed=True, mine=False)
    is_paused = picture.state is _PAUSED
    return replace(entry, wanted=Wanted.PAUSE, ended=_PAUSED) if is_paused else entry


def _is_old(picture: RemoteDownload, known: RemoteDownload | None, *, is_snapshot: bool) -> bool:
    """Whether as much, or more, is known already.

    A service that has lost its last second says less than it did; but how something ended is told
    only once.
    """
    if known is None or (picture.run, picture.seq) > (known.run, known.seq):
        return False
    return not (is_snapshot and picture.state.is_final and not known.state.is_final)
