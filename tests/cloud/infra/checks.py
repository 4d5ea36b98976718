"""What other people's tools say of the templates."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_CHECKOUT = Path(__file__).parents[3]
_CHECKOV = _CHECKOUT / ".venv-checkov" / "bin" / "checkov"
_LIMIT = 100  # seconds
_REGIONS = ("eu-west-1", "us-east-1", "eu-central-1")

Failure = tuple[str, str]
"""The id of a check, and the resource in its template."""


def lint(paths: Iterable[Path]) -> str:
    """All that cfn-lint finds, also what it would only mention."""
    regions = ["--regions", *_REGIONS]
    return _said([_beside("cfn-lint"), *regions, "-c", "I", "-t", *map(str, paths)])


def checkov(paths: Iterable[Path]) -> tuple[set[Failure], int]:
    """What fails, and how many checks do not."""
    assert _CHECKOV.exists(), "packaging/setup checkov installs it"
    files = [argument for path in paths for argument in ("-f", str(path))]
    options = ["--framework", "cloudformation", "--skip-download", "--quiet", "-o", "json"]
    report = json.loads(_said([str(_CHECKOV), *options, *files]))
    failed = {
        (one["check_id"], f"{Path(one['file_path']).name}:{one['resource'].rpartition('.')[2]}")
        for one in report["results"]["failed_checks"]
    }
    assert report["summary"]["parsing_errors"] == 0
    return failed, report["summary"]["passed"]


def parliament(policies: Mapping[str, Any], folder: Path) -> list[dict[str, Any]]:
    """What is wrong with these policies, each named by its file."""
    for name, policy in policies.items():
        (folder / f"{name}.json").write_text(json.dumps(policy))
    options = ["--include_policy_extension", "json", "--json"]
    found = _said([_beside("parliament"), "--directory", str(folder), *options])
    return [json.loads(line) for line in found.splitlines()]


def _beside(program: str) -> str:
    return str(Path(sys.executable).parent / program)


def _said(command: list[str]) -> str:
    """What it says; findings are no failure of the program, silence with a traceback is."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout
