"""Which fragments are still to come when a stream is continued."""

from pathlib import Path
from typing import Any

import pytest

from app.engine.fragments import StartAgain, check_same_stream, still_to_come


def as_continued(total: int, done: int, first_number: int = 0) -> list[dict[str, Any]]:
    """What yt-dlp hands over when `done` of `total` fragments are already there."""
    return [
        {"frag_index": index, "media_sequence": first_number + place, "byte_range": {}}
        for place, index in enumerate(range(done + 1, total + 1))
    ]


@pytest.mark.parametrize("done", [0, 1, 7, 20])
@pytest.mark.parametrize("first_number", [0, 300])
def test_they_are_numbered_as_without_interruption(done: int, first_number: int) -> None:
    rest = still_to_come(as_continued(20, done, first_number), done)
    assert rest == as_continued(20, 0, first_number)[done:]


def test_a_header_is_not_appended_twice() -> None:
    header = {"frag_index": 1, "media_sequence": 5, "byte_range": {}}
    pieces: list[dict[str, Any]] = [
        {"frag_index": i, "media_sequence": i + 1, "byte_range": {}} for i in (5, 6)
    ]
    rest = still_to_come([header, *pieces], 4)
    assert [(one["frag_index"], one["media_sequence"]) for one in rest] == [(5, 9), (6, 10)]


def test_ranges_that_follow_each_other_start_again() -> None:
    fragment = {"frag_index": 4, "media_sequence": 0, "byte_range": {"start": 0, "end": 9}}
    assert still_to_come([{**fragment, "frag_index": 1}], 0)
    with pytest.raises(StartAgain):
        still_to_come([fragment], 3)


def test_other_streams_are_left_alone() -> None:
    dash = [{"frag_index": 3, "url": "x"}, {"frag_index": 4, "url": "y"}]
    assert still_to_come(dash, 2) == dash
    assert still_to_come([], 2) == []


def test_a_stream_with_another_number_of_fragments_is_another(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    check_same_stream(file, 12, 0)
    check_same_stream(file, 12, 5)
    with pytest.raises(StartAgain):
        check_same_stream(file, 13, 5)
    with pytest.raises(StartAgain):
        check_same_stream(tmp_path / "unknown.mp4", 12, 5)
