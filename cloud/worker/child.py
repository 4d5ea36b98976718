"""The engine's child for links that nobody has looked at: python -m cloud.worker.child PORT.

It connects to the egress proxy at that port of this computer and nowhere else; where the kernel can
confine it, neither does what it starts.
"""

import sys
from collections.abc import Sequence

from cloud.worker.confine import can_confine, confine
from cloud.worker.guard import install


def main(arguments: Sequence[str]) -> int:
    """Work until the input ends, behind the guard; 2 where the port is none."""
    (text,) = arguments if len(arguments) == 1 else ("",)
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:6]) < 65_536:
        return 2
    install(("127.0.0.1", int(text)))
    if can_confine():
        confine(int(text))
    # Only now, so that nothing it imports has connected anywhere before.
    from app.engine.child import main as work

    return work()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
