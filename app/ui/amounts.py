"""Sizes, speeds and times as people read them."""

from PySide6.QtCore import QLocale

from app.ui.translation import QT_TRANSLATE_NOOP, counted, translate

_UNITS = (
    QT_TRANSLATE_NOOP("Amounts", "B"),
    QT_TRANSLATE_NOOP("Amounts", "kB"),
    QT_TRANSLATE_NOOP("Amounts", "MB"),
    QT_TRANSLATE_NOOP("Amounts", "GB"),
    QT_TRANSLATE_NOOP("Amounts", "TB"),
    QT_TRANSLATE_NOOP("Amounts", "PB"),
)


def size(count: float) -> str:
    """Bytes in the unit that fits: "92 MB"."""
    number, unit = _scaled(count)
    return f"{_figure(number, unit)} {_unit(unit)}"


def size_of(done: float, total: float) -> str:
    """How much of how much, the unit said once where it is the same: "412 of 664 MB"."""
    done_number, done_unit = _scaled(done)
    total_number, total_unit = _scaled(total)
    if done_unit != total_unit:
        return translate("Amounts", "{0} of {1}").format(size(done), size(total))
    return translate("Amounts", "{0} of {1} {2}").format(
        _figure(done_number, done_unit), _figure(total_number, total_unit), _unit(total_unit)
    )


def speed(bytes_per_second: float) -> str:
    """Such as "8.4 MB/s"."""
    return translate("Amounts", "{0}/s").format(size(bytes_per_second))


def percent(fraction: float, *, done: bool = False) -> str:
    """Such as "62 %"; 100 only for what is done."""
    return f"{100 if done else min(99, max(0, int(fraction * 100)))} %"


def clock(seconds: float) -> str:
    """The length of a video: "10:34", "1:21:09"."""
    minutes, second = divmod(min(max(0, round(seconds)), 3_599_999), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def span(seconds: float) -> str:
    """A stretch of time in its one fitting unit: "31 s", "14 min", "3 h"."""
    if seconds < 60:
        return translate("Amounts", "{0} s").format(max(1, round(seconds)))
    if seconds < 90 * 60:
        return translate("Amounts", "{0} min").format(round(seconds / 60))
    if seconds < 48 * 3600:
        return translate("Amounts", "{0} h").format(round(seconds / 3600))
    return translate("Amounts", "{0} d").format(min(round(seconds / 86400), 999))


def long_span(seconds: float) -> str:
    """A stretch of time in whole words and two units: "2 days 3 hours", "5 minutes"."""
    minutes = max(1, int(seconds / 60))
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    if days:
        return _both(_days(days), _hours(hour))
    return _both(_hours(hour), _minutes(minute))


def ago(seconds: float) -> str:
    """How long since: "just now", "2 min ago"."""
    if seconds < 60:
        return translate("Amounts", "just now")
    return translate("Amounts", "{0} ago").format(span(seconds))


def _both(larger: str, smaller: str) -> str:
    if not larger or not smaller:
        return larger or smaller
    return f"{larger} {smaller}"


def _days(count: int) -> str:
    one, many = QT_TRANSLATE_NOOP("Amounts", "1 day"), QT_TRANSLATE_NOOP("Amounts", "%n days")
    return counted("Amounts", one, many, count) if count else ""


def _hours(count: int) -> str:
    one, many = QT_TRANSLATE_NOOP("Amounts", "1 hour"), QT_TRANSLATE_NOOP("Amounts", "%n hours")
    return counted("Amounts", one, many, count) if count else ""


def _minutes(count: int) -> str:
    one = QT_TRANSLATE_NOOP("Amounts", "1 minute")
    return (
        counted("Amounts", one, QT_TRANSLATE_NOOP("Amounts", "%n minutes"), count) if count else ""
    )


def _unit(unit: int) -> str:
    return translate("Amounts", _UNITS[unit])


def _scaled(count: float) -> tuple[float, int]:
    unit = 0
    count = max(0.0, count)
    while count >= 999.5 and unit < len(_UNITS) - 1:
        count /= 1000
        unit += 1
    return count, unit


def _figure(number: float, unit: int) -> str:
    """At most three figures, and none behind the point for plain bytes."""
    places = 1 if unit and number < 99.95 and round(number, 1) != round(number) else 0
    return QLocale().toString(float(number), "f", places)
