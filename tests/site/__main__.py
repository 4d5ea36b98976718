"""Serves the site in the foreground: `python -m tests.site [--port N] [--list]`."""

import argparse
import sys
import threading
from pathlib import Path

from tests.site.demo import demo_links, prepare
from tests.site.media import Media
from tests.site.server import DEFAULT_MEDIA_DIR, MediaSite


def main() -> None:
    """Print the links of the demo batch, one a line, and serve them until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m tests.site", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="0, the default, is any free one")
    parser.add_argument(
        "--media", type=Path, default=DEFAULT_MEDIA_DIR, help="where media are kept"
    )
    parser.add_argument("--list", action="store_true", help="print the links and end at once")
    arguments = parser.parse_args()
    if not arguments.list:
        prepare(Media(arguments.media))
    with MediaSite(arguments.media, arguments.port) as site:
        sys.stdout.writelines(f"{link}\n" for link in demo_links(site.base_url))
        sys.stdout.flush()
        if arguments.list:
            return
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
