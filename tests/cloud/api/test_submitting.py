"""Submit: what is taken, what is refused, and that nothing is begun twice."""

import uuid
from typing import Any

import httpx
import pytest

from app.core.choices import AudioFormat, Choices, Container, Quality, Sponsors, Subtitles
from app.core.download import DownloadRequest, Section
from tests.cloud.api.service import Service, links, problem, submit

LINK = "http://127.0.0.1/0"


def test_a_batch_begins_with_every_link(service: Service, ann: httpx.Client) -> None:
    answer = submit(ann, 2)
    assert answer["message"] == "Started batch download of 2 videos"
    assert set(answer) == {"batch_id", "download_ids", "message"}
    assert service.woken == [2]
    claims = [service.claimed(), service.claimed()]
    assert [one.id for one in claims] == answer["download_ids"]
    assert [one.request for one in claims] == [DownloadRequest(link) for link in links(2)]


def test_one_link_is_a_batch_of_its_own(service: Service, ann: httpx.Client) -> None:
    answer = ann.post("/download", json={"url": LINK}).json()
    assert set(answer) == {"download_id", "batch_id", "message"}
    assert answer["message"] == "Started batch download of 1 video"
    assert service.woken == [1]
    batch = ann.get(f"/batch-status/{answer['batch_id']}").json()
    assert [one["id"] for one in batch["downloads"]] == [answer["download_id"]]


def test_every_choice_reaches_the_worker(service: Service, ann: httpx.Client) -> None:
    wanted: dict[str, Any] = {
        "quality": "1080p",
        "container": "mp4",
        "audio": "mp3",
        "bitrate": 192,
        "subtitles": "beside",
        "languages": ["en", "pt-BR"],
        "automatic_subtitles": True,
        "chapters": True,
        "tags": True,
        "cover": True,
        "sponsors": "remove",
        "format": "137-dash",
        "section": {"start": 1.5, "end": 9},
    }
    assert submit(ann, **wanted)
    choices = Choices(
        quality=Quality.P1080,
        container=Container.MP4,
        audio=AudioFormat.MP3,
        bitrate=192,
        subtitles=Subtitles.BESIDE,
        languages=("en", "pt-BR"),
        automatic_subtitles=True,
        chapters=True,
        tags=True,
        cover=True,
        sponsors=Sponsors.REMOVE,
    )
    assert service.claimed().request == DownloadRequest(LINK, choices, "137-dash", Section(1.5, 9))


def test_sound_alone_is_what_the_site_has(service: Service, ann: httpx.Client) -> None:
    submit(ann, audio_only=True)
    submit(ann, audio_only=True, audio="opus")
    found = [service.claimed().request.choices.audio for _ in range(2)]
    assert found == [AudioFormat.BEST, AudioFormat.OPUS]


def test_what_is_smuggled_behind_a_link_is_taken_off(service: Service, ann: httpx.Client) -> None:
    ann.post("/download", json={"url": f"{LINK}#__youtubedl_smuggle=x"}).raise_for_status()
    assert service.claimed().request.url == LINK


@pytest.mark.parametrize(
    "url",
    [
        "",
        "//127.0.0.1/a",
        "127.0.0.1/a",
        "example.org",
        "ytsearch:cats",
        "ytsearch5:http://127.0.0.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/a",
        "javascript:alert(1)",
        "http:///a",
        "http://127.0.0.1:0/a",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/\u0000",
        "http://127.0.0.1/\u202e",
        "http://ann:secret@127.0.0.1/",
        "http://127.0.0.1/" + "a" * 8192,
        "-http://127.0.0.1/",
    ],
)
def test_what_is_no_link_of_the_web_is_refused(ann: httpx.Client, url: str) -> None:
    answer = ann.post("/batch-download", json={"urls": [LINK, url]})
    assert problem(answer) == (422, "invalid")
    assert answer.json()["detail"].startswith("urls.1: ")
    assert ann.get("/batches").json()["batches"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"urls": []},
        {"urls": links(11)},
        {"urls": links(101)},
        {"urls": LINK},
        {"urls": [LINK, None]},
        {"naming": "%(title)s"},
        {"folder": "/tmp"},
        {"list_title": "x"},
        {"again": True},
        {"choices": {}},
        {"ids": []},
        {"ids": [str(uuid.uuid4()), str(uuid.uuid4())]},
        {"ids": ["x"]},
        {"ids": [uuid.uuid4().hex]},
        {"ids": ["../" + "a" * 33]},
        {"urls": links(2), "ids": [str(uuid.UUID(int=1))] * 2},
        {"audio_only": "yes"},
        {"audio_only": 1},
        {"quality": "8k"},
        {"container": "exe"},
        {"audio": "exe"},
        {"bitrate": 100},
        {"bitrate": "192"},
        {"subtitles": True},
        {"languages": ["en"] * 21},
        {"languages": ["e" * 36]},
        {"languages": ["all,-live_chat"]},
        {"languages": ["en\n"]},
        {"format": "a" * 101},
        {"format": "best/worst"},
        {"format": "a\n"},
        {"section": {"start": -1}},
        {"section": {"start": 5, "end": 5}},
        {"section": {"start": 1e300}},
        {"section": {"start": 0, "name": "x"}},
        {"sponsors": "sell"},
    ],
)
def test_what_is_not_as_described_is_refused(ann: httpx.Client, wrong: dict[str, Any]) -> None:
    answer = ann.post("/batch-download", json={"urls": [LINK], **wrong})
    assert problem(answer) == (422, "invalid")
    assert ann.get("/batches").json()["batches"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"",
        b"\xff\xfe",
        b'{"urls": ' + b"[" * 100_000,
        b'{"urls": ["http://127.0.0.1/"], "section": {"start": NaN}}',
        b'{"urls": ["http://127.0.0.1/\\ud800"]}',
        b'{"urls": ["http://127.0.0.1/"], "bitrate": ' + b"9" * 5_000 + b"}",
    ],
)
def test_what_is_no_such_json_is_refused(ann: httpx.Client, body: bytes) -> None:
    answer = ann.post("/batch-download", content=body, headers={"Content-Type": "application/json"})
    assert problem(answer) in [(400, "bad_request"), (422, "invalid")]


