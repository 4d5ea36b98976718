"""Files that nobody wants any more."""

import logging
from collections.abc import Iterable

from cloud.files import Files
from cloud.store.rows import KeptFile

log = logging.getLogger(__name__)


def remove_files(files: Files, kept: Iterable[KeptFile]) -> None:
    """Delete them. What cannot be deleted now a sweep will find: no key names it any more."""
    try:
        files.delete([one.key for one in kept])
    except OSError as error:
        log.warning("files could not be deleted now: %s", error)
