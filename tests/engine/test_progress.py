"""Progress is one fraction that never falls, is never full too early, and never guesses."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.download import Activity, Progress, Stage
from app.engine.progress import DOWNLOADED, ProgressMeter

VIDEO = {"format_id": "137", "vcodec": "avc1", "acodec": "none"}
AUDIO = {"format_id": "140", "vcodec": "none", "acodec": "mp4a"}


def ticking(step: float) -> Callable[[], float]:
    times: Iterator[float] = itertools.count(0.0, step)
    return lambda: next(times)


def meter(*streams: dict[str, Any], duration: Any = None, step: float = 1.0) -> ProgressMeter:
    made = ProgressMeter(ticking(step))
    made.plan({"requested_formats": list(streams), "duration": duration})
    return made


def event(stream: dict[str, Any], done: Any, total: Any = None, **more: Any) -> dict[str, Any]:
    return {
        "status": "downloading",
        "downloaded_bytes": done,
        "total_bytes": total,
        "info_dict": stream,
        **more,
    }


def ended(stream: dict[str, Any], size: Any) -> dict[str, Any]:
    return event(stream, size, size, status="finished")


def told(progress: Progress | None) -> Progress:
    assert progress is not None
    return progress


def fraction(progress: Progress | None) -> float:
    value = told(progress).fraction
    assert value is not None
    return value


def test_streams_weigh_what_they_are_said_to_weigh() -> None:
    one = meter({**VIDEO, "filesize": 900}, {**AUDIO, "filesize_approx": 100})
    assert fraction(one.downloading(event(VIDEO, 450, 900))) == pytest.approx(0.45 * DOWNLOADED)
    assert fraction(one.downloading(ended(VIDEO, 900))) == pytest.approx(0.9 * DOWNLOADED)
    assert fraction(one.downloading(event(AUDIO, 50, 100))) == pytest.approx(0.95 * DOWNLOADED)
    assert fraction(one.downloading(ended(AUDIO, 100))) == pytest.approx(DOWNLOADED)


def test_sizes_come_from_rate_and_duration_where_nothing_else_is_said() -> None:
    one = meter({**VIDEO, "tbr": 800}, {**AUDIO, "filesize": 100_000}, duration=3)
    assert fraction(one.downloading(ended(VIDEO, 300_000))) == pytest.approx(0.75 * DOWNLOADED)


def test_without_sizes_video_weighs_ten_times_the_sound() -> None:
    one = meter(VIDEO, {**AUDIO, "filesize": 5_000_000})
    assert fraction(one.downloading(ended(VIDEO, 10))) == pytest.approx(10 / 11 * DOWNLOADED)


def test_fragments_are_counted_not_their_guessed_bytes() -> None:
    one = meter(VIDEO)
    report = event(
        VIDEO, 90, fragment_index=1, fragment_count=4, total_bytes_estimate=100, total_bytes=None
    )
    progress = told(one.downloading(report))
    assert progress.fraction == pytest.approx(0.25 * DOWNLOADED)
    assert (progress.done_bytes, progress.total_bytes) == (90, 360)


def test_nothing_known_is_no_fraction_and_no_total() -> None:
    progress = told(meter(VIDEO).downloading(event(VIDEO, 1000)))
    assert progress.fraction is None
    assert progress.total_bytes is None
    assert progress.seconds_left is None
    assert progress.done_bytes == 1000


def test_a_size_known_beforehand_helps_a_server_that_tells_none() -> None:
    one = meter({**VIDEO, "filesize": 1000})
    assert fraction(one.downloading(event(VIDEO, 500))) == pytest.approx(0.5 * DOWNLOADED)


def test_more_than_was_promised_is_still_not_more_than_all() -> None:
    progress = told(meter({**VIDEO, "filesize": 1000}).downloading(event(VIDEO, 3000)))
    assert progress.fraction == pytest.approx(DOWNLOADED)
    assert (progress.done_bytes, progress.total_bytes) == (3000, 3000)


def test_a_stream_that_begins_again_does_not_take_the_bar_back() -> None:
    one = meter(VIDEO)
    before = fraction(one.downloading(event(VIDEO, 800, 1000)))
    assert fraction(one.downloading(event(VIDEO, 100, 1000))) == before


def test_a_new_plan_does_not_take_the_bar_back() -> None:
    one = meter(VIDEO)
    before = fraction(one.downloading(event(VIDEO, 800, 1000)))
    one.plan({"requested_formats": [VIDEO, AUDIO]})
    assert fraction(one.downloading(event(VIDEO, 100, 1000))) == before


def test_subtitles_and_pictures_count_for_nothing() -> None:
    one = meter(VIDEO)
    assert one.downloading(ended({"ext": "vtt", "url": "http://a.example/s"}, 10)) is None
    assert fraction(one.downloading(event(VIDEO, 10, 1000))) == pytest.approx(0.01 * DOWNLOADED)


def test_a_file_that_is_already_there_only_says_that_it_is_finished() -> None:
    one = ProgressMeter(ticking(1))
    one.plan({"format_id": "0", "ext": "mp4"})
    report = {"status": "finished", "total_bytes": 700, "info_dict": {"format_id": "0"}}
    progress = told(one.downloading(report))
    assert progress.fraction == pytest.approx(DOWNLOADED)
    assert (progress.done_bytes, progress.total_bytes) == (700, 700)


def test_all_there_already_begins_with_processing() -> None:
    one = meter(VIDEO, AUDIO)
    progress = told(one.processing({"postprocessor": "MoveFiles", "status": "started"}))
    assert progress.stage is Stage.PROCESSING
    assert progress.activity is Activity.MOVING
    assert progress.fraction == DOWNLOADED


@pytest.mark.parametrize(
    ("name", "activity"),
    [
        ("Merger", Activity.MERGING),
        ("ExtractAudio", Activity.CONVERTING),
        ("FixupM3u8", Activity.CONVERTING),
        ("MoveFiles", Activity.MOVING),
    ],
)
def test_steps_after_the_download_have_names(name: str, activity: Activity) -> None:
    progress = told(meter(VIDEO).processing({"postprocessor": name, "status": "started"}))
    assert (progress.stage, progress.activity) == (Stage.PROCESSING, activity)


def test_what_runs_before_the_download_is_no_processing() -> None:
    for name in ("MetadataParser", "Watcher", None, 3):
        assert meter(VIDEO).processing({"postprocessor": name, "status": "started"}) is None


def test_many_steps_never_fill_the_bar() -> None:
    one = meter(VIDEO)
    one.downloading(ended(VIDEO, 10))
    shown = [
        fraction(one.processing({"postprocessor": "FixupM4a", "status": status}))
        for _ in range(60)
        for status in ("started", "finished")
    ]
    assert shown == sorted(shown)
    assert DOWNLOADED <= shown[0] < shown[-1] <= 0.99


def test_the_stream_says_what_it_is() -> None:
    one = meter(VIDEO, AUDIO)
    assert told(one.downloading(event(VIDEO, 1, 10))).activity is Activity.VIDEO
    assert told(one.downloading(event(AUDIO, 1, 10))).activity is Activity.AUDIO


def test_at_most_ten_answers_a_second_while_a_stream_flows() -> None:
    one = meter(VIDEO, step=0.0005)
    reports = (event(VIDEO, done, 10_000) for done in range(4000))
    answers = [answer for report in reports if (answer := one.downloading(report))]
    assert 10 <= len(answers) <= 41  # it asks the clock twice for each report: four seconds


def test_changes_are_told_at_once() -> None:
    one = meter(VIDEO, AUDIO, step=0)
    assert one.downloading(event(VIDEO, 1, 10))
    assert one.downloading(event(VIDEO, 2, 10)) is None
    assert one.downloading(ended(VIDEO, 10))
    assert one.downloading(event(AUDIO, 1, 10))
    assert one.downloading(event(AUDIO, 2, 10)) is None
    assert one.processing({"postprocessor": "Merger", "status": "started"})
    assert one.processing({"postprocessor": "Merger", "status": "processing"}) is None


def test_speed_and_time_left_are_over_the_whole() -> None:
    times = iter(range(1000))
    one = ProgressMeter(lambda: next(times) / 2)
    one.plan({"requested_formats": [{**VIDEO, "filesize": 8000}, {**AUDIO, "filesize": 2000}]})
    for done in range(0, 5000, 1000):
        progress = told(one.downloading(event(VIDEO, done, 8000)))
    assert progress.bytes_per_second == pytest.approx(1000)
    assert (progress.done_bytes, progress.total_bytes) == (4000, 10_000)
    assert progress.seconds_left == pytest.approx(6)


def test_what_was_there_before_is_no_speed() -> None:
    one = meter(VIDEO)
    assert told(one.downloading(event(VIDEO, 5_000_000, 9_000_000))).bytes_per_second is None
    assert told(one.downloading(event(VIDEO, 5_000_200, 9_000_000))).bytes_per_second == 100


numbers = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(min_value=2**1000, max_value=2**1100),
    st.floats(),
    st.text(max_size=3),
    st.integers(0, 5000),
)
formats = st.fixed_dictionaries(
    {"format_id": st.sampled_from(["137", "140", "", None, 7])},
    optional={
        "vcodec": st.sampled_from(["none", "avc1", None, 1]),
        "acodec": st.sampled_from(["none", "mp4a", None, 1]),
        "filesize": numbers,
        "filesize_approx": numbers,
        "tbr": numbers,
    },
)
plans = st.fixed_dictionaries(
    {},
    optional={
        "requested_formats": st.one_of(numbers, st.lists(st.one_of(formats, numbers), max_size=4)),
        "duration": numbers,
        "format_id": st.sampled_from(["137", None]),
    },
)
reports = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["downloading", "finished", "error", "started", None, 1]),
        "downloaded_bytes": numbers,
        "total_bytes": numbers,
        "total_bytes_estimate": numbers,
        "fragment_index": numbers,
        "fragment_count": numbers,
        "info_dict": st.one_of(numbers, formats),
        "postprocessor": st.sampled_from(["Merger", "MoveFiles", "FixupM4a", "Else", None, 1]),
    },
)


@given(
    plans,
    st.lists(st.tuples(st.booleans(), reports), max_size=25),
    st.lists(st.floats(0, 1e6), min_size=1, max_size=5),
)
def test_whatever_is_reported_the_bar_is_honest(
    plan: dict[str, Any], events: list[tuple[bool, dict[str, Any]]], times: list[float]
) -> None:
    clock = itertools.cycle(times)  # it may even run backwards
    one = ProgressMeter(lambda: next(clock))
    one.plan(plan)
    last = 0.0
    for is_download, report in events:
        progress = one.downloading(report) if is_download else one.processing(report)
        if progress is None:
            continue
        if progress.fraction is None:
            assert last == 0.0
        else:
            assert last <= progress.fraction < 1.0
            last = progress.fraction
        _assert_sane(progress)


def _assert_sane(progress: Progress) -> None:
    for value in (progress.done_bytes, progress.total_bytes):
        assert value is None or 0 <= value < 2**63
    for number in (progress.bytes_per_second, progress.seconds_left):
        assert number is None or 0 <= number < float("inf")
    if progress.done_bytes is not None and progress.total_bytes is not None:
        assert progress.done_bytes <= progress.total_bytes
