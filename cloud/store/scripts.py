"""The scripts that Redis runs for us, each as one atomic step."""

import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import redis
from redis.commands.core import Script

log = logging.getLogger(__name__)

TAG = "{spool}"
"""What every key begins with, in braces, so that all lie in one slot of a cluster."""

_LUA = Path(__file__).with_name("lua")


class StoreAway(Exception):  # noqa: N818  it is no error of ours
    """Redis cannot be reached or cannot write now; what was asked may or may not have been done."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long things are kept."""

    ended_ms: int  # what is over, with its file
    events: int = 5_000  # of an owner


class Scripts:
    """Runs a script by its name. Any thread may call it. `StoreAway` where that cannot be now; what
    else Redis objects to is a defect."""

    def __init__(self, client: redis.Redis, keeping: Keeping) -> None:
        self.client = client
        self._first = (keeping.ended_ms, keeping.events)
        self._scripts: dict[str, Script] = {
            name: client.register_script(text) for name, text in _texts().items()
        }

    def run(self, name: str, *arguments: str | float) -> Any:
        try:
            return self._scripts[name](keys=[TAG], args=[*self._first, *arguments])
        except (redis.ConnectionError, redis.TimeoutError) as error:
            raise StoreAway(type(error).__name__) from None
        except redis.ResponseError as error:
            if _will_pass(error):
                raise StoreAway(type(error).__name__) from None
            raise


_PASSING = (
    redis.exceptions.ReadOnlyError,
    redis.exceptions.OutOfMemoryError,
    redis.exceptions.MasterDownError,
    redis.exceptions.ClusterDownError,
    redis.exceptions.TryAgainError,
    # It was given the script, and was another Redis, or began anew, before it was to run it.
    redis.exceptions.NoScriptError,
)


def _will_pass(error: redis.ResponseError) -> bool:
    """Whether it says that it cannot write just now: a replica after a failover, full memory or
    disk."""
    return isinstance(error, _PASSING) or str(error).startswith(("MISCONF", "NOREPLICAS", "BUSY "))


@cache
def _texts() -> dict[str, str]:
    common = (_LUA / "common.lua").read_text()
    return {
        path.stem: f"{common}\n{path.read_text()}"
        for path in sorted(_LUA.glob("*.lua"))
        if path.stem != "common"
    }
