"""Finished files: whole, in parts, and under their names."""

from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest

from tests.cloud.api.service import CONTENT, Service, problem, submit

SHA = sha256(CONTENT).hexdigest()
ETAG = f'"{SHA}"'


@pytest.fixture
def path(service: Service, ann: httpx.Client) -> str:
    (one,) = submit(ann)["download_ids"]
    service.complete(beside=True)
    return f"/file/{one}"


def test_the_whole_file_comes_with_its_name(ann: httpx.Client, path: str) -> None:
    answer = ann.get(path)
    assert answer.content == CONTENT
    headers = answer.headers
    assert headers["etag"] == ETAG
    assert headers["content-type"] == "video/mp4"
    assert headers["accept-ranges"] == "bytes"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-store"
    kind, _, name = headers["content-disposition"].partition("; filename*=UTF-8''")
    assert kind.startswith("attachment; filename=")
    assert unquote(name) == "Ein Übungsfilm.mp4"


@pytest.mark.parametrize("extra", [{}, {"If-None-Match": ETAG}])
def test_head_says_what_get_would(ann: httpx.Client, path: str, extra: dict[str, str]) -> None:
    whole, head = ann.get(path, headers=extra), ann.head(path, headers=extra)
    assert head.content == b""
    assert head.status_code == whole.status_code
    names = ("etag", "content-length", "content-type", "content-disposition", "content-range")
    assert [head.headers.get(name) for name in names] == [whole.headers.get(name) for name in names]


def test_a_part_is_of_what_is_got_alone(ann: httpx.Client, path: str) -> None:
    head = ann.head(path, headers={"Range": "bytes=5-9"})
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(CONTENT)))


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-0", CONTENT[:1]),
        ("Bytes=0-1, 99999-", CONTENT[:2]),
        ("bytes=100-199", CONTENT[100:200]),
        ("bytes=70000-", CONTENT[70000:]),
        ("bytes=-10", CONTENT[-10:]),
        ("bytes=-99999999", CONTENT),
        ("bytes=10-99999999", CONTENT[10:]),
    ],
)
def test_a_part_is_that_part(ann: httpx.Client, path: str, asked: str, expected: bytes) -> None:
    answer = ann.get(path, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, expected)
    assert answer.headers["content-range"].endswith(f"/{len(CONTENT)}")
    assert answer.headers["etag"] == ETAG


def test_several_parts_come_in_one_answer(ann: httpx.Client, path: str) -> None:
    answer = ann.get(path, headers={"Range": "bytes=0-1,100-103"})
    assert answer.status_code == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges")
    assert CONTENT[100:104] in answer.content


@pytest.mark.parametrize(
    "asked", ["bytes=76800-", "bytes=99999999-", "bytes=-0", "bytes=99998-,99999-"]
)
def test_a_part_behind_the_end_is_a_problem(ann: httpx.Client, path: str, asked: str) -> None:
    answer = ann.get(path, headers={"Range": asked})
    assert problem(answer) == (416, "bad_range")
    assert answer.headers["content-range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize("asked", ["lines=1-2", "bytes=5-2", "bytes=", "bytes=a-b", "x", "bytes=-"])
def test_a_range_that_makes_no_sense_is_passed_over(
    ann: httpx.Client, path: str, asked: str
) -> None:
    answer = ann.get(path, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, CONTENT)


@pytest.mark.parametrize(("tag", "status"), [(ETAG, 206), ('"other"', 200), (f"W/{ETAG}", 200)])
def test_a_part_goes_on_only_with_the_same_file(
    ann: httpx.Client, path: str, tag: str, status: int
) -> None:
    answer = ann.get(path, headers={"Range": "bytes=5-", "If-Range": tag})
    assert answer.status_code == status
    assert answer.content == (CONTENT[5:] if status == 206 else CONTENT)


@pytest.mark.parametrize("tag", [ETAG, f"W/{ETAG}", f'"x", {ETAG}', "*"])
def test_what_the_client_has_is_not_sent_again(ann: httpx.Client, path: str, tag: str) -> None:
    answer = ann.get(path, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == ETAG
    assert ann.get(path, headers={"If-None-Match": '"x"'}).content == CONTENT


def test_what_lies_beside_has_its_own_name(ann: httpx.Client, path: str) -> None:
    answer = ann.get(path, params={"beside": "en.vtt"})
    assert answer.content == b"WEBVTT\n"
    assert answer.headers["content-type"].startswith("text/vtt")
    assert answer.headers["content-disposition"].endswith("''Ein%20%C3%9Cbungsfilm.en.vtt")
    assert problem(ann.get(path, params={"beside": "de.vtt"})) == (404, "not_found")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("page.html", "application/octet-stream"),
        ("a/deeper/page.HTM", "application/octet-stream"),
        ("picture.svg", "application/octet-stream"),
        ("no extension", "application/octet-stream"),
        ("sound.MP3", "audio/mpeg"),
    ],
)
def test_no_file_is_shown_as_a_page(
    service: Service, ann: httpx.Client, name: str, kind: str
) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete(name=name)
    answer = ann.get(f"/file/{one}")
    assert answer.headers["content-type"] == kind
    sent = unquote(answer.headers["content-disposition"].partition("UTF-8''")[2])
    assert sent == name.rpartition("/")[2]


def test_a_name_cannot_break_out_of_its_header(service: Service, ann: httpx.Client) -> None:
    (one,) = submit(ann)["download_ids"]
    service.complete(name='a";\r\nX-Evil: 1.mp4')
    answer = ann.get(f"/file/{one}")
    assert answer.content == CONTENT
    assert "x-evil" not in answer.headers


def test_there_is_no_file_before_the_end(service: Service, ann: httpx.Client) -> None:
    (one,) = submit(ann)["download_ids"]
    assert problem(ann.get(f"/file/{one}")) == (409, "not_ready")
    service.run_to(0.5)
    assert problem(ann.get(f"/file/{one}")) == (409, "not_ready")


def test_a_file_that_is_not_there_any_more_is_gone(
    service: Service, ann: httpx.Client, path: str
) -> None:
    for one in Path(service.config.files).rglob("*.mp4"):
        one.unlink()
    assert problem(ann.get(path)) == (410, "gone")
    assert problem(ann.get(path, headers={"Range": "bytes=1-"})) == (410, "gone")


@pytest.fixture
def signed(service: Service, monkeypatch: pytest.MonkeyPatch) -> str:
    """As S3 has it: the file lies elsewhere, at an address that is good for a while."""
    address = "http://127.0.0.9/signed?key=1"
    monkeypatch.setattr(service.files, "delivery", lambda *_: address)
    return address


def test_what_lies_elsewhere_is_pointed_at(ann: httpx.Client, path: str, signed: str) -> None:
    answer = ann.get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, signed)
    assert answer.headers["cache-control"] == "private, no-store"
    assert ann.get(path, headers={"If-None-Match": ETAG}).status_code == 304
    head = ann.head(path)
    assert (head.status_code, head.headers["content-length"]) == (200, str(len(CONTENT)))
    assert head.headers["etag"] == ETAG
