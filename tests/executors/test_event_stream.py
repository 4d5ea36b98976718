"""Server-sent events are read as the standard has it, however they arrive."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.executors.event_stream import EventParser, ServerEvent, StreamTooLarge

_STREAM = (
    "\ufeff: hello\n"
    "retry: 2000\n\n"
    "id: 1-0\r\nevent: update\r\ndata: {}\r\n\r\n"
    "event: lines\rdata: a\rdata\rdata:  b\r\r"
    "event: nothing\n\n"
    "data: plain \u00fcber\nunknown: field\n\n"
    "id: 2-0\ndata: x\n\n"
    "data: without an end\n"
).encode()
_EVENTS = [
    None,
    None,
    ServerEvent("update", "{}", "1-0"),
    ServerEvent("lines", "a\n\n b"),
    ServerEvent("message", "plain über"),
    ServerEvent("message", "x", "2-0"),
]


def _fed(*chunks: bytes) -> list[ServerEvent | None]:
    parser = EventParser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


def test_a_stream_is_read_as_the_standard_has_it() -> None:
    assert _fed(_STREAM) == _EVENTS


@given(st.lists(st.integers(0, len(_STREAM)), max_size=40))
def test_it_does_not_matter_where_chunks_end(ends: list[int]) -> None:
    cuts = [0, *sorted(ends), len(_STREAM)]
    pieces = [_STREAM[start:end] for start, end in pairwise(cuts)]
    assert _fed(*pieces) == _EVENTS


def test_single_bytes_make_the_same_events() -> None:
    assert _fed(*(bytes([one]) for one in _STREAM)) == _EVENTS


@given(st.lists(st.sampled_from([b"\r", b"\n", b"data", b":", b" ", b"id", b"x", b"event"])))
def test_chunks_never_change_what_any_stream_says(parts: list[bytes]) -> None:
    assert _fed(*parts) == _fed(b"".join(parts))


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_each_kind_of_line_end_counts_once(end: bytes) -> None:
    lines = (b"data: a", b"data: b", b"", b"data: c", b"", b"")
    found = _fed(end.join(lines))
    assert found == [ServerEvent("message", "a\nb"), ServerEvent("message", "c")]


def test_an_empty_data_line_is_an_event_and_no_data_is_none() -> None:
    assert _fed(b"data\n\n") == [ServerEvent("message", "")]
    assert _fed(b"event: update\nid: 5\n\ndata: a\n\n") == [ServerEvent("message", "a")]


@pytest.mark.parametrize("bad", [b"a\x00b", "ü".encode(), b"9" * 201, b"a\x1bb"])
def test_an_id_that_cannot_be_sent_back_is_none(bad: bytes) -> None:
    assert _fed(b"id: " + bad + b"\ndata: a\n\n") == [ServerEvent("message", "a", "")]


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert _fed(b"data: a\xffb\n\n") == [ServerEvent("message", "a\ufffdb")]


def test_what_ends_in_the_middle_is_no_event() -> None:
    assert _fed(b"data: a\n") == []
    assert _fed(b"data: a\n\ndata: b") == [ServerEvent("message", "a")]


def test_an_event_may_be_as_large_as_is_meant_and_not_larger() -> None:
    assert list(EventParser(11).feed(b"data: 1234\n\n")) == [ServerEvent("message", "1234")]
    with pytest.raises(StreamTooLarge):
        list(EventParser(11).feed(b"data: 12345\n"))


@pytest.mark.parametrize("piece", [b"x" * 100, b"data\n", b"id: 1\n"])
def test_what_has_no_end_is_not_collected_for_ever(piece: bytes) -> None:
    parser = EventParser(1_000)
    fed = (event for _ in range(2_000) for event in parser.feed(piece))
    with pytest.raises(StreamTooLarge):
        next(fed)
