"""What the service says, as saved samples: each side reads what the other wrote, also another
version of it."""

import json
from dataclasses import asdict, fields, replace
from typing import Any

import pytest

from app.core import wire
from app.core.choices import Choices, Container, Quality, Subtitles
from app.core.download import (
    Activity,
    DownloadRequest,
    DownloadState,
    Progress,
    Remark,
    Section,
    Stage,
)
from app.core.errors import ErrorCode
from app.core.remote import (
    BatchPage,
    BatchStatus,
    BesideFile,
    Problem,
    RemoteDownload,
    Removed,
    ServiceVersions,
    Snapshot,
    Submitted,
)

# As level 1 of the interface has them on the wire. They are never changed: a client of that level
# is out there. What came later is in samples of its own.
RUNNING = """{
    "id": "7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61", "run": 1795780000, "seq": 7, "state": "running",
    "progress": {"stage": "downloading", "activity": "video", "fraction": 0.25,
        "done_bytes": 250, "total_bytes": 1000, "bytes_per_second": 100.5, "seconds_left": 7.5},
    "title": "Ein Übungsfilm", "uploader": "Ann", "thumbnail": "https://example.org/a.jpg",
    "duration": 12.5, "media_key": "generic a 1", "format_label": "1080p MP4", "file_name": "",
    "size": null, "sha256": "", "remark": null, "error": null, "detail": "",
    "batch_id": "0d8e5a1f-7b11-4c5e-9a53-6c1f2f0e8f0b", "url": "https://example.org/watch?v=1",
    "percentage": 25.0, "added": 1795780000.25, "ended": null, "expires": null, "beside": []
}"""
COMPLETED = """{
    "id": "7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61", "run": 2, "seq": 9, "state": "completed",
    "progress": {"stage": "processing", "activity": null, "fraction": 1.0, "done_bytes": null,
        "total_bytes": null, "bytes_per_second": null, "seconds_left": null},
    "title": "", "uploader": "", "thumbnail": "", "duration": null, "media_key": "",
    "format_label": "", "file_name": "Film.mp4", "size": 1000, "sha256": "ab", "error": null,
    "remark": "no_subtitles", "detail": "", "batch_id": "b", "url": "https://example.org/",
    "percentage": 100.0, "added": 1.0, "ended": 2.0, "expires": 3.5,
    "beside": [{"suffix": "en.vtt", "size": 7, "sha256": "cd"}]
}"""
ASKED = """{
    "id": "7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61", "run": 2, "seq": 9, "state": "failed",
    "progress": {"stage": "resolving", "activity": null, "fraction": null, "done_bytes": null,
        "total_bytes": null, "bytes_per_second": null, "seconds_left": null},
    "title": "", "uploader": "", "thumbnail": "", "duration": null, "media_key": "",
    "format_label": "", "file_name": "", "size": null, "sha256": "", "error": "network",
    "remark": null, "detail": "", "batch_id": "b", "url": "https://example.org/",
    "percentage": null, "added": 1.0, "ended": 2.0, "expires": 3.5, "beside": [], "worked": 12.25,
    "request": {"url": "https://example.org/", "format": "137",
        "choices": {"quality": "720p", "container": "mp4", "audio": null, "bitrate": null,
            "subtitles": "beside", "languages": ["en"], "automatic_subtitles": false,
            "chapters": true, "tags": false, "cover": false, "sponsors": "keep"},
        "section": {"start": 1.5, "end": null}}
}"""
_COUNTS = '"total": 1, "completed": 1, "failed": 0, "in_progress": 0, "canceled": 0, "added": 1.0'
STATUS = f'{{"batch_id": "b", {_COUNTS}, "downloads": [{COMPLETED}]}}'
PAGE = f'{{"batches": [{{"batch_id": "b", {_COUNTS}, "downloads": []}}], "next": "41"}}'
SUBMITTED = """{"batch_id": "b", "download_ids": ["x", "y"],
    "message": "Started batch download of 2 videos"}"""
SNAPSHOT = f'{{"downloads": [{RUNNING}], "first": true, "last": false}}'
REMOVED = '{"id": "x", "expired": true}'
VERSIONS = """{"api": 1, "service": "0.1.0", "ytdlp": "2026.10.26", "ffmpeg": "7.0",
    "deno": "2.9.8"}"""
PROBLEM = """{"status": 429, "code": "rate_limited", "title": "Too many requests.", "detail": "",
    "type": "about:blank"}"""

