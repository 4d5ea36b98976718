"""The service's log: one JSON object a line on stderr, without secrets and queries of links."""

import json
import logging
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from app.engine.redact import clean

log = logging.getLogger(__name__)

_FIELDS = ("batch_id", "download_id", "owner", "worker")
_MOST_LINES = 200  # of one message, or of one traceback
_QUIET = {  # at their chattiest, these write what they sign with and what they carry
    "asyncio": logging.WARNING,
    "boto3": logging.WARNING,
    "botocore": logging.WARNING,
    "dramatiq": logging.INFO,
    "httpcore": logging.WARNING,
    "httpx": logging.WARNING,
    "s3transfer": logging.WARNING,
    "urllib3": logging.WARNING,
}
_OTHERS = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "fastapi", *_QUIET)
# What follows an address goes with its query: a sign too much is better than a secret too many.
_ADDRESS = re.compile(r"(://)(\S+)")
_CLOSING = "\"'`)]}>,.;:"
_TOKEN = re.compile(r"\bspool_[\w-]{20,}")
_PLAIN = logging.Formatter()
_context: ContextVar[Mapping[str, str]] = ContextVar("log_context", default={})  # noqa: B039 - never changed


def set_up(level: str) -> None:
    """Have everything that this process logs, also of others and of its end, written that way."""
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    said = _Handler(sys.stderr)
    said.setFormatter(JsonFormatter())
    root.addHandler(said)
    root.setLevel(level.upper())
    for name in _OTHERS:
        _take_over(logging.getLogger(name), least=max(root.level, _QUIET.get(name, 0)))
    access = logging.getLogger("uvicorn.access")  # each line of it has a query
    access.handlers, access.propagate, access.disabled = [], False, True
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_the_end
    threading.excepthook = _log_the_end_of_a_thread


@contextmanager
def log_context(
    *, batch_id: str = "", download_id: str = "", owner: str = "", worker: str = ""
) -> Iterator[None]:
    """Have what this thread, or this task, logs meanwhile say what it is about."""
    values = zip(_FIELDS, (batch_id, download_id, owner, worker), strict=True)
    token = _context.set({**_context.get(), **{name: value for name, value in values if value}})
    try:
        yield
    finally:
        _context.reset(token)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON. Never raises, whatever is in the record."""

    def format(self, record: logging.LogRecord) -> str:
        shown = {
            "time": _time(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": cleaned(_message(record)),
            **_about(record),
        }
        if trace := _trace(record):
            shown["exception"] = cleaned(trace)
        # In ASCII alone, so that the line is whole however stderr encodes.
        return json.dumps(shown)


def cleaned(text: str) -> str:
    """The text without secrets, and every address in it without user, query and fragment."""
    text = _TOKEN.sub("spool_…", _ADDRESS.sub(_bare, text))
    lines = text.splitlines()
    if len(lines) > _MOST_LINES:  # the last of a traceback say what happened
        lines = [*lines[: _MOST_LINES // 2], "…", *lines[-_MOST_LINES // 2 :]]
    whole = "\n".join(clean(line) for line in lines)
    return whole.encode(errors="backslashreplace").decode()  # not every reader takes half a sign


class _Handler(logging.StreamHandler[Any]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging names it
        """A reader that went away must not be the end of anything."""


def _bare(found: re.Match[str]) -> str:
    address = found[2]
    kept = re.split(r"[?#]", address, maxsplit=1)[0]
    authority, slash, path = kept.partition("/")
    bare = authority.rpartition("@")[2] + slash + path
    closing = "" if kept == address else address[len(address.rstrip(_CLOSING)) :]
    return found[1] + bare + closing


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - whatever the parts of a message raise
        return _unfit(record.msg)


def _unfit(message: object) -> str:
    try:
        return f"{message} (its values do not fit)"
    except Exception:  # noqa: BLE001 - likewise
        return "(a message that cannot be read)"


def _about(record: logging.LogRecord) -> dict[str, str]:
    context = _context.get()
    found = {name: getattr(record, name, None) or context.get(name) for name in _FIELDS}
    return {name: cleaned(value) for name, value in found.items() if isinstance(value, str)}


def _trace(record: logging.LogRecord) -> str:
    try:
        trace = _PLAIN.formatException(record.exc_info) if record.exc_info else record.exc_text
    except Exception:  # noqa: BLE001 - an exception's own text may raise
        trace = "(an exception that cannot be read)"
    return "\n".join(filter(None, (trace, record.stack_info)))


def _time(seconds: float) -> str:
    moment = datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
    return moment.replace("+00:00", "Z")


def _take_over(logger: logging.Logger, least: int) -> None:
    logger.handlers = []
    logger.propagate = True
    logger.disabled = False
    logger.setLevel(least)


def _log_the_end(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("the process ends", exc_info=(kind, error, trace))


def _log_the_end_of_a_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        trace = (ended.exc_type, ended.exc_value, ended.exc_traceback)
        log.critical("a thread ended", exc_info=trace)
