"""The real window with a batch of the local site's links: `python -m tests.demo [--theme dark]`.

Where there is no screen, it runs on a virtual one and saves pictures at the start, in mid-download
and at the end. Nothing outside this repository is needed, and nothing of the user's is touched.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from app.core.download import DownloadState
from tests.site import MediaSite
from tests.site.demo import FAILING, demo_links, prepare
from tests.stage import Stage, ended, has_screen, virtual_screen


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.demo", description=__doc__)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--out", type=Path, default=Path("artifacts"), help="where pictures go")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="spool-demo-") as home, MediaSite() as site:
        sys.stdout.write("Making the media of the demo (once)\n")
        prepare(site.media)
        stage = Stage(Path(home), chosen.theme)
        links = demo_links(site.base_url)
        if has_screen():
            return stage.run(links)
        with virtual_screen() as display:
            return _photographed(stage, links, display, chosen.out)


def _photographed(stage: Stage, links: list[str], display: str, out: Path) -> int:
    """Run the batch to its end."""
    with stage.played(links, display) as play:
        play.wait(lambda rows: any(row.state is DownloadState.RUNNING for row in rows))
        play.picture(out, "start")
        play.wait(lambda rows: ended(rows) >= len(links) // 2)
        play.picture(out, "middle")
        rows = play.wait(lambda rows: ended(rows) == len(links))
        play.picture(out, "end")
    counts = Counter(row.state for row in rows)
    sys.stdout.write(", ".join(f"{n} {state}" for state, n in sorted(counts.items())) + "\n")
    completed = len(links) - FAILING
    wanted = {DownloadState.COMPLETED: completed, DownloadState.FAILED: FAILING}
    return 0 if counts == wanted else 1


if __name__ == "__main__":
    sys.exit(main())
