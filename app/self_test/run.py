"""The self-test: tries everything out that an installation has to be able to do."""

import logging
import os
import platform
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

from app import __version__
from app.core.settings import Settings
from app.engine.child_pool import ChildPool
from app.engine.live_options import LiveOptions
from app.self_test import downloads, media, surroundings, window
from app.self_test.bench import Bench
from app.self_test.home import own_home
from app.self_test.programs import found, is_frozen, reason_of
from app.self_test.report import (
    CheckFailed,
    NotApplicable,
    Outcome,
    Report,
    Result,
    as_json,
    as_table,
)
from app.self_test.site import site

log = logging.getLogger(__name__)

SECONDS = 400.0
"""For how long all of it may take."""

Check = Callable[[Bench], str]

Course = tuple[tuple[str, Check], ...]

COURSE: Course = (
    ("ffmpeg makes media", media.is_made),
    ("ffprobe reads it", surroundings.ffprobe_reads),
    ("a child process starts", downloads.child_starts),
    ("download over HTTP", downloads.over_http),
    ("download over HLS", downloads.over_hls),
    ("picture and sound merged", downloads.merged),
    ("sound extracted", downloads.sound_alone),
    ("deno runs", surroundings.deno_runs),
    ("yt-dlp finds deno", surroundings.deno_is_found),
    ("certificates load", surroundings.certificates),
    ("window opens and closes", window.window_opens),
)


def run(json_file: str = "", course: Course = COURSE) -> int:
    """Say in a table, and in a file if one is named, what works here; 0 if all of it does."""
    file = Path(json_file).absolute() if json_file else None
    try:
        with own_home(bundled_alone=is_frozen()) as home, _bounded(home):
            report = examine(home, course)
    except OSError as error:  # such as on a full disk
        log.error("The self-test finds no place to work in: %s", reason_of(error))  # noqa: TRY400
        return 1
    _say(as_table(report))
    if file is not None:
        try:
            file.write_text(as_json(report), encoding="utf-8")
        except OSError as error:
            log.error("The report cannot be written: %s", error.strerror)  # noqa: TRY400
            return 1
    return 0 if report.is_good else 1


def examine(home: Path, course: Course) -> Report:
    """One check after the other, whatever becomes of those before."""
    with _bench(home) as bench:
        results = tuple(_tried(name, check, bench) for name, check in course)
        programs = (*found(bench.options), window.qt_of(bench))
    system = f"{platform.system()} {platform.release()} {platform.machine()}".strip()
    return Report(__version__, system, is_frozen(), programs, results)


@contextmanager
def _bench(home: Path) -> Iterator[Bench]:
    live = LiveOptions(Settings(), home / "cache", home / "speed-limit")
    pool = ChildPool(live.options)
    try:
        with site(home / "media") as address:
            yield Bench(home, live.options, pool, address)
    finally:
        live.close()
        pool.close()


def _tried(name: str, check: Check, bench: Bench) -> Result:
    began = monotonic()
    try:
        outcome, detail = Outcome.OK, check(bench)
    except NotApplicable as reason:
        outcome, detail = Outcome.SKIPPED, str(reason)
    except CheckFailed as reason:
        outcome, detail = Outcome.FAILED, str(reason)
    except OSError as error:
        log.debug("a check was refused something", exc_info=True)
        outcome, detail = Outcome.FAILED, f"This computer refuses it: {reason_of(error)}"
    except Exception as error:
        log.exception("a check ended in an unforeseen way")
        outcome, detail = Outcome.FAILED, f"Unforeseen: {type(error).__name__}"
    return Result(name, outcome, round(monotonic() - began, 2), detail)


@contextmanager
def _bounded(home: Path) -> Iterator[None]:
    """End this process where even its checks do not end by themselves."""
    timer = threading.Timer(SECONDS, _end, [home])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _end(home: Path) -> None:
    _say(f"The self-test has not ended within {SECONDS:.0f} s.\n")
    shutil.rmtree(home, ignore_errors=True)
    os._exit(1)  # its children end with it


def _say(text: str) -> None:
    # A packaged application of Windows has no output unless it is given one.
    if sys.stdout is None:
        return
    encoding = sys.stdout.encoding or "ascii"
    with suppress(OSError):  # nobody reads any more
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
