"""What yt-dlp and the sites behind it report, read with distrust."""

import math
from typing import Any

_MOST = 2.0**60  # beyond an exabyte it is no size


def number(value: Any) -> float | None:
    """A finite number from 0 on; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= _MOST and math.isfinite(value) else None


def known_text(value: Any) -> str:
    """A text; empty for anything else."""
    return value if isinstance(value, str) else ""
