"""Runs a module in the environment of the service, which is made or brought up to date first."""

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def run(module: str) -> None:
    """Become that module, with the arguments of this process."""
    # Returns at once where nothing is missing; requirements change, and a set-up may be cut short.
    done = subprocess.run([_ROOT / "packaging/setup", "cloud"], check=False)
    if done.returncode:
        sys.exit(2)  # it has said why
    # The folder that the person stands in is not looked into for modules.
    os.environ["PYTHONPATH"] = str(_ROOT)
    python = str(_ROOT / ".venv-cloud/bin/python")
    command = [python, "-P", "-m", module, *sys.argv[1:]]
    os.execv(python, command)  # noqa: S606
