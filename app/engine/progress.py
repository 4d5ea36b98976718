"""One honest fraction per download, out of what yt-dlp reports about each of its streams."""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.download import Activity, Progress, Stage
from app.engine.reported import known_text, number
from app.engine.speed import SmoothSpeed
from app.engine.stream_plan import Stream, planned_streams

DOWNLOADED = 0.95
"""The fraction when all streams are here; what follows has the rest."""

_PROCESSED = 0.99  # only the file in its place is 1.0, and that is not said here
_INTERVAL = 0.1  # seconds between two answers
_LONGEST_WAIT = 100 * 24 * 3600.0  # seconds; beyond it nobody knows

_ACTIVITIES = {
    "Merger": Activity.MERGING,
    "MoveFiles": Activity.MOVING,
    "ExtractAudio": Activity.CONVERTING,
    "VideoConvertor": Activity.CONVERTING,
    "VideoRemuxer": Activity.CONVERTING,
    "Section": Activity.CONVERTING,
    "EmbedSubtitle": Activity.CONVERTING,
    "ModifyChapters": Activity.CONVERTING,
    "Metadata": Activity.CONVERTING,
    "EmbedThumbnail": Activity.CONVERTING,
}


class ProgressMeter:
    """Turns the events of one download into its progress.

    The fraction is over all streams, never falls, never reaches 1, and is None until something is
    known. `None` as an answer means that there is nothing new to say for now: at most ten answers
    a second, apart from the beginning and end of each stream and step, which are told at once.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._fraction: float | None = None
        self._streams: dict[str, Stream] = {}
        self._activity: Activity | None = None
        self._told = float("-inf")
        self._speed = SmoothSpeed()

    def plan(self, info: Mapping[str, Any]) -> None:
        """Take in which streams are about to be downloaded, and how large they will be."""
        self._streams = planned_streams(info)
        self._speed = SmoothSpeed()

    def downloading(self, event: Mapping[str, Any]) -> Progress | None:
        """Take in a progress hook's event. Those of subtitles and pictures count for nothing."""
        status = event.get("status")
        stream = self._stream(event)
        if stream is None or status not in ("downloading", "finished"):
            return None
        stream.take(event)
        self._speed.take(self._clock(), stream.id, stream.done)
        if not self._due(stream.activity, at_once=status == "finished"):
            return None
        self._raise_to(self._downloaded() * DOWNLOADED if self._is_known() else None)
        return self._progress(Stage.DOWNLOADING, self._speed.value)

    def processing(self, event: Mapping[str, Any]) -> Progress | None:
        """Take in a postprocessor hook's event, of what follows the streams."""
        name = known_text(event.get("postprocessor"))
        activity = Activity.CONVERTING if name.startswith("Fixup") else _ACTIVITIES.get(name)
        if activity is None:
            return None
        finished = event.get("status") == "finished"
        if not self._due(activity, at_once=finished):
            return None
        start = max(self._fraction or 0.0, DOWNLOADED)
        self._raise_to(start + (_PROCESSED - start) / 2 if finished else start)
        return self._progress(Stage.PROCESSING, None)

    def _stream(self, event: Mapping[str, Any]) -> Stream | None:
        info = event.get("info_dict")
        if not isinstance(info, Mapping):
            return None
        format_id = known_text(info.get("format_id"))
        if format_id and format_id not in self._streams:
            # Not planned, so its size counts only once it is known.
            self._streams |= planned_streams({**info, "requested_formats": None})
        return self._streams.get(format_id)

    def _due(self, activity: Activity, *, at_once: bool) -> bool:
        now = self._clock()
        if not at_once and activity is self._activity and 0 <= now - self._told < _INTERVAL:
            return False
        self._activity = activity
        self._told = now
        return True

    def _is_known(self) -> bool:
        return any(stream.fraction is not None for stream in self._streams.values())

    def _downloaded(self) -> float:
        """The weighted mean over the streams; what is not known counts as not begun."""
        weight = sum(stream.weight for stream in self._streams.values())
        done = sum(stream.weight * (stream.fraction or 0.0) for stream in self._streams.values())
        return min(done / weight, 1.0) if weight > 0 else 0.0

    def _raise_to(self, fraction: float | None) -> None:
        if fraction is not None:
            self._fraction = max(self._fraction or 0.0, min(fraction, _PROCESSED))

    def _progress(self, stage: Stage, speed: float | None) -> Progress:
        streams = self._streams.values()
        totals = [stream.total for stream in streams]
        done = sum(stream.done for stream in streams)
        total = sum(size for size in totals if size is not None)
        is_known = bool(totals) and None not in totals
        return Progress(
            stage=stage,
            activity=self._activity,
            fraction=self._fraction,
            done_bytes=int(done) if totals else None,
            total_bytes=int(total) if is_known else None,
            bytes_per_second=speed,
            seconds_left=_time_for(total - done, speed) if is_known else None,
        )


def _time_for(size: float, speed: float | None) -> float | None:
    seconds = number(size / speed) if speed else None
    return seconds if seconds is not None and seconds < _LONGEST_WAIT else None
