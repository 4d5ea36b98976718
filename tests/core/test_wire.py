"""The wire format: what is written is read back, and whatever is read cannot do harm."""

import dataclasses
import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import wire
from app.core.choices import AudioFormat, Choices, Quality
from app.core.download import (
    Activity,
    Download,
    DownloadRequest,
    DownloadState,
    DownloadUpdate,
    Progress,
    Remark,
    Section,
    Stage,
)
from app.core.errors import ErrorCode
from app.core.executor import Entry, ProbeUpdate, VideoInfo
from app.core.settings import Settings

WORDS = (
    DownloadRequest,
    Progress,
    DownloadUpdate,
    Download,
    Entry,
    ProbeUpdate,
    VideoInfo,
    Settings,
)

texts = st.text(max_size=20)
floats = st.none() | st.floats(allow_nan=False, allow_infinity=False)
counts = st.integers(-(2**63), 2**63 - 1)
requests = st.builds(
    DownloadRequest,
    url=texts,
    choices=st.builds(
        Choices,
        quality=st.sampled_from(Quality),
        audio=st.none() | st.sampled_from(AudioFormat),
        bitrate=st.none() | counts,
        languages=st.lists(texts, max_size=3).map(tuple),
        cover=st.booleans(),
    ),
    section=st.none() | st.builds(Section, start=st.floats(0, 9), end=floats),
    folder=texts,
    list_number=st.none() | counts,
)
progresses = st.builds(
    Progress,
    stage=st.sampled_from(Stage),
    activity=st.none() | st.sampled_from(Activity),
    fraction=floats,
    done_bytes=st.none() | counts,
    total_bytes=st.none() | counts,
    bytes_per_second=floats,
    seconds_left=floats,
)
updates = st.builds(
    DownloadUpdate,
    id=texts,
    run=counts,
    seq=counts,
    state=st.sampled_from(DownloadState),
    progress=progresses,
    title=texts,
    duration=floats,
    size=st.none() | counts,
    remark=st.none() | st.sampled_from(Remark),
    error=st.none() | st.sampled_from(ErrorCode),
    detail=texts,
)
probes = st.builds(
    ProbeUpdate,
    id=texts,
    video=st.none() | st.builds(VideoInfo, title=texts),
    entries=st.lists(st.builds(Entry, url=texts, duration=floats), max_size=3).map(tuple),
    last=st.booleans(),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.one_of(requests, progresses, updates, probes))
def test_what_is_written_is_read_back(value: Any) -> None:
    line = wire.to_line(value)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert wire.from_json(type(value), line) == value
    assert wire.from_json(type(value), wire.to_json(value)) == value


@given(updates)
def test_a_value_may_lie_inside_a_mapping(update: DownloadUpdate) -> None:
    data = wire.parse(wire.to_line({"event": "update", "update": update}))
    assert data["event"] == "update"
    assert wire.read(DownloadUpdate, data["update"]) == update


def test_defaults_are_left_out_and_come_back() -> None:
    assert json.loads(wire.to_json(DownloadRequest("http://a.example/"))) == {
        "url": "http://a.example/"
    }
    assert wire.from_json(Settings, "{}") == Settings()


def test_unknown_fields_are_ignored() -> None:
    read = wire.from_json(DownloadRequest, '{"url": "http://a.example/", "newer": [1], "id": 3}')
    assert read == DownloadRequest("http://a.example/")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_json_cannot_say_is_written_as_unknown(value: float) -> None:
    assert wire.from_json(Progress, wire.to_json(Progress(fraction=value))).fraction is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"text"',
        "{",
        "{}",
        '{"url": 1}',
        '{"url": null}',
        '{"url": "u", "choices": {"quality": "9000p"}}',
        '{"url": "u", "choices": {"quality": null}}',
        '{"url": "u", "choices": {"audio": 1}}',
        '{"url": "u", "folder": ["/"]}',
        b"\xff\xfe",
        b'{"url": "\xff"}',
        "[" * 100_000,
    ],
)
def test_what_was_not_promised_is_an_error(text: str | bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.from_json(DownloadRequest, text)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "true", '"1"', "1" + "0" * 400])
def test_numbers_are_finite(number: str) -> None:
    with pytest.raises(wire.WireError):
        wire.from_json(Progress, f'{{"fraction": {number}}}')


