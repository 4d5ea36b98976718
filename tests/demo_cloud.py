"""The real window in cloud mode, with a service of its own: `python -m tests.demo_cloud`.

It starts the local media site, Redis, an API and two workers, has the batch run there, kills a
worker in the middle, takes the API away for a while, and looks at the end whether the files are on
this computer and whole. Where there is no screen, it runs on a virtual one and saves pictures.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from app.core.download import Download, DownloadState
from app.core.download import Stage as Doing
from tests.cloud.redis_server import DURABLE, redis_server
from tests.cloud.service import Service, service
from tests.site import MediaSite
from tests.site.demo import FAILING, demo_links, prepare
from tests.stage import Play, Stage, ended, has_screen, virtual_screen

_AWAY = 4.0  # seconds in which the window notices that the service is gone


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.demo_cloud", description=__doc__)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--out", type=Path, default=Path("artifacts"), help="where pictures go")
    chosen = parser.parse_args()
    with ExitStack() as until_end:
        home = Path(until_end.enter_context(tempfile.TemporaryDirectory(prefix="spool-demo-")))
        site = until_end.enter_context(MediaSite())
        sys.stdout.write("Making the media of the demo (once)\n")
        prepare(site.media)
        folders = [home / "redis", home / "service"]
        for folder in folders:
            folder.mkdir()
        redis = until_end.enter_context(redis_server(folders[0], *DURABLE))
        served = until_end.enter_context(service(folders[1], redis))
        served.start_api()
        for _ in range(2):
            served.start_worker(MAX_PARALLEL_DOWNLOADS="2")
        stage = Stage(home, chosen.theme, cloud=served.url, place="cloud")
        _keep_token(home, served.tokens["anna"])
        links = demo_links(site.base_url)
        if has_screen():
            return stage.run(links)
        display = until_end.enter_context(virtual_screen())
        return _photographed(stage, served, links, display, chosen.out)


def _keep_token(home: Path, token: str) -> None:
    """As a person keeps it who has no keyring."""
    (home / "data").mkdir(mode=0o700)
    file = home / "data" / "secrets.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps({"cloud": token}))


def _photographed(stage: Stage, served: Service, links: list[str], display: str, out: Path) -> int:
    """Run the batch to its end, through what befalls the service."""
    with stage.played(links, display) as play:
        play.wait(lambda rows: any(_is_downloading(row) for row in rows))
        play.picture(out, "cloud-start")
        play.wait(lambda rows: ended(rows) >= len(links) // 3)
        served.workers[0].kill()
        sys.stdout.write("One of the two workers is killed\n")
        play.picture(out, "cloud-middle")
        _take_api_away(play, served, out)
        served.start_worker(MAX_PARALLEL_DOWNLOADS="2")
        rows = play.wait(lambda rows: ended(rows) == len(links))
        play.picture(out, "cloud-end")
    counts = Counter(row.state for row in rows)
    sys.stdout.write(", ".join(f"{n} {state}" for state, n in sorted(counts.items())) + "\n")
    done = [row for row in rows if row.state is DownloadState.COMPLETED]
    wrong = [row.update.file_name for row in done if not _is_whole(row)]
    sys.stdout.write(f"{len(done) - len(wrong)} files are on this computer and whole\n")
    wanted = {DownloadState.COMPLETED: len(links) - FAILING, DownloadState.FAILED: FAILING}
    return 0 if counts == wanted and not wrong else 1


def _take_api_away(play: Play, served: Service, out: Path) -> None:
    assert served.api is not None
    served.api.kill()
    sys.stdout.write("The API is killed\n")
    time.sleep(_AWAY)
    play.picture(out, "cloud-disconnected")
    served.start_api()
    sys.stdout.write("The API is back\n")


def _is_downloading(row: Download) -> bool:
    return row.update.progress.stage is Doing.DOWNLOADING


def _is_whole(row: Download) -> bool:
    """Whether its file is here, as the service said it would be."""
    path = Path(row.request.folder, row.update.file_name)
    return path.is_file() and _sha256(path) == row.update.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
