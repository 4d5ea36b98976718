"""One look at a link, inside a child process: what video it is, or the entries of its list."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate
from app.engine import media
from app.engine.entries import divided, entry_link
from app.engine.failures import Failure, Refusal, classify
from app.engine.foretelling import foretold
from app.engine.memory import memory_used
from app.engine.options import parameters
from app.engine.protocol import Answer, ProbeJob
from app.engine.proxy import blamed
from app.engine.reported import known_text
from app.engine.watcher import Info
from app.engine.ytdlp import Engine

log = logging.getLogger(__name__)

MAX_ENTRIES = 5_000
_PAGE = 50
_PAGE_LENGTH = 100_000  # characters; far from the longest line, however they are encoded
_PAGE_TIME = 1.0  # seconds until what there is of a page is told

Say = Callable[[Answer], None]


def run_probe(job: ProbeJob, engine: Engine, say: Say, stopped: threading.Event) -> None:
    """Do the job; the last thing said about it is the end of the answer."""
    try:
        last, failure = _look(job, engine, say, stopped), None
    except Exception as error:
        failure = blamed(classify(error), engine.options.proxy, engine.options.socket_timeout)
        if failure.code is ErrorCode.INTERNAL:
            log.exception("a probe failed for no known reason")
        last = ProbeUpdate(job.id, last=True, error=failure.code, detail=failure.detail)
    say(Answer(probe=last, failure=failure, last=True, memory=memory_used()))


def _look(job: ProbeJob, engine: Engine, say: Say, stopped: threading.Event) -> ProbeUpdate:
    if not media.web_address(job.request.url):
        raise Refusal(ErrorCode.UNSUPPORTED, "Only http and https links can be looked at")
    settings = parameters(job.request, Path(), engine.options) | {"postprocessors": []}
    info = engine.look(job.request.url, settings, lambda line: say(Answer(log=line)))
    if info.get("_type") == "playlist":
        return _list(job, info, say, stopped)
    error = _obstacle(info)
    video = media.video_info(info) if error else foretold(info, job.request)
    return ProbeUpdate(job.id, video=video, last=True, error=error)


def _obstacle(info: Info) -> ErrorCode | None:
    """Why nothing of a video could be fetched."""
    if info.get("live_status") == "is_upcoming":
        return ErrorCode.NOT_STARTED
    if not info.get("formats") and not info.get("url"):
        return ErrorCode.DRM if info.get("_has_drm") else ErrorCode.UNSUPPORTED
    if not info["has_choice"]:
        return ErrorCode.NO_SUCH_FORMAT
    return None if media.is_playable(info) else ErrorCode.UNSUPPORTED


def _list(job: ProbeJob, info: Info, say: Say, stopped: threading.Event) -> ProbeUpdate:
    title = media.title_of(info)
    page: list[Entry] = []
    told, begun = 0, monotonic()
    truncated, failure = False, None
    try:
        for entry in _entries(job.request.url, info):
            if told + len(page) >= MAX_ENTRIES or stopped.is_set():
                truncated = True
                break
            page.append(entry)
            is_full = len(page) >= _PAGE or sum(map(_length, page)) >= _PAGE_LENGTH
            if is_full or monotonic() - begun >= _PAGE_TIME:
                say(Answer(probe=ProbeUpdate(job.id, list_title=title, entries=tuple(page))))
                told, begun = told + len(page), monotonic()
                page = []
    except Exception as error:
        # What has been listed is worth having.
        failure = classify(error)
        if not told + len(page):
            raise
        truncated = True
    return _end_of_list(job, title, page, truncated, failure)


def _entries(link: str, info: Info) -> Iterator[Entry]:
    pages = (link, divided(link)[0], known_text(info.get("webpage_url")))
    for number, one in enumerate(info["entries"], 1):
        if entry := media.list_entry(one, entry_link(link, number), pages):
            yield entry


def _length(entry: Entry) -> int:
    return len(entry.url) + len(entry.title) + len(entry.thumbnail)


def _end_of_list(
    job: ProbeJob, title: str, page: list[Entry], truncated: bool, failure: Failure | None
) -> ProbeUpdate:
    return ProbeUpdate(
        job.id,
        list_title=title,
        entries=tuple(page),
        last=True,
        truncated=truncated,
        detail=failure.detail if failure else "",
    )