_running = RemoteDownload(
    id="7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61",
    run=1_795_780_000,
    seq=7,
    state=DownloadState.RUNNING,
    progress=Progress(Stage.DOWNLOADING, Activity.VIDEO, 0.25, 250, 1000, 100.5, 7.5),
    title="Ein Übungsfilm",
    uploader="Ann",
    thumbnail="https://example.org/a.jpg",
    duration=12.5,
    media_key="generic a 1",
    format_label="1080p MP4",
    batch_id="0d8e5a1f-7b11-4c5e-9a53-6c1f2f0e8f0b",
    url="https://example.org/watch?v=1",
    percentage=25.0,
    added=1_795_780_000.25,
)
_completed = RemoteDownload(
    id="7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61",
    run=2,
    seq=9,
    state=DownloadState.COMPLETED,
    progress=Progress(Stage.PROCESSING, fraction=1.0),
    file_name="Film.mp4",
    size=1000,
    sha256="ab",
    remark=Remark.NO_SUBTITLES,
    batch_id="b",
    url="https://example.org/",
    percentage=100.0,
    added=1.0,
    ended=2.0,
    expires=3.5,
    beside=(BesideFile("en.vtt", 7, "cd"),),
)
_asked = RemoteDownload(
    id="7f1c9be2-8c1e-4a53-9d55-1f0a3c8f2b61",
    run=2,
    seq=9,
    state=DownloadState.FAILED,
    error=ErrorCode.NETWORK,
    batch_id="b",
    url="https://example.org/",
    added=1.0,
    ended=2.0,
    expires=3.5,
    worked=12.25,
    request=DownloadRequest(
        "https://example.org/",
        Choices(
            Quality.P720,
            Container.MP4,
            subtitles=Subtitles.BESIDE,
            languages=("en",),
            chapters=True,
        ),
        "137",
        Section(1.5),
    ),
)
_status = BatchStatus("b", 1, 1, 0, 0, 0, 1.0, (_completed,))

SAMPLES: list[tuple[str, Any]] = [
    (RUNNING, _running),
    (COMPLETED, _completed),
    (ASKED, _asked),
    (STATUS, _status),
    (PAGE, BatchPage((BatchStatus("b", 1, 1, 0, 0, 0, 1.0),), "41")),
    (SUBMITTED, Submitted("b", ("x", "y"), "Started batch download of 2 videos")),
    (SNAPSHOT, Snapshot((_running,), first=True)),
    (REMOVED, Removed("x", expired=True)),
    (VERSIONS, ServiceVersions(1, "0.1.0", "2026.10.26", "7.0", "2.9.8")),
    (PROBLEM, Problem(429, "rate_limited", "Too many requests.")),
]


@pytest.mark.parametrize(("text", "value"), SAMPLES)
def test_a_sample_is_read_as_what_it_was(text: str, value: Any) -> None:
    assert wire.from_json(type(value), text) == value


@pytest.mark.parametrize(("text", "value"), SAMPLES)
def test_what_is_written_now_holds_what_was_written_then(text: str, value: Any) -> None:
    then = json.loads(text)
    assert _as_of(then, json.loads(json.dumps(asdict(value)))) == then


def test_every_field_is_in_a_sample() -> None:
    assert set(json.loads(ASKED)) == {one.name for one in fields(RemoteDownload)}


@pytest.mark.parametrize(("text", "value"), SAMPLES)
def test_fields_of_a_later_version_are_passed_over(text: str, value: Any) -> None:
    assert wire.read(type(value), _with_more(json.loads(text))) == value


def test_a_code_of_a_later_version_reads_as_internal() -> None:
    later = {**json.loads(COMPLETED), "state": "failed", "error": "gravity"}
    assert wire.read(RemoteDownload, later).error is ErrorCode.INTERNAL


@pytest.mark.parametrize(
    "request_",
    [
        {"url": "https://example.org/", "choices": {"quality": "9000p"}},
        {"url": "https://example.org/", "choices": {"languages": [{"code": "en"}]}},
        {"url": "https://example.org/", "section": "chorus"},
        {"address": "https://example.org/"},
        ["https://example.org/"],
    ],
)
def test_a_request_of_a_later_version_reads_as_none(request_: object) -> None:
    later = {**json.loads(ASKED), "request": request_}
    assert wire.read(RemoteDownload, later) == replace(_asked, request=None)
    page = wire.read(Snapshot, {"downloads": [later, json.loads(ASKED)], "last": True})
    assert [one.request for one in page.downloads] == [None, _asked.request]


def test_what_has_no_words_of_a_later_version_is_still_checked() -> None:
    with pytest.raises(wire.WireError, match=r"RemoteDownload\.beside"):
        wire.read(RemoteDownload, {**json.loads(ASKED), "beside": "words"})


def test_only_what_names_a_thing_must_be_there() -> None:
    assert wire.from_json(BatchStatus, '{"batch_id": "b"}') == BatchStatus("b")
    assert wire.from_json(Problem, "{}") == Problem()
    with pytest.raises(wire.WireError):
        wire.from_json(RemoteDownload, '{"id": "x"}')


def _as_of(then: Any, now: Any) -> Any:
    """What is written now, without the fields that there were not yet then."""
    if isinstance(then, dict):
        return {name: _as_of(one, now[name]) for name, one in then.items()}
    if isinstance(then, list) and len(then) == len(now):
        return [_as_of(*pair) for pair in zip(then, now, strict=True)]
    return now


def _with_more(value: Any) -> Any:
    if isinstance(value, dict):
        return {"later": [1], **{name: _with_more(one) for name, one in value.items()}}
    return [_with_more(one) for one in value] if isinstance(value, list) else value
