"""A service that stands as a test says."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.core.cloud import CloudListener, CloudStanding, CloudTest


@dataclass(frozen=True, slots=True)
class Tried:
    """What was asked for in one try of a connection."""

    address: str
    token: str = field(repr=False)
    plain: bool


class CloudDouble:
    """Notes what is asked of it; a try of a connection waits until `answer` is called."""

    def __init__(self, standing: CloudStanding | None = None) -> None:
        self.standing = standing or CloudStanding()
        self.reconnects = 0
        self.tried: list[Tried] = []
        self._waiting: list[Callable[[CloudTest], None]] = []
        self._listeners: list[CloudListener] = []

    def listen(self, listener: CloudListener) -> None:
        self._listeners.append(listener)

    def reconnect(self) -> None:
        self.reconnects += 1

    def test(
        self, address: str, token: str, *, plain: bool, then: Callable[[CloudTest], None]
    ) -> None:
        self.tried.append(Tried(address, token, plain))
        self._waiting.append(then)

    def stand(self, standing: CloudStanding) -> None:
        """Let the connection stand like this from now on."""
        self.standing = standing
        for listener in self._listeners:
            listener(standing)

    def answer(self, test: CloudTest) -> None:
        """Answer the oldest try that waits."""
        self._waiting.pop(0)(test)
