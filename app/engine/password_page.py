"""Pages where one logs in, which many sites show in place of the video."""

import re

PAGE_BYTES = 512 * 1024
"""How much of a page is looked at."""

_FIELD = re.compile(rb"<input\b[^>]{0,500}\btype\s*=\s*[\"']?password\b", re.IGNORECASE)


def has_password_field(page: bytes) -> bool:
    """Whether a page asks for a password."""
    return _FIELD.search(page) is not None
