"""When the bus goes, who waits for an answer hears it, and an answer that has come stays."""

from concurrent.futures import Future

import pytest
from jeepney import Message, MessageType
from jeepney.io.common import RouterClosed
from jeepney.low_level import Header

from app.ui.desktop.session_bus import drop_waiting


def test_who_waits_is_told_and_what_has_come_stays() -> None:
    answer = Message(Header(0, MessageType.method_return, 0, 1, 0, 1, {}), ())
    come: Future[Message] = Future()
    come.set_result(answer)
    waiting: Future[Message] = Future()
    drop_waiting({1: come, 2: waiting})
    assert come.result() is answer
    with pytest.raises(RouterClosed):
        waiting.result(0)
