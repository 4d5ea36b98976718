"""An engine whose updates are in hand."""

from app.core.engine_updates import EngineListener, EngineStanding

BUNDLED, NEWER = "2026.10.26", "2099.01.02"


class HandEngine:
    """`EngineUpdates` that do what the test says."""

    def __init__(self) -> None:
        self.standing = EngineStanding(bundled=BUNDLED, used=BUNDLED, solver="0.8.0")
        self.asked: list[str] = []
        self.listeners: list[EngineListener] = []

    def listen(self, listener: EngineListener) -> None:
        self.listeners.append(listener)

    def stop_listening(self, listener: EngineListener) -> None:
        self.listeners.remove(listener)

    def check(self) -> None:
        self.asked.append("check")

    def go_back(self) -> None:
        self.asked.append("go back")

    def tell(self, standing: EngineStanding) -> None:
        """Have it so."""
        self.standing = standing
        for listener in tuple(self.listeners):
            listener(standing)
