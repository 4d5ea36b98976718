"""A fetch in a process of its own, to be killed: `fetching_process ADDRESS FOLDER ORIGINAL`."""

import sys
import threading
from pathlib import Path

from app.executors.cloud_address import Access
from tests.executors.fetches import Heard, bring_back, fetch


def main() -> None:
    """Bring the file that the service has of an original, and stay until killed."""
    address, folder, original = sys.argv[1:]
    bringing = bring_back(Access(address), Heard())
    bringing.begin(fetch(Path(folder), Path(original).read_bytes()))
    threading.Event().wait()


if __name__ == "__main__":
    main()
