"""A Redis that is another one between two words is away, and nothing worse."""

import fakeredis
import pytest

from cloud.store.scripts import Keeping, Scripts, StoreAway


def test_a_redis_that_forgets_a_script_it_was_just_given_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = fakeredis.FakeRedis(decode_responses=True)
    scripts = Scripts(client, Keeping(ended_ms=1_000))
    load = client.script_load

    def load_and_begin_anew(text: str) -> str:
        sha = str(load(text))
        client.script_flush()
        return sha

    monkeypatch.setattr(client, "script_load", load_and_begin_anew)
    with pytest.raises(StoreAway):
        scripts.run("stats", 0)
    monkeypatch.undo()
    assert scripts.run("stats", 0) is not None
    client.close()
