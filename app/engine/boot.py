"""Which start of this computer it is."""

import ctypes
import sys
from functools import lru_cache
from pathlib import Path
from time import time


@lru_cache(maxsize=1)
def boot_id() -> str:
    """Changes with each start of the computer; empty where that is not to be had."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.GetTickCount64.restype = ctypes.c_ulonglong
        up = ctypes.windll.kernel32.GetTickCount64() / 1000
        return str(round((time() - up) / 60))  # the clock is set right now and then, by less
    if sys.platform == "darwin":
        text = ctypes.create_string_buffer(64)
        size = ctypes.c_size_t(len(text))
        asked = b"kern.bootsessionuuid"
        failed = ctypes.CDLL(None).sysctlbyname(asked, text, ctypes.byref(size), None, 0)
        return "" if failed else text.value.decode(errors="replace")
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
