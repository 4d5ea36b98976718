"""What the self-test found, as a table for people and as JSON for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a check went."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"  # there is nothing to check in an installation of this kind


class CheckFailed(Exception):  # noqa: N818 - it is what was looked for
    """The message says what is wrong."""


class NotApplicable(Exception):  # noqa: N818 - likewise
    """The message says why there is nothing to check."""


@dataclass(frozen=True, slots=True)
class Result:
    """One check."""

    check: str
    outcome: Outcome
    seconds: float
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """Something that does the work: its version and where it is; empty for what is missing."""

    name: str
    version: str
    path: str


@dataclass(frozen=True, slots=True)
class Report:
    """All of it."""

    spool: str
    system: str
    frozen: bool  # a packaged application, not a checkout
    programs: tuple[Program, ...]
    results: tuple[Result, ...]

    @property
    def is_good(self) -> bool:
        return all(result.outcome is not Outcome.FAILED for result in self.results)


def as_json(report: Report) -> str:
    """All that is known, and in `good` whether nothing failed."""
    return json.dumps({"good": report.is_good, **asdict(report)}, indent=2) + "\n"


def as_table(report: Report) -> str:
    """The same for people."""
    checks = [
        (result.check, result.outcome.value, f"{result.seconds:.1f} s", result.detail)
        for result in report.results
    ]
    programs = [
        (program.name, program.version or "missing", program.path) for program in report.programs
    ]
    bad = [result.check for result in report.results if result.outcome is Outcome.FAILED]
    lines = [
        f"Spool {report.spool} on {report.system}",
        "",
        *_columns([("Check", "Result", "Time", ""), *checks]),
        "",
        *_columns([("Part", "Version", "Path"), *programs]),
        "",
        f"Failed: {', '.join(bad)}." if bad else "Everything works.",
    ]
    return "\n".join(lines) + "\n"


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    widths[-1] = 0  # nothing follows that it would have to line up with
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
