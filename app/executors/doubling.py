"""How long to wait before the next try."""

import random

_MOST_DOUBLED = 20


def doubling_pause(first: float, longest: float, failures: int) -> float:
    """Seconds after so many failures: each time twice as many, up to the longest. Not all that
    failed at the same moment try again at the same moment."""
    seconds = min(first * 2.0 ** min(failures, _MOST_DOUBLED), longest)
    return seconds * random.uniform(0.5, 1.0)
