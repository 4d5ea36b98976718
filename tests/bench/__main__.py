"""Prints what Spool's speed is on this machine: `python -m tests.bench [--quick] [--only NAME]`."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator

from tests.bench import machine, start
from tests.bench.site_process import media_site
from tests.bench.table import Row, markdown

Case = tuple[str, Callable[[], list[Row]]]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs")
    parser.add_argument("--only", default="", help="cases whose title holds this")
    chosen = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.stdout.write(f"Measured on {machine.describe()}.\n\n")
    missed = 0
    with media_site() as base:
        for title, measure in _cases(base, quick=chosen.quick):
            if chosen.only.lower() in title.lower():
                rows = measure()
                missed += sum(row.reached is False for row in rows)
                sys.stdout.write(markdown(title, rows) + "\n")
                sys.stdout.flush()
    return 1 if missed else 0


def _cases(base: str, *, quick: bool) -> Iterator[Case]:
    runs = 2 if quick else 5
    # First and alone: what this process holds of Qt could not be taken out of memory.
    yield "Start and memory", lambda: start.start_and_memory(runs)
    from tests.bench import cloud_window, gui, resume, stops, throughput, transfer

    hls = [f"{base}/hls-split/long/master.m3u8?n={n}" for n in range(10)]
    dash = [f"{base}/dash/long/manifest.mpd?n={n}" for n in range(10)]
    pages = [f"{base}/page/html5/long?size=2000000&media_rate=50000&n={n}" for n in range(5)]
    aes = [f"{base}/hls-split-aes/long/master.m3u8?n={n}&rate=50000" for n in range(5)]
    disturbed = {
        "direct": f"{base}/bytes/disturbed-1500000.mp4?rate=1000000",
        "HLS": f"{base}/hls/long/master.m3u8?rate=500000&parts=60",
        "HLS, AES, audio apart": f"{base}/hls-split-aes/long/master.m3u8?rate=500000&parts=60",
        "DASH": f"{base}/dash/long/manifest.mpd?rate=500000&parts=60",
    }
    yield (
        "100 files of 200 KB",
        lambda: throughput.small_files(base, runs, each_rounds=1 if quick else 3),
    )
    yield "9 files of 10 s each", lambda: throughput.rate_limited(base)
    yield "10 HLS streams to merge", lambda: throughput.streams("HLS", hls, runs)
    yield "10 DASH streams to merge", lambda: throughput.streams("DASH", dash, runs)
    yield (
        "The window's thread: 10 downloads, 10,000 rows, 1,000 updates a second",
        lambda: gui.gaps(base, pages + aes, runs, 5.0 if quick else 12.0),
    )
    yield "A row's reaction", lambda: gui.reaction(base, aes * 2, runs)
    yield "Stops", lambda: stops.stops(base, hls[0], 3 if quick else 9)
    yield (
        "Stops and resumes",
        lambda: resume.stops_and_resumes(disturbed, 20 if quick else 200),
    )
    yield (
        "The window's thread: 1,000 cloud rows, 500 updates a second",
        lambda: cloud_window.gaps(1 if quick else 3, 5.0 if quick else 12.0),
    )
    yield (
        "From a worker's write to the painted row",
        lambda: cloud_window.to_the_painted_row(5.0 if quick else 20.0),
    )
    yield (
        "A file from the service to this computer",
        lambda: transfer.transfer(2 if quick else 5, 100 if quick else 500),
    )


if __name__ == "__main__":
    sys.exit(main())
