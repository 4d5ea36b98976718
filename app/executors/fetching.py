"""What the service has finished for one row is brought to its place on this computer."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from app.core.download import DownloadRequest, Progress
from app.core.errors import ErrorCode
from app.core.remote import RemoteDownload
from app.engine.durable import sync_file
from app.engine.failures import Refusal, classify
from app.engine.staging import Placed, Staging
from app.executors.file_door import WantedFile
from app.executors.file_transfer import FileTransfer, Surroundings
from app.executors.partial_file import PartialFile
from app.executors.remote_names import file_key, is_fit, placed_name
from app.executors.stop_sign import Stopped
from app.executors.transfer_meter import TransferMeter

log = logging.getLogger(__name__)

_COMING = ".coming"


@dataclass(frozen=True, slots=True)
class Fetch:
    """A row whose finished file is to come here."""

    id: str  # of the row
    remote_id: str  # of the download in the service
    request: DownloadRequest
    remote: RemoteDownload


@dataclass(frozen=True, slots=True)
class FetchEnd:
    """How a fetch ended: stopped, with an error, or with the file in its place."""

    stopped: bool = False
    file_name: str = ""  # below the request's folder, with "/" where it lies deeper
    already_here: bool = False
    error: ErrorCode | None = None
    detail: str = ""


class Fetching:
    """One run. The listeners are called on its thread."""

    def __init__(
        self, fetch: Fetch, around: Surroundings, on_progress: Callable[[Progress], object]
    ) -> None:
        self._fetch = fetch
        self._around = around
        self._on_progress = on_progress
        self._claim = ExitStack()
        self._staging: Staging | None = None

    def run(self) -> FetchEnd:
        """Do it. Never raises; what has come of a file is kept for the next run, where that is
        of use to it."""
        with self._claim:
            try:
                end = self._brought()
            except Stopped:
                end = FetchEnd(stopped=True)
            except Exception as error:
                failure = classify(error)
                if failure.code is ErrorCode.INTERNAL:
                    log.exception("a file of the service could not be brought here")
                end = FetchEnd(error=failure.code, detail=failure.detail)
            self._leave(end)
        return end

    def _brought(self) -> FetchEnd:
        request = self._fetch.request
        if not self._fetch.remote.sha256 or self._fetch.remote.size is None:
            raise Refusal(ErrorCode.INTERNAL, "The service does not say what its file is")
        self._around.stop.check()
        staging = Staging.open(request, self._fetch.id)
        self._claim.enter_context(staging.claimed(self._around.stop.check))
        self._staging = staging
        placed = self._placed(staging)
        name = placed.path.relative_to(request.folder).as_posix()
        return FetchEnd(file_name=name, already_here=placed.already_here)

    def _placed(self, staging: Staging) -> Placed:
        request, remote = self._fetch.request, self._fetch.remote
        key = file_key(request, remote)
        here = staging.already_here(key)
        files = self._fetched(staging, list(self._wanted(here)))
        self._around.stop.check()
        if here is not None:
            staging.add_beside(here, files)
            return Placed(here, already_here=True)
        main = files.pop("")
        sync_file(main)  # after a crash of the machine it is either whole or not in its place
        return staging.move_in(main, placed_name(request, remote), key, files)

    def _wanted(self, here: Path | None) -> Iterator[WantedFile]:
        """The video's file unless it is there, and what is to lie beside it and is not there."""
        remote, remote_id = self._fetch.remote, self._fetch.remote_id
        if here is None:
            yield WantedFile(remote_id, remote.size or 0, remote.sha256)
        for one in remote.beside:
            if not is_fit(one):
                log.warning("a file that should lie beside a video has a name that cannot be used")
            elif here is None or _is_missing(here.with_name(f"{here.stem}.{one.suffix}")):
                yield WantedFile(remote_id, one.size, one.sha256, one.suffix)

    def _fetched(self, staging: Staging, wanted: list[WantedFile]) -> dict[str, Path]:
        """The files, by their suffixes."""
        meter = TransferMeter(sum(one.size for one in wanted), self._on_progress)
        paths = {one.suffix: staging.path / _coming_name(one) for one in wanted}
        _drop_others(staging.path, set(paths.values()))
        for one in wanted:
            meter.have(one.suffix, _length(paths[one.suffix], one.size))
        for one in wanted:
            if not self._has_come(one, paths[one.suffix], meter):
                del paths[one.suffix]
        return paths

    def _has_come(self, wanted: WantedFile, path: Path, meter: TransferMeter) -> bool:
        """Whether it is there now; only what lies beside the video may be missing at the end."""
        file = PartialFile(path, wanted.size, wanted.sha256)
        transfer = FileTransfer(
            wanted,
            file,
            self._around,
            took=lambda done: meter.have(wanted.suffix, done),
            waits=meter.waiting,
        )
        try:
            transfer.run()
        except Refusal as refusal:
            if not wanted.suffix:
                raise
            log.warning("a file that should lie beside a video does not come: %s", refusal)
            return False
        if not wanted.size:
            path.touch()
        return True

    def _leave(self, end: FetchEnd) -> None:
        """Leave no trace where there is nothing to go on with."""
        if self._staging is None:
            return
        try:
            is_over = end.file_name or end.error is ErrorCode.EXPIRED
            if is_over or all(map(_is_of_no_use, self._staging.path.iterdir())):
                self._staging.remove()
        except OSError as error:
            log.warning("a staging folder could not be left in order: %s", error)


def _coming_name(wanted: WantedFile) -> str:
    """Another file has another name, so that nothing of it is gone on with."""
    return f".{wanted.sha256[:32]}{'-' if wanted.suffix else ''}{wanted.suffix}{_COMING}"


def _drop_others(folder: Path, kept: set[Path]) -> None:
    """Remove what came of files that are not wanted any more."""
    for path in list(folder.iterdir()):
        if path.suffix == _COMING and path not in kept:
            path.unlink()


def _length(path: Path, most: int) -> int:
    try:
        return min(path.lstat().st_size, most)
    except OSError:
        return 0


def _is_of_no_use(path: Path) -> bool:
    """Whether neither this nor a download on this computer could go on with it."""
    return path.name.startswith(".") and not (path.suffix == _COMING and path.lstat().st_size)


def _is_missing(path: Path) -> bool:
    try:
        return not path.lstat().st_size  # a name that a killed run had claimed and not filled
    except OSError:
        return True
