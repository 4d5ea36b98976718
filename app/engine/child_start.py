"""How this program is started anew as one of its own children."""

import sys

CHILD_OPTION = "--child"
"""Makes a child of a packaged application, where it is the first argument."""


def child_command() -> tuple[str, ...]:
    """What starts a child: a packaged application starts itself, since there is no Python."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD_OPTION)
    return (sys.executable, "-m", "app.engine.child")
