"""The table says in words what failed; the JSON says the same to programs."""

import json

from app.self_test.report import Outcome, Program, Report, Result, as_json, as_table

_GOOD = Result("deno runs", Outcome.OK, 0.25)
_SKIPPED = Result("ffprobe reads it", Outcome.SKIPPED, 0.0, "There is none")
_BAD = Result("download over HTTP", Outcome.FAILED, 12.0, "Nothing came")
_PROGRAMS = (Program("Python", "3.12.1", "/usr/bin/python"), Program("deno", "", ""))


def _report(*results: Result) -> Report:
    return Report("1.2.3", "Linux x86_64", True, _PROGRAMS, results)


def test_one_failure_is_told_at_the_end_and_in_its_line() -> None:
    table = as_table(_report(_GOOD, _BAD)).splitlines()
    assert table[0] == "Spool 1.2.3 on Linux x86_64"
    assert "download over HTTP  failed  12.0 s  Nothing came" in table
    assert "deno runs           ok      0.2 s" in table
    assert "deno    missing" in table
    assert table[-1] == "Failed: download over HTTP."


def test_what_is_skipped_has_not_failed() -> None:
    assert _report(_GOOD, _SKIPPED).is_good
    assert as_table(_report(_GOOD, _SKIPPED)).endswith("\nEverything works.\n")


def test_a_program_reads_all_of_it() -> None:
    read = json.loads(as_json(_report(_GOOD, _BAD)))
    assert read["good"] is False
    assert read["frozen"] is True
    assert read["results"][1] == {
        "check": "download over HTTP",
        "outcome": "failed",
        "seconds": 12.0,
        "detail": "Nothing came",
    }
    assert read["programs"][0]["path"] == "/usr/bin/python"
