"""One look for a newer engine, inside a child process: from the feed to being in use.

Nothing counts before the record of the shelf names it, which is the last thing done. Whatever ends
this before, and be it the power, leaves the engine as it was.
"""

import compileall
import errno
import logging
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import time

from app.core.engine_updates import UpdateEnd, UpdateStep
from app.core.errors import ErrorCode
from app.engine.chosen_engine import bundled_solver, bundled_version, is_newer
from app.engine.failures import Failure, classify
from app.engine.memory import memory_used
from app.engine.protocol import Answer, EngineJob, EngineUpdate
from app.engine.proxy import forget_environments_proxies
from app.engine.updates import release
from app.engine.updates.archive_file import ArchiveFile, Contents
from app.engine.updates.feed import HEADERS, Feed
from app.engine.updates.refused import NoUpdate
from app.engine.updates.release import Release, newest_address, release_in
from app.engine.updates.shelf import Record, Shelf
from app.engine.updates.signed_sums import check_sum, signed_sums
from app.engine.updates.trial import try_out
from app.engine.ytdlp import Engine

log = logging.getLogger(__name__)

MOST_TOLD, MOST_SUMS, MOST_SIGNATURE, MOST_ENGINE = 4_000_000, 100_000, 20_000, 50_000_000
"""Bytes; an engine has three million today."""

_ENDS = {
    ErrorCode.NETWORK: UpdateEnd.UNREACHABLE,
    ErrorCode.TIMEOUT: UpdateEnd.UNREACHABLE,
    ErrorCode.PROXY: UpdateEnd.UNREACHABLE,
}
_GONE = frozenset({404, 410})
_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class _Stopped(BaseException):
    """Nobody waits for it any more."""


def run_update(
    job: EngineJob, engine: Engine, say: Callable[[Answer], None], stopped: threading.Event
) -> None:
    """Do the job; the last thing said about it is how it ended."""
    course = _Course(job, engine, say, stopped)
    try:
        end, reason = course.run(), ""
    except NoUpdate as reached:
        end, reason = reached.end, str(reached)
    except OSError as error:
        end = UpdateEnd.NO_ROOM if error.errno in _ROOM else UpdateEnd.NOT_SAVED
        reason = error.strerror or type(error).__name__
    except _Stopped:
        end, reason = UpdateEnd.FAILED, "stopped"
    except Exception as error:
        failure = classify(error)
        end = _end_of(failure)
        reason = f"{failure.code} {failure.http_status or ''}".strip()
        if end is UpdateEnd.FAILED:
            log.exception("the engine cannot be updated")
    last = EngineUpdate(end=end, found=course.found, reason=reason)
    say(Answer(engine_update=last, last=True, memory=memory_used()))


def _end_of(failure: Failure) -> UpdateEnd:
    if failure.code is not ErrorCode.PROXY and failure.http_status:  # somebody did answer
        return UpdateEnd.NO_FEED if failure.http_status in _GONE else UpdateEnd.REFUSED
    return _ENDS.get(failure.code, UpdateEnd.FAILED)


class _Course:
    """One job under way."""

    def __init__(
        self,
        job: EngineJob,
        engine: Engine,
        say: Callable[[Answer], None],
        stopped: threading.Event,
    ) -> None:
        self._job = job
        self._engine = engine
        self._say = say
        self._stopped = stopped
        self._shelf = Shelf(Path(job.shelf))
        self.found = ""

    def run(self) -> UpdateEnd:
        with self._shelf.updating() as is_ours:
            if not is_ours:
                return UpdateEnd.BUSY
            self._shelf.tidy()
            try:
                return self._update()
            finally:
                self._shelf.tidy()

    def _update(self) -> UpdateEnd:
        self._tell(UpdateStep.LOOKING)
        with closing(self._engine.web(HEADERS)) as web:
            feed = Feed(web, self._check)
            offered = release_in(feed.fetch(newest_address(self._job.feed), MOST_TOLD))
            self.found = offered.version
            record = self._shelf.change(lambda kept: replace(kept, looked=time()))
            if not self._is_wanted(offered.version, record):
                return UpdateEnd.NEWEST
            self._tell(UpdateStep.FETCHING)
            archive = self._archive(feed, offered)
        contents = self._vetted(archive, offered, record)
        self._tell(UpdateStep.UNPACKING)
        folder = self._shelf.room(contents.version)
        archive.unpack(folder, self._check)
        self._compile(folder)
        self._tell(UpdateStep.TRYING)
        self._try(folder, contents)
        self._check()
        place, solver = self._shelf.place_of(folder), contents.solver or bundled_solver()
        self._shelf.change(lambda kept: kept.switched(place, solver))
        return UpdateEnd.UPDATED

    def _is_wanted(self, version: str, record: Record) -> bool:
        if not is_newer(version, _in_use(record)):
            return False
        again = version in record.bad or not is_newer(version, record.declined or "0.0")
        return self._job.by_hand or not again

    def _archive(self, feed: Feed, offered: Release) -> ArchiveFile:
        sums = signed_sums(
            feed.fetch(offered.sums, MOST_SUMS),
            feed.fetch(offered.signature, MOST_SIGNATURE),
            Path(self._job.key),
        )
        data = feed.fetch(offered.engine, MOST_ENGINE)
        check_sum(data, sums, release.ENGINE)
        return ArchiveFile(data)

    def _vetted(self, archive: ArchiveFile, offered: Release, record: Record) -> Contents:
        """What it says of itself. The checksums tell no version: an old release has good ones too,
        and might be served under a new name."""
        contents = archive.contents()
        is_old = is_newer(record.verified, contents.version)
        if contents.version != offered.version or is_old:
            raise NoUpdate(UpdateEnd.OLDER, f"it is {contents.version}")
        self._shelf.change(lambda kept: replace(kept, verified=contents.version))
        return contents

    def _compile(self, folder: Path) -> None:
        """So that no child has to, which halves its start. What cannot be compiled shows later."""
        for path in sorted(folder.rglob("*.py")):
            self._check()
            compileall.compile_file(path, quiet=2)

    def _try(self, folder: Path, contents: Contents) -> None:
        forget_environments_proxies()
        options = replace(self._engine.options, engine=str(folder))
        try:
            try_out(options, contents.version, self._check)
        except NoUpdate as reached:
            if reached.end is UpdateEnd.BROKEN:
                self._shelf.change(lambda kept: kept.with_bad(contents.version))
            raise

    def _tell(self, step: UpdateStep) -> None:
        self._say(Answer(engine_update=EngineUpdate(step, found=self.found)))

    def _check(self) -> None:
        if self._stopped.is_set():
            raise _Stopped


def _in_use(record: Record) -> str:
    bundled = bundled_version()
    return record.version if is_newer(record.version, bundled) else bundled
