"""A pool whose children die again and again with a newer engine goes on with the bundled one."""

import os
import queue
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.engine.child_pool import ChildPool
from app.engine.options import EngineOptions
from app.engine.trust import Trust
from tests.engine.running import LIMIT, eventually

# What a child is to the pool, without the second that a real one needs.
_STUB = """
import sys
sys.stdin.buffer.readline()
sys.stdout.write('{"ready": true, "engine": "2099.1.1"}\\n')
sys.stdout.flush()
sys.stdin.buffer.readline()
"""
ENGINE = "/engines/a/2099.1.1"


@pytest.fixture
def pool() -> Iterator[ChildPool]:
    stub = (sys.executable, "-c", _STUB)
    children = ChildPool(EngineOptions(engine=ENGINE), python=stub, warm=0)
    yield children
    children.close()


def killed(
    pool: ChildPool, *, by_us: bool = False, number: signal.Signals = signal.SIGKILL
) -> None:
    """A leased child comes to its end."""
    child = pool.lease()
    assert child is not None
    if by_us:
        child.kill()
    else:
        os.kill(child.pid, number)
    assert eventually(lambda: child.is_gone)
    pool.give_back(child)


def test_children_that_keep_dying_are_the_end_of_it(pool: ChildPool) -> None:
    told: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    pool.on_distrust = lambda engine, words: told.put((engine, words))
    killed(pool)
    killed(pool)
    assert pool.options.engine == ENGINE
    killed(pool)
    assert pool.options == EngineOptions()
    assert told.get(timeout=LIMIT)[0] == ENGINE


def test_those_that_are_canceled_say_nothing_of_it(pool: ChildPool) -> None:
    for _ in range(4):
        killed(pool, by_us=True)
    assert pool.options.engine == ENGINE


def test_those_that_end_with_the_session_say_nothing_of_it(pool: ChildPool) -> None:
    for _ in range(4):
        killed(pool, number=signal.SIGTERM)
    assert pool.options.engine == ENGINE


def test_one_that_comes_back_makes_up_for_those_before(pool: ChildPool) -> None:
    for _ in range(2):
        killed(pool)
        killed(pool)
        child = pool.lease()
        assert child is not None
        pool.give_back(child)
    assert pool.options.engine == ENGINE


def test_another_engine_begins_anew(pool: ChildPool) -> None:
    killed(pool)
    killed(pool)
    pool.set_options(replace(pool.options, engine="/engines/b/2099.2.2"))
    killed(pool)
    assert pool.options.engine == "/engines/b/2099.2.2"


def test_trust_is_lost_by_what_happens_in_a_row() -> None:
    trust = Trust()
    assert not trust.did_not_start("new")
    trust.started("new")
    assert not trust.did_not_start("new")
    assert trust.did_not_start("new")
    assert [trust.died("new") for _ in range(2)] == [False, False]
    trust.came_back("new")
    assert [trust.died("new") for _ in range(3)] == [False, False, True]


def test_the_bundled_one_is_all_there_is_to_trust() -> None:
    trust = Trust()
    assert not any(trust.did_not_start("") or trust.died("") for _ in range(9))
