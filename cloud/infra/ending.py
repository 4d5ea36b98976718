"""How a command ends: what it says, and its exit code."""

import sys
from collections.abc import Callable

from cloud.infra.refusals import Failed, Missing

STOPPED = (
    "Stopped. What CloudFormation has begun goes on by itself; the same command continues here."
)


def say(text: str) -> None:
    """One line for the person who called."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def ended(run: Callable[[], None]) -> int:
    """Run it; 0 where it came to its end, 1 where it failed, 2 where something is missing."""
    try:
        run()
    except Missing as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (Failed, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write(f"\n{STOPPED}\n")
        return 1
    return 0
