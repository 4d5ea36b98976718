"""What happens in the service, out of its event stream."""

import logging
from dataclasses import dataclass, replace
from typing import Any

from app.core import wire
from app.core.remote import RemoteDownload, Removed, Snapshot
from app.executors.cloud_errors import short
from app.executors.event_stream import ServerEvent

log = logging.getLogger(__name__)

_MOST_TOLD = 20  # kinds that cannot be read


@dataclass(frozen=True, slots=True)
class CloudEvent:
    """One event of the service, or, without a `what`, a sign that the stream is alive.

    The newest `id` that is not empty is where the next stream goes on.
    """

    id: str
    what: Snapshot | RemoteDownload | Removed | None


class EventReader:
    """Reads events, and passes over those it cannot read: they are a newer service's.

    A snapshot in which something could not be read has no last page, so that nobody takes for
    gone what was only not understood. `secret` is kept out of the log.
    """

    def __init__(self, secret: str = "") -> None:
        self._secret = secret
        self._told: set[str] = set()
        self._is_whole = True

    def read(self, event: ServerEvent | None) -> CloudEvent:
        """What an event says; None is a sign of life."""
        if event is None:
            return CloudEvent("", None)
        try:
            return CloudEvent(event.id, self._what(event))
        except wire.WireError as error:
            self._is_whole = self._is_whole and event.kind != "snapshot"
            self._tell(event.kind, str(error))
            return CloudEvent(event.id, None)

    def _what(self, event: ServerEvent) -> Snapshot | RemoteDownload | Removed:
        if event.kind == "update":
            return wire.from_json(RemoteDownload, event.data)
        if event.kind == "removed":
            return wire.from_json(Removed, event.data)
        if event.kind == "snapshot":
            return self._snapshot(wire.parse(event.data))
        raise wire.WireError("no such event is known")

    def _snapshot(self, data: dict[str, Any]) -> Snapshot:
        listed = data.pop("downloads", [])
        page = wire.read(Snapshot, data)
        if not isinstance(listed, list):
            raise wire.WireError("downloads is no list")
        downloads = [self._download(one) for one in listed]
        readable = tuple(one for one in downloads if one is not None)
        self._is_whole = (self._is_whole or page.first) and len(readable) == len(listed)
        return replace(page, downloads=readable, last=page.last and self._is_whole)

    def _download(self, data: Any) -> RemoteDownload | None:
        try:
            return wire.read(Snapshot, {"downloads": [data]}).downloads[0]
        except wire.WireError as error:
            self._tell("snapshot", str(error))
            return None

    def _tell(self, kind: str, why: str) -> None:
        if kind in self._told or len(self._told) >= _MOST_TOLD:
            return
        self._told.add(kind)
        kind, why = short(kind, self._secret), short(why, self._secret)
        log.warning("an event of kind %r cannot be read: %s", kind, why)
