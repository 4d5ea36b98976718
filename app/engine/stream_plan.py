"""The streams of a download: how much each weighs in the whole, and how far it is."""

from collections.abc import Mapping
from typing import Any

from app.core.download import Activity
from app.engine.reported import known_text, number

# Where sizes are unknown, pictures are taken to be ten times as large as the sound.
_USUAL_WEIGHT = {Activity.VIDEO: 10.0, Activity.AUDIO: 1.0}


class Stream:
    """One file that yt-dlp fetches. All numbers are finite and not negative."""

    def __init__(self, info: Mapping[str, Any], duration: float | None) -> None:
        self.id = known_text(info.get("format_id"))
        self.activity = _activity(info)
        self.weight = _USUAL_WEIGHT[self.activity]
        self.done = 0.0  # bytes
        self.fraction: float | None = None
        self._exact = number(info.get("filesize")) or None
        self._estimated = number(info.get("filesize_approx")) or _from_rate(info, duration)

    @property
    def planned_size(self) -> float | None:
        """Bytes, as far as they are known before anything has been fetched."""
        return self._exact or self._estimated

    @property
    def total(self) -> float | None:
        """Bytes of the whole stream, as well as they are known by now; never less than `done`."""
        total = self._exact or self._estimated
        return None if total is None else max(total, self.done)

    def take(self, event: Mapping[str, Any]) -> None:
        """Learn from a progress event of this stream."""
        self.done = number(event.get("downloaded_bytes")) or 0.0
        if event.get("status") == "finished":
            self._finish(number(event.get("total_bytes")))
            return
        pieces, piece = number(event.get("fragment_count")), number(event.get("fragment_index"))
        if pieces and piece is not None:
            # The sizes of fragments that are still to come are guesses, their number is not.
            self.fraction = min(piece / pieces, 1.0)
            if self.fraction > 0:
                self._estimated = self.done / self.fraction
            return
        self._exact = number(event.get("total_bytes")) or self._exact
        self._estimated = number(event.get("total_bytes_estimate")) or self._estimated
        self.fraction = min(self.done / self.total, 1.0) if self.total else None

    def _finish(self, size: float | None) -> None:
        self.done = self.done or size or self.planned_size or 0.0
        self._exact = self.done
        self.fraction = 1.0


def planned_streams(info: Mapping[str, Any]) -> dict[str, Stream]:
    """The streams of a resolved download by their format ids, weighted against each other."""
    requested = info.get("requested_formats")
    listed = requested if isinstance(requested, list | tuple) else ()
    formats = [one for one in listed if isinstance(one, Mapping)]
    duration = number(info.get("duration"))
    streams = [Stream(one, duration) for one in formats or [info]]
    sizes = [stream.planned_size for stream in streams]
    for stream, size in zip(streams, sizes, strict=True):
        # Bytes and usual weights are no common measure: one or the other for all.
        if size is not None and None not in sizes:
            stream.weight = size
    return {stream.id: stream for stream in streams if stream.id}


def _activity(info: Mapping[str, Any]) -> Activity:
    only_sound = info.get("vcodec") == "none" and info.get("acodec") != "none"
    return Activity.AUDIO if only_sound else Activity.VIDEO


def _from_rate(info: Mapping[str, Any], duration: float | None) -> float | None:
    kilobits = number(info.get("tbr"))
    return number(kilobits * 1000 / 8 * duration) or None if kilobits and duration else None
