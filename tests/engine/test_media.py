"""What is told about a video, whatever a site says of it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import wire
from app.core.choices import AudioFormat, Choices, Container, Sponsors, Subtitles
from app.core.download import DownloadRequest, Section
from app.core.executor import Entry, VideoInfo
from app.engine import media

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(
    [
        *("title", "uploader", "duration", "thumbnail", "thumbnails", "formats", "url", "id"),
        *("subtitles", "automatic_captions", "chapters", "tbr", "fps", "language"),
        *("height", "width", "ext", "format_id", "requested_formats", "extractor_key", "_type"),
    ]
)
ANY_INFO = st.dictionaries(KEYS, ANYTHING)
PAGE = "https://h.example/1"
SMUGGLED = f"{PAGE}#__youtubedl_smuggle=x"
REQUEST = DownloadRequest("https://host.example/a")


@settings(max_examples=50, deadline=None)
@given(ANY_INFO)
def test_no_site_can_break_it(info: dict[str, Any]) -> None:
    found = media.video_info(info)
    assert wire.from_json(VideoInfo, wire.to_json(found)) == found
    assert len(found.title) <= media.MAX_TITLE
    assert "\n" not in found.title
    entry = media.list_entry(info, "", (PAGE,))
    assert entry is None or entry.url.startswith(("http://", "https://"))
    assert isinstance(media.media_key(info, REQUEST), str)
    assert isinstance(media.format_label(info, "mp4", Choices()), str)
    assert isinstance(media.is_playable(info), bool)
    assert isinstance(media.expected_size(info), int | None)


@pytest.mark.parametrize(
    ("info", "label"),
    [
        ({"height": 1080, "width": 1920}, "1080p MP4"),
        ({"height": 1920, "width": 1080}, "1080p MP4"),
        ({"requested_formats": [{"height": 720}, {"vcodec": "none"}]}, "720p MP4"),
        ({}, "MP4"),
    ],
)
def test_labels(info: dict[str, Any], label: str) -> None:
    assert media.format_label(info, "mp4", Choices()) == label
    assert media.format_label(info, "mp3", Choices(audio=AudioFormat.MP3)) == "MP3"


def test_keys_tell_media_apart() -> None:
    video = {"extractor_key": "Site", "id": "1", "format_id": "137+140"}
    key = media.media_key(video, REQUEST)
    assert key == media.media_key(video, DownloadRequest("https://host.example/b"))
    assert key != media.media_key({**video, "format_id": "22"}, REQUEST)
    assert key != media.media_key(
        video, DownloadRequest(REQUEST.url, Choices(audio=AudioFormat.MP3))
    )
    generic = {**video, "extractor_key": "Generic"}
    other = DownloadRequest("https://host.example/b")
    assert media.media_key(generic, REQUEST) != media.media_key(generic, other)


def test_what_is_put_into_a_file_makes_another_file_of_the_same_media() -> None:
    info = {"extractor_key": "Site", "id": "1", "format_id": "137+140"}
    others = [
        Choices(tags=True),
        Choices(cover=True),
        Choices(container=Container.MKV),
        Choices(subtitles=Subtitles.EMBEDDED, languages=("en",)),
        Choices(subtitles=Subtitles.EMBEDDED, languages=("de",)),
        Choices(sponsors=Sponsors.REMOVE),
    ]
    requests = [DownloadRequest(REQUEST.url, one) for one in (Choices(), *others)]
    assert len({media.media_key(info, one) for one in requests}) == 1
    assert len({media.file_key(info, one) for one in requests}) == len(requests)
    beside = DownloadRequest(REQUEST.url, Choices(subtitles=Subtitles.BESIDE, languages=("en",)))
    assert media.file_key(info, beside) == media.media_key(info, REQUEST)


def test_what_it_becomes_is_other_media() -> None:
    info = {"extractor_key": "Site", "id": "1", "format_id": "140"}
    requests = [
        REQUEST,
        *(
            DownloadRequest(REQUEST.url, Choices(audio=AudioFormat.MP3, bitrate=bitrate))
            for bitrate in (None, 128, 320)
        ),
        DownloadRequest(REQUEST.url, section=Section(1, 2)),
        DownloadRequest(REQUEST.url, section=Section(1)),
    ]
    assert len({media.media_key(info, one) for one in requests}) == len(requests)


def test_sizes_are_expected_only_where_all_are_known() -> None:
    known, rated = {"format_id": "1", "filesize": 1000}, {"format_id": "2", "tbr": 8}
    assert media.expected_size({"requested_formats": [known, rated], "duration": 2}) == 3000
    assert media.expected_size({"requested_formats": [known, {"format_id": "3"}]}) is None
    assert media.expected_size(known) == 1000


def test_a_video_tells_what_may_be_chosen() -> None:
    words = [{"ext": "vtt", "url": "https://h.example/a.vtt"}]
    found = media.video_info(
        {
            "title": "T",
            "formats": [{"format_id": "1", "tbr": 800.5, "fps": 30}, {"format_id": "2", "abr": 96}],
            "subtitles": {"en": words, "live_chat": [{"ext": "json"}]},
            "automatic_captions": {"de": words},
            "chapters": [{"start_time": 0}],
        }
    )
    assert [(one.bitrate, one.frames) for one in found.formats] == [(800.5, 30), (96, None)]
    assert (found.subtitles, found.automatic_subtitles) == (("en",), ("de",))
    assert found.has_chapters


@pytest.mark.parametrize(
    ("info", "url"),
    [
        ({"_type": "url", "url": SMUGGLED}, SMUGGLED),
        ({"webpage_url": PAGE, "url": "https://cdn.example/1.mp4"}, PAGE),
        ({"formats": [{"url": "https://h.example/low"}, {"url": PAGE}]}, None),
        ({"_type": "url", "url": "site:123"}, None),
        ({"_type": "url", "url": "file:///etc/passwd"}, None),
        ({}, None),
    ],
)
def test_entries_lead_to_the_web(info: dict[str, Any], url: str | None) -> None:
    entry = media.list_entry(info)
    assert (entry and entry.url) == url


def test_a_thumbnail_with_a_password_is_none() -> None:
    assert media.thumbnail_of({"thumbnail": "https://u:p@h.example/a.jpg"}) == ""
    images = [{"url": "data:x"}, {"url": "https://h.example/b.jpg"}]
    assert media.thumbnail_of({"thumbnails": images}) == "https://h.example/b.jpg"


@pytest.mark.parametrize(
    ("data", "is_text"),
    [
        (b'{"error": 1}', True),
        (b"\n <!doctype html><p>Log in", True),
        (b"[1, 2]", True),
        (b"\0\0\0\x20ftypisom", False),
        (b"\x1aE\xdf\xa3", False),
        (b"ID3\x04", False),
        (b"<\0\0\0", False),
        (b"", False),
    ],
)
def test_text_is_no_video(tmp_path: Path, data: bytes, is_text: bool) -> None:
    file = tmp_path / "a.mp4"
    file.write_bytes(data)
    assert media.is_text(file) is is_text


def test_an_entry_has_what_a_row_needs() -> None:
    info = {"_type": "url", "url": "https://h.example/1", "title": " a\n b ", "duration": 3}
    assert media.list_entry(info) == Entry("https://h.example/1", "a b", "", 3.0)
