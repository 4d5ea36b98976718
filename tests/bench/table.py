"""Rows of measurements, printed as a Markdown table."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `wanted` is what it should reach, in words; `reached` whether it did."""

    what: str
    figure: str
    wanted: str = ""
    reached: bool | None = None


def seconds(values: Iterable[float]) -> str:
    """The median, with the range where there are several."""
    ordered = sorted(values)
    middle = f"{median(ordered):.2f} s"
    if len(ordered) == 1:
        return middle
    return f"{middle} ({ordered[0]:.2f} to {ordered[-1]:.2f}, {len(ordered)} runs)"


def milliseconds(values: Iterable[float]) -> str:
    """The median of values given in seconds, with the worst."""
    ordered = sorted(values)
    return f"{median(ordered) * 1000:.0f} ms (worst {ordered[-1] * 1000:.0f}, {len(ordered)} runs)"


def markdown(title: str, rows: Iterable[Row]) -> str:
    lines = [f"### {title}", "", "| what | measured | wanted | |", "|---|---|---|---|"]
    for row in rows:
        mark = {None: "", True: "yes", False: "**no**"}[row.reached]
        lines.append(f"| {row.what} | {row.figure} | {row.wanted} | {mark} |")
    return "\n".join(lines) + "\n"
