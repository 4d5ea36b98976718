"""Cutting a part out of WebVTT subtitles. Pure."""

import math
import re

from app.core.download import Section

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_CUE = re.compile(rf"^{_TIME}[ \t]+-->[ \t]+{_TIME}(.*)$", re.MULTILINE)
_INSIDE = re.compile(rf"<{_TIME}>")


def cut(text: str, section: Section, before: float = 0.0) -> str:
    """The subtitles of a part, with times that count from `before` seconds before it."""
    end = math.inf if section.end is None else section.end
    blocks = re.split(r"\n{2,}", text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"))
    kept = (_block(one, section.start - before, section.start, end) for one in blocks)
    return "\n\n".join(filter(None, kept)) + "\n"


def _block(block: str, zero: float, start: float, end: float) -> str:
    """A block as it is in the part; nothing for a cue outside of it."""
    if (cue := _CUE.search(block)) is None:
        return block
    begins, ends = _seconds(cue.groups()[:4]), _seconds(cue.groups()[4:8])
    if ends <= start or begins >= end:
        return ""
    times = f"{_clock(max(begins, start) - zero)} --> {_clock(min(ends, end) - zero)}{cue[9]}"
    words = _INSIDE.sub(
        lambda found: f"<{_clock(max(_seconds(found.groups()), start) - zero)}>",
        block[cue.end() :],
    )
    return block[: cue.start()] + times + words


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _clock(seconds: float) -> str:
    thousandths = round(max(0.0, seconds) * 1000)
    whole, rest = divmod(thousandths, 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{rest:03}"
