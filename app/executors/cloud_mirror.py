"""The rows that are in the service, as it tells of them."""

import asyncio
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.core.cloud import LedgerEntry, Wanted
from app.core.download import (
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Progress,
    Remark,
    Stage,
)
from app.core.errors import ErrorCode
from app.core.executor import Archive, UpdateListener
from app.core.remote import RemoteDownload, Removed, Snapshot
from app.engine.archive import nothing_archived
from app.executors.bring_back import BringBack, Fetch, FetchEnd
from app.executors.cloud_book import Book
from app.executors.cloud_link import What
from app.executors.cloud_run import Run

_AT_WORK = frozenset({DownloadState.QUEUED, DownloadState.RUNNING})
_COMPLETED, _PAUSED, _CANCELED = (
    DownloadState.COMPLETED,
    DownloadState.PAUSED,
    DownloadState.CANCELED,
)


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears of rows. All are called on the loop."""

    update: UpdateListener
    found: Callable[[Sequence[RemoteDownload]], None]  # downloads that have no row here
    lost: Callable[[str, ErrorCode | None], None]  # a row's file, as `Mover.lose` has it
    woken: Callable[[str], None]  # a paused row that another computer has resumed
    archive: Archive = nothing_archived  # asked in a thread


class Mirror:
    """Runs of rows on one side, the newest pictures of the service on the other.

    What is wanted goes into the book; `wake` has it sent. `doubt` has the service asked for what
    a snapshot did not show.
    """

    def __init__(
        self,
        book: Book,
        pictures: dict[str, RemoteDownload],
        listeners: Listeners,
        *,
        wake: Callable[[], None],
        doubt: Callable[[set[str]], None],
        changed: Callable[[], None],
    ) -> None:
        self._book = book
        self._listeners = listeners
        self._wake = wake
        self._doubt = doubt
        self._changed = changed
        self.brings_back = True
        self.bring_back: BringBack
        self.pictures = pictures
        self._runs: dict[str, Run] = {}
        self._newest: dict[str, int] = {}
        self._forgotten: set[str] = set()  # ids whose last events may still be on their way
        self._unseen: set[str] = set()  # what a snapshot under way has not shown
        self._is_closed = False

    def close(self) -> None:
        """Every run here is over; what runs there goes on."""
        self._is_closed = True
        for run in [*self._runs.values()]:
            self._end(run, run.ended(self._picture_of(run), _PAUSED))

    def submit(self, run: Run) -> None:
        if run.run <= self._newest.get(run.id, 0):
            return
        self._newest[run.id] = run.run
        if before := self._runs.get(run.id):
            self._end(before, before.ended(self._picture_of(before), _PAUSED))
        self._runs[run.id] = run
        if self._is_closed:
            self._end(run, run.ended(None, _PAUSED))
            return
        entry = self._book.of_row(run.id) or self._entry_of_stranger(run)
        if entry and self._goes_on(entry, run):
            self._attach(run, entry)
        else:
            self._begin_anew(run, entry)

    def _entry_of_stranger(self, run: Run) -> LedgerEntry | None:
        if run.id not in self.pictures or self._book.find(run.id):
            return None
        entry = LedgerEntry(run.id, run.id, run.request, confirmed=True, mine=False)
        self._book.put(entry)
        return entry

    def _goes_on(self, entry: LedgerEntry, run: Run) -> bool:
        """Whether a run is about what the service has of the row."""
        is_over = entry.ended in (DownloadState.FAILED, _CANCELED)
        return not is_over and entry.request.key == run.request.key

    def _begin_anew(self, run: Run, old: LedgerEntry | None) -> None:
        # The service may remember the row's own id for what was there before.
        is_first = old is None and run.run == 1 and run.id not in self._forgotten
        if old:
            self._let_go(old)
        entry = LedgerEntry(run.id if is_first else str(uuid.uuid4()), run.id, run.request)
        run.brings_back = self.brings_back
        self._book.add(entry)
        self._tell(run.sending())
        self._wake()

    def _attach(self, run: Run, entry: LedgerEntry) -> None:
        picture = self.pictures.get(entry.id)
        run.only_fetches = entry.ended is _COMPLETED
        run.brings_back = run.only_fetches or (self.brings_back and entry.mine)
        self._book.change(entry.id, wanted=Wanted.RUN, ended=None, request=run.request)
        if picture is None:
            self._tell(run.sending())
        else:
            self._show(run, picture)
        self._wake()

    def stop(self, download_id: str, wanted: Wanted) -> None:
        run, entry = self._runs.get(download_id), self._book.of_row(download_id)
        if run is None or entry is None:
            return
        if self._book.is_unsent(entry.id):
            self._book.drop(entry.id)
            self._end(run, run.ended(None, _PAUSED if wanted is Wanted.PAUSE else _CANCELED))
        elif run.is_fetching:
            self.bring_back.stop(download_id)
            self._end_in_cloud(run, entry, _PAUSED if wanted is Wanted.PAUSE else _COMPLETED)
        else:
            self._book.change(entry.id, wanted=wanted)
            self._wake()
        self._changed()

    def _end_in_cloud(self, run: Run, entry: LedgerEntry, state: DownloadState) -> None:
        """Its file stays in the service for now."""
        ended = _COMPLETED if state is _COMPLETED else None
        self._book.change(entry.id, ended=ended)
        self._end(run, run.ended(self.pictures.get(entry.id), state))

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        self.bring_back.discard(download_id, request)
        entry = self._book.of_row(download_id)
        if entry or (entry := self._entry_of_stranger(Run(download_id, 0, request))):
            self._let_go(entry)
        self._wake()
        self._changed()

    def _let_go(self, entry: LedgerEntry) -> None:
        """Have it removed from the service, unless it is another computer's to keep."""
        picture = self.pictures.get(entry.id)
        is_over = picture is not None and picture.state.is_final
        if self._book.is_unsent(entry.id):
            self._book.drop(entry.id)
        else:
            theirs = not entry.mine and is_over
            self._book.change(entry.id, wanted=Wanted.LEFT if theirs else Wanted.GONE)

    def hear(self, what: What) -> None:
        """An event, in order."""
        if isinstance(what, Snapshot):
            self._hear_snapshot(what)
        elif isinstance(what, Removed):
            self.gone(what.id, expired=what.expired)
        else:
            self._hear_all([what])

    def _hear_snapshot(self, page: Snapshot) -> None:
        if page.first:
            self._unseen = {entry.id for entry in self._book if entry.confirmed}
        self._unseen.difference_update(one.id for one in page.downloads)
        self._hear_all(page.downloads)
        if page.last:
            self._doubt(self._unseen)
            self._unseen = set()

    def _hear_all(self, pictures: Sequence[RemoteDownload]) -> None:
        found = []
        for picture in pictures:
            if self._book.find(picture.id):
                self.take_picture(picture)
            elif self._hear_stranger(picture):
                found.append(picture)
        if found:
            self._listeners.found(found)

    def _hear_stranger(self, picture: RemoteDownload) -> bool:
        """One without an entry: another computer's, or of a list that was lost. It gets one with
        its first run here. Whether it is new."""
        old = self.pictures.get(picture.id)
        if picture.id in self._forgotten or _is_old(picture, old):
            return False
        self.pictures[picture.id] = picture
        if old and old.state is _PAUSED and picture.state in _AT_WORK:
            self._listeners.woken(picture.id)
        return old is None and picture.state is not _CANCELED

    def take_picture(self, picture: RemoteDownload) -> None:
        """How a download stands; older pictures than the newest are dropped."""
        entry, old = self._book.find(picture.id), self.pictures.get(picture.id)
        if entry is None or _is_old(picture, old):
            return
        self.pictures[picture.id] = picture
        if not entry.confirmed:
            self._book.change(picture.id, confirmed=True)
            self._wake()
        run = self._runs.get(entry.row)
        if self._book.of_row(entry.row) is None:
            return
        if run:
            self._show(run, picture)
        elif entry.wanted is Wanted.PAUSE and picture.state in _AT_WORK and old:
            self._listeners.woken(entry.row)  # another computer has resumed it

    def _show(self, run: Run, picture: RemoteDownload) -> None:
        entry = self._book.of_row(run.id)
        if entry is None or run.is_fetching:
            return
        if picture.state in _AT_WORK:
            run.has_moved = True
            self._tell(run.shown(picture))
            self._ask_archive(run, picture)
        elif picture.state is _PAUSED:
            self._show_paused(run, entry, picture)
        elif picture.state is _COMPLETED and run.brings_back and entry.wanted is not Wanted.CANCEL:
            self._fetch(run, picture)
        elif picture.state is _CANCELED and entry.mine:
            self._book.change(entry.id, wanted=Wanted.GONE, ended=_CANCELED)
            self._end(run, run.ended(picture, _CANCELED))
            self._wake()
        else:
            self._book.change(entry.id, ended=picture.state)
            self._end(run, run.ended(picture, picture.state))

    def _show_paused(self, run: Run, entry: LedgerEntry, picture: RemoteDownload) -> None:
        if entry.wanted is Wanted.PAUSE or (entry.wanted is Wanted.RUN and run.has_moved):
            self._book.change(entry.id, wanted=Wanted.PAUSE)  # maybe another computer's wish
            self._end(run, run.ended(picture, _PAUSED))
        else:
            self._tell(run.shown(picture))
            self._wake()

    def gone(self, entry_id: str, *, expired: bool) -> None:
        """The service does not know it, or does not know it any more."""
        entry, picture = self._book.find(entry_id), self.pictures.pop(entry_id, None)
        self._forgotten.add(entry_id)
        if entry is None:
            return
        is_shown = self._book.of_row(entry.row) is entry
        run = self._runs.get(entry.row) if is_shown else None
        self._book.drop(entry_id)
        error = ErrorCode.EXPIRED if expired else ErrorCode.FORGOTTEN
        if run and not run.is_fetching:
            self._end(run, self._as_gone(run, entry, picture, error))
        elif is_shown and entry.ended is _COMPLETED:
            self._listeners.lost(entry.row, error if entry.mine or expired else None)
        self._changed()

    def _as_gone(
        self, run: Run, entry: LedgerEntry, picture: RemoteDownload | None, error: ErrorCode
    ) -> DownloadUpdate:
        match entry.wanted:
            case Wanted.CANCEL:
                return run.ended(picture, _CANCELED)
            case Wanted.PAUSE:
                return run.ended(picture, _PAUSED)
            case _:
                return run.failed(picture, error)

    def refused(self, entry: LedgerEntry, detail: str) -> None:
        """The service will never take it as it is."""
        run = self._runs.get(entry.row)
        is_shown = self._book.of_row(entry.row) is entry
        self._book.drop(entry.id)
        if run and is_shown:
            self._end(run, run.failed(None, ErrorCode.UNSUPPORTED, detail))

    def _fetch(self, run: Run, picture: RemoteDownload) -> None:
        run.is_fetching = True
        self._tell(run.fetching(picture, Progress(Stage.TRANSFERRING)))
        self.bring_back.begin(Fetch(run.id, picture.id, run.request, picture))

    def fetching(self, download_id: str, progress: Progress) -> None:
        run = self._runs.get(download_id)
        picture = self._picture_of(run) if run else None
        if run and run.is_fetching and picture:
            self._tell(run.fetching(picture, progress))

    def fetched(self, download_id: str, end: FetchEnd) -> None:
        run, entry = self._runs.get(download_id), self._book.of_row(download_id)
        if run is None or entry is None or not run.is_fetching or end.stopped:
            return
        picture = self.pictures.get(entry.id)
        if end.error:
            self._book.change(entry.id, ended=_COMPLETED)
            self._end(run, run.failed(picture, end.error, end.detail))
            if end.error is ErrorCode.EXPIRED:
                self._book.drop(entry.id)
            return
        self._book.change(
            entry.id, ended=_COMPLETED, wanted=Wanted.GONE if entry.mine else Wanted.LEFT
        )
        done = run.ended(picture, _COMPLETED)
        remark = Remark.ALREADY_HERE if end.already_here else done.remark
        self._end(run, replace(done, file_name=end.file_name, expires=None, remark=remark))
        self._wake()

    def _ask_archive(self, run: Run, picture: RemoteDownload) -> None:
        if picture.media_key and not run.archive_asked and not run.request.again:
            run.archive_asked = True
            task = asyncio.get_running_loop().run_in_executor(
                None, self._listeners.archive, picture.media_key
            )
            task.add_done_callback(partial(self._archived, run))

    def _archived(self, run: Run, answer: "asyncio.Future[bool]") -> None:
        if answer.cancelled() or answer.exception() or not answer.result():
            return
        entry = self._book.of_row(run.id)
        if self._runs.get(run.id) is not run or run.is_fetching or not entry or not entry.mine:
            return
        done = run.ended(self.pictures.get(entry.id), _COMPLETED)
        self._let_go(entry)
        skipped = replace(done, file_name="", size=None, expires=None, remark=Remark.SKIPPED)
        self._end(run, skipped)
        self._wake()

    def _picture_of(self, run: Run) -> RemoteDownload | None:
        entry = self._book.of_row(run.id)
        return self.pictures.get(entry.id) if entry else None

    def _tell(self, update: DownloadUpdate) -> None:
        self._listeners.update(update)

    def _end(self, run: Run, update: DownloadUpdate) -> None:
        del self._runs[run.id]
        self._listeners.update(update)


def _is_old(picture: RemoteDownload, known: RemoteDownload | None) -> bool:
    """Whether as much, or more, is known already."""
    return known is not None and (known.run, known.seq) >= (picture.run, picture.seq)
