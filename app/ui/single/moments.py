"""Moments of a video as people write them: "62", "1:02", "1:02:03"."""

import re
from enum import StrEnum

from app.core.download import Section
from app.ui.translation import QT_TRANSLATE_NOOP, translate

_MOMENT = re.compile(r"(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6}(?:[.,]\d{1,3})?)")


class SectionFault(StrEnum):
    """Why two moments make no part of a video."""

    NO_MOMENT = "no_moment"
    BACKWARDS = "backwards"
    BEYOND = "beyond"

    @property
    def sentence(self) -> str:
        return translate("SectionFault", _SENTENCES[self])


_SENTENCES = {
    SectionFault.NO_MOMENT: QT_TRANSLATE_NOOP(
        "SectionFault", "Write a time as 1:02 (minutes and seconds), 1:02:03, or seconds alone."
    ),
    SectionFault.BACKWARDS: QT_TRANSLATE_NOOP("SectionFault", "The end must come after the start."),
    SectionFault.BEYOND: QT_TRANSLATE_NOOP("SectionFault", "The video is over before that."),
}


def moment(text: str) -> float | None:
    """Seconds from the beginning; None for what is no moment."""
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = found[1] or "0", found[2] or "0", found[3].replace(",", ".")
    # Behind a colon there are at most sixty of them, alone they may be many.
    if (found[2] and float(seconds) >= 60) or (found[1] and int(minutes) >= 60):
        return None
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def section_of(start: str, end: str, duration: float | None) -> Section | SectionFault | None:
    """The part of a video between two moments, either of which may be left out.

    None is all of it; a fault says why there is no such part.
    """
    first = moment(start) if start.strip() else 0.0
    last = moment(end) if end.strip() else None
    if first is None or (last is None and end.strip()):
        return SectionFault.NO_MOMENT
    if duration is not None and first >= max(duration, 1):
        return SectionFault.BEYOND
    if last is not None and last <= first:
        return SectionFault.BACKWARDS
    if duration is not None and last is not None and last >= duration:
        last = None
    return Section(first, last) if first or last is not None else None
