"""What the command line says."""

import argparse
import contextlib
from dataclasses import dataclass
from pathlib import Path

from app import __version__


@dataclass(frozen=True, slots=True)
class Arguments:
    """`items` are links, and whole paths of files; the paths are empty where none is named."""

    items: tuple[str, ...]
    verbose: bool
    self_test: bool
    json: str
    glance: str


def read_arguments() -> Arguments:
    """Those of this process; ends it where they make no sense, or only ask for a word."""
    parser = argparse.ArgumentParser(prog="spool", description="Downloads lists of videos.")
    parser.add_argument("items", nargs="*", metavar="URL|FILE", help="links, or lists of links")
    parser.add_argument("--verbose", action="store_true", help="say on stderr what happens")
    parser.add_argument("--version", action="version", version=f"Spool {__version__}")
    parser.add_argument(
        "--self-test",
        action="store_true",
        help="try out whether everything works here, without touching any of your files",
    )
    parser.add_argument(
        "--json", metavar="FILE", default="", help="where the self-test reports to as well"
    )
    parser.add_argument("--glance", metavar="FILE", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.json and not given.self_test:
        parser.error("--json goes with --self-test")
    items = tuple(_absolute(item) for item in given.items)
    return Arguments(items, given.verbose, given.self_test, given.json, given.glance)


def _absolute(item: str) -> str:
    """A file's whole path, since the window that takes it may run in another folder."""
    with contextlib.suppress(OSError, ValueError):  # too long for a name
        if "://" not in item and Path(item).exists():
            return str(Path(item).absolute())
    return item
