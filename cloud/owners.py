"""Who a bearer token belongs to. Only digests of tokens are known here."""

import hashlib
import logging
import re
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import monotonic

from app.core.text_file import read_bytes
from cloud.config import Config, ConfigError

log = logging.getLogger(__name__)

LOCAL_OWNER = "local"
"""Whose everything is where there are no tokens, and only this computer reaches the service."""

MAX_BYTES = 1024 * 1024
MAX_LINES = 10_000
MAX_TOKEN = 256

_BETWEEN_LOOKS = 1.0  # seconds
_OWNER = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
_DIGEST = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)

_Digests = Mapping[str, str]  # owners by the SHA-256 of their tokens
_Stamp = tuple[int, int, int, int]  # of a file: what changes with its content or its permissions


def is_owner(name: str) -> bool:
    """Whether it can be the name of an owner, and of a folder."""
    return _OWNER.fullmatch(name) is not None


def new_token(owner: str) -> tuple[str, str]:
    """A token, and the line for the file that lets it in; `ValueError` for a wrong name."""
    if not is_owner(owner):
        raise ValueError("an owner's name has a-z, 0-9, dot, dash and underscore, at most 32")
    token = f"spool_{secrets.token_urlsafe(32)}"
    return token, f"{owner} {_digest(token)}"


class Owners:
    """Owners by their tokens. May be asked from any thread.

    A file that changed is read again within a second. Where it cannot be read, or is wrong, the
    last good tokens go on being good.
    """

    def __init__(
        self, digests: _Digests | None, file: Path | None, clock: Callable[[], float] = monotonic
    ) -> None:
        self._file = file
        self._clock = clock
        self._lock = threading.Lock()
        self._looked = clock()
        self._stamp = _stamp(file) if file else None
        self._digests = _read(file) if file else dict(digests or {})
        self.is_open = digests is None and file is None

    @classmethod
    def from_config(cls, config: Config, clock: Callable[[], float] = monotonic) -> "Owners":
        """The owners that the configuration names; `ConfigError` where they are wrong."""
        if config.tokens_file:
            return cls(None, Path(config.tokens_file), clock)
        if config.tokens:
            entries = enumerate(config.tokens.split(","), 1)
            pairs = ((f"TOKENS: entry {number}", one.strip(), ":") for number, one in entries)
            return cls(_digests_of(pairs), None, clock)
        return cls(None, None, clock)

    def owner_of(self, token: str) -> str | None:
        """Whose token it is; nobody's where it is unknown, and where there are no tokens at all.

        The time that this takes says nothing about a token: only its digest is looked up.
        """
        if len(token) > MAX_TOKEN:
            return None
        if self._file:
            self._look(self._file)
        return self._digests.get(_digest(token))

    def _look(self, file: Path) -> None:
        if self._clock() - self._looked < _BETWEEN_LOOKS or not self._lock.acquire(blocking=False):
            return
        try:
            self._looked = self._clock()
            stamp = _stamp(file)
            if stamp != self._stamp:
                self._stamp = stamp
                self._digests = _read(file)
                log.info("the tokens were read again")
        except ConfigError as error:
            log.warning("the tokens stay as they were: %s", error)
        finally:
            self._lock.release()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def _stamp(file: Path) -> _Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _read(file: Path) -> _Digests:
    try:
        data = read_bytes(file, MAX_BYTES)
    except OSError as error:
        reason = error.strerror or "it is no regular file"
        raise ConfigError(f"TOKENS_FILE: it cannot be read: {reason}") from None
    if data.truncated:
        raise ConfigError(f"TOKENS_FILE: it is longer than {MAX_BYTES} bytes")
    if not data.data:  # as a file is that somebody is just writing anew
        raise ConfigError("TOKENS_FILE: it is empty")
    # What is no UTF-8 is no owner either, and its line is named.
    lines = data.data.decode("utf-8-sig", errors="replace").removesuffix("\n").split("\n")
    if len(lines) > MAX_LINES:
        raise ConfigError(f"TOKENS_FILE: it has more than {MAX_LINES} lines")
    stripped = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return _digests_of(
        (f"TOKENS_FILE: line {number}", line, None)
        for number, line in stripped
        if line and not line.startswith("#")
    )


def _digests_of(entries: Iterable[tuple[str, str, str | None]]) -> _Digests:
    """Out of pairs of owner and digest, each with where it stands and what is in its middle."""
    found: dict[str, str] = {}
    for place, entry, middle in entries:
        parts = entry.split(middle)
        if len(parts) != 2 or not is_owner(parts[0]) or not _DIGEST.fullmatch(parts[1]):
            raise ConfigError(f"{place}: an owner and the SHA-256 of a token in 64 hex digits")
        owner, digest = parts[0], parts[1].lower()
        if found.setdefault(digest, owner) != owner:
            raise ConfigError(f"{place}: the same token belongs to another owner already")
    return found
