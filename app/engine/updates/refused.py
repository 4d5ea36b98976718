"""An update that goes no further."""

from app.core.engine_updates import UpdateEnd


class NoUpdate(Exception):  # noqa: N818  that there is none may be as it should be
    """It ends so. What it says is for the log, and holds no address."""

    def __init__(self, end: UpdateEnd, reason: str = "") -> None:
        super().__init__(reason or end.value)
        self.end = end
