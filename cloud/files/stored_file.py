"""The words of finished files: under which key one lies, and how it is handed out."""

import errno
import os
import re
import stat
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from app.engine.names import is_plain
from cloud.owners import is_owner

_RUN = re.compile(r"[0-9]{1,15}")
_MAX_NAME_BYTES = 255
_NOT_IN_XML = "\ufffe\uffff"  # S3 could store such a name, and not be told to delete it
# A link in the place of a finished file would lead to any other, and a pipe would never end.
_PLAIN = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class FilesError(Exception):
    """The place for finished files cannot be used. The message is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One finished file, as it lies there."""

    key: str
    size: int  # bytes
    modified: float  # seconds since the epoch


def file_key(owner: str, download_id: str, run: int, name: str) -> str:
    """`owner/download_id/run/name`; `ValueError` where a part is not safe in a path."""
    return "/".join(parts_of(f"{owner}/{download_id}/{run}/{name}"))


def parts_of(key: str) -> tuple[str, str, str, str]:
    """The four parts of a key; `ValueError`, without the key in it, where one is not safe."""
    parts = key.split("/")
    if len(parts) != 4:
        raise ValueError("a key has four parts")
    owner, download_id, run, name = parts
    for part, is_safe, what in (
        (owner, is_owner, "owner"),
        (download_id, is_download_id, "download id"),
        (run, is_run, "run"),
        (name, is_file_name, "file name"),
    ):
        if not is_safe(part):
            raise ValueError(f"no safe {what}")
    return owner, download_id, run, name


def is_key(key: str) -> bool:
    """Whether it is the key of a finished file and not something else that lies there."""
    try:
        parts_of(key)
    except ValueError:
        return False
    return True


def is_download_id(text: str) -> bool:
    """Whether it is a UUID as Python writes it: one spelling, so one folder, per download."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def is_run(text: str) -> bool:
    """Whether it is a number of a run."""
    return _RUN.fullmatch(text) is not None


def is_file_name(name: str) -> bool:
    """Whether it is one plain name that every place for files takes."""
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return False
    return is_plain(name) and size <= _MAX_NAME_BYTES and not any(map(name.count, _NOT_IN_XML))


def opened(path: Path) -> BinaryIO:
    """A finished local file to read; `OSError` where it is a link or no file at all."""
    descriptor = os.open(path, _PLAIN)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise OSError(errno.EINVAL, "not a regular file")


def content_disposition(file_name: str) -> str:
    """The header that has a browser save under this name, whatever its signs (RFC 6266)."""
    whole = quote(file_name, safe="", errors="replace")
    return f"attachment; filename=\"{_in_ascii(file_name)}\"; filename*=UTF-8''{whole}"


def _in_ascii(name: str) -> str:
    """For readers that know only the old form; a percent sign would be decoded by some."""
    base = "".join(
        sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)
    )
    return "".join(
        sign if sign.isascii() and sign.isprintable() and sign not in '"\\%' else "_"
        for sign in base
    )
