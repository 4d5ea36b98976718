"""Parts of a video: their bounds, their names, and what lies in them."""

import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.core.download import Section
from app.core.errors import ErrorCode
from app.engine import webvtt
from app.engine.failures import Refusal
from app.engine.reported import number

Chapter = dict[str, Any]

SHIFTING = frozenset({"mkv", "webm", "avi", "flv", "ts"})
"""Files that begin with the picture that can stand alone, also where that is before the part."""

_DURATION = re.compile(r"^ *Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
_LONGEST = 1_000_000.0  # seconds; eleven days
_SHORTEST = 0.001  # as exactly as ffmpeg is told


def check_section(section: Section | None, duration: float | None = None) -> None:
    """`Refusal` if it is no part of a video, or of one of that many seconds.

    An end beyond the video's is its end: durations are often told in whole seconds.
    """
    if section is None:
        return
    end = section.end
    if not 0 <= section.start < _LONGEST:
        raise _refusal("The time range has to begin within the video")
    if end is not None and not section.start + _SHORTEST <= end < _LONGEST:
        raise _refusal("The time range has to end after its beginning, within days")
    if duration and section.start >= duration:
        raise _refusal(f"The time range begins after the video's end, {clock(duration)}")


def range_label(section: Section | None) -> str:
    """Such as 1m02s-3m10s, for names; nothing for the whole video."""
    if section is None:
        return ""
    return f"{clock(section.start)}-{'end' if section.end is None else clock(section.end)}"


def clock(seconds: float) -> str:
    """Such as 1h02m03s, 3m10s or 4.5s; no sign in it that a file system refuses."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths, 600)
    second = f"{rest // 10}.{rest % 10}" if rest % 10 else str(rest // 10)
    if not minutes:
        return f"{second}s"
    padded = second.zfill(4 if "." in second else 2)
    if minutes < 60:
        return f"{minutes}m{padded}s"
    return f"{minutes // 60}h{minutes % 60:02}m{padded}s"


def told_duration(said: str) -> float | None:
    """Seconds that a file lasts, out of what ffmpeg said when it read it."""
    found = _DURATION.search(said)
    if found is None:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def cut_subtitles(info: dict[str, Any], section: Section, before: float) -> None:
    """Leave of the fetched subtitles what belongs to the part, which begins so much earlier."""
    for subtitle in (info.get("requested_subtitles") or {}).values():
        file = Path(subtitle.get("filepath") or "")
        if file.is_file() and file.suffix == ".vtt":
            text = file.read_text(encoding="utf-8", errors="replace")
            file.write_text(webvtt.cut(text, section, before), encoding="utf-8")


def shortened(
    info: dict[str, Any], section: Section, before: float, seconds: float | None
) -> dict[str, Any]:
    """What is known of the video, as it holds for the part.

    The part begins `before` seconds before the section does, and lasts that many `seconds`.
    """
    whole = number(info.get("duration"))
    end = section.end if whole is None else min(whole, section.end or whole)
    length = seconds or (None if end is None else end - section.start)
    section = Section(section.start - before, section.end)
    chapters = {
        key: within(info[key], section)
        for key in ("chapters", "sponsorblock_chapters")
        if isinstance(info.get(key), list)
    }
    return info | chapters | {"duration": length}


def within(chapters: Iterable[Any], section: Section) -> list[Chapter]:
    """The chapters that lie in the part, with times of the part."""
    end = math.inf if section.end is None else section.end
    cut = (_cut(one, section.start, end) for one in chapters if isinstance(one, dict))
    return [chapter for chapter in cut if chapter is not None]


def _cut(chapter: Chapter, start: float, end: float) -> Chapter | None:
    begins, ends = number(chapter.get("start_time")), number(chapter.get("end_time"))
    if begins is None or ends is None or ends <= start or begins >= end:
        return None
    times = {"start_time": max(begins, start) - start, "end_time": min(ends, end) - start}
    marks = [
        (kind, max(first, start) - start, min(last, end) - start, name)
        for kind, first, last, name in chapter.get("_categories", ())
    ]
    return chapter | times | ({"_categories": marks} if marks else {})


def _refusal(text: str) -> Refusal:
    return Refusal(ErrorCode.TIME_RANGE, text)
