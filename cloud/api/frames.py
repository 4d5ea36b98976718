"""Server-sent events as bytes, and the ids that they are continued by."""

import re

from pydantic import TypeAdapter

from app.core.remote import RemoteDownload, Removed, Snapshot
from cloud.api.left_out import OF_DOWNLOADS
from cloud.store.batches import Event, Page

RETRY = b"retry: 2000\n\n"
COMMENT = b":\n\n"

EntryId = tuple[int, int]
"""An event's place: greater is later."""

_ID = re.compile(r"([0-9]{1,18})-([0-9]{1,18})", re.ASCII)
_DOWNLOAD = TypeAdapter(RemoteDownload)
_REMOVED = TypeAdapter(Removed)
_SNAPSHOT = TypeAdapter(Snapshot)


def entry_id(text: str) -> EntryId | None:
    """The place that an id names; None for what is no id."""
    found = _ID.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def id_text(place: EntryId) -> str:
    return f"{place[0]}-{place[1]}"


def event_frame(event: Event) -> bytes:
    """What followers hear of an event; nothing for a place without a meaning."""
    if event.what is None:
        return b""
    if isinstance(event.what, Removed):
        return _frame("removed", _REMOVED.dump_json(event.what), event.id)
    return _frame("update", _DOWNLOAD.dump_json(event.what), event.id)


def snapshot_frame(page: Page, begun_at: EntryId | None) -> bytes:
    """A page of a snapshot: the first where nothing was begun, and the last with an id."""
    is_last = not page.after
    picture = Snapshot(page.downloads, first=begun_at is None, last=is_last)
    place = id_text(begun_at) if begun_at else page.newest
    return _frame(
        "snapshot", _SNAPSHOT.dump_json(picture, exclude=OF_DOWNLOADS), place if is_last else ""
    )


def _frame(kind: str, data: bytes, place: str) -> bytes:
    head = f"id: {place}\n" if place else ""
    return f"{head}event: {kind}\ndata: ".encode() + data + b"\n\n"