@pytest.mark.parametrize("number", ["1.0", "true", str(2**63), "-1e400", '"1"'])
def test_integers_fit_into_a_database(number: str) -> None:
    with pytest.raises(wire.WireError):
        wire.from_json(Progress, f'{{"done_bytes": {number}}}')


def test_an_error_says_where_it_is() -> None:
    text = '{"id": "a", "run": 1, "seq": 1, "state": "running", "progress": {"fraction": "half"}}'
    with pytest.raises(wire.WireError, match=r"DownloadUpdate\.progress: Progress\.fraction: num"):
        wire.from_json(DownloadUpdate, text)


def told(**words: object) -> DownloadUpdate:
    """An update of a newer writer."""
    told_always = {"id": "a", "run": 1, "seq": 1, "state": "failed"}
    return wire.read(DownloadUpdate, told_always | words)


def test_what_a_newer_writer_tells_is_read_as_far_as_it_can_be() -> None:
    progress = {"stage": "dancing", "activity": "waltz", "fraction": 0.5}
    update = told(error="moonstruck", remark="lovely", detail="words", progress=progress)
    assert update.error is ErrorCode.INTERNAL
    assert update.remark is None
    assert update.detail == "words"
    assert update.progress == Progress(Stage.RESOLVING, None, 0.5)
    answer = wire.read(ProbeUpdate, {"id": "a", "error": "moonstruck"})
    assert answer.error is ErrorCode.INTERNAL


@pytest.mark.parametrize("wrong", [1, True, ["network"], {"code": "network"}])
def test_what_is_no_word_is_not_a_newer_one(wrong: object) -> None:
    for field in ("error", "remark"):
        with pytest.raises(wire.WireError, match=f"DownloadUpdate.{field}"):
            told(**{field: wrong})


def test_no_state_stands_in_for_one_that_is_not_known() -> None:
    with pytest.raises(wire.WireError, match=r"DownloadUpdate\.state: .*danc"):
        told(state="dancing")


@pytest.mark.parametrize(
    "choices", [{"audio": "wax"}, {"quality": "9000p"}, {"container": "box"}, {"sponsors": "hug"}]
)
def test_what_a_newer_writer_asks_for_is_read_exactly_or_not_at_all(
    choices: dict[str, str],
) -> None:
    with pytest.raises(wire.WireError, match=r"DownloadRequest\.choices"):
        wire.read(DownloadRequest, {"url": "http://a.example/", "choices": choices})


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """Something that is of use also without the request."""

    name: str
    request: DownloadRequest | None = dataclasses.field(default=None, metadata=wire.IF_READABLE)
    other: DownloadRequest | None = None


def test_only_what_is_marked_reads_as_none_where_it_cannot_be_read() -> None:
    asked, newer = {"url": "http://a.example/"}, {"url": "u", "choices": {"audio": "wax"}}
    request = DownloadRequest("http://a.example/")
    assert wire.read(Told, {"name": "a", "request": asked}) == Told("a", request)
    assert wire.read(Told, {"name": "a", "request": newer}) == Told("a")
    with pytest.raises(wire.WireError, match=r"Told\.other: .*choices"):
        wire.read(Told, {"name": "a", "other": newer})


def test_a_line_without_end_is_refused() -> None:
    with pytest.raises(wire.WireError, match="bytes"):
        wire.parse(b'{"url": "' + b"x" * wire.MAX_LINE + b'"}')


@given(st.sampled_from(WORDS), st.dictionaries(texts, anything, max_size=4), st.data())
def test_any_object_is_read_or_refused(
    word: type[Any], data: dict[str, Any], draw: st.DataObject
) -> None:
    for field in dataclasses.fields(word):
        data[field.name] = draw.draw(anything)
    try:
        value = wire.read(word, data)
    except wire.WireError:
        return
    assert wire.from_json(word, wire.to_json(value)) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parsed = wire.parse(data)
    except wire.WireError:
        return
    assert isinstance(parsed, dict)
