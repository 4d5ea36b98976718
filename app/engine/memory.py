"""How much memory this process uses."""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import resource


def memory_used() -> int:
    """Bytes in use, or the most that ever were where only that is known; 0 if nothing is."""
    if sys.platform == "win32":
        return 0
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