def test_a_refusal_repeats_no_secret(ann: httpx.Client) -> None:
    secret = "tokensecret"
    body = {"urls": [f"nothttp://x/?key={secret}"], f"http://x/?{secret}": secret, "format": "/"}
    answer = ann.post("/batch-download", json={**body, "quality": secret})
    assert problem(answer) == (422, "invalid")
    assert secret not in answer.text
    assert secret not in ann.get("/batches", params={"before": secret}).text


def test_sent_again_with_its_ids_nothing_begins_twice(service: Service, ann: httpx.Client) -> None:
    ids = [str(uuid.uuid4()) for _ in range(2)]
    first = submit(ann, 2, ids=[ids[0].upper(), ids[1]])
    assert first["download_ids"] == ids
    again = submit(ann, 2, ids=ids)
    assert (again["batch_id"], again["download_ids"]) == (first["batch_id"], ids)
    assert again["message"] == "All 2 videos were known already"
    more = submit(ann, 3, ids=[*ids, str(uuid.uuid4())])
    assert more["message"] == "Started batch download of 1 video, 2 known already"
    assert ann.get(f"/status/{ids[0].upper()}").json()["id"] == ids[0]
    assert service.woken == [2, 1]
    assert service.runs.stats().queued == 3


@pytest.mark.parametrize("stands", ["queued", "running", "completed"])
def test_sent_again_after_its_removal_nothing_begins(
    service: Service, ann: httpx.Client, stands: str
) -> None:
    one = str(uuid.uuid4())
    first = ann.post("/download", json={"url": LINK, "id": one}).json()
    if stands != "queued":
        claim = service.run_to(0.5)
        if stands == "completed":
            service.complete(claim)
    service.woken.clear()
    ann.delete(f"/download/{one}").raise_for_status()
    again = ann.post("/download", json={"url": LINK, "id": one}).json()
    assert again == {**first, "message": "It was known already"}
    both = submit(ann, 2, ids=[one, str(uuid.uuid4())])
    assert both["message"] == "Started batch download of 1 video, 1 known already"
    assert problem(ann.get(f"/status/{one}")) == (410, "gone")
    assert service.woken == [1]
    assert service.runs.stats().queued == 1


def test_sent_again_under_its_key_nothing_begins_twice(
    service: Service, ann: httpx.Client, bob: httpx.Client
) -> None:
    key = {"Idempotency-Key": "a key, with signs: ~"}
    body: dict[str, Any] = {"urls": links(2), "tags": True}
    first = ann.post("/batch-download", json=body, headers=key).json()
    # What means the same is the same.
    alike = {
        "tags": True,
        "cover": False,
        "urls": [f"{one}#__youtubedl_smuggle" for one in links(2)],
    }
    again = ann.post("/batch-download", json=alike, headers=key).json()
    assert (again["batch_id"], again["download_ids"]) == (first["batch_id"], first["download_ids"])
    other = ann.post("/batch-download", json={**body, "cover": True}, headers=key)
    assert problem(other) == (409, "idempotency_key_reused")
    theirs = bob.post("/batch-download", json=body, headers=key).json()
    assert theirs["batch_id"] != first["batch_id"]
    assert service.woken == [2, 2]


@pytest.mark.parametrize("key", ["", "a" * 201, "a\tb", "\xe9"])
def test_a_key_that_cannot_be_one_is_refused(ann: httpx.Client, key: str) -> None:
    headers = [(b"Idempotency-Key", key.encode("latin-1"))]
    answer = ann.post("/download", json={"url": LINK}, headers=headers)
    assert problem(answer) == (422, "invalid")
