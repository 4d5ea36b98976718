"""One look for a newer engine in the process of the test, and what it said."""

import os
import threading
from dataclasses import replace

from app.engine.options import EngineOptions
from app.engine.protocol import Answer, EngineJob, EngineUpdate
from app.engine.updates.update_job import run_update
from app.engine.ytdlp import Engine

QUICK = EngineOptions(socket_timeout=4.0)


def look(
    job: EngineJob, options: EngineOptions | None = None, *, by_hand: bool = False
) -> list[EngineUpdate]:
    """All it said, the last of which is how it ended."""
    said: list[Answer] = []
    before = dict(os.environ)
    try:
        engine = Engine(options or QUICK)
        run_update(replace(job, by_hand=by_hand), engine, said.append, threading.Event())
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert [answer.last for answer in said] == [False] * (len(said) - 1) + [True]
    return [answer.engine_update for answer in said if answer.engine_update]
