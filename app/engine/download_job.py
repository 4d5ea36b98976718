"""One try at one download, inside a child process: from the request to the file in its folder."""

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from app.core.download import Activity, DownloadState, DownloadUpdate, Progress, Remark, Stage
from app.core.errors import ErrorCode
from app.engine import media
from app.engine.durable import sync_file
from app.engine.failures import Failure, Refusal, classify
from app.engine.memory import memory_used
from app.engine.options import parameters
from app.engine.placing import beside_files, lacks_beside, relative_name
from app.engine.progress import ProgressMeter
from app.engine.protocol import Answer, DownloadJob
from app.engine.proxy import blamed
from app.engine.pulse import Pulse
from app.engine.reported import known_text, number
from app.engine.sections import check_section
from app.engine.shared_rate import Throttle
from app.engine.staging import Pin, Placed, Staging
from app.engine.steps import are_subtitles_cut
from app.engine.watcher import Info
from app.engine.ytdlp import Engine

log = logging.getLogger(__name__)

_DIRECT = frozenset({"http", "https"})
_LONG_WAIT = 0.2  # seconds, after which the parent should hear that all is well


class Stopped(BaseException):
    """The download is to end here, between two steps. Nobody on the way out may take it for an
    error and go on."""


class _Archived(BaseException):
    """This very media was downloaded before, wherever that is now."""


