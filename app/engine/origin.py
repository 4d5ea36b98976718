"""Whether a half-fetched file may be continued: only if it is still the same one."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core import wire
from app.core.errors import ErrorCode
from app.engine.failures import Refusal

log = logging.getLogger(__name__)

_TOTAL = re.compile(r"bytes\s+\d+-\d+/(\d+)")


@dataclass(frozen=True, slots=True)
class Origin:
    """What tells one version of a file on a server from another."""

    etag: str = ""
    modified: str = ""
    size: int | None = None  # bytes of the whole

    @classmethod
    def of(cls, status: int, headers: Mapping[str, str]) -> "Origin":
        """Out of the answer to a request for all of it (200) or for a part (206)."""
        if status == 206:
            total = _TOTAL.match(headers.get("Content-Range") or "")
            size = total[1] if total else ""
        else:
            size = headers.get("Content-Length") or ""
        return cls(
            etag=headers.get("ETag") or "",
            modified=headers.get("Last-Modified") or "",
            size=int(size) if size.isdecimal() else None,
        )

    @property
    def condition(self) -> str:
        """For If-Range; empty where the server gave nothing strong enough."""
        return self.etag if self.etag and not self.etag.startswith("W/") else ""

    def is_same(self, other: "Origin") -> bool:
        """Whether nothing that both tell differs, and they tell something in common."""
        pairs = [
            (mine, theirs)
            for mine, theirs in (
                (self.etag.removeprefix("W/"), other.etag.removeprefix("W/")),
                (self.modified, other.modified),
                (self.size, other.size),
            )
            if mine and theirs
        ]
        return bool(pairs) and all(mine == theirs for mine, theirs in pairs)


class PartialFile:
    """A `.part` that grows by plain requests, and a note beside it of where it comes from."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = path.with_name(f".{path.name}.origin")
        self._is_open = False

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to continue."""
        try:
            return self._path.stat().st_size > 0
        except OSError:
            return False

    @property
    def origin(self) -> Origin:
        """What was noted; where that cannot be read, it is the same as nothing."""
        try:
            return wire.from_json(Origin, self._note.read_bytes())
        except (OSError, wire.WireError):
            return Origin()

    def begin_again(self) -> None:
        """Drop what there is, before bytes of another version follow it.

        A `Refusal` where it is already being written: that try has to end.
        """
        if self._is_open:
            raise Refusal(ErrorCode.NETWORK, "The file changed while it was fetched")
        self._path.unlink(missing_ok=True)

    def note(self, origin: Origin) -> None:
        """Remember where its bytes come from, before the first of them is written."""
        self._is_open = True
        self._note.write_bytes(wire.to_line(origin))
