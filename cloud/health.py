"""Whether the role that runs here is well, asked from beside it: one role to a container.

A role says in a small file which it is. A worker touches it while it goes on; an API is asked.
"""

import logging
import os
import stat
import tempfile
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import time

log = logging.getLogger(__name__)

_NAME = "spool-cloud.alive"
_OLDEST = 30.0  # seconds; a worker touches it every three, or ten while Redis is away
_ANSWERS = 3.0  # seconds
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - asked, not listened on


class AliveFile:
    """The file of this process's role. A folder that cannot be written costs only the file."""

    def __init__(self, role: str, host: str = "", port: int = 0) -> None:
        """With a port it is asked there; a role that is more than an API is to touch it as well."""
        host = _ANY.get(host, host)
        self._text = f"{role} {host} {port}" if port else role
        self._path = path()
        self._is_written = False
        self._can_write = True

    def touch(self) -> None:
        """Say that the role is well, and which it is in place of what an earlier one has left.

        Never raises.
        """
        try:
            if self._is_written:
                os.utime(self._path)
            else:
                self._write()
        except OSError as error:
            self._is_written = False  # somebody may have tidied up
            if self._can_write:
                log.warning("health checks will fail: %s: %s", self._path, error.strerror)
            self._can_write = False

    def remove(self) -> None:
        with suppress(OSError):
            self._path.unlink()

    def _write(self) -> None:
        number, name = tempfile.mkstemp(dir=self._path.parent)
        with os.fdopen(number, "w") as file:
            file.write(self._text)
        Path(name).replace(self._path)
        self._is_written = self._can_write = True


def path() -> Path:
    """Where it lies."""
    return Path(tempfile.gettempdir()) / _NAME


def is_well() -> bool:
    """Whether a role runs here and is well."""
    try:
        status = path().lstat()
        role, *address = path().read_text().split()
        if not stat.S_ISREG(status.st_mode) or not role:
            return False
        if address and not _answers(address[0], int(address[1])):
            return False
    except (OSError, HTTPException, ValueError, IndexError):
        return False
    return role == "api" or time() - status.st_mtime < _OLDEST


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=_ANSWERS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    finally:
        connection.close()