class _AlreadyHere(BaseException):
    """The folder has this very media."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


def run_download(
    job: DownloadJob,
    engine: Engine,
    say: Callable[[Answer], None],
    stopped: threading.Event,
    is_archived: Callable[[str], bool],
) -> None:
    """Do the job; the last thing said about it is that it is completed, paused or has failed.

    `is_archived` answers whether media with this key was downloaded before, at once when stopped.
    """
    one = _Try(job, engine, say, stopped, is_archived)
    with one.claim:
        try:
            one.run()
        except Stopped:
            one.end(DownloadState.PAUSED)
        except Exception as error:
            failure = blamed(classify(error), engine.options.proxy, engine.options.socket_timeout)
            if failure.code is ErrorCode.INTERNAL:
                log.exception("a download failed for no known reason")
            one.fail(failure)


class _Try:
    """The course of one try. It is yt-dlp's watcher, and keeps the picture it reports."""

    def __init__(
        self,
        job: DownloadJob,
        engine: Engine,
        say: Callable[[Answer], None],
        stopped: threading.Event,
        is_archived: Callable[[str], bool],
    ) -> None:
        self._job = job
        self._engine = engine
        self._say = say
        self._stopped = stopped
        self._is_archived = is_archived
        self._throttle = Throttle(engine.options.rate_file, self._hold_back)
        self._picture = DownloadUpdate(job.id, job.run, 0, DownloadState.RUNNING)
        self._meter = ProgressMeter(lambda: monotonic() + self._ahead)
        self._ahead = 0.0  # seconds
        self._event: Info | None = None
        self._pins: tuple[Pin, ...] = ()
        self._staging: Staging | None = None
        self._file_key = ""
        self._here: Path | None = None  # where this very file is, which lacks what lies beside it
        self._remark: Remark | None = None
        self.claim = contextlib.ExitStack()  # on the staging folder, until all has been said

    def run(self) -> None:
        request = self._job.request
        if not media.web_address(request.url):
            raise Refusal(ErrorCode.UNSUPPORTED, "Only http and https links can be downloaded")
        check_section(request.section)
        self._show()
        staging = Staging.open(request, self._job.id)
        self.claim.enter_context(staging.claimed(self.check))
        self._staging = staging
        before = staging.clean_before_run()
        self.check()
        settings = parameters(request, staging.path, self._engine.options)
        if before.pins:
            settings["format"] = _pinned(before.pins, settings.get("format"))
        try:
            with Pulse(staging.path, lambda: self._say(Answer())), self._throttle:
                info = self._engine.download(request.url, settings, self)
                placed: Placed | None = self._place(staging, info)
        except _AlreadyHere as here:
            placed = Placed(here.path, already_here=True)
        except _Archived:
            placed = None
        try:
            staging.remove()
        except OSError as error:
            # The file is in its place, which is all that was asked for.
            log.warning("a staging folder could not be removed: %s", error)
        if placed is None:
            self._skip()
        else:
            self._complete(placed)

    def check(self) -> None:
        if self._stopped.is_set():
            raise Stopped

    def chosen(self, info: Info) -> bool:
        if not media.is_playable(info):
            raise Refusal(ErrorCode.UNSUPPORTED, "There is no video or sound behind the link")
        assert self._staging is not None
        request = self._job.request
        check_section(request.section, number(info.get("duration")))
        key = media.media_key(info, request)
        self._file_key = media.file_key(info, request)
        self._picture = replace(
            self._picture,
            title=media.title_of(info),
            uploader=media.uploader_of(info),
            thumbnail=media.thumbnail_of(info),
            duration=number(info.get("duration")),
            media_key=key,
            format_label=self._label(info, known_text(info.get("ext"))),
        )
        self._show()
        if here := self._staging.already_here(self._file_key):
            if not lacks_beside(here, info, request.choices):
                raise _AlreadyHere(here)
            if not are_subtitles_cut(request):
                self._here = here
                return False
        elif not request.again and self._is_archived(key):
            raise _Archived
        self.check()
        self._meter.plan(info)
        self._pins = tuple(_pin(one) for one in media.chosen_formats(info))
        return True

    def stream(self, info: Info) -> None:
        self.check()
        assert self._staging is not None
        fragmented = info.get("protocol") not in _DIRECT
        self._staging.mark_running(self._pins, fragmented=fragmented)
        self._show(Progress(Stage.DOWNLOADING, fraction=self._picture.progress.fraction))

    def downloading(self, event: Info) -> None:
        self._event = event
        self.check()
        if (progress := self._meter.downloading(event)) is not None:
            self._show(progress)
        done = number(event.get("downloaded_bytes")) or 0.0
        self._throttle.took(known_text(event.get("filename")), done)
        self.check()

    def processing(self, event: Info) -> None:
        self._event = None
        self.check()
        if (progress := self._meter.processing(event)) is not None:
            self._show(progress)

    def _hold_back(self, seconds: float) -> bool:
        if seconds >= _LONG_WAIT:
            self._say(Answer())
        return self._stopped.wait(seconds)

    def remark(self, remark: Remark) -> None:
        self._remark = self._remark or remark

    def log(self, line: str) -> None:
        self._say(Answer(log=line))

    def end(self, state: DownloadState) -> None:
        """Ended between two steps: what has been fetched is sound."""
        self._catch_up()
        self._leave(sound=True)
        self._last(replace(self._picture, state=state))

    def fail(self, failure: Failure) -> None:
        self._catch_up()
        self._leave(sound=_leaves_sound_parts(failure))
        update = replace(
            self._picture, state=DownloadState.FAILED, error=failure.code, detail=failure.detail
        )
        self._last(update, failure)

    def _leave(self, *, sound: bool) -> None:
        """Keep what has been fetched for the next try; without anything, leave no trace."""
        if self._staging is None:
            return
        try:
            if _is_bare(self._staging.path):
                self._staging.remove()
            elif sound:
                self._staging.mark_clean_stop()
        except OSError as error:
            log.warning("a staging folder could not be left in order: %s", error)

    def _place(self, staging: Staging, info: Info) -> Placed:
        if self._here is not None:
            staging.add_beside(self._here, beside_files(info, self._job.request.choices))
            return Placed(self._here, already_here=True)
        file = _finished_file(info)
        self.check()
        if media.is_text(file):
            file.unlink()
            raise Refusal(ErrorCode.UNSUPPORTED, "The link leads to text, not to a video")
        progress = self._picture.progress
        self._show(Progress(Stage.PROCESSING, Activity.MOVING, progress.fraction))
        sync_file(file)  # after a crash of the machine it is either whole or not in its place
        ext = file.suffix.removeprefix(".")
        self._picture = replace(self._picture, format_label=self._label(info, ext))
        name = relative_name(info, self._job.request, ext)
        beside = beside_files(info, self._job.request.choices)
        return staging.move_in(file, name, self._file_key, beside)

    def _skip(self) -> None:
        done = Progress(Stage.PROCESSING, fraction=1.0)
        state = DownloadState.COMPLETED
        self._last(replace(self._picture, state=state, progress=done, remark=Remark.SKIPPED))

    def _complete(self, placed: Placed) -> None:
        ext = placed.path.suffix.removeprefix(".")
        size = placed.path.stat().st_size
        update = replace(
            self._picture,
            state=DownloadState.COMPLETED,
            progress=Progress(Stage.PROCESSING, fraction=1.0, done_bytes=size, total_bytes=size),
            file_name=placed.path.relative_to(self._job.request.folder).as_posix(),
            size=size,
            remark=Remark.ALREADY_HERE if placed.already_here else self._remark,
            format_label=self._picture.format_label or ext.upper(),
        )
        self._last(update)

    def _label(self, info: Info, ext: str) -> str:
        return media.format_label(info, ext, self._job.request.choices)

    def _show(self, progress: Progress | None = None) -> None:
        if progress is not None:
            self._picture = replace(self._picture, progress=progress)
        self._say(Answer(update=self._picture))

    def _catch_up(self) -> None:
        """Take in the newest progress, which was not told so soon after the one before."""
        self._ahead = 1.0
        if self._event is not None and (progress := self._meter.downloading(self._event)):
            self._picture = replace(self._picture, progress=progress)

    def _last(self, update: DownloadUpdate, failure: Failure | None = None) -> None:
        self._say(Answer(update=update, failure=failure, last=True, memory=memory_used()))


def _is_bare(folder: Path) -> bool:
    return all(path.name.startswith(".") for path in folder.iterdir())


def _pinned(pins: tuple[Pin, ...], otherwise: str | None) -> str:
    """The formats of the last time, so that what has been fetched fits; else a new choice."""
    ids = "+".join(pin.format_id for pin in pins)
    return f"{ids}/{otherwise or 'bestvideo*+bestaudio/best'}"


def _pin(info: Any) -> Pin:
    size = info.get("filesize")
    return Pin(str(info.get("format_id") or ""), size if isinstance(size, int) else None)


def _leaves_sound_parts(failure: Failure) -> bool:
    """Whether it came from the other side, and not while something was being written."""
    return failure.code.is_transient or failure.http_status is not None


def _finished_file(info: Info) -> Path:
    downloads = info.get("requested_downloads")
    first = downloads[0] if isinstance(downloads, list) and downloads else {}
    path = first.get("filepath")
    if not path or not Path(path).is_file() or not Path(path).stat().st_size:
        # It reports success all the same where, for example, a limit of size was passed.
        raise Refusal(ErrorCode.INTERNAL, "Nothing was saved")
    return Path(path)
