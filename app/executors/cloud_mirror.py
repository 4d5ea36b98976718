"""The rows that are in the service, as it tells of them."""

import asyncio
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
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
from app.core.remote import RemoteDownload
from app.engine.archive import is_archived, nothing_archived
from app.executors.bring_back import BringBack, Fetch, FetchEnd
from app.executors.cloud_book import Book
from app.executors.cloud_hearing import is_untouched
from app.executors.cloud_run import Run

_AT_WORK = frozenset({DownloadState.QUEUED, DownloadState.RUNNING})
_COMPLETED, _FAILED, _PAUSED, _CANCELED = (
    DownloadState.COMPLETED,
    DownloadState.FAILED,
    DownloadState.PAUSED,
    DownloadState.CANCELED,
)

_Gone = tuple[LedgerEntry, RemoteDownload | None, ErrorCode | None]


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who hears of rows. All are called on the loop."""

    update: UpdateListener
    found: Callable[[Sequence[RemoteDownload]], None]  # downloads that may have no row here
    lost: Callable[[str, ErrorCode | None], None]  # a row's file, as `Mover.lose` has it
    woken: Callable[[str], None]  # a paused row that another computer has resumed
    archive: Archive = nothing_archived  # asked in a thread


class Mirror:
    """Runs of rows on one side, the newest pictures of the service on the other.

    What is wanted goes into the book; `wake` has it sent. The service may remember the ids that are
    `forgotten` for what was there before.
    """

    def __init__(
        self,
        book: Book,
        pictures: Mapping[str, RemoteDownload],
        listeners: Listeners,
        *,
        forgotten: Collection[str],
        wake: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        self._book = book
        self._pictures = pictures
        self._listeners = listeners
        self._forgotten = forgotten
        self._wake = wake
        self._changed = changed
        self.brings_back = True
        self.bring_back: BringBack
        self._runs: dict[str, Run] = {}
        self._newest: dict[str, int] = {}
        self._missed: dict[str, _Gone] = {}  # what rows whose run has not begun yet are to hear
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
            self._take_over(before)
        self._runs[run.id] = run
        if self._is_closed:
            self._end(run, run.ended(None, _PAUSED))
            return
        entry = self._book.of_row(run.id) or self._found_before(run.id)
        missed = self._missed.pop(run.id, None)
        if entry and _goes_on(entry, run):
            self._attach(run, entry)
        elif missed and not entry:
            self._end(run, _as_gone(run, *missed))
        else:
            self._begin_anew(run, entry)
        self._wake()
        self._changed()

    def _take_over(self, before: Run) -> None:
        if before.is_fetching:
            self.bring_back.stop(before.id)
        self._end(before, before.ended(self._picture_of(before), _PAUSED))

    def _found_before(self, row: str) -> LedgerEntry | None:
        """Another computer's, that became this row."""
        entry = self._book.find(row)
        return entry if entry and entry.wanted is Wanted.LEFT and is_untouched(entry) else None

    def _begin_anew(self, run: Run, old: LedgerEntry | None) -> None:
        is_known = self._book.find(run.id) is not None or run.id in self._forgotten
        entry_id = run.id if run.run == 1 and not is_known else str(uuid.uuid4())
        if old:
            self._let_go(old)
        run.brings_back = self.brings_back
        self._book.add(LedgerEntry(entry_id, run.id, run.request))
        self._tell(run.sending())

    def _attach(self, run: Run, entry: LedgerEntry) -> None:
        run.only_fetches = entry.ended is _COMPLETED
        run.brings_back = run.only_fetches or (self.brings_back and entry.mine)
        # Until it is seen to go on, a pause is the one of before.
        rests = _PAUSED if entry.wanted is Wanted.PAUSE else None
        self._book.change(
            entry.id, wanted=Wanted.RUN, ended=entry.ended or rests, request=run.request
        )
        if picture := self._pictures.get(entry.id):
            self._show(run, picture)
        else:
            self._tell(run.sending())

    def drop_rowless(self, has_row: Callable[[str], bool]) -> None:
        """`CloudExecutor.drop_rowless`; what is to be gone has no row and stays."""
        for entry in self._book:
            if entry.wanted in (Wanted.RUN, Wanted.PAUSE) and not has_row(entry.row):
                self._book.drop(entry.id)

    def stop(self, download_id: str, wanted: Wanted) -> None:
        run, entry = self._runs.get(download_id), self._book.of_row(download_id)
        if run is None:
            return
        if run.is_fetching:
            self.bring_back.stop(download_id)
            self._stay(run, entry, wanted)
        elif entry and self._book.is_unsent(entry.id):
            self._book.drop(entry.id)
            self._end(run, run.ended(None, _PAUSED if wanted is Wanted.PAUSE else _CANCELED))
        elif entry:
            self._book.change(entry.id, wanted=wanted, ended=None)
            self._wake()
        self._changed()

    def _stay(self, run: Run, entry: LedgerEntry | None, wanted: Wanted) -> None:
        """Its file stays in the service for now, if it is still there."""
        if entry:
            self._book.change(entry.id, wanted=Wanted.RUN, ended=_COMPLETED)
        canceled = _COMPLETED if entry else _CANCELED
        state = _PAUSED if wanted is Wanted.PAUSE else canceled
        self._end(run, run.ended(run.coming or self._picture_of(run), state))

    def discard(self, download_id: str, request: DownloadRequest) -> None:
        self.bring_back.discard(download_id, request)
        self._missed.pop(download_id, None)
        if entry := self._book.of_row(download_id) or self._found_before(download_id):
            self._let_go(entry)
        self._wake()
        self._changed()

    def _let_go(self, entry: LedgerEntry) -> None:
        """Have it end in the service; with its file, unless another computer sent it."""
        if self._book.is_unsent(entry.id):
            self._book.drop(entry.id)
        else:
            self._book.change(entry.id, wanted=Wanted.GONE)

    def seen(self, entry: LedgerEntry, old: RemoteDownload | None, picture: RemoteDownload) -> None:
        """A download stands otherwise than before."""
        shown = self._book.of_row(entry.row)
        if shown is None or shown.id != entry.id:
            return
        if run := self._runs.get(entry.row):
            self._show(run, picture)
        elif _is_woken(shown, old, picture):
            self._listeners.woken(entry.row)

    def _show(self, run: Run, picture: RemoteDownload) -> None:
        entry = self._book.of_row(run.id)
        if entry is None or run.is_fetching:
            return
        if picture.state in _AT_WORK:
            self._show_at_work(run, entry, picture)
        elif picture.state is _PAUSED:
            self._show_paused(run, entry, picture)
        elif picture.state is _COMPLETED and run.brings_back:
            self._show_completed(run, entry, picture)
        elif picture.state is _CANCELED and entry.mine:
            self._book.change(entry.id, wanted=Wanted.GONE, ended=_CANCELED)
            self._end(run, run.ended(picture, _CANCELED))
            self._wake()
        elif picture.error is ErrorCode.PLAYLIST and not entry.mine:
            # Whoever sent it reads the list: if all did, all of it would be fetched by each.
            self._book.change(entry.id, ended=_CANCELED)
            self._end(run, replace(run.ended(picture, _CANCELED), error=None))
        else:
            self._book.change(entry.id, ended=picture.state)
            self._end(run, run.ended(picture, picture.state))

    def _show_at_work(self, run: Run, entry: LedgerEntry, picture: RemoteDownload) -> None:
        self._book.change(entry.id, ended=None)
        self._tell(run.shown(picture))
        if picture.media_key:
            self._ask_archive(run, entry, picture)

    def _show_paused(self, run: Run, entry: LedgerEntry, picture: RemoteDownload) -> None:
        resumes = entry.wanted is Wanted.RUN and entry.ended is _PAUSED
        if resumes or entry.wanted is Wanted.CANCEL:
            self._tell(run.shown(picture))
        else:  # as it was wanted here, or by another computer
            self._book.change(entry.id, wanted=Wanted.PAUSE, ended=_PAUSED)
            self._end(run, run.ended(picture, _PAUSED))

    def _show_completed(self, run: Run, entry: LedgerEntry, picture: RemoteDownload) -> None:
        if entry.wanted is not Wanted.RUN:
            self._stay(run, entry, entry.wanted)
        elif run.only_fetches or not self._ask_archive(run, entry, picture):
            run.coming = picture
            self._tell(run.fetching(picture, Progress(Stage.TRANSFERRING)))
            self.bring_back.begin(Fetch(run.id, picture.id, run.request, picture))

    def gone(
        self, entry: LedgerEntry, picture: RemoteDownload | None, error: ErrorCode | None
    ) -> None:
        """The service does not have it; without an error since somebody removed it there."""
        is_shown = self._book.of_row(entry.row) is entry
        run = self._runs.get(entry.row) if is_shown else None
        is_missed = run is None and entry.ended is None and (is_shown or is_untouched(entry))
        self._book.drop(entry.id)
        if is_missed:  # else its row, which is about to follow it, would have it sent anew
            self._missed[entry.row] = entry, picture, error
        elif run and not run.is_fetching:
            self._end(run, _as_gone(run, entry, picture, error))
        elif is_shown and entry.ended is _COMPLETED and run is None:
            is_theirs = not entry.mine and error is not ErrorCode.EXPIRED
            self._listeners.lost(entry.row, None if is_theirs else error or ErrorCode.FORGOTTEN)
        self._changed()

    def refused(self, entry: LedgerEntry, detail: str) -> None:
        """The service will never take it as it is."""
        shown = self._book.of_row(entry.row)
        run = self._runs.get(entry.row) if shown and shown.id == entry.id else None
        self._book.drop(entry.id)
        if run and shown:
            self._end(run, _as_gone(run, shown, None, ErrorCode.UNSUPPORTED, detail))

    def fetching(self, download_id: str, progress: Progress) -> None:
        run = self._runs.get(download_id)
        if run and run.coming:
            self._tell(run.fetching(run.coming, progress))

    def fetched(self, download_id: str, end: FetchEnd) -> None:
        run, entry = self._runs.get(download_id), self._book.of_row(download_id)
        if run is None or not run.is_fetching or end.stopped:
            return
        if end.error:
            self._keep_unfetched(entry, end.error)
            self._end(run, run.failed(run.coming, end.error, end.detail))
        else:
            if entry:
                done = Wanted.GONE if entry.mine else Wanted.LEFT
                self._book.change(entry.id, ended=_COMPLETED, wanted=done)
            update = run.ended(run.coming, _COMPLETED)
            remark = Remark.ALREADY_HERE if end.already_here else update.remark
            self._end(run, replace(update, file_name=end.file_name, expires=None, remark=remark))
        self._wake()

    def _keep_unfetched(self, entry: LedgerEntry | None, error: ErrorCode) -> None:
        """A later run fetches it again, unless there is nothing to be fetched any more."""
        if entry is None:
            return
        if error is ErrorCode.EXPIRED:
            self._book.change(entry.id, ended=_FAILED)
            self._let_go(entry)
        else:
            self._book.change(entry.id, ended=_COMPLETED)

    def _ask_archive(self, run: Run, entry: LedgerEntry, picture: RemoteDownload) -> bool:
        """Whether an answer is to be waited for before a file is fetched."""
        if not entry.mine or run.request.again:
            return False
        if not run.archive_asked:
            run.archive_asked = True
            answer = asyncio.get_running_loop().run_in_executor(
                None, is_archived, self._listeners.archive, picture.media_key
            )
            answer.add_done_callback(partial(self._archived, run))
        return not run.archive_answered

    def _archived(self, run: Run, answer: "asyncio.Future[bool]") -> None:
        run.archive_answered = True
        entry = self._book.of_row(run.id)
        if answer.cancelled() or entry is None or self._runs.get(run.id) is not run:
            return
        picture = self._pictures.get(entry.id)
        if answer.result() and entry.wanted is Wanted.RUN:
            self._let_go(entry)
            done = run.ended(picture, _COMPLETED)
            skipped = replace(done, file_name="", size=None, expires=None, remark=Remark.SKIPPED)
            self._end(run, skipped)
            self._wake()
        elif picture and picture.state is _COMPLETED:
            self._show(run, picture)

    def _picture_of(self, run: Run) -> RemoteDownload | None:
        entry = self._book.of_row(run.id)
        return self._pictures.get(entry.id) if entry else run.coming

    def _tell(self, update: DownloadUpdate) -> None:
        self._listeners.update(update)

    def _end(self, run: Run, update: DownloadUpdate) -> None:
        del self._runs[run.id]
        self._listeners.update(update)


def _goes_on(entry: LedgerEntry, run: Run) -> bool:
    """Whether a run is about what the service has of the row. What another computer asked for may
    be more than can be read here: the first run of what was found is about that all the same."""
    is_same = is_untouched(entry) or entry.request.key == run.request.key
    return entry.ended not in (_FAILED, _CANCELED) and is_same


def _is_woken(entry: LedgerEntry, old: RemoteDownload | None, picture: RemoteDownload) -> bool:
    """Whether another computer has resumed what was paused."""
    rests = entry.wanted is Wanted.PAUSE and entry.ended is _PAUSED
    return rests and picture.state is not _PAUSED and (old is None or old.state is _PAUSED)


def _as_gone(
    run: Run,
    entry: LedgerEntry,
    picture: RemoteDownload | None,
    error: ErrorCode | None,
    detail: str = "",
) -> DownloadUpdate:
    """How a run ends whose download is not in the service; without an error since somebody
    removed it there."""
    if entry.wanted is Wanted.PAUSE:
        return run.ended(picture, _PAUSED)
    if entry.wanted is Wanted.CANCEL or error is None:
        return run.ended(picture, _CANCELED)
    return run.failed(picture, error, detail)
