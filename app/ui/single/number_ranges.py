"""Places in a list as people write them: "3-10, 14"."""

import re

_PART = re.compile(r"(\d{0,6})\s*[-–—]\s*(\d{0,6})|(\d{1,6})")


def numbers_of(text: str, count: int) -> frozenset[int] | None:
    """The numbers from 1 to `count` that are meant; None for what means nothing.

    "7-" goes on to the end, "-7" begins at the first, and either end may come first.
    """
    numbers: set[int] = set()
    for part in re.split(r"[,;]", text):
        found = _PART.fullmatch(part.strip())
        if found is None or part.strip() in ("-", "–", "—"):
            return None
        first, last = (int(found[3]),) * 2 if found[3] else _ends(found, count)
        first, last = min(first, last), max(first, last)
        numbers.update(range(max(1, first), min(count, last) + 1))
    return frozenset(numbers)


def _ends(found: re.Match[str], count: int) -> tuple[int, int]:
    first = int(found[1]) if found[1] else 1
    return first, int(found[2]) if found[2] else max(first, count)
