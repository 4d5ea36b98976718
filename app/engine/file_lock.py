"""Locks on files between processes; the end of a process frees what it held."""

import logging
import os
import sys

log = logging.getLogger(__name__)

if sys.platform == "win32":
    import msvcrt

    def lock(descriptor: int) -> None:
        """Wait for the lock, on Windows for up to ten seconds and then `OSError`."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)

    def try_lock(descriptor: int) -> bool:
        """Whether the lock is ours now."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def unlock(descriptor: int) -> None:
        """Give up a lock that is ours."""
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def lock(descriptor: int) -> None:
        """Wait for the lock. Where the file system has none, go on without."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError as error:
            log.debug("no locks on this file system: %s", error)

    def try_lock(descriptor: int) -> bool:
        """Whether the lock is ours now, or the file system has none."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            log.debug("no locks on this file system: %s", error)
        return True

    def unlock(descriptor: int) -> None:
        """Give up a lock, if it is ours."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_UN)
        except OSError as error:
            log.debug("no locks on this file system: %s", error)
