"""What was downloaded before, asked of whoever keeps it."""

import logging

from app.core.executor import Archive

log = logging.getLogger(__name__)


def nothing_archived(_key: str) -> bool:
    """An archive with nothing in it."""
    return False


def is_archived(archive: Archive, media_key: str) -> bool:
    """Whether it knows this media. One that cannot answer is no reason to skip anything."""
    try:
        return bool(media_key) and archive(media_key)
    except Exception:
        log.exception("the archive cannot be asked")
        return False
