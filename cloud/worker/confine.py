"""Has the kernel let this process, and all it will start, connect to one port alone.

Landlock of Linux 6.7 and later, where it is switched on. Unlike the guard it holds for programs
too: ffmpeg opens connections that nobody in Python sees.
"""

import ctypes
import logging
import os
import sys

log = logging.getLogger(__name__)

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # system calls, the same on every processor
_ASK_VERSION = 1
_WITH_NETWORK = 4  # the version that knows ports
_BIND_TCP, _CONNECT_TCP = 1, 2
_A_PORT = 2  # the kind of a rule
_NO_NEW_PRIVILEGES = 38


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Port(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64))


def can_confine() -> bool:
    """Whether the kernel can do it."""
    if sys.platform != "linux":
        return False
    version = _libc().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    return int(version) >= _WITH_NETWORK


def confine(port: int) -> None:
    """From now on there are TCP connections to this port only, and none is listened for.

    `OSError` where that cannot be. Call it before there are other threads: it holds for this one
    and for what it starts.
    """
    libc = _libc()
    rules = _Ruleset(0, _BIND_TCP | _CONNECT_TCP)
    size = ctypes.c_size_t(ctypes.sizeof(rules))
    ruleset = _done(libc.syscall(_CREATE, ctypes.byref(rules), size, ctypes.c_uint32(0)))
    try:
        allowed = _Port(_CONNECT_TCP, port)
        kind = ctypes.c_int(_A_PORT)
        _done(libc.syscall(_ADD_RULE, ruleset, kind, ctypes.byref(allowed), ctypes.c_uint32(0)))
        _done(libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _done(libc.syscall(_RESTRICT, ruleset, ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _done(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
