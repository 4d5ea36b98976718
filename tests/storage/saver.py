"""Saves without end, and says what was kept; to be killed while at it.

Each step replaces the last row by a new one.
"""

import sys
from pathlib import Path

from tests.rows import a_row
from tests.storage.shelf import Shelf


def main() -> None:
    shelf = Shelf(Path(sys.argv[1]))
    last = a_row()
    shelf.save(last)
    while True:
        row = a_row()
        shelf.save(row, deleted=[last.id])
        last = row
        sys.stdout.write(f"{row.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
