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
from app.engine.names import valid_name
from app.engine.options import parameters
from app.engine.progress import ProgressMeter
from app.engine.protocol import Answer, DownloadJob
from app.engine.pulse import Pulse
from app.engine.reported import known_text, number
from app.engine.staging import Pin, Placed, Staging
from app.engine.ytdlp import Engine, Info

log = logging.getLogger(__name__)

_DIRECT = frozenset({"http", "https"})


class Stopped(BaseException):
    """The download is to end here, between two steps. Nobody on the way out may take it for an
    error and go on."""


class _AlreadyHere(BaseException):
    """The folder has this very media."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


def run_download(
    job: DownloadJob, engine: Engine, say: Callable[[Answer], None], stopped: threading.Event
) -> None:
    """Do the job; the last thing said about it is that it is completed, paused or has failed."""
    one = _Try(job, engine, say, stopped)
    with one.claim:
        try:
            one.run()
        except Stopped:
            one.end(DownloadState.PAUSED)
        except Exception as error:
            failure = classify(error)
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
    ) -> None:
        self._job = job
        self._engine = engine
        self._say = say
        self._stopped = stopped
        self._picture = DownloadUpdate(job.id, job.run, 0, DownloadState.RUNNING)
        self._meter = ProgressMeter(lambda: monotonic() + self._ahead)
        self._ahead = 0.0  # seconds
        self._event: Info | None = None
        self._pins: tuple[Pin, ...] = ()
        self._staging: Staging | None = None
        self.claim = contextlib.ExitStack()  # on the staging folder, until all has been said

    def run(self) -> None:
        request = self._job.request
        if not media.web_address(request.url):
            raise Refusal(ErrorCode.UNSUPPORTED, "Only http and https links can be downloaded")
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
            with Pulse(staging.path, lambda: self._say(Answer())):
                info = self._engine.download(request.url, settings, self)
                placed = self._place(staging, info)
        except _AlreadyHere as here:
            placed = Placed(here.path, already_here=True)
        try:
            staging.remove()
        except OSError as error:
            # The file is in its place, which is all that was asked for.
            log.warning("a staging folder could not be removed: %s", error)
        self._complete(placed)

    def check(self) -> None:
        if self._stopped.is_set():
            raise Stopped

    def chosen(self, info: Info) -> None:
        if not media.is_playable(info):
            raise Refusal(ErrorCode.UNSUPPORTED, "There is no video or sound behind the link")
        assert self._staging is not None
        key = media.media_key(info, self._job.request)
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
        if here := self._staging.already_here(key):
            raise _AlreadyHere(here)
        self._meter.plan(info)
        self._pins = tuple(_pin(one) for one in media.chosen_formats(info))

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

    def processing(self, event: Info) -> None:
        self._event = None
        self.check()
        if (progress := self._meter.processing(event)) is not None:
            self._show(progress)

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
        name = valid_name(self._picture.title, known_text(info.get("id")), ext)
        return staging.move_in(file, name, self._picture.media_key)

    def _complete(self, placed: Placed) -> None:
        ext = placed.path.suffix.removeprefix(".")
        size = placed.path.stat().st_size
        update = replace(
            self._picture,
            state=DownloadState.COMPLETED,
            progress=Progress(Stage.PROCESSING, fraction=1.0, done_bytes=size, total_bytes=size),
            file_name=placed.path.name,
            size=size,
            remark=Remark.ALREADY_HERE if placed.already_here else None,
            format_label=self._picture.format_label or ext.upper(),
        )
        self._last(update)

    def _label(self, info: Info, ext: str) -> str:
        return media.format_label(info, ext, self._job.request.choices.audio)

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
