"""What the service's speed is on this machine: `python -m tests.bench.cloud [--quick] [--only X]`.

Everything runs on this machine's cores: Redis, API, workers, the media site and what asks them.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench import machine
from tests.bench.cloud import following, recovery, scaling, submits, upkeep
from tests.bench.site_process import media_site
from tests.bench.table import Row, markdown

Case = tuple[str, Callable[[Path], list[Row]]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.cloud", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs")
    parser.add_argument("--only", default="", help="cases whose title holds this")
    chosen = parser.parse_args()
    sys.stdout.write(f"Measured on {machine.describe()}.\n\n")
    missed = 0
    with media_site() as base:
        for title, measure in _cases(base, quick=chosen.quick):
            if chosen.only.lower() not in title.lower():
                continue
            with ExitStack() as opened:
                folder = opened.enter_context(
                    tempfile.TemporaryDirectory(prefix="spool-bench-", ignore_cleanup_errors=True)
                )
                rows = measure(Path(folder))
            missed += sum(row.reached is False for row in rows)
            sys.stdout.write(markdown(title, rows) + "\n")
            sys.stdout.flush()
    return 1 if missed else 0


def _cases(base: str, *, quick: bool) -> Iterator[Case]:
    yield "Submits", lambda folder: submits.submits(folder, 4.0 if quick else 10.0)
    yield "First update", lambda folder: submits.first_update(folder, base, 5 if quick else 20)
    yield "Followers", lambda folder: following.followers(folder, 5.0 if quick else 15.0)
    yield "Workers", lambda folder: scaling.workers(folder, base, 12 if quick else 36)
    yield "Kill", lambda folder: recovery.after_a_kill(folder, base, 1 if quick else 3)
    yield (
        "Upkeep",
        lambda folder: upkeep.upkeep(folder, base, 30 if quick else 300, 60.0 if quick else 300.0),
    )


if __name__ == "__main__":
    sys.exit(main())
